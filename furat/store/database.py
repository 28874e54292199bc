"""The database of a workspace: its engine, its sessions, and what it says of itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session

from furat.errors import WorkspaceError
from furat.store.tables import SCHEMA_VERSION, Base, MetaRow


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace. ``folder`` is None where the database is reached by URL (PostgreSQL)."""

    folder: Path | None
    engine: Engine
    fictional: bool

    def close(self) -> None:
        """Close the database connections."""
        self.engine.dispose()

    @contextmanager
    def session(self, *, write: bool = False) -> Iterator[Session]:
        """Yield a session whose work is committed at the end, or rolled back whole when anything is raised.

        With ``write`` the transaction takes the write lock at once, so that what it reads first is still true when
        it writes (SQLite; PostgreSQL locks rows as they are written).
        """
        with Session(self.engine) as session, session.begin():
            if write:
                session.connection(execution_options=_AT_ONCE)
            yield session


def parse_url(url: str) -> URL:
    """Read a database URL; the error never repeats it, since it may hold a password."""
    try:
        return make_url(url)
    except ArgumentError as error:
        raise WorkspaceError(
            "The database URL cannot be read. Write it as postgresql+psycopg://user@host/name or sqlite:///file."
        ) from error


def make_engine(address: URL) -> Engine:
    """Return an engine for the address, with SQLite's settings made on each connection."""
    try:
        engine = create_engine(address)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise WorkspaceError(
            f"No driver for {address.drivername} is installed ({error}). Install it, or leave out --db to use SQLite."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
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


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    """Set what SQLite keeps per connection: write-ahead log, foreign keys, and patience with other writers."""
    connection.isolation_level = None  # the driver begins nothing by itself, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def check_database(connection: Connection, fictional: bool | None, name: object) -> bool:
    """Create the tables where there are none; return whether the workspace is of fictional reports.

    Args:
        connection: A connection inside a transaction.
        fictional: What the caller expects (None: either), and what a new database becomes.
        name: The workspace as errors name it.

    Raises:
        WorkspaceError: The database is of another version or of the other kind.
    """
    Base.metadata.create_all(connection)
    known = {row.key: row.value for row in connection.execute(select(MetaRow.key, MetaRow.value))}
    if not known:
        kind = bool(fictional)
        rows = {"schema_version": SCHEMA_VERSION, "fictional": "yes" if kind else "no", "revision": "0"}
        connection.execute(
            insert(MetaRow),
            [{"key": key, "value": value} for key, value in rows.items()],
        )
        return kind
    if known.get("schema_version") != SCHEMA_VERSION:
        raise WorkspaceError(
            f"{name}: the database has version {known.get('schema_version')}, this Furat reads {SCHEMA_VERSION}. "
            "Use the Furat that wrote it, or another workspace."
        )
    kind = known.get("fictional") == "yes"
    if fictional is not None and fictional != kind:
        holds = "fictional samples" if kind else "real reports"
        raise WorkspaceError(f"{name}: this workspace holds {holds}; the two never mix. Choose another folder.")
    return kind


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
