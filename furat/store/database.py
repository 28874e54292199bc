"""The database of a workspace: its engine, its sessions, its errors, and what it says of itself."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from furat.errors import ConflictError, DamagedError, WorkspaceError
from furat.store import schema
from furat.store.keeping.copying import copy_before_upgrade
from furat.store.tables import APPEND_ONLY_MESSAGE, BackupRow, MetaRow

LOCK_WAIT_SECONDS: float = 10
"""How long a writer waits for another one before it gives up with an error."""

SECRET_PARAMETERS = ("password", "sslpassword")
"""Parameters of a PostgreSQL URL that are nobody's business."""

_WRITE_LOCK = 0x46757261  # "Fura": our number among the advisory locks of a PostgreSQL server


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace. ``folder`` is None where the database is reached by URL (PostgreSQL)."""

    folder: Path | None
    engine: Engine
    fictional: bool

    @property
    def name(self) -> str:
        """The workspace as errors and pages name it; without a password."""
        return str(self.folder or shown(self.engine.url))

    def close(self) -> None:
        """Close the database connections."""
        self.engine.dispose()

    @contextmanager
    def session(self, *, write: bool = False) -> Iterator[Session]:
        """Yield a session whose work is committed at the end, or rolled back whole when anything is raised.

        With ``write`` the transaction takes the write lock at once, so that what it reads first is still true when
        it writes: writers follow each other, on SQLite and on PostgreSQL alike. Readers never wait.

        Raises:
            ConflictError: Somebody else changed a row that this session read before and writes now.
            WorkspaceError: The database cannot be read or written: locked, full, damaged, gone.
        """
        with database_errors(self.name), Session(self.engine) as session, session.begin():
            if write:
                session.connection(execution_options=_AT_ONCE)
            yield session


@contextmanager
def database_errors(name: str) -> Iterator[None]:
    """Turn what the database raises into errors that say what to do; a clash of keys passes as it is."""
    try:
        yield
    except StaleDataError as error:
        raise ConflictError(
            "Somebody else has changed this incident in the meantime, and nothing was written. Look at it again."
        ) from error
    except DBAPIError as error:
        if isinstance(error, IntegrityError) and APPEND_ONLY_MESSAGE not in str(error.orig):
            raise  # a clash of keys, which the caller knows better
        raise _explained(name, error.orig) from error
    except (sqlite3.Error, json.JSONDecodeError) as error:  # past SQLAlchemy; a list that is none any more
        raise _explained(name, error) from error


_DAMAGED = "the database is damaged or no Furat workspace"

_EXPLANATIONS = (
    (
        ("disk is full", "no space left", "disk full"),
        "the disk is full; nothing was written in part",
        "Free some space, then run the same again.",
    ),
    (
        ("is locked", "lock timeout", "is busy"),
        "another program is writing to the database",
        "Wait for it or close it, then run the same again.",
    ),
    (
        ("malformed", "not a database", "disk i/o error", "corrupt", "decode to utf-8"),
        _DAMAGED,
        "Do not write to it; restore a backup: furat restore BACKUP.",
    ),
    (
        ("readonly", "read-only", "permission denied", "not authorized", "must be owner", "unable to open"),
        "the database may not be written",
        "Check who owns the folder and its files.",
    ),
    ((APPEND_ONLY_MESSAGE,), "the audit trail can only grow", "Undo an act with another one: furat review undo."),
    (
        ("connection", "could not", "server"),
        "the database cannot be reached",
        "Check its address, name and password, and that its server runs.",
    ),
)
"""Words in a database's own message, what they mean, and what to do."""


_QUOTING = re.compile(r" with text | DETAIL:| CONTEXT:")
"""Words in a database's own message behind which it may quote a report."""


def _explained(name: str, error: BaseException | None) -> WorkspaceError:
    message = _QUOTING.split(" ".join(str(error).split()))[0]
    kind, what, cure = (
        WorkspaceError,
        "the database refused",
        "Check that it is a Furat workspace; if it is, please report this.",
    )
    if isinstance(error, json.JSONDecodeError):
        message = f"malformed: {message}"
    for words, meaning, help in _EXPLANATIONS:
        if any(word in message.lower() for word in words):
            kind = DamagedError if meaning == _DAMAGED else WorkspaceError
            what, cure = meaning, help
            break
    return kind(f"{name}: {what} ({message}). {cure}")


