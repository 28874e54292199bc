"""The errors that Furat raises on purpose.

::

    FuratError
    ├── WorkspaceError   a workspace that cannot be opened, or is of the wrong kind
    │   ├── ConflictError    two people changed the same thing at once; nothing was written
    │   └── DamagedError     a database that is damaged, or none of ours
    ├── StoreError       a report that cannot be kept as asked
    ├── ReviewError      a decision that cannot be taken: an unknown incident, a value that cannot be, a missing right
    │   └── MemberError      a list of members that cannot be: an address that is none, no admin left
    ├── FilterError      a filter that cannot be: an unknown place, a date that is none, ends before it begins
    ├── ExportError      an export that cannot be written
    ├── AssetError       a script of the map that is missing
    ├── ServingError     a dashboard that would answer to others without sign-in, or cannot have it as asked
    └── FloorsError      a file of floors that cannot be used, or a score under its floor

Those of the data below stand in floors of their own: ``extraction.errors.DataError`` (lexicon, learnt weights) and
``geo.faults.GazetteerError``; commands show all three kinds in the same way.

Each message says what is wrong and what cures it. Faults of single input files are values, not exceptions
(``furat.readers.fault.ReadFault``), because the rest of the input is still processed.
"""


class FuratError(Exception):
    """Root of the errors that a user can do something about; anything else that is raised is a bug."""


class WorkspaceError(FuratError):
    """A workspace cannot be opened, or real and fictional reports would mix in it."""


class StoreError(FuratError):
    """A report cannot be kept: its id is taken by another text, or its incidents contradict themselves."""


class ConflictError(WorkspaceError):
    """Somebody else changed the same thing in the meantime; nothing was written."""


class DamagedError(WorkspaceError):
    """A database is damaged, or is no database of Furat."""


class ReviewError(FuratError):
    """A decision that cannot be taken as asked: an incident that is not there, a value that cannot be, no right to."""


class MemberError(ReviewError):
    """The list of those who may sign in cannot be so: an address that is none, or no admin left."""


class FilterError(FuratError):
    """A filter names something that does not exist or cannot be.

    ``key`` and ``values`` say the same as the message, so that a page can say it in its own language.
    """

    def __init__(self, message: str, key: str = "", **values: object) -> None:
        super().__init__(message)
        self.key = key
        self.values = values


class ExportError(FuratError):
    """An export cannot be written: an unknown format or a place to write that is not there."""


class AssetError(FuratError):
    """A script of the map is missing: it is said with its cure, instead of showing a blank map."""


class FloorsError(FuratError):
    """A file of floors cannot be used, or a score lies under its floor."""


class ServingError(FuratError):
    """The dashboard cannot be started as asked: open to others without sign-in, or sign-in that is not set up."""
