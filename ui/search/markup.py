"""The search view as HTML: the box, the list with its counts, and the states in which there is no list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from ui.ask.exchanges import Failure
from ui.frame.filter_markup import KIND_NAMES, narrowed_to
from ui.frame.lines import coverage_line
from ui.html import attribute, count, link, long_date, source_link
from ui.replies import Filters
from ui.search.excerpt import excerpt
from ui.search.replies import LONGEST_SEARCH, MOST, ORDERS, Count, Found, Hit, Wording

PAPERS_AT_ONCE = 8
"""Papers that can be chosen without opening the rest of their list."""

EXAMPLES = (
    ("precept increase", "Passages that hold both words, in whatever form: increases, increased."),
    ('"report be noted"', "In quotation marks: the words together, exactly as written."),
    ("complaints -annual", "With a minus before it: a word to leave out."),
    ("section 106", "References and sums in any spelling: S106 and s.106, £3.9m and £3,900,000."),
)


@dataclass(frozen=True, slots=True)
class Search:
    """What the view holds: what is searched for and where, and how it ended.

    Attributes:
        turn: the number the page gave the search, by which it tells the newest.
    """

    wording: Wording = Wording()  # noqa: RUF009 - frozen
    filters: Filters = Filters()  # noqa: RUF009 - frozen
    found: Found | None = None
    failure: Failure | None = None
    turn: int = 0


def search_form() -> str:
    """The heading, the search box and how to use it."""
    return (
        '<div class="search-head"><h2>Search</h2>'
        '<form id="search-form" role="search" aria-label="Search the papers">'
        '<label for="search-words">Words to find</label><div class="search-row">'
        f'<input type="search" id="search-words" name="q" maxlength="{LONGEST_SEARCH}" autocomplete="off" '
        'enterkeyhint="search" aria-describedby="search-help">'
        '<button type="submit" class="primary">Search</button></div>'
        '<p class="hint" id="search-help">Finds every passage that holds all the words. '
        "“Quotation marks” keep words together as written; a minus leaves a word out.</p>"
        "</form></div>"
    )


def results(search: Search) -> str:
    """What stands below the search box."""
    if search.failure:
        inside = failed(search.failure)
    elif search.found is None:
        inside = teaching()
    elif not search.found.coverage.papers:
        inside = nothing_to_search(search.filters)
    elif search.found.total or search.wording.years or search.wording.paper_ids:
        inside = found_list(search, search.found)
    else:
        inside = nothing_found(search, search.found)
    return f'<div class="search-results" data-turn="{search.turn}">{inside}</div>'


def teaching() -> str:
    """The empty state: how to search, by examples that can be pressed."""
    rows = "".join(
        f'<li><button type="button" class="starter" data-search="{attribute(example)}">'
        f"<code>{escape(example)}</code></button><p>{escape(meaning)}</p></li>"
        for example, meaning in EXAMPLES
    )
    return (
        "<p>Search lists passages, word for word, and gives no answers: every time something came up, "
        "with its paper and page, to be read, sorted and taken away as a table.</p>"
        f'<h3>Ways to search</h3><ul class="examples">{rows}</ul>'
    )


def found_list(search: Search, found: Found) -> str:
    """The count, the ways to sort, narrow and take the list away, and the passages."""
    return (
        '<div class="list-head">'
        f'<h3 id="search-count" tabindex="-1">{escape(count_line(found))}</h3>'
        f"{sort_control(search.wording.order)}{export(search)}</div>"
        f"{narrowed(search.filters)}{spread(found.kinds)}{partly_held(found)}"
        f'<div class="list-body">{facets(search.wording, found)}'
        f'<div class="hits">{groups(found.hits)}{more(found)}'
        f'<p class="coverage">{escape(coverage_line(found.coverage))}</p></div></div>'
    )


def count_line(found: Found) -> str:
    """How much was found: "23 passages in 6 papers"."""
    if not found.total:
        return "No passages of what you chose"
    return f"{count(found.total, 'passage')} in {count(found.papers, 'paper')}"


def sort_control(order: str) -> str:
    """What comes first."""
    options = "".join(
        f'<option value="{value}"{" selected" if value == order else ""}>{name}</option>'
        for value, name in ORDERS
    )
    return f'<label class="sort">Sort by <select id="search-sort" data-sort="true">{options}</select></label>'


def export(search: Search) -> str:
    """A link to the whole list as a table."""
    address = f"/api/hits.csv?{search.wording.as_query(search.filters)}"
    return f'<a class="plain" href="{link(address)}" download="passages.csv">Export as CSV</a>'


def narrowed(filters: Filters) -> str:
    """What the filter bar leaves to be searched; nothing where it leaves all."""
    told = narrowed_to(filters)
    return f'<p class="narrowed">Only in {escape(told)}.</p>' if told else ""


def spread(kinds: Sequence[Count]) -> str:
    """How the passages are spread over kinds of paper, where there are several."""
    if len(kinds) < 2:
        return ""
    ordered = sorted(kinds, key=lambda one: (-one.passages, one.value))
    parts = ", ".join(
        f"{one.passages:,} in {KIND_NAMES.get(one.value, one.value).lower()}" for one in ordered
    )
    return f'<p class="spread">{escape(parts)}.</p>'


def partly_held(found: Found) -> str:
    """Said above passages that hold only some of the words."""
    if found.held != MOST or not found.total:
        return ""
    return (
        '<div class="notice"><p><strong>No passage holds all of your words.</strong> '
        f"These hold the most of them.</p>{word_counts(found.words)}</div>"
    )


def word_counts(words: Sequence[Count]) -> str:
    """Each word with the number of passages that hold it."""
    entries = "".join(
        f"<li>“{escape(one.name)}” stands in "
        f"{count(one.passages, 'passage') if one.passages else 'no passage'}</li>"
        for one in words
    )
    return f'<ul class="hints">{entries}</ul>'


def facets(wording: Wording, found: Found) -> str:
    """Years and papers to choose among, each with how many passages it would leave."""
    years = with_chosen(found.years, wording.years)
    papers = with_chosen(found.by_paper, wording.paper_ids)
    if len(years) + len(papers) <= 2 and not (wording.years or wording.paper_ids):
        return ""
    chosen = wording.years or wording.paper_ids
    clear = '<button type="button" class="clear" data-all="true">Show all again</button>' if chosen else ""
    return (
        '<details class="facets"><summary>Narrow by year or paper</summary>'
        f"{clear}{facet('Year', 'year', years, wording.years)}"
        f"{facet('Paper', 'paper', papers, wording.paper_ids)}</details>"
    )


def with_chosen(counts: Sequence[Count], chosen: Sequence[str]) -> tuple[Count, ...]:
    """The counts, and at nought whatever is chosen and no longer among them, so that it can be undone."""
    held = {one.value for one in counts}
    return (*counts, *(Count(one, one, 0) for one in chosen if one not in held))


def facet(title: str, name: str, counts: Sequence[Count], chosen: Sequence[str]) -> str:
    """One set of boxes to tick; a long one ends in a part that can be opened."""
    if not counts:
        return ""
    boxes = [box(name, one, one.value in chosen) for one in counts]
    first, rest = boxes[:PAPERS_AT_ONCE], boxes[PAPERS_AT_ONCE:]
    is_open = " open" if any(one.value in chosen for one in counts[PAPERS_AT_ONCE:]) else ""
    more_of_them = (
        f"<details{is_open}><summary>{len(rest)} more</summary>{''.join(rest)}</details>" if rest else ""
    )
    return f"<fieldset><legend>{title}</legend>{''.join(first)}{more_of_them}</fieldset>"


def box(name: str, one: Count, chosen: bool) -> str:
    """One value with its count."""
    state = " checked" if chosen else ""
    return (
        f'<label><input type="checkbox" data-facet="{name}" value="{attribute(one.value)}" '
        f'id="facet-{name}-{attribute(one.value)}"{state}> <span>{escape(one.name)}</span> '
        f'<span class="number">{one.passages:,}<span class="unseen"> passages</span></span></label>'
    )


def groups(hits: Iterable[Hit]) -> str:
    """The passages in order; those of one paper that follow each other stand under one heading."""
    return "".join(
        group(title, tuple(run))
        for (_, title), run in groupby(hits, key=lambda hit: (hit.paper_id, heading_of(hit)))
    )


def heading_of(hit: Hit) -> str:
    """The paper, and the day of the meeting unless the title names it."""
    day = long_date(hit.meeting_date) if hit.meeting_date else ""
    return hit.title if day in hit.title else f"{hit.title}, {day}"


def group(title: str, hits: Sequence[Hit]) -> str:
    """Passages of one paper."""
    entries = "".join(
        f'<li><blockquote lang="en-GB">{excerpt(hit.text, hit.lit)}</blockquote>{chip(hit)}</li>'
        for hit in hits
    )
    return f'<section class="hit-group"><h4>{escape(title)}</h4><ul>{entries}</ul></section>'


def chip(hit: Hit) -> str:
    """Where the passage stands; pressed, its page opens with the words lit."""
    content = f'<span class="label">{escape(hit.label)}</span>'
    place = hit.item or ("" if hit.section == hit.title else hit.section)
    printed = "" if hit.page_label == str(hit.page) else hit.page_label
    return source_link(hit.url, content, style="chip", place=place, printed=printed)


def more(found: Found) -> str:
    """A button for the next passages, while there are any."""
    left = found.total - len(found.hits)
    if left <= 0:
        return ""
    return (
        f'<p class="more"><button type="button" class="plain" data-more="true">Show more</button> '
        f"{len(found.hits):,} of {found.total:,} shown</p>"
    )


def nothing_found(search: Search, found: Found) -> str:
    """No passage holds any of the words: which ones, what was searched, and what may help."""
    hints = (
        "Check the spelling, or search with fewer words.",
        "Take the quotation marks away, to find the words apart and in other forms.",
        "Use the words a paper would use: “precept” rather than “police tax”.",
    )
    left_out = "" if all(not one.passages for one in found.words) else LEFT_OUT
    return (
        '<div class="refusal"><h3 id="search-count" tabindex="-1">No passage holds these words</h3>'
        f"{narrowed(search.filters)}{word_counts(found.words)}{left_out}"
        '<h3 class="small-heading">What may help</h3>'
        f'<ul class="hints">{"".join(f"<li>{escape(hint)}</li>" for hint in hints)}</ul>'
        f"{widen(search.filters)}"
        f'<p class="coverage">{escape(coverage_line(found.coverage))}</p></div>'
    )


LEFT_OUT = "<p>Every passage that holds them also holds a word that you leave out.</p>"


def nothing_to_search(filters: Filters) -> str:
    """The filters leave no paper, or there is none at all."""
    if not filters.as_request():
        return (
            '<div class="refusal"><h3>There are no papers to search yet</h3>'
            "<p>Whoever runs this service can add papers; then search again.</p></div>"
        )
    return (
        '<div class="refusal"><h3>No paper matches these filters</h3>'
        f"<p>There are no {escape(narrowed_to(filters))}. Clear the filters, or widen the dates.</p>"
        f"{widen(filters)}</div>"
    )


def widen(filters: Filters) -> str:
    """A button that clears the filters, where any are set."""
    if not filters.as_request():
        return ""
    return '<p><button type="button" class="plain" data-clear="filters">Clear the filters</button></p>'


def failed(failure: Failure) -> str:
    """What happened and what to do; the words stay in the box."""
    return (
        '<div class="error"><h3>The search could not be made</h3>'
        f"<p>{escape(failure.message)} {escape(failure.next_step)}</p>"
        "<p>Your words are still in the box above.</p>"
        '<p><button type="button" class="plain" data-again="true">Search again</button></p></div>'
    )


def announcement(search: Search) -> str:
    """What a screen reader is told politely when a search ends."""
    if search.failure or search.found is None:
        return ""
    found = search.found
    if not found.coverage.papers:
        return "No paper matches these filters."
    if not found.total:
        return "No passage found."
    partly = " No passage holds all of your words; these hold the most of them." if found.held == MOST else ""
    return f"{count_line(found)}.{partly}"


def alarm(search: Search) -> str:
    """What a screen reader is told at once when a search fails."""
    failure = search.failure
    return f"{failure.message} {failure.next_step} Your words are kept." if failure else ""
