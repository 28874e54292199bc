"""What is loaded while the server starts: the workspace that the environment names, and never an error."""

import builders
import pytest

from furat import serve
from furat.analysis import ready
from furat.cli.app import command
from furat.store.review.decisions import reject
from furat.store.workspace import DATABASE_VARIABLE, WORKSPACE_VARIABLE


@pytest.fixture
def prepared(monkeypatch):
    for name in (WORKSPACE_VARIABLE, DATABASE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    found = []
    monkeypatch.setattr(serve, "prepare", lambda opened, gazetteer: found.append((opened.name, opened.close())))
    return found


def test_the_workspace_of_the_environment_is_loaded(prepared, monkeypatch, tmp_path):
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "own"))
    serve.warm()
    assert [name for name, _ in prepared] == [str(tmp_path / "own")]


def test_without_one_nothing_is_loaded(prepared):
    serve.warm()
    assert prepared == []


def test_what_cannot_be_opened_is_left_to_the_page(prepared, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "file"))
    serve.warm()
    assert prepared == []


def test_what_is_prepared_is_what_the_page_gets(workspace, keep, gazetteer):
    keep(builders.report(), builders.incident(), builders.incident(number=1))
    ready.prepare(workspace, gazetteer)
    first = ready.incidents(workspace)
    assert ready.incidents(workspace) is first
    reject(workspace, "r1-i0", builders.EDITOR)
    assert [len(found.columns) for found in (first, ready.incidents(workspace))] == [2, 1]


def test_the_command_serves_through_it():
    assert serve.__name__ in command(8501, headless=True)
