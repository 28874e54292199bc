"""Taking a report out of a workspace for good: text, incidents, and what the audit trail holds of them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from furat.errors import StoreError
from furat.store.cache import drop_cache
from furat.store.database import Workspace, bump_revision
from furat.store.keeping import copying, trail
from furat.store.keeping.wipe import UNWIPED, wipe
from furat.store.linking.groups import chunks, regroup
from furat.store.people import Person, Role, require
from furat.store.tables import (
    BackupRow,
    IncidentRow,
    LinkDecisionRow,
    LinkRow,
    MetaRow,
    ReportedIncidentRow,
    ReportRow,
    TombstoneRow,
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed with a report: its hash, the number of its reported incidents, and of acts of the trail."""

    sha256: str
    incidents: int
    acts: int


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did, and where the text may still lie.

    Attributes:
        erased: What was removed.
        holding: Backups that hold the text.
        doubtful: Backups that may hold it, with why nobody can tell.
        left: Why bytes of it may remain in the files of the database; "" when none do.
    """

    erased: Erased
    holding: tuple[Path, ...]
    doubtful: tuple[tuple[Path, str], ...]
    left: str


def purge(workspace: Workspace, report_id: str, reason: str, by: Person) -> Purged:
    """Remove a report for good, leave a tombstone with the hash of its text, and name the backups that hold it still.

    Args:
        workspace: Where it is kept.
        report_id: The report.
        reason: Why; it stays, so it must not repeat what is removed.
        by: Who decides; an admin.

    Raises:
        ReviewError: The person may not.
        StoreError: There is no such report, or no reason.
        WorkspaceError: The database cannot be written; then nothing was removed.
    """
    require(by, Role.ADMIN)
    if not reason.strip():
        raise StoreError("A purge wants a reason, for those who miss the report later. Say it with --reason.")
    with workspace.session(write=True) as session:
        erased = erase(session, report_id)
        session.merge(TombstoneRow(sha256=erased.sha256, reason=reason.strip(), who=by.name, at=datetime.now(UTC)))
        trail.note(session, "purge", by, reason.strip(), {"sha256": erased.sha256})
        session.merge(MetaRow(key=UNWIPED, value="yes"))
        bump_revision(session)
    drop_cache(workspace.folder)
    left = wipe(workspace)
    holding, doubtful = _backups(workspace, erased.sha256)
    return Purged(erased, holding, doubtful, left)


def erase(session: Session, report_id: str) -> Erased:
    """Delete a report and all that rests on it, inside the transaction of ``session``.

    Incidents that others tell as well keep these; one that bore the id of a removed reported incident takes another.

    Raises:
        StoreError: There is no such report.
    """
    report = session.get(ReportRow, report_id)
    if report is None:
        raise StoreError(f"There is no report {report_id!r}. The ids stand in every export and on every card.")
    sha256, row = report.sha256, ReportedIncidentRow
    ids = trail.ids_of(session, report_id)
    own = set(session.scalars(select(row.incident_id).where(row.report_id == report_id)))
    around = _around(session, own) - own
    acts = trail.cleanse(session, report_id, ids)
    session.execute(delete(row).where(row.report_id == report_id))  # links and decisions on links go with it
    session.flush()
    regroup(session, around)
    for some in chunks(sorted(ids)):
        session.execute(delete(IncidentRow).where(IncidentRow.incident_id.in_(some)))
    session.execute(delete(ReportRow).where(ReportRow.report_id == report_id))
    session.expire_all()
    return Erased(sha256, len(own), acts)


def _around(session: Session, ids: Iterable[str]) -> set[str]:
    """Return the reported incidents that a shared event, a link or a decision ties to these."""
    row = ReportedIncidentRow
    found: set[str] = set()
    for some in chunks(sorted(ids)):
        events = select(row.event_id).where(row.incident_id.in_(some))
        found |= set(
            session.scalars(select(row.incident_id).where(or_(row.event_id.in_(events), row.event_id.in_(some))))
        )
        for table in (LinkRow, LinkDecisionRow):
            ends = select(table.first_id, table.second_id)
            for first, second in session.execute(ends.where(or_(table.first_id.in_(some), table.second_id.in_(some)))):
                found |= {first, second}
    return found


def _backups(workspace: Workspace, sha256: str) -> tuple[tuple[Path, ...], tuple[tuple[Path, str], ...]]:
    """Return the backups that hold a text, and those that may."""
    with workspace.session() as session:
        recorded = [Path(path) for path in session.scalars(select(BackupRow.path).order_by(BackupRow.backup_id))]
    file = copying.database_file(workspace.engine)
    folder = copying.backups_folder(file) if file else None
    found = sorted(path for path in folder.iterdir() if path.is_file()) if folder and folder.is_dir() else []
    holding, doubtful = [], []
    for path in dict.fromkeys([*recorded, *found]):
        if path.name.endswith(copying.SIDE_ENDINGS):
            continue  # part of the database beside it
        try:
            if _holds(path, sha256):
                holding.append(path)
        except FileNotFoundError:
            doubtful.append((path, "it is not there any more; wherever it was moved to, it may hold the text"))
        except (OSError, sqlite3.Error) as error:
            doubtful.append((path, f"it cannot be read ({error})"))
    return tuple(holding), tuple(doubtful)


def _holds(path: Path, sha256: str) -> bool:
    with path.open("rb"):
        pass
    with copying.read_only(path) as connection:
        found = connection.execute("SELECT 1 FROM reports WHERE sha256 = ?", (sha256,)).fetchone()
    if found is None:
        copying.check_sound(path)  # a damaged file may hold what no query finds
    return found is not None
