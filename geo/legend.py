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
    into one class. Where the values lie close together, the numbers are less round.
    """
    if most < 1:
        return []
    if most <= classes:
        return list(range(max(least, 1), most + 1))
    steps = _steps(max(least, 1), most, (1, 2, 5))
    if len(steps) < classes:
        steps = _steps(max(least, 1), most, (1, 2, 3, 4, 5, 6, 8))
    if len(steps) <= classes:
        return steps
    return [steps[round(number * (len(steps) - 1) / (classes - 1))] for number in range(classes)]


def _steps(least: int, most: int, leads: Sequence[int]) -> list[int]:
    """Return the numbers of these leading digits, the first one not above ``least``, the last not above ``most``."""
    tens = range(math.floor(math.log10(least)), math.floor(math.log10(most)) + 1)
    steps = [lead * 10**power for power in tens for lead in leads if lead * 10**power <= most]
    return [step for step, after in zip(steps, [*steps[1:], most + 1], strict=True) if after > least]


def class_of(value: int, limits: Sequence[int]) -> int:
    """Return the number of the class that holds a value, the first being 0; a value below all is in the first."""
    return max(0, bisect_right(limits, value) - 1)
