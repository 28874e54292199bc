"""What is wrong with one input: a value beside the reports, so that the rest is still processed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadFault:
    """A fault of one input: file, line (None where it concerns the whole file), what is wrong, and what cures it."""

    file: str
    line: int | None
    what: str
    cure: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.what}. {self.cure}."


class UnreadableError(Exception):
    """Raised inside the readers by a step that knows what is wrong, but not in which file; it becomes a fault."""

    def __init__(self, what: str, cure: str, *, line: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure
        self.line = line

    def at(self, file: str, line: int | None = None) -> ReadFault:
        """Return the fault, placed in a file."""
        return ReadFault(file, self.line if self.line is not None else line, self.what, self.cure)
