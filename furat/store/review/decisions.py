"""The decisions of a review, each one act in the audit trail.

An incident is named by its id; what is decided of it holds for every report that tells it, unless one reported
incident is named. Values are corrected on the reported incident that leads the incident, and outweigh those of the
other reports.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from furat.errors import ConflictError, ReviewError
from furat.store.database import Workspace
from furat.store.linking.cluster import pair
from furat.store.people import Person
from furat.store.review.audit import Act, commit
from furat.store.review.values import Vocabulary, at_point, columns
from furat.store.tables import (
    ACCEPTED,
    BY_PERSON,
    CORRECTED,
    OPEN,
    REJECTED,
    IncidentRow,
    LinkDecisionRow,
    ReportedIncidentRow,
)
from geo.areas import Areas
from geo.gazetteer import Gazetteer


def accept(
    workspace: Workspace,
    incident_id: str,
    by: Person,
    *,
    why: str = "",
    reported: bool = False,
    seen: int | None = None,
) -> int:
    """Take an incident as it stands; return the number of the act.

    Args:
        workspace: Where it is kept.
        incident_id: The incident.
        by: Who decides.
        why: The reason, in the person's words.
        reported: Decide on this reported incident alone, not on every report of its event.
        seen: The version of the row of that id that the person looked at, if known.

    Raises:
        ReviewError: There is no such incident, the person may not, or it is accepted already.
        ConflictError: Somebody else changed it since ``seen``.
    """

    def state(row: ReportedIncidentRow) -> str:
        return row.review if row.review in {ACCEPTED, CORRECTED} else CORRECTED if row.as_read else ACCEPTED

    return _judge(workspace, "accept", incident_id, by, state, why=why, reported=reported, seen=seen)


def reject(
    workspace: Workspace,
    incident_id: str,
    by: Person,
    *,
    why: str = "",
    reported: bool = False,
    seen: int | None = None,
) -> int:
    """Say that an incident is none: it leaves map, counts and exports, and stays in the database.

    Arguments and errors are those of ``accept``.
    """
    return _judge(workspace, "reject", incident_id, by, lambda _: REJECTED, why=why, reported=reported, seen=seen)


def correct(
    workspace: Workspace,
    incident_id: str,
    values: Mapping[str, Any],
    by: Person,
    known: Vocabulary,
    *,
    why: str = "",
    seen: int | None = None,
) -> int:
    """Set values of an incident; return the number of the act. What the rules had read is kept beside them.

    Args:
        workspace: Where it is kept.
        incident_id: The incident, or one reported incident.
        values: New values by field (``values.FIELDS``), as typed or of their kind.
        by: Who decides.
        known: What values may be.
        why: The reason, in the person's words.
        seen: The version of the row that the person looked at, if known.

    Raises:
        ReviewError: A value cannot be, or the person may not.
        ConflictError: Somebody else changed it since ``seen``.
    """
    with workspace.session(write=True) as session:
        row = _leading(session, incident_id)
        return _set(session, "correct", row, columns(values, _current(row), known), by, why, seen)


def place(
    workspace: Workspace,
    incident_id: str,
    point: tuple[float, float],
    by: Person,
    gazetteer: Gazetteer,
    *,
    name: str = "",
    areas: Areas | None = None,
    why: str = "",
    seen: int | None = None,
) -> int:
    """Put an incident at a point of the map (latitude and longitude, WGS 84) under a name, if one is given.

    To put it at a place of the gazetteer, correct its ``place_id``. Other arguments and errors are those of
    ``correct``.
    """
    with workspace.session(write=True) as session:
        row = _leading(session, incident_id)
        return _set(session, "place", row, at_point(*point, name, gazetteer, areas), by, why, seen)


def merge(workspace: Workspace, incident_ids: Sequence[str], by: Person, *, why: str = "") -> int:
    """Say that incidents are one event; return the number of the act. The rules never take them apart again."""
    with workspace.session(write=True) as session:
        groups = [_rows(session, incident_id, reported=False) for incident_id in dict.fromkeys(incident_ids)]
        if len({row.event_id for rows in groups for row in rows}) < 2:
            raise ReviewError("A merge wants two incidents or more that are not one already.")
        first = groups[0]
        act = _act("merge", [row for rows in groups for row in rows], why, event_id=first[0].event_id)
        rows = first
        for others in groups[1:]:
            _decide(act, rows, others, together=True)
            rows = [*rows, *others]
        return commit(session, act, by)


def split(
    workspace: Workspace, incident_id: str, by: Person, *, out: Iterable[str] = (), why: str = ""
) -> tuple[int, str]:
    """Take reports out of an incident, as an event of their own; the rules never join them to it again.

    An incident that one report tells is doubled instead: the twin rests on the same words, and its values wait to be
    corrected, for the report tells two events there.

    Args:
        workspace: Where it is kept.
        incident_id: The incident.
        by: Who decides.
        out: The reported incidents to take out; not for an incident of one report.
        why: The reason.

    Returns:
        The number of the act, and the id of a reported incident of the new event.

    Raises:
        ReviewError: They are not part of it, or all of it.
    """
    with workspace.session(write=True) as session:
        rows = _rows(session, incident_id, reported=False)
        wanted = list(dict.fromkeys(out))
        if len(rows) == 1 and not wanted:
            return _double(session, rows[0], by, why)
        by_id = {row.incident_id: row for row in rows}
        strange = [item for item in wanted if item not in by_id]
        if strange:
            raise ReviewError(f"{strange[0]} is no report of incident {incident_id}. Its reports are: {_listed(by_id)}")
        if not wanted or len(wanted) == len(rows):
            raise ReviewError(f"Say which of its reports to take out, but not all of them: {_listed(by_id)}")
        taken, left = [by_id[item] for item in wanted], [row for row in rows if row.incident_id not in wanted]
        act = _act("split", rows, why)
        _decide(act, taken, left, together=False)
        for part in (taken, left):  # each part stays one, even where only the other part held it together
            for at, row in enumerate(part):
                _decide(act, [row], part[at + 1 :], together=True)
        return commit(session, act, by), wanted[0]


def _double(session: Session, row: ReportedIncidentRow, by: Person, why: str) -> tuple[int, str]:
    twin = f"{row.incident_id[:40]}-{uuid.uuid4().hex[:8]}"
    held = {column.key: getattr(row, column.key) for column in inspect(ReportedIncidentRow).columns}
    held |= {"incident_id": twin, "event_id": twin, "origin": BY_PERSON, "review": OPEN, "as_read": None, "version": 1}
    act = _act("split", [row], why)
    session_row = session.get_one(IncidentRow, row.event_id)
    act.put(IncidentRow, twin, {"incident_id": twin, "created_at": session_row.created_at})
    act.put(ReportedIncidentRow, twin, held)
    return commit(session, act, by), twin


def _judge(
    workspace: Workspace,
    name: str,
    incident_id: str,
    by: Person,
    state: Callable[[ReportedIncidentRow], str],
    *,
    why: str,
    reported: bool,
    seen: int | None,
) -> int:
    """Give an incident, in every report that tells it or in one, the state that a person's word puts it into."""
    with workspace.session(write=True) as session:
        rows = _rows(session, incident_id, reported=reported)
        _refuse_unseen(rows, incident_id, seen)
        act = _act(name, rows, why)
        for row in rows:
            act.put(ReportedIncidentRow, row.incident_id, {"review": state(row)})
        return commit(session, act, by)


