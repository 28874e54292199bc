"""Backups of a workspace, made while it is in use, and what a backup says of itself."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, func, insert, select
from sqlalchemy.pool import StaticPool

from furat.errors import DamagedError, WorkspaceError
from furat.store import database, schema
from furat.store.database import Workspace, database_errors
from furat.store.keeping import copying
from furat.store.tables import BackupRow, MetaRow, ReportRow

ON_A_SERVER = (
    "this workspace is no file that Furat could copy. Back it up with pg_dump and bring it back with pg_restore, as "
    "any PostgreSQL database."
)
"""What to say of a workspace that lies on a server."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database file holds. ``version`` is the number of its version."""

    version: str
    fictional: bool
    reports: int


def file_of(workspace: Workspace) -> Path:
    """Return the database file of a workspace.

    Raises:
        WorkspaceError: It has none: it lies on a server, whose own tools make backups.
    """
    path = copying.database_file(workspace.engine)
    if path is None:
        raise WorkspaceError(f"{workspace.name}: {ON_A_SERVER}")
    return path


def back_up(workspace: Workspace, target: Path | None = None) -> Path:
    """Copy a workspace as it is at one moment, while others may write; return the file.

    The copy is checked before it takes its name, and recorded in the workspace, so that a purge can name it.

    Args:
        workspace: What to copy.
        target: The file to make; else one with the moment in its name, in the folder ``backups`` of the workspace.

    Raises:
        WorkspaceError: The target is there already or cannot be written, or the workspace is damaged or no file.
    """
    source = file_of(workspace)
    try:
        if target is None:
            path = copying.reserve(copying.backups_folder(source), f"furat-{copying.stamp()}")
        else:
            path = target.expanduser().absolute()
            if path.exists():
                raise WorkspaceError(f"{path} is there already. Choose another name; a backup never overwrites a file.")
            copying.replace_part(path)
        with database_errors(workspace.name):
            copying.write_copy(
                source,
                path,
                patience=database.LOCK_WAIT_SECONDS,
                before_naming=lambda part: _check_and_record(workspace, part, path),
            )
    except OSError as error:
        raise WorkspaceError(
            f"The backup cannot be written ({error.strerror or error}). Choose another place with -o."
        ) from error
    return path


def examine(path: Path) -> Contents:
    """Look through a database file without changing it; return what it holds.

    Raises:
        DamagedError: It is damaged, or no database of Furat.
        WorkspaceError: It cannot be read, or a newer Furat wrote it.
    """
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be read ({error.strerror or error}). Check its name and its owner.") from (
            error
        )
    with database_errors(str(path)):
        copying.check_sound(path)
        with copying.read_only(path) as raw:
            engine = engine_on(raw)
            with engine.connect() as connection:
                found = schema.version(connection)
                if found is None:
                    raise DamagedError(f"{path} is no workspace or backup of Furat: it has none of its tables.")
                if schema.is_newer(found):
                    raise WorkspaceError(
                        f"{path} has version {found}, this Furat knows {schema.HEAD} and older. "
                        "Use the Furat that wrote it."
                    )
                kind = connection.scalar(select(MetaRow.value).where(MetaRow.key == "fictional"))
                reports = connection.scalar(select(func.count()).select_from(ReportRow)) or 0
    return Contents(found, kind == "yes", reports)


def engine_on(raw: object) -> Engine:
    """Return an engine on a connection that is open already, with none of the settings of a workspace."""
    return create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)


def _check_and_record(workspace: Workspace, part: Path, path: Path) -> None:
    held = examine(part)
    if (held.version, held.fictional) != (schema.HEAD, workspace.fictional):
        raise WorkspaceError(
            f"{workspace.name}: the copy is not what was copied (version {held.version}), so it was thrown away. "
            "Run the same again."
        )
    with workspace.session(write=True) as session:
        session.execute(insert(BackupRow).values(path=str(path), made_at=datetime.now(UTC)))
