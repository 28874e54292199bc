"""A report as HTML in which the words behind each value are marked; every character of it is shown as text."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from geo.layers import DIRECTION_CONTROLS

GROUPS = ("place", "date", "actor", "casualties", "type", "other")
"""Kinds of marks, each with a colour and a text ``mark.<group>``."""

_GROUP_OF_FIELD = {
    "place": "place",
    "location": "place",
    "date": "date",
    "perpetrators": "actor",
    "targets": "actor",
    "claimed_by": "actor",
    "killed": "casualties",
    "injured": "casualties",
    "event_type": "type",
    "sub_event_type": "type",
    "trigger": "type",
    "weapons": "type",
}

# Direction overrides and isolates can make a line read as another one. They are shown instead of obeyed.
_CONTROLS = {control: f"[U+{ord(control):04X}]" for control in sorted(DIRECTION_CONTROLS)}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark: a half-open range of code points, the kind of mark, and what it says when pointed at."""

    start: int
    end: int
    group: str
    title: str


def group_of(field: str) -> str:
    """Return the kind of mark for a field of an incident (``killed``, ``killed_low`` and ``killed_best`` alike)."""
    stem = field.removesuffix("_low").removesuffix("_best").removesuffix("_high")
    if stem.startswith(("place", "lat", "lon", "admin")):
        return "place"
    if stem.startswith("date"):
        return "date"
    return _GROUP_OF_FIELD.get(stem, "other")


def marks_of(spans: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """Return the marks for the ``spans`` of an incident record, each titled with its field and rule."""
    return [
        Mark(int(item["start"]), int(item["end"]), group_of(str(item["field"])), f"{item['field']} · {item['rule']}")
        for item in spans
    ]


def highlighted(
    text: str,
    marks: Iterable[Mark],
    passage: tuple[int, int] | None = None,
    *,
    more: Iterable[tuple[int, int]] = (),
) -> str:
    """Return ``text`` as HTML with the marks in it and the ``passage`` that tells the incident set off.

    ``more`` are the passages of other incidents, where those of a whole report are shown.

    Marks may overlap (قتل belongs to the event and to the casualties): the text is cut at every edge and each piece
    carries the titles of all the marks above it, the colour of the shortest. Ranges that leave the text are cut to it.
    """
    kept = [
        Mark(max(0, mark.start), min(len(text), mark.end), mark.group, mark.title)
        for mark in marks
        if max(0, mark.start) < min(len(text), mark.end)
    ]
    told = _united((max(0, start), min(len(text), end)) for start, end in (*([passage] if passage else ()), *more))
    edges = sorted({0, len(text), *chain(*told), *chain(*((mark.start, mark.end) for mark in kept))})
    pieces, inside = [], False
    for left, right in pairwise(edges):
        wanted = any(start <= left and right <= end for start, end in told)
        if wanted != inside:
            pieces.append('<span class="f-passage">' if wanted else "</span>")
            inside = wanted
        over = sorted(
            (mark for mark in kept if mark.start <= left and right <= mark.end), key=lambda mark: mark.end - mark.start
        )
        written = _written(text[left:right])
        if over:
            title = html.escape("; ".join(dict.fromkeys(mark.title for mark in over)), quote=True)
            pieces.append(f'<mark class="f-mark f-{over[0].group}" title="{title}">{written}</mark>')
        else:
            pieces.append(written)
    if inside:
        pieces.append("</span>")
    return "".join(pieces)


def _united(passages: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return passages in order, those that touch as one; empty ones are left out."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(one for one in passages if one[0] < one[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _written(text: str) -> str:
    escaped = html.escape(text, quote=True)
    for control, shown in _CONTROLS.items():
        escaped = escaped.replace(control, f'<span class="f-control">{shown}</span>')
    return escaped.replace("\n", "<br>")
