"""Where a citation leads."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from retrieval.links import citation_url


def test_a_link_names_the_page_and_the_words() -> None:
    url = urlsplit(
        citation_url("minutes-3f9a", 8, "minutes-3f9a:p8:2", "RESOLVED: 50% & more,\n  then noted")
    )
    assert url.path == "/api/papers/minutes-3f9a/view"
    assert parse_qs(url.query) == {"page": ["8"], "quote": ["RESOLVED: 50% & more, then noted"]}
    assert url.fragment == "lit"


def test_a_paper_without_pages_opens_at_the_passage() -> None:
    url = urlsplit(citation_url("log", None, "log:i1:1", "Lamps"))
    assert parse_qs(url.query) == {"passage": ["log:i1:1"], "quote": ["Lamps"]}


def test_a_long_quote_is_cut_at_the_end_of_a_word() -> None:
    quote = " ".join(["commissioner"] * 80)
    [words] = parse_qs(urlsplit(citation_url("a", 1, "", quote)).query)["quote"]
    assert len(words) <= 700
    assert quote.startswith(words + " ")


def test_an_id_cannot_leave_its_place() -> None:
    assert citation_url("../x?y", 1, "", "").startswith("/api/papers/..%2Fx%3Fy/view?")
