"""The audit trail: every act of a person is written with what it changed, and can be taken back.

An act is a set of new values for rows of a few tables. It is applied and recorded here alone, in one transaction, so
that nothing a person does can miss the trail; undoing applies the values from before as an act of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Date, inspect, select, update
from sqlalchemy.orm import Session

from furat.errors import ConflictError, MemberError, ReviewError
from furat.store.database import Workspace, bump_revision
from furat.store.linking.groups import regroup
from furat.store.people import Person, Role, require
from furat.store.tables import (
    Base,
    ChangedReportRow,
    ChangeRow,
    IncidentRow,
    LinkDecisionRow,
    LocalNameRow,
    LocalPlaceRow,
    PersonRow,
    ReportedIncidentRow,
    UtcDateTime,
)

_TABLES: tuple[type[Base], ...] = (
    IncidentRow,
    ReportedIncidentRow,
    LinkDecisionRow,
    LocalPlaceRow,
    LocalNameRow,
    PersonRow,
)
AUDITED: Mapping[str, type[Base]] = {str(table.__tablename__): table for table in _TABLES}
"""The tables that acts may change, in the order in which rows are made: what is pointed at comes first."""

_ADMINS_ONLY = frozenset({PersonRow.__tablename__})
"""Tables that only an admin changes, or changes back."""

KEY_JOINER = "\n"  # of the parts of a row's key; stands in no id, name or spelling

_FOLLOWING = ("version", "event_id", "linker")
"""Columns that nobody sets: they follow from others."""

Values = dict[str, Any] | None
"""New values of a row by column; None where the row shall not be there."""


@dataclass(slots=True)
class Act:
    """What a person is about to do: new values by table and key of the row.

    Attributes:
        name: The act, one word (``accept``).
        event_id: The incident that it is about, if any.
        why: The person's reason, in their words.
        changes: By table and key, the new values; None removes the row. A key of several columns is a tuple.
        reports: The reports concerned: a purge of one of them must look into this act.
    """

    name: str
    event_id: str | None = None
    why: str = ""
    changes: dict[tuple[str, str], Values] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)

    def put(self, table: type[Base], key: str | tuple[str, ...], values: Values) -> None:
        """Plan new values for a row; those of two calls are joined."""
        at = (str(table.__tablename__), KEY_JOINER.join((key,) if isinstance(key, str) else key))
        held = self.changes.get(at)
        self.changes[at] = {**held, **values} if held and values else values


@dataclass(frozen=True, slots=True)
class Change:
    """An act as the trail keeps it. ``undone_by`` is the act that took it back, if any."""

    change_id: int
    at: datetime
    who: str
    act: str
    event_id: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    why: str
    undoes: int | None
    undone_by: int | None


def commit(session: Session, act: Act, by: Person) -> int:
    """Apply an act and write it down, inside the transaction of ``session``; return its number.

    Raises:
        ReviewError: The person may not change anything, or nothing would change.
    """
    require(by, _needed(table for table, _ in act.changes))
    before: dict[str, dict[str, Values]] = {}
    after: dict[str, dict[str, Values]] = {}
    for table, key, values in _in_order(act.changes):
        old, new = _apply(session, AUDITED[table], key, values)
        if old != new:
            before.setdefault(table, {})[key] = old
            after.setdefault(table, {})[key] = new
    if not after:
        raise ReviewError("Nothing would change: all of it is so already.")
    _follow(session, act.changes)
    return _write(session, act, by, before, after)


def undo(workspace: Workspace, change_id: int, by: Person, *, why: str = "") -> int:
    """Take an act back, as an act of its own; undoing that one does it again. Return its number.

    Raises:
        ReviewError: There is no such act, it was taken back already, or the person may not.
        MemberError: No admin would be left among those who may sign in.
        ConflictError: A later act changed the same values: that one must be taken back first.
    """
    require(by, Role.EDITOR)
    with workspace.session(write=True) as session:
        row = session.get(ChangeRow, change_id)
        if row is None:
            raise ReviewError(f"There is no act {change_id}. See them with: furat review history")
        taken = session.scalar(select(ChangeRow.change_id).where(ChangeRow.undoes == change_id))
        if taken is not None:
            raise ReviewError(f"Act {change_id} was taken back already, by act {taken}.")
        if not row.after:
            raise ReviewError(f"Act {change_id} cannot be taken back: a purge has removed what it changed.")
        if not isinstance(next(iter(row.after.values())), dict):
            raise ReviewError(f"Act {change_id} ({row.act}) changes no row, so there is nothing to take back.")
        require(by, _needed(row.after))
        back = Act("undo", row.event_id, why)
        for table, rows in row.after.items():
            for key, left in rows.items():
                _expect(session, AUDITED[table], key, left, change_id)
                back.changes[table, key] = row.before[table][key]
        reports = select(ChangedReportRow.report_id).where(ChangedReportRow.change_id == change_id)
        back.reports = set(session.scalars(reports))
        # Rows are taken away in the order opposite to that in which they are made.
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for table, key, values in _in_order(back.changes):
            old, new = _apply(session, AUDITED[table], key, values)
            before.setdefault(table, {})[key], after.setdefault(table, {})[key] = old, new
        _follow(session, back.changes)
        if PersonRow.__tablename__ in row.after:
            keep_an_admin(session)
        return _write(session, back, by, before, after, undoes=change_id)


def history(workspace: Workspace, event_id: str | None = None, *, limit: int = 100) -> list[Change]:
    """Return the newest acts, newest first: of one incident, or of all."""
    query = select(ChangeRow).order_by(ChangeRow.change_id.desc()).limit(limit)
    if event_id is not None:
        query = query.where(ChangeRow.event_id == event_id)
    with workspace.session() as session:
        rows = session.scalars(query).all()
        undone = {
            row.undoes: row.change_id
            for row in session.scalars(select(ChangeRow).where(ChangeRow.undoes.in_([row.change_id for row in rows])))
        }
        return [
            Change(
                row.change_id,
                row.at,
                row.who,
                row.act,
                row.event_id,
                row.before,
                row.after,
                row.why,
                row.undoes,
                undone.get(row.change_id),
            )
            for row in rows
        ]


def _follow(session: Session, changes: Mapping[tuple[str, str], Values]) -> None:
    """Work out anew what follows from the rows that changed: their events, and that they wait to be compared."""
    key = ReportedIncidentRow.incident_id
    changed = {at for table, at in changes if table == ReportedIncidentRow.__tablename__}
    session.execute(update(ReportedIncidentRow).where(key.in_(changed)).values(linker=None))
    decided = {one for table, at in changes if table == LinkDecisionRow.__tablename__ for one in at.split(KEY_JOINER)}
    regroup(session, changed | decided)


def keep_an_admin(session: Session) -> None:
    """Refuse what the transaction has done to the members, where no admin is left among them.

    Raises:
        MemberError: There are no admins any more.
    """
    admin = Role.ADMIN.name.lower()
    if session.scalar(select(PersonRow.email).where(PersonRow.role == admin).limit(1)) is None:
        raise MemberError(
            "The last admin cannot be removed or lowered: nobody could say any more who signs in. "
            "Make somebody else admin first: furat people add EMAIL --role admin"
        )


def _needed(tables: Iterable[str]) -> Role:
    """Return the role that changes of these tables want."""
    return Role.ADMIN if any(table in _ADMINS_ONLY for table in tables) else Role.EDITOR


def _in_order(changes: Mapping[tuple[str, str], Values]) -> Iterable[tuple[str, str, Values]]:
    """Rows to be made or altered in the order of ``AUDITED``, then those to be taken away, the other way round."""
    places = list(AUDITED)
    kept = sorted((at for at in changes if changes[at] is not None), key=lambda at: places.index(at[0]))
    gone = sorted((at for at in changes if changes[at] is None), key=lambda at: -places.index(at[0]))
    for table, key in (*kept, *gone):
        yield table, key, changes[table, key]


def _write(
    session: Session,
    act: Act,
    by: Person,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    undoes: int | None = None,
) -> int:
    row = ChangeRow(
        at=datetime.now(UTC),
        who=by.name,
        act=act.name,
        event_id=act.event_id,
        before=dict(before),
        after=dict(after),
        why=act.why,
        undoes=undoes,
    )
    session.add(row)
    session.flush()
    session.add_all(ChangedReportRow(change_id=row.change_id, report_id=report) for report in sorted(act.reports))
    bump_revision(session)
    return row.change_id


def _apply(session: Session, table: type[Base], key: str, values: Values) -> tuple[Values, Values]:
    """Give a row its new values; return the old and the new ones of the columns that differ, None for no row."""
    row = session.get(table, tuple(key.split(KEY_JOINER)), populate_existing=True)
    if values is None:
        if row is None:
            return None, None
        old = _plain_row(row)
        session.delete(row)
        session.flush()
        return old, None
    if row is None:
        made = table(**{name: _typed(table, name, value) for name, value in values.items()})
        session.add(made)
        session.flush()
        return None, _plain_row(made)
    new = {name: _plain(value) for name, value in values.items()}
    old = {name: _plain(getattr(row, name)) for name in new}
    differing = [name for name in new if old[name] != new[name]]
    for name in differing:
        setattr(row, name, _typed(table, name, values[name]))
    session.flush()
    return {name: old[name] for name in differing}, {name: new[name] for name in differing}


def _expect(session: Session, table: type[Base], key: str, left: Values, change_id: int) -> None:
    """Refuse to take back an act whose values are no longer those that it left behind."""
    row = session.get(table, tuple(key.split(KEY_JOINER)), populate_existing=True)
    if left is None:
        same = row is None
    else:
        same = row is not None and all(
            _plain(getattr(row, name)) == value for name, value in left.items() if name not in _FOLLOWING
        )
    if not same:
        raise ConflictError(
            f"Something that act {change_id} changed was changed again later. Take the later act back first: "
            "furat review history"
        )


def _plain_row(row: Base) -> dict[str, Any]:
    return {column.key: _plain(getattr(row, column.key)) for column in inspect(type(row)).columns}


def _plain(value: Any) -> Any:
    """Return a value of a column as JSON holds it."""
    if isinstance(value, date):  # a moment is a date, too
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _typed(table: type[Base], name: str, value: Any) -> Any:
    """Return a value of a column as the table holds it: JSON has no dates."""
    kind = inspect(table).columns[name].type
    if isinstance(value, str) and isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, Date):
        return date.fromisoformat(value)
    return value
