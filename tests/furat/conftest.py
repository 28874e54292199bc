import os
import sys
import uuid
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

import furat.analysis.preview
import furat.cli.explain
import furat.cli.extract
import furat.cli.ingest
import furat.cli.places
import furat.cli.reread
import furat.store.ingest
import furat.store.reread
from furat.store.ingest import ingest
from furat.store.workspace import open_workspace

# Tests are collected by file (importlib), so that a module beside them is found only when it is said where.
sys.path.insert(0, str(Path(__file__).parent))

import builders

POSTGRES = "FURAT_TEST_POSTGRES"

settings.register_profile("furat", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("furat")


def pytest_collection_modifyitems(config, items):
    """On a PostgreSQL server only what opens a workspace there is another test than without one."""
    if os.environ.get(POSTGRES):
        there = [item for item in items if "address" in item.fixturenames]
        config.hook.pytest_deselected(items=[item for item in items if "address" not in item.fixturenames])
        items[:] = there


@pytest.fixture(scope="session")
def gazetteer():
    return builders.gazetteer()


@pytest.fixture
def address(tmp_path):
    """Where the workspace of a test lies, as arguments of ``open_workspace``: a new folder, or with
    ``FURAT_TEST_POSTGRES`` a new schema of that server (``make test-services``)."""
    url = os.environ.get(POSTGRES)
    if not url:
        yield {"folder": tmp_path / "workspace"}
        return
    name = f"t_{uuid.uuid4().hex}"
    server = create_engine(url)
    with server.begin() as connection:
        connection.execute(CreateSchema(name))
    target = make_url(url).update_query_dict({"options": f"-csearch_path={name}"})
    yield {"url": target.render_as_string(hide_password=False)}
    with server.begin() as connection:
        connection.execute(DropSchema(name, cascade=True))
    server.dispose()


@pytest.fixture
def opening(address):
    """Open the workspace of the test, as often as asked; all are closed in the end."""
    opened = []

    def open_one(**options):
        opened.append(open_workspace(**address, **options))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def runner():
    return CliRunner()


@pytest.fixture
def workspace(opening):
    return opening()


@pytest.fixture
def reads(monkeypatch):
    """Set what is read from each report, by report id: ``reads(r1=[incident, ...])``; other reports yield nothing."""
    known, places = {}, {}

    def read_report(report, _extractor):
        return builders.reading(report, *known.get(report.report_id, ()), places=places.get(report.report_id, ()))

    def load_extractor(gazetteer):
        return builders.extractor()

    readers = (furat.store.ingest, furat.store.reread, furat.analysis.preview)
    for module in (*readers, furat.cli.explain, furat.cli.extract, furat.cli.places):
        monkeypatch.setattr(module, "read_report", read_report)
    for module in (furat.cli.explain, furat.cli.extract, furat.cli.places, furat.cli.ingest, furat.cli.reread):
        monkeypatch.setattr(module, "load_extractor", load_extractor)

    def set_readings(mentions=None, /, **incidents):
        known.update(incidents)
        places.update(mentions or {})

    return set_readings


@pytest.fixture
def keep(workspace, reads):
    """Keep reports with hand-made incidents: ``keep(report, incident, ...)``."""

    def keep_one(report, *incidents):
        reads(**{report.report_id: incidents})
        summary = ingest(workspace, [report], builders.extractor())
        assert summary.faults == []
        return summary

    return keep_one
