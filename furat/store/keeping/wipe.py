"""After a purge: no byte of what was deleted stays in the files of the database.

A purge leaves a mark in the database until this is done, so that one that was killed in between is finished when the
workspace is opened next.
"""

import contextlib
import logging

from sqlalchemy import Engine, delete, text

from furat.errors import WorkspaceError
from furat.store import database
from furat.store.database import Workspace, database_errors
from furat.store.tables import Base, MetaRow

logger = logging.getLogger(__name__)

UNWIPED = "unwiped"
"""Key in ``meta`` while deleted text may still lie in the files."""

_PATIENCE_ON_OPENING = 0.2


def wipe(workspace: Workspace, *, patience: float | None = None) -> str:
    """Write the database anew without what was deleted; return "" when that is done, else what stands in the way.

    Args:
        workspace: The database.
        patience: Seconds to wait for others who use it.
    """
    wait = database.LOCK_WAIT_SECONDS if patience is None else patience
    try:
        with database_errors(workspace.name):
            if workspace.engine.dialect.name == "sqlite":
                left = _wipe_sqlite(workspace.engine, wait)
            else:
                left = _wipe_postgresql(workspace.engine, wait)
        if not left:
            with workspace.session(write=True) as session:
                session.execute(delete(MetaRow).where(MetaRow.key == UNWIPED))
    except WorkspaceError as error:
        return str(error)
    return left


def finish(workspace: Workspace) -> None:
    """Finish a purge that was broken off, if there was one and nobody else is in the way."""
    with workspace.session() as session:
        if session.get(MetaRow, UNWIPED) is None:
            return
    left = wipe(workspace, patience=_PATIENCE_ON_OPENING)
    if left:
        logger.warning("a purge is not finished: %s", left)


def _wipe_sqlite(engine: Engine, patience: float) -> str:
    with contextlib.closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        try:
            cursor.execute("VACUUM")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(database.LOCK_WAIT_SECONDS * 1000)}")
    return "another program is reading the database; close it, then open the workspace once more" if busy else ""


def _wipe_postgresql(engine: Engine, patience: float) -> str:
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = {max(int(patience * 1000), 1)}"))
        try:
            # Rows are written anew, and with them the samples of values that the server keeps for its planning.
            connection.execute(text(f"VACUUM (FULL, ANALYZE) {tables}"))
        finally:
            connection.execute(text("RESET lock_timeout"))
    return ""
