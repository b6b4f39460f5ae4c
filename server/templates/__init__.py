"""The pages the server writes itself: plain accessible HTML, escaped by default, no scripts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined


@cache
def environment() -> Environment:
    """The templates of this folder, read once."""
    texts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in files(__package__).iterdir()
        if entry.name.endswith((".html", ".css"))
    }
    return Environment(
        loader=DictLoader(texts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> str:
    """One of the pages, filled in."""
    return environment().get_template(template).render(**values)


def stylesheet() -> str:
    """The stylesheet of the pages."""
    return render("style.css")