def parse_url(url: str) -> URL:
    """Read a database URL; the error never repeats it, since it may hold a password."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number is the latter
        raise WorkspaceError(
            "The database URL cannot be read. Write it as postgresql+psycopg://user@host/name or sqlite:///file."
        ) from error


def shown(address: URL) -> str:
    """Write a database URL for people: without password, wherever it stands in it."""
    return address.difference_update_query(SECRET_PARAMETERS).render_as_string(hide_password=True)


def has_secret(address: URL) -> bool:
    """Whether a database URL holds a password."""
    return address.password is not None or any(name in address.query for name in SECRET_PARAMETERS)


def make_engine(address: URL) -> Engine:
    """Return an engine for the address, with SQLite's settings made on each connection."""
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(address)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise WorkspaceError(
            f"No driver for {address.drivername} is installed ({error}). "
            "Install it (for PostgreSQL: pip install 'furat[postgres]'), or leave out --db to use SQLite."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _begin_postgresql)
    else:
        raise WorkspaceError(f"Furat keeps its data in SQLite or PostgreSQL, not in {engine.dialect.name}.")
    return engine


@contextmanager
def begin_write(engine: Engine) -> Iterator[Connection]:
    """Yield a connection inside a transaction that took the write lock at once; commit at the end."""
    with engine.connect().execution_options(**_AT_ONCE) as connection, connection.begin():
        yield connection


_AT_ONCE = {"furat_write_lock": True}


def _begin_sqlite(connection: Connection) -> None:
    """Begin every transaction in words: the driver by itself would leave reads and table changes outside of it."""
    wants_lock = connection.get_execution_options().get("furat_write_lock", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants_lock else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """Let writers follow each other, as SQLite does: what a writer has read is still true when it writes."""
    if connection.get_execution_options().get("furat_write_lock", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(LOCK_WAIT_SECONDS * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK}, hashtext(current_schema()))")


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    """Set what SQLite keeps per connection: write-ahead log, foreign keys, and patience with other writers.

    Each commit is on the disk before it counts as done (FULL), and what is deleted is overwritten with zeros.
    """
    connection.isolation_level = None  # the driver begins nothing by itself, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {int(LOCK_WAIT_SECONDS * 1000)}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def check_database(engine: Engine, fictional: bool | None, name: object) -> bool:
    """Make the tables where there are none, bring older ones up; return whether the workspace is of fictional reports.

    A database that is up to date is only read, so that opening never waits for a writer.

    Args:
        engine: The database.
        fictional: What the caller expects (None: either), and what a new database becomes.
        name: The workspace as errors name it.

    Raises:
        WorkspaceError: The database is of a newer version or of the other kind.
    """
    with engine.connect() as connection:
        found = schema.version(connection)
    if found != schema.HEAD:
        with begin_write(engine) as connection:
            _make_or_upgrade(connection, bool(fictional), name)
    with engine.connect() as connection:
        known = {row.key: row.value for row in connection.execute(select(MetaRow.key, MetaRow.value))}
    kind = known.get("fictional") == "yes"
    if fictional is not None and fictional != kind:
        holds = "fictional samples" if kind else "real reports"
        raise WorkspaceError(f"{name}: this workspace holds {holds}; the two never mix. Choose another folder.")
    return kind


def _make_or_upgrade(connection: Connection, fictional: bool, name: object) -> None:
    found = schema.version(connection)  # another process may have done it while this one waited for the lock
    if found is None:
        schema.create(connection)
        rows = {"fictional": "yes" if fictional else "no", "revision": "0"}
        connection.execute(insert(MetaRow), [{"key": key, "value": value} for key, value in rows.items()])
    elif schema.is_newer(found):
        raise WorkspaceError(
            f"{name}: the database has version {found}, this Furat knows {schema.HEAD} and older. "
            "Use the Furat that wrote it, or another workspace."
        )
    else:
        copy = copy_before_upgrade(connection, found, patience=LOCK_WAIT_SECONDS)
        schema.upgrade(connection)
        if copy is not None:
            connection.execute(insert(BackupRow), {"path": str(copy), "made_at": datetime.now(UTC)})


def revision(workspace: Workspace) -> int:
    """Return a number that grows with every write: what is cached under it never goes stale."""
    with workspace.session() as session:
        row = session.get(MetaRow, "revision")
        return int(row.value) if row else 0


def bump_revision(session: Session) -> None:
    """Raise the revision inside the transaction of a write."""
    row = session.get(MetaRow, "revision", with_for_update=True)
    if row is None:
        session.add(MetaRow(key="revision", value="1"))
    else:
        row.value = str(int(row.value) + 1)
