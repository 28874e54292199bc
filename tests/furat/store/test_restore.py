"""The way back from a backup: what the backup was, or what was there before, and nothing between."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import builders
import pytest
from shared import ADMIN, EDITOR, alter, damage, ids, mode, old_database, recorded

from furat.errors import ConflictError, ReviewError, WorkspaceError
from furat.store import schema
from furat.store.database import revision
from furat.store.frame import reports
from furat.store.ingest import ingest
from furat.store.keeping import copying
from furat.store.keeping import restore as module
from furat.store.keeping.backup import back_up, examine
from furat.store.keeping.purge import purge
from furat.store.keeping.restore import restore
from furat.store.people import Person, Role
from furat.store.review import decisions
from furat.store.review.audit import history
from furat.store.tables import TombstoneRow
from furat.store.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[3]
OTHER_ADMIN = Person("كريم", Role.ADMIN)


class TestRestore:
    def test_into_a_folder_that_is_not_there(self, make, tmp_path):
        path = back_up(make("w", "a", "b"))
        done = restore(path, tmp_path / "new" / "w", ADMIN)
        assert ids(tmp_path / "new" / "w") == ["a", "b"]
        assert (done.reports, done.before, done.aside, done.purged_again, done.purges_known) == (2, None, None, 0, True)
        if sys.platform != "win32":
            assert mode(tmp_path / "new" / "w") == 0o700
            assert mode(tmp_path / "new" / "w" / "furat.sqlite") == 0o600

    def test_into_an_empty_workspace(self, make, tmp_path):
        path = back_up(make("w", "a"))
        make("empty")
        assert restore(path, tmp_path / "empty", ADMIN).before is None
        assert ids(tmp_path / "empty") == ["a"]

    def test_a_workspace_that_is_not_empty_wants_the_word(self, make, tmp_path):
        path = back_up(make("w", "a"))
        other = make("other", "b")
        before = revision(other)
        with pytest.raises(WorkspaceError, match=r"not empty.*--replace"):
            restore(path, tmp_path / "other", ADMIN)
        assert ids(tmp_path / "other") == ["b"]
        done = restore(path, tmp_path / "other", ADMIN, replace=True)
        assert ids(tmp_path / "other") == ["a"]
        assert restore(done.before, tmp_path / "third", ADMIN).reports == 1
        assert ids(tmp_path / "third") == ["b"]
        assert before < revision(other)  # what pages cached is stale, and they know it

    def test_who_has_it_open_sees_what_was_restored(self, make, tmp_path):
        path = back_up(make("w", "a"))
        other = make("other", "b")
        assert len(reports(other)) == 1
        restore(path, tmp_path / "other", ADMIN, replace=True)
        assert [item.report_id for item in reports(other)] == ["a"]
        assert ingest(other, [builders.report("c")], builders.extractor()).added == 1
        assert ids(tmp_path / "other") == ["a", "c"]
        builders.assert_sound(other)

    def test_it_stands_in_the_trail_and_cannot_be_taken_back(self, make, tmp_path):
        workspace = make("w", "a")
        decisions.accept(workspace, "a-i0", EDITOR)
        path = back_up(workspace)
        decisions.reject(workspace, "a-i0", EDITOR)
        restore(path, tmp_path / "w", ADMIN, replace=True)
        assert [(item.act, item.who) for item in history(workspace)] == [("restore", "سلمى"), ("accept", "كريم")]

    def test_backups_of_both_are_known_afterwards(self, make, tmp_path):
        first = back_up(make("w", "a"))
        other = make("other", "b")
        second = back_up(other)
        done = restore(first, tmp_path / "other", ADMIN, replace=True)
        assert set(recorded(other)) == {str(item) for item in (first, second, done.before)}

    def test_an_older_backup_comes_up(self, tmp_path):
        old_database(tmp_path / "old")
        done = restore(tmp_path / "old" / "furat.sqlite", tmp_path / "w", ADMIN)
        assert (done.version, ids(tmp_path / "w")) == (schema.FIRST, ["old"])
        assert examine(tmp_path / "w" / "furat.sqlite").version == schema.HEAD
        assert examine(tmp_path / "old" / "furat.sqlite").version == schema.FIRST  # the backup is only read

    def test_what_was_purged_since_does_not_come_back(self, make, tmp_path):
        workspace = make("w", "a", "b")
        decisions.accept(workspace, "a-i0", EDITOR)
        path = back_up(workspace)
        sha256 = purge(workspace, "a", "طلب الأهل", ADMIN).erased.sha256
        done = restore(path, tmp_path / "w", OTHER_ADMIN, replace=True)
        assert (done.purged_again, done.reports, ids(tmp_path / "w")) == (1, 1, ["b"])
        with workspace.session() as session:
            stone = session.get(TombstoneRow, sha256)
            assert (stone.reason, stone.who) == ("طلب الأهل", "سلمى")
        assert "purged" in ingest(workspace, [builders.report("a")], builders.extractor()).faults[0]
        text_of_it = builders.report("a").text.encode()
        assert text_of_it in path.read_bytes()
        for file in (tmp_path / "w").glob("furat.sqlite*"):
            assert text_of_it not in file.read_bytes()

    def test_a_log_of_the_old_database_is_not_played_into_the_new_one(self, make, tmp_path):
        path = back_up(make("w", "a"))
        workspace = make("other", "b")
        decisions.accept(workspace, "b-i0", EDITOR)
        (tmp_path / "stale").mkdir()
        for side in ("-wal", "-shm"):  # as a killed program leaves them, and then the database is gone
            shutil.copy(tmp_path / "other" / f"furat.sqlite{side}", tmp_path / "stale")
        assert (tmp_path / "stale" / "furat.sqlite-wal").stat().st_size
        restore(path, tmp_path / "stale", ADMIN)
        assert ids(tmp_path / "stale") == ["a"]

    @pytest.mark.parametrize("harm", ["middle", "cut"])
    def test_a_damaged_workspace_is_set_aside(self, make, tmp_path, harm):
        workspace = make("w", *(f"r{n:02d}" for n in range(40)))
        path = back_up(workspace, tmp_path / "b.sqlite")
        workspace.close()
        database = tmp_path / "w" / "furat.sqlite"
        damage(database, harm)
        harmed = database.read_bytes()
        with pytest.raises(WorkspaceError, match=r"damaged.*--replace"):
            restore(path, tmp_path / "w", ADMIN)
        assert database.read_bytes() == harmed
        done = restore(path, tmp_path / "w", ADMIN, replace=True)
        assert len(ids(tmp_path / "w")) == done.reports == 40
        assert done.aside.read_bytes() == harmed
        if sys.platform != "win32":
            assert {mode(item) for item in done.aside.parent.iterdir()} == {0o600}

    def test_a_damaged_workspace_that_says_nothing_more_is_said(self, make, tmp_path):
        path = back_up(make("w", "a"))
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "furat.sqlite").write_bytes(b"this is no database" * 100)
        done = restore(path, tmp_path / "other", ADMIN, replace=True)
        assert not done.purges_known
        assert ids(tmp_path / "other") == ["a"]

    @pytest.mark.parametrize(
        ("harm", "known"),
        [
            ("UPDATE tombstones SET at = 'no day'", False),
            ("UPDATE tombstones SET reason = 'another'", True),
            ("UPDATE meta SET value = 'no number' WHERE key = 'revision'", False),
            ("DELETE FROM meta WHERE key = 'fictional'", True),
        ],
    )
    def test_what_a_damaged_workspace_still_says_counts(self, make, tmp_path, harm, known):
        workspace = make("w", "a", "b")
        path = back_up(workspace, tmp_path / "b.sqlite")
        purge(workspace, "a", "طلب", ADMIN)
        workspace.close()
        for statement in ("UPDATE reported_incidents SET report_id = 'none'", harm):
            alter(tmp_path / "w" / "furat.sqlite", statement)
        done = restore(path, tmp_path / "w", ADMIN, replace=True)
        assert (done.purges_known, done.purged_again) == (known, int(known))
        assert ids(tmp_path / "w") == (["b"] if known else ["a", "b"])

    def test_a_damaged_workspace_that_cannot_be_set_aside_stays(self, make, tmp_path, monkeypatch):
        path = back_up(make("w", "a"))
        (tmp_path / "other").mkdir()
        harmed = tmp_path / "other" / "furat.sqlite"
        harmed.write_bytes(b"this is no database" * 100)

        def no_room(*_arguments):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(module.shutil, "copyfile", no_room)
        with pytest.raises(WorkspaceError, match="No space left"):
            restore(path, tmp_path / "other", ADMIN, replace=True)
        assert harmed.read_bytes() == b"this is no database" * 100
        assert list((tmp_path / "other" / "backups").iterdir()) == []

    @pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
    def test_who_may_not(self, make, tmp_path, role):
        path = back_up(make("w", "a"))
        with pytest.raises(ReviewError, match="admin"):
            restore(path, tmp_path / "new", Person("زائر", role))
        assert not (tmp_path / "new").exists()


class TestRefused:
    """A restore that is refused leaves the workspace byte by byte as it was, and no file behind."""

    @pytest.fixture
    def files(self, tmp_path):
        def read():
            folder = tmp_path / "other"
            return {item.relative_to(folder): item.read_bytes() for item in folder.rglob("*") if item.is_file()}

        return read

    @pytest.mark.parametrize(
        ("harm", "error"),
        [
            (lambda path: path.write_bytes(b"no database" * 500), "damaged"),
            (damage, "damaged"),
            (lambda path: damage(path, "cut"), "damaged"),
            (lambda path: path.write_bytes(b""), "none of its tables"),
            (lambda path: path.unlink(), "cannot be read"),
            (lambda path: alter(path, "UPDATE alembic_version SET version_num = '9999'"), "version 9999"),
            (lambda path: alter(path, "UPDATE meta SET value = 'yes' WHERE key = 'fictional'"), "never mix"),
            (lambda path: alter(path, "DELETE FROM reports"), "points at nothing"),
        ],
        ids="none middle cut empty gone newer fictional loose".split(),
    )
    def test_a_backup_that_cannot_be(self, make, tmp_path, files, harm, error):
        path = back_up(make("w", *(f"r{n}" for n in range(40))), tmp_path / "b.sqlite")
        make("other", "b").close()
        harm(path)
        before = files()
        with pytest.raises(WorkspaceError, match=error):
            restore(path, tmp_path / "other", ADMIN, replace=True)
        assert files() == before

    def test_the_workspace_itself(self, make, tmp_path):
        make("w", "a").close()
        with pytest.raises(WorkspaceError, match="the workspace itself"):
            restore(tmp_path / "w" / "furat.sqlite", tmp_path / "w", ADMIN, replace=True)
        assert ids(tmp_path / "w") == ["a"]

    def test_real_reports_into_the_samples(self, make, tmp_path, monkeypatch):
        path = back_up(make("w", "a"))
        monkeypatch.setattr(module, "SAMPLES_FOLDER", tmp_path / "samples")
        with pytest.raises(WorkspaceError, match="samples"):
            restore(path, tmp_path / "samples", ADMIN)
        assert not (tmp_path / "samples").exists()

    def test_a_workspace_that_somebody_writes_to_meanwhile(self, make, tmp_path, monkeypatch):
        path = back_up(make("w", "a"))
        other = make("other", "b")
        staged = module._carry_over

        def written_meanwhile(*arguments):
            decisions.accept(other, "b-i0", EDITOR)
            return staged(*arguments)

        monkeypatch.setattr(module, "_carry_over", written_meanwhile)
        with pytest.raises(ConflictError, match="meanwhile"):
            restore(path, tmp_path / "other", ADMIN, replace=True)
        assert ids(tmp_path / "other") == ["b"]
        assert history(other)[0].act == "accept"
        builders.assert_sound(other)

    def test_a_workspace_that_somebody_holds(self, make, tmp_path, monkeypatch):
        path = back_up(make("w", "a"))
        other = make("other")
        monkeypatch.setattr("furat.store.database.LOCK_WAIT_SECONDS", 0.1)
        with other.session(write=True), pytest.raises(WorkspaceError, match="another program is writing"):
            restore(path, tmp_path / "other", ADMIN)
        assert ids(tmp_path / "other") == []

    @pytest.mark.parametrize("there", [True, False])
    @pytest.mark.parametrize("step", ["_carry_over", "_record", "examine", "put"])
    def test_a_restore_that_breaks_off(self, make, tmp_path, monkeypatch, step, there):
        """Wherever it breaks off, what was there is there."""
        path = back_up(make("w", "a"))
        if there:
            make("other", "b").close()

        def broken(*_arguments, **_named):
            raise OSError(28, "No space left on device")

        if step == "put":
            monkeypatch.setattr(copying, "put_in_place", broken)
        elif step == "examine":
            calls = iter([examine, examine] if there else [examine])

            def examine_until_the_copy(file):
                return next(calls, broken)(file)

            monkeypatch.setattr(module, "examine", examine_until_the_copy)
        else:
            monkeypatch.setattr(module, step, broken)
        with pytest.raises(WorkspaceError, match="No space left"):
            restore(path, tmp_path / "other", ADMIN, replace=True)
        monkeypatch.undo()
        leftovers = [item.name for item in (tmp_path / "other").rglob("restoring*")]
        assert leftovers == []
        if there:
            assert ids(tmp_path / "other") == ["b"]
        else:
            assert not (tmp_path / "other" / "furat.sqlite").exists()


# Restores over a workspace, and kills itself when half of the pages are overwritten.
KILLED = """
import os, signal, sys
from pathlib import Path
from furat.store.keeping import copying
from furat.store.keeping.restore import restore
from furat.store.people import Person, Role

copy_pages = copying.copy_pages
def copy_half(source, target, *, when_locked=None, **named):
    if when_locked is None:
        return copy_pages(source, target, **named)
    def kill(_status, left, total):
        if left <= total // 2:
            os.kill(os.getpid(), signal.SIGKILL)
    source.backup(target, pages=1, progress=kill)
copying.copy_pages = copy_half
restore(Path(sys.argv[1]), Path(sys.argv[2]), Person("a", Role.ADMIN), replace=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize("others", [True, False], ids=["somebody has it open", "nobody has"])
def test_a_restore_that_is_killed_half_way(make, tmp_path, others):
    path = back_up(make("w", *(f"r{n:02d}" for n in range(40))))
    other = make("other", "b")
    decisions.accept(other, "b-i0", EDITOR)
    if not others:
        other.close()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(tmp_path / "other")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    again = open_workspace(tmp_path / "other")
    builders.assert_sound(again)
    assert [item.act for item in history(again)] == ["accept"]
    again.close()
    assert ids(tmp_path / "other") == ["b"]
    assert restore(path, tmp_path / "other", ADMIN, replace=True).reports == 40
    assert len(ids(tmp_path / "other")) == 40
