"""The errors of the data that extraction stands on.

::

    DataError
    ├── LexiconError   a file of data/lexicon that cannot be used
    └── WeightsError   a file of data/models that cannot be used
"""


class DataError(Exception):
    """Root of the errors of data that a person can mend; anything else that is raised is a bug."""


class LexiconError(DataError):
    """A lexicon file that cannot be used; the message names the file, the entry and the cure, a line for each fault."""


class WeightsError(DataError):
    """Learnt weights that cannot be used; the message names the file and the cure."""
