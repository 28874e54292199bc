"""The way back from a backup: a workspace is what the backup was, or what it was before, and nothing between.

The backup is first copied beside the workspace, brought up to the present version and freed of what was purged since.
Only then it takes the workspace's place: in one transaction where that is a sound database, which others may have open,
else by its name.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Engine, func, insert, select
from sqlalchemy.orm import Session

from furat.errors import ConflictError, DamagedError, WorkspaceError
from furat.store import database, schema
from furat.store.cache import drop_cache
from furat.store.database import Workspace, begin_write, bump_revision, database_errors, make_engine, revision
from furat.store.keeping import copying, trail
from furat.store.keeping.backup import Contents, back_up, engine_on, examine
from furat.store.keeping.purge import erase
from furat.store.people import Person, Role, require
from furat.store.tables import (
    BackupRow,
    ChangeRow,
    LocalNameRow,
    LocalPlaceRow,
    MetaRow,
    PersonRow,
    ReportRow,
    TombstoneRow,
)
from furat.store.workspace import DATABASE_NAME, SAMPLES_FOLDER, default_folder, open_workspace


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        reports: Number of reports that are there now.
        version: The version that the backup had.
        before: A backup of what was there, if anything was.
        aside: Where the files of a damaged workspace were put, if it was damaged.
        purged_again: Number of texts of the backup that were purged since, and so were purged again.
        purges_known: Whether it is known what was purged since; not where the workspace was too damaged to tell.
    """

    reports: int
    version: str
    before: Path | None
    aside: Path | None
    purged_again: int
    purges_known: bool


@dataclass(slots=True)
class _Memory:
    """What of the present workspace holds for the restored one as well: what was purged, which backups there are."""

    tombstones: Sequence[tuple[str, str, str, datetime]] = ()
    backups: list[tuple[str, datetime]] = field(default_factory=list)
    revision: int = 0
    known: bool = True


def restore(backup: Path, folder: Path | None, by: Person, *, replace: bool = False) -> Restored:
    """Make a workspace what a backup holds.

    Args:
        backup: The backup, which is only read.
        folder: The workspace; ``default_folder()`` when not given. It need not be there.
        by: Who decides; an admin.
        replace: Replace what is there, after a backup of it.

    Raises:
        ReviewError: The person may not.
        DamagedError: The backup is damaged.
        ConflictError: Somebody wrote to the workspace meanwhile; it was left as it is.
        WorkspaceError: The backup is of a newer version or the other kind, the workspace is not empty, or cannot be
            written; it was left as it is.
    """
    require(by, Role.ADMIN)
    backup, folder = backup.expanduser().absolute(), (folder or default_folder()).expanduser().absolute()
    held = examine(backup)
    target = folder / DATABASE_NAME
    if target.exists() and target.samefile(backup):
        raise WorkspaceError(f"{backup} is the workspace itself. Name a backup.")
    if folder.resolve() == SAMPLES_FOLDER and not held.fictional:
        raise WorkspaceError(f"{folder} is the workspace of the fictional samples. Choose another with --workspace.")
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
            folder.chmod(0o700)
        drop_cache(folder)  # it shows what is about to be replaced
        with _present(target) as present:
            if isinstance(present, Workspace):
                return _over_sound(backup, held, target, present, by, replace=replace)
            return _over_none(backup, held, target, by, damaged=present, replace=replace)
    except OSError as error:
        raise WorkspaceError(
            f"{folder}: the workspace cannot be written ({error.strerror or error}). "
            "Choose another with --workspace, or check who owns it."
        ) from error


@contextlib.contextmanager
def _present(target: Path) -> Iterator[Workspace | bool]:
    """Yield the workspace that is there; where none can be opened, whether there is a damaged one."""
    if not target.exists() or (not target.stat().st_size and not Path(f"{target}-wal").exists()):
        yield False
        return
    try:
        examine(target)
        workspace = open_workspace(target.parent)
    except DamagedError:
        yield True
        return
    try:
        yield workspace
    finally:
        workspace.close()


def _over_sound(
    backup: Path, held: Contents, target: Path, present: Workspace, by: Person, *, replace: bool
) -> Restored:
    """Overwrite a sound workspace in one transaction, so that whoever has it open sees the one or the other."""
    _refuse_other_kind(held, present.fictional, target)
    empty = _is_empty(present)
    if not empty and not replace:
        raise WorkspaceError(
            f"{target.parent}: the workspace is not empty. To replace what is there, add --replace: a backup of it is "
            "made first."
        )
    seen = revision(present)
    before = None if empty else back_up(present)
    memory = _remembered(present.engine)
    with _staged(backup, target, memory, by) as (staged, reports, purged_again), database_errors(str(target.parent)):

        def refuse_if_changed() -> None:
            if revision(present) != seen:
                raise ConflictError(
                    f"{target.parent}: somebody has written to the workspace meanwhile; it was left as it is. "
                    "Run the same again."
                )

        with (
            copying.read_only(staged) as source,
            contextlib.closing(sqlite3.connect(target, isolation_level=None, timeout=0)) as live,
        ):
            live.execute("PRAGMA synchronous = FULL")
            copying.copy_pages(source, live, patience=database.LOCK_WAIT_SECONDS, when_locked=refuse_if_changed)
    return Restored(reports, held.version, before, None, purged_again, True)


