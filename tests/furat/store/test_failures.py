"""A full disk, a lock, a damaged file, a folder that may not be written: one line says so, and the data stay whole."""

import os
import random
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

import builders
import processes
import pytest
from click.testing import CliRunner
from shared import ADMIN, contents, contents_of

from furat.cli.main import main
from furat.errors import WorkspaceError
from furat.store import database, schema
from furat.store.ingest import ingest
from furat.store.keeping import copying
from furat.store.keeping.backup import back_up, examine
from furat.store.keeping.restore import restore
from furat.store.review import decisions
from furat.store.review.audit import history
from furat.store.workspace import open_workspace

# Holds the write lock until its input ends.
HOLDER = """
import sys
import builders
workspace = builders.open_address(sys.argv[1])
with workspace.session(write=True):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def reading(monkeypatch, reads):
    monkeypatch.setattr("furat.store.ingest.read_report", builders.numbered_reading)


@pytest.fixture
def filled(tmp_path, reading):
    """A folder with a workspace of twenty reports, and a file with one more."""
    workspace = open_workspace(tmp_path / "w")
    assert ingest(workspace, builders.numbered_reports(20), builders.extractor()).faults == []
    workspace.close()
    (tmp_path / "new1.txt").write_text(builders.TEXT * 200, encoding="utf-8")
    return tmp_path / "w"


def run(*arguments):
    """Run a command that must fail in one line; return the line."""
    result = CliRunner().invoke(main, [str(item) for item in arguments])
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    return line


def commands(folder):
    """What writes to a workspace."""
    return [
        ("ingest", folder.parent / "new1.txt", "--workspace", folder),
        ("purge", "n0001", "--reason", "طلب", "--yes", "--workspace", folder),
    ]


class TestFull:
    @pytest.fixture
    def full(self, monkeypatch):
        """Leave the database no page more than it has."""
        set_up = database._set_up_sqlite

        def set_up_full(connection, record):
            set_up(connection, record)
            connection.execute("PRAGMA max_page_count = 1")  # SQLite makes it the present size

        def fill():
            monkeypatch.setattr(database, "_set_up_sqlite", set_up_full)

        yield fill
        monkeypatch.undo()

    def test_a_report_that_does_not_fit(self, filled, full, monkeypatch):
        monkeypatch.setattr("furat.cli.ingest.load_extractor", lambda _gazetteer: builders.extractor())
        before = contents_of(filled)
        full()
        line = run(*commands(filled)[0])
        assert "the disk is full" in line
        assert "run the same again" in line
        monkeypatch.undo()
        assert contents_of(filled) == before

    def test_reports_that_came_before_it_are_kept_whole(self, filled, full, monkeypatch):
        full()
        workspace = open_workspace(filled)
        with pytest.raises(WorkspaceError, match="the disk is full"):
            ingest(workspace, builders.numbered_reports(500), builders.extractor())
        workspace.close()
        monkeypatch.undo()
        held = contents_of(filled)
        counted = {row.report_id: 0 for row in held["reports"]}
        for row in held["reported_incidents"]:
            counted[row.report_id] += 1
        assert counted == {key: int(key[-1]) for key in counted}
        assert len(held["incidents"]) == len(held["reported_incidents"])

    def test_a_decision_that_does_not_fit(self, filled, full, monkeypatch):
        before = contents_of(filled)
        full()
        workspace = open_workspace(filled)
        with pytest.raises(WorkspaceError, match="the disk is full"):
            decisions.accept(workspace, "n0001-i0", ADMIN, why="ل" * 1_000_000)
        assert history(workspace) == []
        workspace.close()
        monkeypatch.undo()
        assert contents_of(filled) == before

    def test_a_backup_that_does_not_fit(self, filled, tmp_path, monkeypatch):
        self.limit_copies(monkeypatch)
        line = run("backup", "--workspace", filled, "-o", tmp_path / "b.sqlite")
        assert "the disk is full" in line
        assert not list(tmp_path.glob("b.sqlite*"))

    def test_an_upgrade_whose_copy_does_not_fit(self, filled, tmp_path, monkeypatch):
        before = contents_of(filled)
        connection = sqlite3.connect(filled / "furat.sqlite")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
        connection.close()
        self.limit_copies(monkeypatch)
        assert "the disk is full" in run("export", "--format", "csv", "--workspace", filled)
        assert list((filled / "backups").iterdir()) == []
        connection = sqlite3.connect(filled / "furat.sqlite")
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        connection.execute("UPDATE alembic_version SET version_num = ?", (schema.HEAD,))
        connection.commit()
        connection.close()
        monkeypatch.undo()
        assert contents_of(filled) == before

    @pytest.mark.parametrize("copy", [1, 2, 3])
    def test_a_restore_that_does_not_fit(self, filled, tmp_path, monkeypatch, copy):
        """Of its copies, the first is the backup of what is there, the second lies beside it, the third overwrites."""
        workspace = open_workspace(filled)
        path = back_up(workspace, tmp_path / "b.sqlite")
        workspace.close()
        other = open_workspace(tmp_path / "other")
        ingest(other, [builders.report("o1")], builders.extractor())
        other.close()
        before = contents_of(tmp_path / "other")
        self.limit_copies(monkeypatch, after=copy - 1)
        with pytest.raises(WorkspaceError, match=r"disk is full"):
            restore(path, tmp_path / "other", ADMIN, replace=True)
        monkeypatch.undo()
        after = contents_of(tmp_path / "other")
        assert after.pop("backups") == before.pop("backups") or copy > 1  # the backup of what is there is recorded
        assert after == before
        assert list((tmp_path / "other" / "backups").glob("restoring*")) == []

    def limit_copies(self, monkeypatch, after=0):
        """Leave copies no room, from the one after so many on."""
        copy_pages, count = copying.copy_pages, iter(range(100))

        def without_room(source, target, **named):
            if next(count) >= after:
                target.execute("PRAGMA max_page_count = 1")
            copy_pages(source, target, **named)

        monkeypatch.setattr(copying, "copy_pages", without_room)


class TestLocked:
    def test_commands_say_who_is_in_the_way_and_the_data_stay(self, address, opening, reading, monkeypatch, tmp_path):
        monkeypatch.setattr("furat.store.database.LOCK_WAIT_SECONDS", 0.2)
        monkeypatch.setattr("furat.cli.ingest.load_extractor", lambda _gazetteer: builders.extractor())
        (tmp_path / "new1.txt").write_text(builders.TEXT, encoding="utf-8")
        workspace = opening()
        ingest(workspace, builders.numbered_reports(5), builders.extractor())
        before = contents(workspace)
        where = ["--db", address["url"]] if "url" in address else ["--workspace", address["folder"]]
        holder = processes.start(HOLDER, address, stdin=True)
        assert holder.stdout.readline() == "held\n"
        lines = [
            run("ingest", tmp_path / "new1.txt", *where),
            run("purge", "n0001", "--reason", "طلب", "--yes", *where),
        ]
        with pytest.raises(WorkspaceError) as caught:
            decisions.accept(workspace, "n0001-i0", ADMIN)
        for line in (*lines, str(caught.value)):
            assert "another program is writing to the database" in line
            assert "Wait for it or close it" in line
        assert contents(workspace) == before
        holder.communicate("")
        assert decisions.accept(workspace, "n0001-i0", ADMIN) == 1


class TestDamaged:
    @pytest.mark.parametrize("extent", ["beginning", "whole", "forty bytes"])
    def test_whatever_page_is_overwritten_no_command_breaks_or_quotes_a_report(
        self, filled, tmp_path, extent, monkeypatch
    ):
        """SQLite sees damage only where it reads, so a command may well succeed beside it."""
        monkeypatch.setattr("furat.cli.ingest.load_extractor", lambda _gazetteer: builders.extractor())
        (tmp_path / "new1.txt").write_text(builders.TEXT, encoding="utf-8")
        sound = (filled / "furat.sqlite").read_bytes()
        pages, noise, failed = len(sound) // 4096, random.Random(3), 0
        for page in range(0, pages, 3):
            at, size = page * 4096, {"beginning": 64, "whole": 4096, "forty bytes": 40}[extent]
            if extent == "forty bytes":
                at += noise.randrange(4096 - size)
            folder = tmp_path / f"page{page}"
            folder.mkdir()
            (folder / "furat.sqlite").write_bytes(sound[:at] + noise.randbytes(size) + sound[at + size :])
            for arguments in (("export", "--format", "jsonl"), ("ingest", tmp_path / "new1.txt")):
                result = CliRunner().invoke(main, [str(item) for item in (*arguments, "--workspace", folder)])
                assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
                if result.exit_code:
                    failed += 1
                    (line,) = result.stderr.splitlines()
                    assert "damaged" in line
                    assert "restore" in line
                    assert builders.TEXT[:10] not in line
            shutil.rmtree(folder)
        assert failed > 2

    @pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.99])
    def test_a_file_that_was_cut_off(self, filled, share):
        file = filled / "furat.sqlite"
        held = file.read_bytes()
        file.write_bytes(held[: int(len(held) * share)])
        with pytest.raises(WorkspaceError, match=r"damaged.*restore"):
            examine(file)
        before = file.read_bytes()
        assert "damaged" in run("backup", "--workspace", filled)
        assert file.read_bytes() == before


@pytest.fixture
def not_root():
    """Act as a user whom modes bind: they do not bind root."""
    if sys.platform == "win32":
        pytest.skip("Windows has no modes")
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield os.geteuid()
    os.seteuid(user)


class TestReadOnly:
    @pytest.fixture
    def closed(self, reading, not_root):
        """A workspace in a folder that its own owner may not write to."""
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder) / "w"
            workspace = open_workspace(where)
            assert ingest(workspace, builders.numbered_reports(5), builders.extractor()).faults == []
            workspace.close()
            (Path(folder) / "new1.txt").write_text(builders.TEXT, encoding="utf-8")
            where.chmod(0o500)
            yield where
            where.chmod(0o700)

    @pytest.mark.parametrize("file_mode", [0o600, 0o400])
    @pytest.mark.parametrize("which", [0, 1])
    def test_commands_say_so_and_the_data_stay(self, closed, which, file_mode, monkeypatch):
        monkeypatch.setattr("furat.cli.ingest.load_extractor", lambda _gazetteer: builders.extractor())
        file = closed / "furat.sqlite"
        file.chmod(file_mode)
        before = file.read_bytes()
        line = run(*commands(closed)[which])
        assert str(closed) in line
        assert "written" in line
        assert "who owns" in line
        assert file.read_bytes() == before
        closed.chmod(0o700)
        assert len(contents_of(closed)["reports"]) == 5

    def test_a_backup_can_be_read_where_nothing_can_be_written(self, closed):
        closed.chmod(0o700)
        workspace = open_workspace(closed)
        path = back_up(workspace)
        workspace.close()
        path.chmod(0o400)
        path.parent.chmod(0o500)
        try:
            assert examine(path).reports == 5
            assert [item.name for item in path.parent.iterdir()] == [path.name]
            assert restore(path, closed.parent / "new", ADMIN).reports == 5
        finally:
            path.parent.chmod(0o700)

    def test_a_folder_where_no_workspace_can_be_restored(self, closed):
        closed.chmod(0o700)
        workspace = open_workspace(closed)
        path = back_up(workspace)
        workspace.close()
        (closed.parent / "locked").mkdir(mode=0o500)
        with pytest.raises(WorkspaceError, match=r"cannot be written.*who owns"):
            restore(path, closed.parent / "locked", ADMIN)
        assert list((closed.parent / "locked").iterdir()) == []
