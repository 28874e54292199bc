"""A report as HTML in which the words behind each value are marked; every character of it is shown as text."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any

from furat.analysis.quotes import whole_letters
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


_NO_CLASS = re.compile(r"[^a-z0-9_]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark: a half-open range of code points, the kind of mark, and what it says when pointed at.

    ``key`` names the value that the words say (``killed-0``, ``targets-1``: the second target), for a page that shows
    the words of one value apart from the others.
    """

    start: int
    end: int
    group: str
    title: str
    key: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The field and the value that the words say, as parts of class names."""
        return tuple(dict.fromkeys((self.key.rsplit("-", 1)[0], self.key))) if self.key else ()


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
    counted: Counter[str] = Counter()
    marks = []
    for item in spans:
        field = str(item["field"])
        title = f"{field} · {item['rule']}"
        marks.append(
            Mark(int(item["start"]), int(item["end"]), group_of(field), title, value_key(field, counted[field]))
        )
        counted[field] += 1
    return marks


def value_key(field: str, at: int) -> str:
    """Return the key of a value of a field, by its place among them: extraction writes one span for each, in order."""
    return f"{_NO_CLASS.sub('_', field)}-{at}"


def highlighted(
    text: str,
    marks: Iterable[Mark],
    passage: tuple[int, int] | None = None,
    *,
    more: Iterable[tuple[int, int]] = (),
    anchors: bool = False,
) -> str:
    """Return ``text`` as HTML with the marks in it and the ``passage`` that tells the incident set off.

    ``more`` are the passages of other incidents, where those of a whole report are shown.

    Marks may overlap (قتل belongs to the event and to the casualties): the text is cut at every edge and each piece
    carries the titles and keys of all the marks above it, the colour of the shortest. Ranges that leave the text are
    cut to it. With ``anchors`` an empty element stands before the first words of each value, to be scrolled to.
    """
    kept = [
        replace(mark, start=max(0, mark.start), end=whole_letters(text, min(len(text), mark.end)))
        for mark in marks
        if max(0, mark.start) < min(len(text), mark.end)
    ]
    start, end = passage or (0, 0)
    held = _anchors(text, kept, (max(0, start), min(len(text), end))) if anchors else {}
    told = _united((max(0, start), min(len(text), end)) for start, end in (*([passage] if passage else ()), *more))
    edges = sorted({0, len(text), *chain(*told), *chain(*((mark.start, mark.end) for mark in kept)), *held})
    pieces, inside = [], False
    for left, right in pairwise(edges):
        wanted = any(start <= left and right <= end for start, end in told)
        if wanted != inside:
            pieces.append('<span class="f-passage">' if wanted else "</span>")
            inside = wanted
        if left in held:
            pieces.append(f'<span class="{" ".join(["f-at", *(f"f-at-{key}" for key in held[left])])}"></span>')
        over = sorted(
            (mark for mark in kept if mark.start <= left and right <= mark.end), key=lambda mark: mark.end - mark.start
        )
        written = _written(text[left:right])
        if over:
            title = html.escape("; ".join(dict.fromkeys(mark.title for mark in over)), quote=True)
            keys = "".join(f" f-of-{key}" for key in dict.fromkeys(key for mark in over for key in mark.keys))
            pieces.append(f'<mark class="f-mark f-{over[0].group}{keys}" title="{title}">{written}</mark>')
        else:
            pieces.append(written)
    if inside:
        pieces.append("</span>")
    return "".join(pieces)


def _anchors(text: str, marks: Sequence[Mark], passage: tuple[int, int]) -> dict[int, list[str]]:
    """Return where the first words of each value stand, those of the passage before those outside it.

    An element inside a word would part its letters, so it stands before the whole word.
    """
    order = sorted(marks, key=lambda mark: (not (passage[0] <= mark.start < passage[1]), mark.start))
    first: dict[str, int] = {}
    for mark in order:
        for key in mark.keys:
            first.setdefault(key, mark.start)
    found: dict[int, list[str]] = {}
    for key, start in first.items():
        found.setdefault(_word_start(text, start), []).append(key)
    return found


def _word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _united(passages: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return passages in order, those that touch as one; empty ones are left out."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(one for one in passages if one[0] < one[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


_LONG_WORD = re.compile(r"(\S{200})(?=\S)")


def _written(text: str) -> str:
    # A browser takes minutes to lay out a word of a megabyte; it may be broken where no word would be so long.
    escaped = "<wbr>".join(html.escape(part, quote=True) for part in _LONG_WORD.split(text) if part)
    for control, shown in _CONTROLS.items():
        escaped = escaped.replace(control, f'<span class="f-control">{shown}</span>')
    return escaped.replace("\n", "<br>")
