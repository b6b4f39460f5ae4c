"""The look that Gradio is given: system fonts, one accent colour, strong contrast in light and dark.

The colours of our own markup are the variables at the head of `assets/page.css`; these are the same.
"""

from __future__ import annotations

FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
MONOSPACE_FONTS = ("ui-monospace", "Menlo", "Consolas", "monospace")

THEME_VARIABLES = {
    "body_background_fill": "#faf9f6",
    "body_background_fill_dark": "#141719",
    "body_text_color": "#1b1f21",
    "body_text_color_dark": "#ecebe8",
    "body_text_color_subdued": "#4c5357",
    "body_text_color_subdued_dark": "#b6bcbf",
    "background_fill_primary": "#ffffff",
    "background_fill_primary_dark": "#1c2023",
    "input_background_fill": "#ffffff",
    "input_background_fill_dark": "#1c2023",
    "input_placeholder_color": "#5b6266",
    "input_placeholder_color_dark": "#a9b0b3",
    "block_label_text_color": "#1b1f21",
    "block_label_text_color_dark": "#ecebe8",
    "button_primary_background_fill": "#0b5563",
    "button_primary_background_fill_hover": "#083f4a",
    "button_primary_background_fill_dark": "#8fd0d9",
    "button_primary_background_fill_hover_dark": "#b3e2e8",
    "button_primary_text_color": "#ffffff",
    "button_primary_text_color_dark": "#0c1a1d",
}