def _set(
    session: Session,
    name: str,
    row: ReportedIncidentRow,
    new: dict[str, Any],
    by: Person,
    why: str,
    seen: int | None,
) -> int:
    """Set columns of a row, keeping beside them what the rules had read; setting that again takes it off."""
    _refuse_unseen([row], row.incident_id, seen)
    read = {key: value for key, value in (row.as_read or {}).items() if key != "spans"}
    for column, value in new.items():
        current = getattr(row, column)
        if _json(value) != _json(current):
            read.setdefault(column, _json(current))
            if read[column] == _json(value):
                del read[column]
    # The words of the report do not say what the person set: they no longer stand behind it.
    spans = (row.as_read or {}).get("spans", row.spans)
    kept = [span for span in spans if not _says(span["field"], read)]
    if kept != spans:
        read["spans"] = spans
    changes: dict[str, Any] = {
        **new,
        "spans": kept,
        "as_read": read or None,
        "review": CORRECTED if read else ACCEPTED,
    }
    act = _act(name, [row], why)
    act.put(ReportedIncidentRow, row.incident_id, changes)
    return commit(session, act, by)


def _refuse_unseen(rows: Sequence[ReportedIncidentRow], incident_id: str, seen: int | None) -> None:
    """Refuse to decide on what the person has not looked at."""
    if seen is not None and any(row.incident_id == incident_id and row.version != seen for row in rows):
        raise ConflictError("Somebody else has changed this incident in the meantime. Look at it again.")


def _says(field: str, columns: Collection[str]) -> bool:
    """Whether evidence of a field (``killed``, ``place``) stands behind one of the columns."""
    return any(column == field or column.startswith(f"{field}_") for column in columns)


def _act(name: str, rows: Sequence[ReportedIncidentRow], why: str, *, event_id: str | None = None) -> Act:
    return Act(name, event_id or rows[0].event_id, why.strip(), reports={row.report_id for row in rows})


def _rows(session: Session, incident_id: str, *, reported: bool) -> list[ReportedIncidentRow]:
    """Return the reported incidents of an incident, or the one of that id."""
    row = ReportedIncidentRow
    found: Sequence[ReportedIncidentRow] = ()
    if not reported:
        found = session.scalars(select(row).where(row.event_id == incident_id).order_by(row.incident_id)).all()
    if not found:
        one = session.get(row, incident_id)
        if one is None:
            raise ReviewError(f"There is no incident {incident_id!r}. The ids stand in every export and on every card.")
        found = [one] if reported else _rows(session, one.event_id, reported=False)
    return list(found)


def _leading(session: Session, incident_id: str) -> ReportedIncidentRow:
    """Return the reported incident of the id: an incident bears the id of the one that leads it."""
    return _rows(session, incident_id, reported=True)[0]


def _decide(
    act: Act, some: Sequence[ReportedIncidentRow], others: Sequence[ReportedIncidentRow], *, together: bool
) -> None:
    for one in some:
        for other in others:
            at = pair(one.incident_id, other.incident_id)
            act.put(LinkDecisionRow, at, {"first_id": at[0], "second_id": at[1], "together": together})


def _current(row: ReportedIncidentRow) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in inspect(ReportedIncidentRow).columns}


def _json(value: Any) -> Any:
    """Return a value as JSON holds it, so that it compares with one that comes out of JSON."""
    return value.isoformat() if hasattr(value, "isoformat") else list(value) if isinstance(value, tuple) else value


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(sorted(ids))
