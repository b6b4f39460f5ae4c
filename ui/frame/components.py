"""The two kinds of markup that Gradio shows for us, and the files of the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

ASSETS = Path(__file__).parent.parent / "assets"

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""Every event of the page: not part of an API of its own, and without Gradio's own spinner."""

AT_ONCE = 8
"""How many readers one event serves at the same time."""


def still_html(elem_id: str, value: str) -> gr.HTML:
    """Markup without behaviour."""
    return gr.HTML(value=value, js_on_load=None, apply_default_css=False, elem_id=elem_id)


def live_html(elem_id: str, value: str, script: str) -> gr.HTML:
    """Markup whose links and buttons raise events."""
    return gr.HTML(value=value, js_on_load=asset(script), apply_default_css=False, elem_id=elem_id)


def asset(name: str) -> str:
    """The text of a file in `ui/assets`."""
    return (ASSETS / name).read_text(encoding="utf-8")
