"""What is wrong with one input: a value beside the reports, so that the rest is still processed."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadFault:
    """A fault of one input: file, line (None where it concerns the whole file), what is wrong, and what cures it.

    ``what`` and ``cure`` are the words of the commands. ``key`` names the kind of fault and ``values`` what is filled
    into its words, so that a page can say the same in another language.
    """

    file: str
    line: int | None
    what: str
    cure: str
    key: str = ""
    values: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.what}. {self.cure}."


class UnreadableError(Exception):
    """Raised inside the readers by a step that knows what is wrong, but not in which file; it becomes a fault."""

    def __init__(self, what: str, cure: str, *, key: str, line: int | None = None, **values: object) -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure
        self.key = key
        self.line = line
        self.values = values

    def at(self, file: str, line: int | None = None) -> ReadFault:
        """Return the fault, placed in a file."""
        where = self.line if self.line is not None else line
        return ReadFault(file, where, self.what, self.cure, self.key, self.values)
