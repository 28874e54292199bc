"""Databases of every older version come up whole; both ways to the newest version meet."""

import json

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from furat.errors import WorkspaceError
from furat.store import schema
from furat.store.database import begin_write, make_engine, parse_url, revision
from furat.store.frame import incident_frame, records, report
from furat.store.search import word_search
from furat.store.tables import Base

FILLED = {
    "meta": [
        {"key": "schema_version", "value": "1"},
        {"key": "fictional", "value": "no"},
        {"key": "revision", "value": "7"},
    ],
    "reports": [
        {
            "report_id": "r1", "sha256": "0" * 64, "text": "نص من عندنا", "published": "2021-02-16", "source": "مثال",
            "fictional": False, "rules_version": "1", "gazetteer_version": "1", "ingested_at": "2021-02-17 10:00:00",
        }
    ],
    "incidents": [{"incident_id": "i1", "created_at": "2021-02-17 10:00:00"}],
    "reported_incidents": [
        {
            "incident_id": "i1", "report_id": "r1", "event_id": "i1", "event_type": "Battles",
            "sub_event_type": "Armed clash", "date_start": "2021-02-15", "date_end": "2021-02-15", "time_precision": 1,
            "place_id": "C5119", "place_name_ar": "الشحيل", "perpetrators": "[]", "targets": '["sdf"]',
            "claimed_by": "[]", "killed_low": 2, "casualties_shared": False, "weapons": "[]", "evidence": "نص",
            "evidence_start": 0, "evidence_end": 2, "spans": json.dumps([{"field": "place", "start": 0, "end": 2}]),
            "confidence": 0.5, "flags": "[]",
        }
    ],
}  # fmt: skip
"""A workspace of the first version, row by row."""


AN_ACT = text(
    'INSERT INTO changes (at, who, act, "before", "after", why) '
    "VALUES ('2021-01-01 00:00:00', 'a', 'accept', '{}', '{}', 'b')"
)


@pytest.fixture
def engine(address):
    url = address.get("url") or f"sqlite:///{address['folder']}/furat.sqlite"
    if "folder" in address:
        address["folder"].mkdir()
    engine = make_engine(parse_url(url))
    yield engine
    engine.dispose()


def _fill(connection):
    for table, rows in FILLED.items():
        for row in rows:
            names = ", ".join(row)
            marks = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)


@pytest.mark.parametrize("numbered", [True, False], ids=["with a number", "before there were numbers"])
def test_a_filled_database_of_the_first_version_comes_up_whole(engine, opening, numbered):
    with begin_write(engine) as connection:
        schema.upgrade(connection, to=schema.FIRST)
        _fill(connection)
        if not numbered:
            connection.exec_driver_sql("DROP TABLE alembic_version")
        assert schema.version(connection) == schema.FIRST
    workspace = opening()
    with workspace.engine.connect() as connection:
        assert schema.version(connection) == schema.HEAD
    kept = report(workspace, "r1")
    assert (kept.text, kept.source, str(kept.published)) == ("نص من عندنا", "مثال", "2021-02-16")
    (row,) = records(incident_frame(workspace), workspace)
    for key, value in FILLED["reported_incidents"][0].items():
        if key in {"targets", "spans"}:
            assert json.dumps(row[key]) == value
        elif key in row and not isinstance(value, str):
            assert row[key] == value
    assert (row["date_start"], row["place_name_ar"], row["source"]) == ("2021-02-15", "الشحيل", "مثال")
    assert revision(workspace) == 7
    assert word_search(workspace)("نص") == {"i1"}


def test_the_steps_lead_to_the_tables_of_the_code(engine):
    with begin_write(engine) as connection:
        schema.upgrade(connection)
    _assert_tables_of_the_code(engine)


def test_a_new_database_has_the_tables_of_the_code(opening):
    _assert_tables_of_the_code(opening().engine)


def _assert_tables_of_the_code(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        assert schema.version(connection) == schema.HEAD
        _assert_guarded(connection)


def _assert_guarded(connection):
    connection.execute(AN_ACT)
    for statement in ("UPDATE changes SET why = 'x'", "DELETE FROM changes"):
        with pytest.raises(DBAPIError, match="append-only"), connection.begin_nested():
            connection.execute(text(statement))


def test_head_is_the_newest_step(engine):
    with begin_write(engine) as connection:
        assert ScriptDirectory.from_config(schema._config(connection)).get_heads() == [schema.HEAD]


def test_an_upgrade_that_breaks_off_leaves_the_old_database(engine, monkeypatch):
    with begin_write(engine) as connection:
        schema.upgrade(connection, to=schema.FIRST)
        _fill(connection)
    with pytest.raises(ZeroDivisionError), begin_write(engine) as connection:
        schema.upgrade(connection)
        raise ZeroDivisionError
    with engine.connect() as connection:
        assert schema.version(connection) == schema.FIRST
        assert "changes" not in inspect(connection).get_table_names()
        assert connection.execute(text("SELECT count(*) FROM reported_incidents")).scalar() == 1


def test_a_newer_database_is_refused_and_left_alone(engine, opening):
    opening().close()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WorkspaceError, match="version 9999"):
        opening()
    with engine.connect() as connection:
        assert schema.version(connection) == "9999"


@pytest.mark.parametrize("statement", ["UPDATE changes SET why = 'x'", "DELETE FROM changes"])
def test_the_database_itself_guards_the_audit_trail(workspace, statement):
    with workspace.session(write=True) as session:
        session.execute(AN_ACT)
    with pytest.raises(WorkspaceError, match="only grow"), workspace.session(write=True) as session:
        session.execute(text(statement))
