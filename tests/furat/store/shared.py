"""What the tests of backups, purges and failures share: looking at workspaces, and harming their files."""

import sqlite3
import stat

import builders
import pandas as pd
from sqlalchemy import select, text

from furat.store import schema
from furat.store.database import begin_write, make_engine, parse_url
from furat.store.frame import reports
from furat.store.people import Person, Role
from furat.store.review import decisions
from furat.store.tables import BackupRow, Base
from furat.store.workspace import open_workspace

ADMIN = Person("سلمى", Role.ADMIN)
EDITOR = Person("كريم", Role.EDITOR)


ACTS = {
    "accept": lambda w, one, other, known: decisions.accept(w, one, EDITOR),
    "reject": lambda w, one, other, known: decisions.reject(w, one, EDITOR),
    "correct": lambda w, one, other, known: decisions.correct(w, one, {"killed_best": 7}, EDITOR, known),
    "move": lambda w, one, other, known: decisions.correct(w, one, {"place_id": "C5110"}, EDITOR, known),
    "merge": lambda w, one, other, known: decisions.merge(w, [one, other], EDITOR),
    "split": lambda w, one, other, known: decisions.split(w, one, EDITOR, out=[other])[0],
    "twin": lambda w, one, other, known: decisions.split(w, one, EDITOR)[0],
}
"""What a person may do with two incidents, by a name."""


def ids(folder):
    workspace = open_workspace(folder)
    found = sorted(item.report_id for item in reports(workspace))
    workspace.close()
    return found


def recorded(workspace):
    with workspace.session() as session:
        return list(session.scalars(select(BackupRow.path)))


def contents(workspace):
    """All rows of all tables."""
    with workspace.engine.connect() as connection:
        return {
            table.name: sorted(connection.execute(select(table)).all(), key=repr)
            for table in Base.metadata.sorted_tables
        }


def contents_of(folder):
    workspace = open_workspace(folder)
    builders.assert_sound(workspace)
    found = contents(workspace)
    workspace.close()
    return found


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def old_database(folder):
    """Make a workspace of the first version with one report."""
    folder.mkdir()
    engine = make_engine(parse_url(f"sqlite:///{folder}/furat.sqlite"))
    with begin_write(engine) as connection:
        schema.upgrade(connection, to=schema.FIRST)
        connection.execute(text("INSERT INTO meta VALUES ('fictional', 'no'), ('revision', '3')"))
        connection.execute(
            text(
                "INSERT INTO reports VALUES ('old', :hash, 'نص', NULL, NULL, NULL, NULL, 0, '1', '1', "
                "'2021-02-17 10:00:00')"
            ),
            {"hash": "0" * 64},
        )
    engine.dispose()


def damage(database, how="middle"):
    """Overwrite bytes in the middle of a database, or cut its second half off."""
    held = bytearray(database.read_bytes())
    half = len(held) // 2
    if how == "middle":
        for page in range(len(held) // 4096 // 3, len(held) // 4096):
            held[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    else:
        del held[half:]
    database.write_bytes(held)


def alter(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def in_order(frame):
    """The incidents by id, categories as plain values: which categories a frame has beyond its values is all one."""
    plain = frame.astype({key: object for key in frame.columns if isinstance(frame[key].dtype, pd.CategoricalDtype)})
    assert frame["date_start"].dropna().is_monotonic_decreasing
    return plain.sort_values("incident_id", ignore_index=True)
