"""``dataclass`` for the values that a reading makes by the hundred for each report.

It is the standard library's, but that ``frozen`` is held by mypy alone: Python sets each field of a frozen instance by
``object.__setattr__``, which readings of hundreds of values feel. Equality and hash are those of a frozen class.
"""

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen=False, **options):
        """Return the decorator of the standard library for these options; what is frozen is only hashed so."""
        return dataclasses.dataclass(unsafe_hash=frozen, **options)
