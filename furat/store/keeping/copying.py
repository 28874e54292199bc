"""Copies of SQLite databases: made while writers go on, checked, and whole or not there.

A database in use is three files that belong together, so that copying them as files can tear them apart. Everything
here goes through SQLite's own backup interface, which copies one moment of the database.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from furat.errors import WorkspaceError

BACKUPS_FOLDER = "backups"
"""Folder of a workspace in which its backups lie when nobody says where."""

PART_ENDING = ".part"
"""Ending of a copy that is not whole yet."""

SIDE_ENDINGS = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database."""

_WAIT_SECONDS = 0.05
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def database_file(engine: Engine) -> Path | None:
    """Return the file of an SQLite database; None for a server, and for a database in memory."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name).absolute()


def backups_folder(database: Path) -> Path:
    """Return where backups of a database lie; it need not be there yet."""
    return database.parent / BACKUPS_FOLDER


def side_files(database: Path) -> list[Path]:
    """Return the files beside a database that SQLite would take for a part of it."""
    return [side for ending in SIDE_ENDINGS if (side := Path(f"{database}{ending}")).exists()]


@contextlib.contextmanager
def read_only(database: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that cannot write, to a database in use as to one on a medium that cannot be written."""
    connection = _connect(database, "mode=ro")
    try:
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            # SQLite wants to lay a log beside it even to read. Without one nobody uses the file.
            if Path(f"{database}-wal").exists():
                raise
            connection.close()
            connection = _connect(database, "mode=ro&immutable=1")
        yield connection
    finally:
        connection.close()


def _connect(database: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{database.absolute().as_uri()}?{how}", uri=True, check_same_thread=False, isolation_level=None
    )


def copy_pages(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    *,
    patience: float,
    when_locked: Callable[[], None] | None = None,
) -> None:
    """Copy all of one database over another, in one transaction of the target.

    Whoever reads the target meanwhile sees what was there before, and so does everyone when the copy is broken off.

    Args:
        source: What is copied.
        target: What is overwritten.
        patience: Seconds to wait for another writer.
        when_locked: Called when the target is locked against writers and nothing is overwritten yet; what it raises
            breaks the copy off.

    Raises:
        sqlite3.Error: The target is locked for longer, the disk is full, or either is damaged.
    """
    end = time.monotonic() + patience
    waits = [when_locked] if when_locked is not None else []

    def after_a_step(status: int, _left: int, _total: int) -> None:
        if status in _BUSY:
            if time.monotonic() > end:
                raise sqlite3.OperationalError("database is locked")
        elif waits:
            waits.pop()()

    # The lock is held from the first step to the last, so the first one must not be the last.
    source.backup(target, pages=1 if when_locked is not None else -1, progress=after_a_step, sleep=_WAIT_SECONDS)


def check_sound(database: Path) -> None:
    """Let SQLite look through a database.

    Raises:
        sqlite3.DatabaseError: It is damaged.
    """
    with read_only(database) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(f"database disk image is malformed: {found.splitlines()[0]}")
        if loose := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.DatabaseError(f"database disk image is malformed: a row of {loose[0]} points at nothing")


def reserve(folder: Path, name: str) -> Path:
    """Make an empty file for a copy in the folder, readable by its owner alone; return the name that it will bear.

    Args:
        folder: Made (0700) where it is not there.
        name: The wanted name, without ``.sqlite``; a number is added where it is taken.
    """
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    number = 1
    while True:
        path = folder / (f"{name}.sqlite" if number == 1 else f"{name}-{number}.sqlite")
        number += 1
        if not path.exists():
            with contextlib.suppress(FileExistsError):
                _make(part_of(path))
                return path


def part_of(path: Path) -> Path:
    """Return the name of a copy before it is whole."""
    return path.with_name(path.name + PART_ENDING)


def write_copy(
    source: Path, path: Path, *, patience: float, before_naming: Callable[[Path], None] | None = None
) -> None:
    """Copy a database into the part file that was reserved for ``path``, check it, and give it its name.

    Args:
        source: A database, which may be in use.
        path: The name of the copy.
        patience: Seconds to wait for another writer.
        before_naming: Called with the part file when it is whole and sound; what it raises breaks the copy off.

    Raises:
        sqlite3.Error: The source is damaged, or the copy cannot be written.
        OSError: The copy cannot be written.
    """
    part = part_of(path)
    try:
        with read_only(source) as origin, contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
            copy_pages(origin, copy, patience=patience)
            # One file that can be read anywhere, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        check_sound(part)
        if before_naming is not None:
            before_naming(part)
        put_in_place(part, path)
    except BaseException:
        discard(part)
        raise


def put_in_place(part: Path, path: Path) -> None:
    """Give a file its name once all of it is on the disk."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Write the names of a folder to the disk; Windows does it by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def discard(part: Path) -> None:
    """Remove a copy that did not become whole, with what SQLite laid beside it."""
    for leftover in (part, *side_files(part)):
        leftover.unlink(missing_ok=True)


def replace_part(path: Path) -> None:
    """Make the part file of ``path`` anew; one that a killed backup left behind goes."""
    discard(part_of(path))
    _make(part_of(path))


def stamp() -> str:
    """Return the moment as it stands in names of files: in UTC, without colons, which Windows refuses."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")


def copy_before_upgrade(connection: Connection, found: str, *, patience: float) -> Path | None:
    """Copy an older database with reports before it is brought up; return the copy, if there is one.

    Args:
        connection: The database, locked against other writers.
        found: Its version.
        patience: Seconds to wait for another writer.
    """
    database = database_file(connection.engine)
    if database is None or connection.execute(text("SELECT 1 FROM reports LIMIT 1")).first() is None:
        return None
    try:
        path = reserve(backups_folder(database), f"furat-version-{found}-{stamp()}")
        write_copy(database, path, patience=patience)
    except OSError as error:
        raise WorkspaceError(
            f"{database.parent}: the database has version {found} and is copied to {backups_folder(database)} before "
            f"it is brought up, but the copy cannot be written ({error.strerror or error}). Make room for it there."
        ) from error
    return path


def _make(part: Path) -> None:
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
