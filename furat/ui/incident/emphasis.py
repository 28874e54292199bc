"""How pointing at a value brings out its words in the report: style alone, so that nothing is run or asked for.

A value has the class ``f-say-KEY``, its words ``f-of-KEY``, and the spot before them ``f-at-KEY``. While the value is
pointed at, touched, or reached by keyboard, the marks of other values stand back, and the report snaps to the spot: a
link to it would change the address of the page.
"""

from collections.abc import Iterable

_POINTED = ":is(:hover, :focus)"


def emphasis(keys: Iterable[str]) -> str:
    """Return the style of a card for the keys of its values (``furat.ui.highlight.value_key``), as HTML."""
    rules = []
    for key in dict.fromkeys(keys):
        at = f'[role="dialog"]:has(.f-say-{key}{_POINTED})'
        rules.append(
            f"{at} .f-report mark:not(.f-of-{key}) {{ background: transparent; }}"
            f"{at} .f-report mark.f-of-{key} {{ box-shadow: 0 2px 0 #1f5f7a, 0 -2px 0 #1f5f7a; }}"
            f"{at} .f-scroll {{ scroll-snap-type: y mandatory; }}"
            f"{at} .f-at-{key} {{ scroll-snap-align: center; }}"
            f'[role="dialog"]:has(mark.f-of-{key}:hover) .f-say-{key} {{ background: #e7eff2; }}'
        )
    return f"<style>{''.join(rules)}</style>"
