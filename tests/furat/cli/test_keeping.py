"""``furat backup``, ``restore`` and ``purge``, from the line that is typed to the lines that are shown."""

import re
from pathlib import Path

import builders
import pytest
from click.testing import CliRunner

from furat.cli.main import main
from furat.store.frame import reports
from furat.store.ingest import ingest
from furat.store.workspace import open_workspace


@pytest.fixture
def run():
    def invoke(*arguments, typed=None):
        return CliRunner().invoke(main, [str(item) for item in arguments], input=typed)

    return invoke


@pytest.fixture
def kept(tmp_path, reads):
    """A folder with a workspace of two reports."""
    workspace = open_workspace(tmp_path / "w")
    reads(a=[builders.incident("a")], b=[builders.incident("b")])
    assert ingest(workspace, [builders.report("a"), builders.report("b")], builders.extractor()).added == 2
    workspace.close()
    return tmp_path / "w"


def ids(folder):
    workspace = open_workspace(folder)
    found = sorted(item.report_id for item in reports(workspace))
    workspace.close()
    return found


def test_there_and_back(run, kept, tmp_path):
    made = run("backup", "--workspace", kept)
    path = Path(made.stdout.strip())
    assert re.fullmatch(r"furat-\d{4}-\d\d-\d\dT\d{6}Z\.sqlite", path.name)
    assert path.parent == kept / "backups"
    done = run("restore", path, "--workspace", tmp_path / "new")
    assert (done.exit_code, done.stdout) == (0, "2 reports restored\n")
    assert ids(tmp_path / "new") == ["a", "b"]


def test_to_a_file_of_ones_own(run, kept, tmp_path):
    assert run("backup", "--workspace", kept, "-o", tmp_path / "b.sqlite").exit_code == 0
    again = run("backup", "--workspace", kept, "-o", tmp_path / "b.sqlite")
    assert (again.exit_code, "there already" in again.stderr) == (1, True)


def test_a_backup_by_url(run, kept, tmp_path):
    made = run("backup", "--db", f"sqlite:///{kept / 'furat.sqlite'}", "-o", tmp_path / "b.sqlite")
    assert (made.exit_code, (tmp_path / "b.sqlite").exists()) == (0, True)


@pytest.mark.parametrize("command", [["backup"], ["restore", "some.sqlite"]])
def test_a_database_on_a_server_has_tools_of_its_own(run, command):
    result = run(*command, "--db", "postgresql://somebody:secret@nowhere/furat")
    assert result.exit_code == 1
    assert "pg_dump" in result.stderr
    assert "pg_restore" in result.stderr
    assert "secret" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["backup", "--workspace", "none"], "there is no workspace"),
        (["restore", "none.sqlite", "--workspace", "new"], "cannot be read"),
        (["restore", "none.sqlite", "--db", "sqlite:///x"], "--workspace instead of --db"),
        (["purge", "none", "--reason", "x", "--yes", "--workspace", "w"], "no report 'none'"),
    ],
)
def test_errors_in_one_line(run, kept, monkeypatch, arguments, message):
    monkeypatch.chdir(kept.parent)
    result = run(*arguments)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert message in line


def test_replacing_what_is_there(run, kept, tmp_path):
    path = Path(run("backup", "--workspace", kept).stdout.strip())
    run("purge", "a", "--reason", "طلب", "--yes", "--workspace", kept)
    refused = run("restore", path, "--workspace", kept)
    assert (refused.exit_code, "--replace" in refused.stderr) == (1, True)
    done = run("restore", path, "--workspace", kept, "--replace")
    assert done.exit_code == 0
    assert str(kept / "backups") in done.stdout
    assert "1 texts of the backup had been purged since" in done.stdout
    assert ids(kept) == ["b"]


def test_a_damaged_workspace_is_set_aside_and_what_is_not_known_is_said(run, kept):
    path = Path(run("backup", "--workspace", kept).stdout.strip())
    (kept / "furat.sqlite").write_bytes(b"no database" * 500)
    done = run("restore", path, "--workspace", kept, "--replace")
    assert done.exit_code == 0
    assert "damaged files are kept in" in done.stdout
    assert "purge it again" in done.stderr
    assert ids(kept) == ["a", "b"]


def test_a_purge_asks_first(run, kept):
    asked = run("purge", "a", "--reason", "طلب", "--workspace", kept, typed="n\n")
    assert asked.exit_code == 1
    assert ids(kept) == ["a", "b"]
    assert run("purge", "a", "--reason", "طلب", "--workspace", kept, typed="y\n").exit_code == 0
    assert ids(kept) == ["b"]


def test_a_purge_names_the_backups(run, kept, monkeypatch):
    monkeypatch.chdir(kept.parent)
    held, broken = (Path(run("backup", "--workspace", kept, *more).stdout.strip()) for more in ([], ["-o", "b.sqlite"]))
    broken.write_bytes(b"")
    done = run("purge", "a", "--reason", "طلب", "--yes", "--workspace", kept)
    assert done.exit_code == 0
    assert f"still holds it: {held}" in done.stdout
    assert f"may hold it: {broken}" in done.stdout
    assert builders.report("a").sha256 in done.stdout


def test_a_purge_that_leaves_bytes_says_so_and_fails(run, kept, monkeypatch):
    monkeypatch.setattr("furat.store.keeping.purge.wipe", lambda _workspace: "another program is reading")
    done = run("purge", "a", "--reason", "طلب", "--yes", "--workspace", kept)
    assert done.exit_code == 1
    assert "another program is reading" in done.stderr
    assert ids(kept) == ["b"]


def test_a_purge_wants_a_reason(run, kept):
    assert run("purge", "a", "--yes", "--workspace", kept).exit_code == 2
    assert ids(kept) == ["a", "b"]
