"""The version of a database: making a new one, bringing an older one up to date, refusing a newer one.

A new database gets the tables of ``tables.py`` at once; one that is there is brought up by the steps in ``migrations``.
A test holds both ways to the same result. Each upgrade is one transaction: it is done whole or not at all.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from furat.store.tables import Base

HEAD = "0003"
"""The version that this Furat reads and writes: the newest step in ``migrations``."""

FIRST = "0001"
"""The version of databases that were made before migrations were kept: they carry no number."""


def version(connection: Connection) -> str | None:
    """Return the version of the database, or None where it holds no tables of ours."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found
    return FIRST if "meta" in tables else None


def is_newer(found: str) -> bool:
    """Whether a database is of a version that this Furat does not know yet."""
    return found > HEAD  # numbers of four digits


def create(connection: Connection) -> None:
    """Make the tables of the newest version in an empty database."""
    Base.metadata.create_all(connection)
    command.stamp(_config(connection), HEAD)


def upgrade(connection: Connection, *, to: str = HEAD) -> None:
    """Bring an older database up, inside the transaction of ``connection``."""
    config = _config(connection)
    if version(connection) == FIRST and "alembic_version" not in inspect(connection).get_table_names():
        command.stamp(config, FIRST)
    command.upgrade(config, to)


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
