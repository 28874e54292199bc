"""The entries of a map's legend, as values that a page, a picture and a file can all draw."""

from dataclasses import dataclass
from typing import Literal

from geo.layers import MIN_RADIUS


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sign and what it means; ``label`` is plain text, ``radius`` is that of a circle in pixels."""

    label: str
    kind: Literal["circle", "area", "line"]
    color: str
    dashed: bool = False
    radius: float = MIN_RADIUS
