"""Who may sign in to a workspace, and as what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from furat.errors import MemberError, WorkspaceError
from furat.store.database import Workspace
from furat.store.people import Person, Role, require
from furat.store.review.audit import Act, commit, keep_an_admin
from furat.store.tables import PersonRow

_ADDRESS = re.compile(r"[!-?A-~]+@[!-?A-~]+")
_LONGEST = 254  # RFC 5321

ACT = "member"
"""The name of these acts in the audit trail."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may sign in."""

    email: str
    role: Role
    added_at: datetime


def folded(email: str) -> str:
    """Return an e-mail address as the list holds it: in lower case, without spaces around it.

    Only ASCII is taken: some foreign letters become ASCII ones in lower case (the Kelvin sign a k), and others look
    like them, so that one person's address could pass for another's.

    Raises:
        MemberError: It is no e-mail address.
    """
    found = email.strip()
    if len(found) > _LONGEST or not _ADDRESS.fullmatch(found):
        raise MemberError(f"{found[:_LONGEST]!r} is no e-mail address. Write it as name@example.org, in ASCII.")
    return found.lower()


def members(workspace: Workspace) -> list[Member]:
    """Return all who may sign in, by address."""
    with workspace.session() as session:
        return [_member(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.email))]


def person_of(workspace: Workspace, email: str) -> Person | None:
    """Return the member of an address; None for one that is not on the list, or is no address.

    The name that the audit trail keeps is the address: what else an identity says of itself, its bearer may choose.
    """
    try:
        key = folded(email)
    except MemberError:
        return None
    with workspace.session() as session:
        row = session.get(PersonRow, key)
        return None if row is None else Person(row.email, _member(row).role)


def add_member(workspace: Workspace, email: str, role: Role, by: Person, *, sign_in: bool = True) -> int:
    """Let somebody sign in, or give a member another role; return the number of the act.

    Args:
        workspace: The workspace.
        email: The address, as the identity provider writes it; upper and lower case are one.
        role: What they may do.
        by: Who lets them.
        sign_in: Whether sign-in is used, so that the last admin must stay one.

    Raises:
        MemberError: It is no address, or it is that of the last admin, who would become less.
        ReviewError: The person may not say who signs in, or the member has the role already.
    """
    return _set(workspace, folded(email), role, by, sign_in=sign_in)


def remove_member(workspace: Workspace, email: str, by: Person, *, sign_in: bool = True) -> int:
    """Let somebody sign in no longer; return the number of the act. A page that they have open ends at its next run.

    Arguments and errors are those of ``add_member``.
    """
    return _set(workspace, folded(email), None, by, sign_in=sign_in)


def _set(workspace: Workspace, email: str, role: Role | None, by: Person, *, sign_in: bool) -> int:
    require(by, Role.ADMIN)
    with workspace.session(write=True) as session:
        row, act = session.get(PersonRow, email), Act(ACT)
        if role is None and row is None:
            raise MemberError(f"{email} is no member. See who is with: furat people list")
        if role is None:
            act.put(PersonRow, email, None)
        elif row is not None:
            act.put(PersonRow, email, {"role": _written(role)})
        else:
            act.put(PersonRow, email, {"email": email, "role": _written(role), "added_at": datetime.now(UTC)})
        number = commit(session, act, by)
        if sign_in and row is not None:
            keep_an_admin(session)
        return number


def _written(role: Role) -> str:
    return role.name.lower()


def _member(row: PersonRow) -> Member:
    if row.role.upper() not in Role.__members__:
        raise WorkspaceError(
            f"The member {row.email} has the role {row.role!r}, which this Furat does not know. "
            f"Give another one: furat people add {row.email} --role viewer"
        )
    return Member(row.email, Role[row.role.upper()], row.added_at)


def role_names() -> Sequence[str]:
    """Return the roles as people write them, the least first."""
    return [_written(role) for role in sorted(Role)]