def _over_none(backup: Path, held: Contents, target: Path, by: Person, *, damaged: bool, replace: bool) -> Restored:
    """Put the restored database where there is none, or one that nobody can open any more."""
    if damaged and not replace:
        raise WorkspaceError(
            f"{target.parent}: there is a workspace, and it is damaged. To put the backup in its place, add --replace: "
            "the damaged files are set aside first."
        )
    memory, kind = _salvaged(target) if damaged else (_Memory(), None)
    if kind is not None:
        _refuse_other_kind(held, kind, target)
    with _staged(backup, target, memory, by) as (staged, reports, purged_again):
        aside = _set_aside(target) if damaged else None
        # A log of the old database would be played into the new one.
        for side in copying.side_files(target):
            side.unlink()
        copying.put_in_place(staged, target)
    return Restored(reports, held.version, None, aside, purged_again, memory.known)


def _refuse_other_kind(held: Contents, fictional: bool, target: Path) -> None:
    if held.fictional != fictional:
        of_backup, of_workspace = ("fictional", "real") if held.fictional else ("real", "fictional")
        raise WorkspaceError(
            f"{target.parent}: the backup holds {of_backup} reports, the workspace {of_workspace} ones; the two never "
            "mix. Choose another folder with --workspace."
        )


def _is_empty(workspace: Workspace) -> bool:
    with workspace.session() as session:
        return not any(
            session.scalar(select(func.count()).select_from(table))
            for table in (ReportRow, ChangeRow, LocalPlaceRow, LocalNameRow, PersonRow)
        )


def _remembered(engine: Engine) -> _Memory:
    with Session(engine) as session:
        return _Memory(
            [(row.sha256, row.reason, row.who, row.at) for row in session.scalars(select(TombstoneRow))],
            [(row.path, row.made_at) for row in session.scalars(select(BackupRow))],
            int(session.scalar(select(MetaRow.value).where(MetaRow.key == "revision")) or 0),
        )


def _salvaged(target: Path) -> tuple[_Memory, bool | None]:
    """Return what a damaged workspace still says of purges and backups, and of its kind; None where it does not."""
    kind, memory = None, _Memory(known=False)
    # A ValueError is a day or a number that is none any more.
    with (
        contextlib.suppress(WorkspaceError, ValueError),
        database_errors(str(target)),
        copying.read_only(target) as raw,
    ):
        engine = engine_on(raw)
        with Session(engine) as session:
            said = session.scalar(select(MetaRow.value).where(MetaRow.key == "fictional"))
            kind = None if said is None else said == "yes"
        memory = _remembered(engine)
    return memory, kind


@contextlib.contextmanager
def _staged(backup: Path, target: Path, memory: _Memory, by: Person) -> Iterator[tuple[Path, int, int]]:
    """Yield a copy of the backup that is ready to be the workspace, and how many reports and purged texts it had."""
    path = copying.reserve(copying.backups_folder(target), f"restoring-{copying.stamp()}")
    try:
        with database_errors(str(target.parent)):
            copying.write_copy(backup, path, patience=database.LOCK_WAIT_SECONDS)
            engine = make_engine(URL.create("sqlite", database=str(path)))
            try:
                with begin_write(engine) as connection:
                    if schema.version(connection) != schema.HEAD:
                        schema.upgrade(connection)
                with Workspace(None, engine, False).session(write=True) as session:
                    purged_again = _carry_over(session, memory)
                    _record(session, backup, memory, by)
                    reports = session.scalar(select(func.count()).select_from(ReportRow)) or 0
                with contextlib.closing(engine.raw_connection()) as raw:
                    raw.cursor().execute("VACUUM")
                    raw.cursor().execute("PRAGMA journal_mode = DELETE")
            finally:
                engine.dispose()
        examine(path)
        yield path, reports, purged_again
    finally:
        copying.discard(path)


def _carry_over(session: Session, memory: _Memory) -> int:
    """Carry over what was purged since the backup was made, and purge it again; return the number of texts."""
    count = 0
    for sha256, reason, who, at in memory.tombstones:
        report_id = session.scalar(select(ReportRow.report_id).where(ReportRow.sha256 == sha256))
        if report_id is not None:
            erase(session, report_id)
            trail.note(session, "purge", Person(who, Role.ADMIN), reason, {"sha256": sha256})
            count += 1
        session.merge(TombstoneRow(sha256=sha256, reason=reason, who=who, at=at))
    return count


def _record(session: Session, backup: Path, memory: _Memory, by: Person) -> None:
    """Write the restore into the trail, and keep in mind every backup that either workspace knew of."""
    known = set(session.scalars(select(BackupRow.path)))
    for path, made_at in [*memory.backups, (str(backup), datetime.now(UTC))]:
        if path not in known:
            session.execute(insert(BackupRow).values(path=path, made_at=made_at))
            known.add(path)
    trail.note(session, "restore", by, "", {"backup": backup.name})
    row = session.get_one(MetaRow, "revision")
    row.value = str(max(int(row.value), memory.revision))
    bump_revision(session)


def _set_aside(target: Path) -> Path:
    """Copy the files of a damaged database, bit by bit, to where backups lie; return the copy."""
    path = copying.reserve(copying.backups_folder(target), f"damaged-{copying.stamp()}")
    try:
        shutil.copyfile(target, copying.part_of(path))
        for side in copying.side_files(target):
            copy = Path(f"{path}{side.name.removeprefix(target.name)}")
            shutil.copyfile(side, copy)
            copy.chmod(0o600)
        copying.put_in_place(copying.part_of(path), path)
    except BaseException:
        copying.discard(path)
        copying.discard(copying.part_of(path))
        raise
    return path
