"""What the signs of a map mean, as plain values: the page draws them beside the map, a picture draws them on it."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

SIGN_RADIUS = 7.0
"""Radius in pixels of a sign whose size means nothing."""

CLASSES = 5
"""More shades than this cannot be told apart."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sign and what it means: a ``circle`` of ``radius`` pixels or a ``box``.

    ``value`` is what the sign stands for, where one can ask for it alone: an actor, an event type; else it is empty.
    """

    words: str
    fill: str
    outline: str
    opacity: float = 1.0
    shape: str = "circle"
    radius: float = SIGN_RADIUS
    dashed: bool = False
    hatched: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class LegendPart:
    """Signs that belong together: sizes, colours, classes of shading, other signs."""

    title: str
    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """The whole legend. ``chosen_by`` names what the values of entries are (``type``, ``actor``), or is empty."""

    parts: tuple[LegendPart, ...]
    chosen_by: str = ""


def class_limits(least: int, most: int, classes: int = CLASSES) -> list[int]:
    """Return the least value of each class of a shading from ``least`` to ``most``: round numbers, at most ``classes``.

    The steps grow (1, 5, 20, 100): a few places have most of the incidents, and equal steps would put all the others
    into one class.
    """
    if most < 1:
        return []
    first, last = _step_below(max(least, 1)), _step_below(most)
    steps = [_step(number) for number in range(first, last + 1)]
    if most <= classes:
        return list(range(max(least, 1), most + 1))
    if len(steps) <= classes:
        return steps
    picked = [round(number * (len(steps) - 1) / (classes - 1)) for number in range(classes)]
    return [steps[number] for number in picked]


def class_of(value: int, limits: Sequence[int]) -> int:
    """Return the number of the class that holds a value, the first being 0; a value below all is in the first."""
    return max(0, bisect_right(limits, value) - 1)


def _step(number: int) -> int:
    """Return a round number: 1, 2, 5, 10, 20, 50 ..."""
    return int((1, 2, 5)[number % 3] * 10 ** (number // 3))


def _step_below(value: int) -> int:
    """Return the number of the greatest round number that is not above ``value``."""
    power = math.floor(math.log10(value))
    lead = value // 10**power
    return 3 * power + (2 if lead >= 5 else 1 if lead >= 2 else 0)
