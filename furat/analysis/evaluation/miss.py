"""One thing that was read otherwise than labelled: what ``furat evaluate --errors`` lists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Miss:
    """A difference between label and reading.

    ``about`` is the place or the range of the text that it concerns. ``expected`` is None for something read that no
    label holds, ``got`` is None for a label that was not read.
    """

    report_id: str
    field: str
    about: str
    expected: str | None
    got: str | None
