"""The page's own style: density, cards and marks, and the direction of writing."""

from functools import cache
from pathlib import Path

_FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', 'Segoe UI', sans-serif"
_SHEETS = ("page", "cards", "map", "incident", "review", "compare", "reports", "filters")
"""In this order: of two rules that weigh the same the later one counts."""


@cache
def style(*, right_to_left: bool) -> str:
    """Return the style sheet of the pages for the direction of their language, as an HTML element."""
    folder = Path(__file__).parent / "styles"
    fonts = f".stApp, .stApp button, .stApp input {{ font-family: {_FONT}; }}"
    names = (*_SHEETS, "right_to_left") if right_to_left else _SHEETS
    return "\n".join(
        ["<style>", fonts, *((folder / f"{name}.css").read_text(encoding="utf-8") for name in names), "</style>"]
    )
