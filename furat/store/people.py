"""Who acts, and what they may do: enforced here, below pages and commands."""

import getpass
from dataclasses import dataclass
from enum import IntEnum

from furat.errors import ReviewError


class Role(IntEnum):
    """What somebody may do; each may what those before it may."""

    VIEWER = 1
    """See everything, change nothing."""
    EDITOR = 2
    """Keep reports and decide on incidents."""
    ADMIN = 3
    """Purge reports, and say who may sign in."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts: the name that the audit trail keeps, and the role."""

    name: str
    role: Role


def local_person() -> Person:
    """Return the user of this computer's account: without sign-in Furat has one user, who may do everything."""
    try:
        return Person(getpass.getuser(), Role.ADMIN)
    except (OSError, KeyError):  # an account without a name, as in a container
        return Person("local", Role.ADMIN)


def require(person: Person, role: Role) -> None:
    """Refuse what the person's role does not allow.

    Raises:
        ReviewError: The role is too low.
    """
    if person.role < role:
        raise ReviewError(
            f"{person.name} is {person.role.name.lower()} here, and this needs {role.name.lower()}. "
            "Ask whoever looks after the workspace."
        )
