"""What can be wrong with the gazetteer's files, and the error that stops the program when something is."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a data file: where it stands (``line`` counts from 1, 0 for the whole file), what, and its cure."""

    file: str
    line: int
    what: str
    cure: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.what}. Cure: {self.cure}."


class GazetteerError(Exception):
    """The gazetteer cannot be used. ``faults`` holds every fault that was found, the message the first few."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        shown = [str(fault) for fault in self.faults[:5]]
        if len(self.faults) > len(shown):
            shown.append(f"... and {len(self.faults) - len(shown)} more; `furat gazetteer check` shows them all.")
        super().__init__("\n".join(shown))
