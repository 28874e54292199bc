import contextlib
import os
import stat
import sys

import builders
import pytest
from sqlalchemy import func, select

from furat.errors import WorkspaceError
from furat.store import workspace as module
from furat.store.database import revision
from furat.store.frame import reports
from furat.store.ingest import ingest
from furat.store.tables import MetaRow, ReportRow
from furat.store.workspace import Workspace, default_folder, open_workspace, samples_workspace


def _mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes_whatever_the_umask(tmp_path, umask, reads):
    before = os.umask(umask)
    try:
        opened = open_workspace(tmp_path / "new")
        ingest(opened, [builders.report()], builders.extractor())
        modes = {path.name: _mode(path) for path in (tmp_path / "new").iterdir()}
        opened.close()
    finally:
        os.umask(before)
    if sys.platform != "win32":
        assert _mode(tmp_path / "new") == 0o700
        assert set(modes.values()) == {0o600}, modes


def test_a_database_that_was_made_readable_is_closed_again(tmp_path):
    open_workspace(tmp_path / "w").close()
    (tmp_path / "w" / "furat.sqlite").chmod(0o644)
    open_workspace(tmp_path / "w").close()
    assert _mode(tmp_path / "w" / "furat.sqlite") == 0o600


def test_an_existing_folder_keeps_its_mode(tmp_path):
    (tmp_path / "mine").mkdir(mode=0o755)
    (tmp_path / "mine").chmod(0o755)
    open_workspace(tmp_path / "mine").close()
    assert _mode(tmp_path / "mine") == 0o755


def test_write_ahead_log_and_foreign_keys(tmp_path):
    workspace = open_workspace(tmp_path / "w")  # SQLite, whatever database the other tests run on
    with workspace.engine.connect() as connection:
        settings = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")]
        to_the_disk = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    workspace.close()
    assert settings == ["wal", 1]
    assert to_the_disk == 2  # FULL: what was committed survives a power cut


def test_default_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("FURAT_WORKSPACE", raising=False)
    assert default_folder() == module.PROJECT_ROOT / "workspaces" / "default"
    monkeypatch.setenv("FURAT_WORKSPACE", str(tmp_path / "other"))
    assert default_folder() == tmp_path / "other"
    opened = open_workspace()
    opened.close()
    assert opened.folder == tmp_path / "other"
    assert (tmp_path / "other" / "furat.sqlite").is_file()


def test_url(tmp_path):
    opened = open_workspace(url=f"sqlite:///{tmp_path / 'by_url.sqlite'}")
    assert opened.folder is None
    assert not opened.fictional
    opened.close()


@pytest.mark.parametrize("first", [True, False])
def test_a_workspace_stays_of_its_kind(tmp_path, first):
    open_workspace(tmp_path / "w", fictional=first).close()
    again = open_workspace(tmp_path / "w")
    assert again.fictional is first
    again.close()
    with pytest.raises(WorkspaceError, match="never mix"):
        open_workspace(tmp_path / "w", fictional=not first)


def test_the_folder_of_the_samples_is_fictional_whoever_opens_it(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SAMPLES_FOLDER", tmp_path / "samples")
    opened = open_workspace(tmp_path / "samples")
    assert opened.fictional
    opened.close()


def test_asking_makes_no_workspace(tmp_path):
    with pytest.raises(WorkspaceError, match=r"there is no workspace.*furat ingest"):
        open_workspace(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_both_folder_and_url(tmp_path):
    with pytest.raises(WorkspaceError, match="both"):
        open_workspace(tmp_path, url="sqlite://")


def test_url_that_is_none_does_not_show_itself():
    with pytest.raises(WorkspaceError, match="cannot be read") as error:
        open_workspace(url="user:secret@@nowhere")
    assert "secret" not in str(error.value)


def test_missing_driver():
    with pytest.raises(WorkspaceError, match="No driver for nosuch"):
        open_workspace(url="nosuch://host/name")


def test_damaged_database(tmp_path):
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "furat.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(WorkspaceError, match=r"damaged or no Furat workspace.*restore"):
        open_workspace(tmp_path / "w")


def test_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError, match="cannot be made"):
        open_workspace(tmp_path / "file" / "w")


def test_revision_grows_with_what_is_kept(workspace, keep):
    before = revision(workspace)
    keep(builders.report("a"))
    after = revision(workspace)
    keep(builders.report("a"))
    assert before < after == revision(workspace)


def test_a_write_that_fails_leaves_nothing(workspace):
    with pytest.raises(ZeroDivisionError), workspace.session(write=True) as session:
        session.add(MetaRow(key="half", value="written"))
        session.flush()
        raise ZeroDivisionError
    with workspace.session() as session:
        assert session.get(MetaRow, "half") is None


class TestSamples:
    @pytest.fixture
    def made(self, tmp_path, monkeypatch):
        monkeypatch.setattr("furat.store.ingest.read_report", self.read)
        self.calls = 0
        with contextlib.ExitStack() as closing:

            def make(version="1"):
                opened = samples_workspace(tmp_path / "samples", extractor=builders.extractor(version))
                closing.callback(opened.close)
                return opened

            yield make

    def read(self, report, _extractor):
        self.calls += 1
        return builders.reading(report, builders.incident(report.report_id))

    def test_filled_once(self, made):
        opened = made()
        held = reports(opened)
        assert opened.fictional
        assert len(held) == self.calls >= 40
        made()
        assert self.calls == len(held)

    def test_read_anew_on_other_rules(self, made):
        held = len(reports(made("1")))
        opened = made("2")
        assert self.calls == 2 * held
        with opened.session() as session:
            assert set(session.scalars(select(ReportRow.rules_version))) == {"2"}
            assert session.scalar(select(func.count()).select_from(ReportRow)) == held

    def test_filled_after_it_was_broken_off(self, made, monkeypatch):
        def stop(report, _extractor):
            if self.calls == 5:
                raise KeyboardInterrupt
            return self.read(report, _extractor)

        monkeypatch.setattr("furat.store.ingest.read_report", stop)
        closed = []
        close = Workspace.close
        monkeypatch.setattr(Workspace, "close", lambda opened: (closed.append(opened), close(opened)))
        with pytest.raises(KeyboardInterrupt):
            made()
        assert len(closed) == 1
        monkeypatch.setattr("furat.store.ingest.read_report", self.read)
        assert len(reports(made())) >= 40

    def test_never_in_a_workspace_of_real_reports(self, tmp_path):
        open_workspace(tmp_path / "w").close()
        with pytest.raises(WorkspaceError, match="never mix"):
            samples_workspace(tmp_path / "w", extractor=builders.extractor())
