"""Backups of SQLite workspaces: those of a server are its own tools' work."""

import os
import sqlite3
import sys

import processes
import pytest
from shared import damage, mode, old_database, recorded
from sqlalchemy import func, select

from furat.errors import DamagedError, WorkspaceError
from furat.store import schema
from furat.store.keeping import copying
from furat.store.keeping.backup import back_up, examine
from furat.store.tables import ReportRow
from furat.store.workspace import open_workspace

# Keeps one report after the other until it is ended; the first argument is the folder.
WRITER = """
import sys, itertools
import builders, furat.store.ingest as module
module.read_report = builders.numbered_reading
workspace = builders.open_address(sys.argv[1])
for n in itertools.count():
    module.ingest(workspace, [builders.report(f"w{n:05d}")], builders.extractor())
    print(n, flush=True)
"""


class TestBackup:
    def test_it_holds_what_was_there_and_is_recorded(self, make, tmp_path):
        workspace = make("w", "a", "b")
        path = back_up(workspace)
        assert path.parent == tmp_path / "w" / "backups"
        assert recorded(workspace) == [str(path)]
        held = examine(path)
        assert (held.version, held.fictional, held.reports) == (schema.HEAD, False, 2)
        assert [item.name for item in path.parent.iterdir()] == [path.name]  # one file, and no leftovers

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
    @pytest.mark.parametrize("target", [None, "elsewhere.sqlite"])
    def test_only_the_owner_may_read_it_whatever_the_umask(self, make, tmp_path, target):
        workspace = make("w", "a")
        before = os.umask(0)
        try:
            path = back_up(workspace, target and tmp_path / target)
        finally:
            os.umask(before)
        assert mode(path) == 0o600
        if target is None:
            assert mode(path.parent) == 0o700

    def test_two_in_one_second_are_two_files(self, make, monkeypatch):
        monkeypatch.setattr(copying, "stamp", lambda: "now")
        workspace = make("w", "a")
        assert [back_up(workspace).name for _ in range(3)] == [f"furat-now{n}.sqlite" for n in ("", "-2", "-3")]

    def test_a_file_that_is_there_is_not_overwritten(self, make, tmp_path):
        (tmp_path / "mine").write_text("mine")
        with pytest.raises(WorkspaceError, match="there already"):
            back_up(make("w", "a"), tmp_path / "mine")
        assert (tmp_path / "mine").read_text() == "mine"

    def test_what_a_killed_backup_left_does_not_stand_in_the_way(self, make, tmp_path):
        (tmp_path / "b.sqlite.part").write_text("half")
        path = back_up(make("w", "a"), tmp_path / "b.sqlite")
        assert examine(path).reports == 1
        assert not (tmp_path / "b.sqlite.part").exists()

    def test_a_place_that_is_none(self, make, tmp_path):
        workspace = make("w", "a")
        with pytest.raises(WorkspaceError, match=r"cannot be written.*-o"):
            back_up(workspace, tmp_path / "none" / "b.sqlite")
        assert recorded(workspace) == []

    def test_a_damaged_workspace_gives_none(self, make, tmp_path):
        workspace = make("w", *(f"r{n}" for n in range(40)))
        workspace.close()
        damage(tmp_path / "w" / "furat.sqlite")
        with pytest.raises(DamagedError, match="damaged"):
            back_up(workspace, tmp_path / "b.sqlite")
        assert sorted(item.name for item in tmp_path.iterdir()) == ["w"]

    def test_a_copy_that_is_not_what_was_copied_is_thrown_away(self, make, monkeypatch, tmp_path):
        workspace = make("w", "a")
        monkeypatch.setattr(copying, "copy_pages", lambda source, target, **_: target.execute("CREATE TABLE t (x)"))
        with pytest.raises(DamagedError, match="none of its tables"):
            back_up(workspace, tmp_path / "b.sqlite")
        assert not list(tmp_path.glob("b.sqlite*"))

    def test_writers_go_on_meanwhile_and_the_copy_is_of_one_moment(self, make, tmp_path):
        workspace = make("w", "a")
        writer = processes.start(WRITER, {"folder": tmp_path / "w"})
        try:
            for _ in range(5):
                least = int(writer.stdout.readline()) + 1
                held = examine(back_up(workspace))
                assert held.reports > least
            assert writer.poll() is None
        finally:
            writer.kill()
            writer.stdout.close()
            writer.wait()

    def test_a_workspace_in_memory_is_no_file(self):
        workspace = open_workspace(url="sqlite://")
        with pytest.raises(WorkspaceError, match=r"pg_dump.*pg_restore"):
            back_up(workspace)
        workspace.close()


class TestBeforeAnUpgrade:
    def test_an_older_database_with_reports_is_copied_first(self, tmp_path):
        old_database(tmp_path / "w")
        workspace = open_workspace(tmp_path / "w")
        (path,) = (tmp_path / "w" / "backups").iterdir()
        assert path.name.startswith(f"furat-version-{schema.FIRST}-")
        assert (examine(path).version, examine(path).reports) == (schema.FIRST, 1)
        assert recorded(workspace) == [str(path)]
        workspace.close()
        open_workspace(tmp_path / "w").close()
        assert len(list((tmp_path / "w" / "backups").iterdir())) == 1  # once, not at each opening

    def test_one_without_reports_is_not(self, tmp_path):
        old_database(tmp_path / "w")
        with sqlite3.connect(tmp_path / "w" / "furat.sqlite") as connection:
            connection.execute("DELETE FROM reports")
        connection.close()
        open_workspace(tmp_path / "w").close()
        assert not (tmp_path / "w" / "backups").exists()

    def test_without_a_copy_there_is_no_upgrade(self, tmp_path):
        old_database(tmp_path / "w")
        (tmp_path / "w" / "backups").write_text("a file where the folder should be")
        with pytest.raises(WorkspaceError, match="backups"):
            open_workspace(tmp_path / "w")
        assert examine(tmp_path / "w" / "furat.sqlite").version == schema.FIRST


def test_the_number_of_reports_is_that_of_the_tables(make):
    workspace = make("w", "a", "b", "c")
    with workspace.session() as session:
        held = session.scalar(select(func.count()).select_from(ReportRow))
    assert examine(back_up(workspace)).reports == held == 3
