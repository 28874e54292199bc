"""A workspace: one folder with one database, either of real reports or of fictional ones, never of both."""

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import URL, delete

from extraction.pipeline import Extractor, load_extractor
from extraction.types import Report
from furat.errors import WorkspaceError
from furat.readers.inputs import ReadFault, read_inputs
from furat.store.database import Workspace, check_database, database_errors, make_engine, parse_url, shown
from furat.store.ingest import ingest
from furat.store.keeping.wipe import finish
from furat.store.linking.compare import load_linker
from furat.store.linking.link import link
from furat.store.tables import IncidentRow, MetaRow, ReportedIncidentRow, ReportRow, TombstoneRow
from geo.gazetteer import load_gazetteer

__all__ = ["Workspace", "database_url", "default_folder", "open_workspace", "samples_workspace"]

PROJECT_ROOT = Path(__file__).resolve().parents[2]
SAMPLES = PROJECT_ROOT / "data" / "samples" / "reports.jsonl"
SAMPLES_FOLDER = PROJECT_ROOT / "workspaces" / "samples"
DATABASE_NAME = "furat.sqlite"
WORKSPACE_VARIABLE = "FURAT_WORKSPACE"
DATABASE_VARIABLE = "FURAT_DATABASE"


def default_folder() -> Path:
    """Return the folder of the user's own workspace: ``$FURAT_WORKSPACE``, else ``workspaces/default``."""
    chosen = os.environ.get(WORKSPACE_VARIABLE, "").strip()
    return Path(chosen).expanduser() if chosen else PROJECT_ROOT / "workspaces" / "default"


def database_url(folder: Path | None = None, url: str | None = None) -> str | None:
    """Return the database URL to open: the one given, else ``$FURAT_DATABASE`` where no folder is given either.

    Raises:
        WorkspaceError: The environment names a folder and a database.
    """
    if url or folder is not None:
        return url
    asked = os.environ.get(DATABASE_VARIABLE, "").strip()
    if asked and os.environ.get(WORKSPACE_VARIABLE, "").strip():
        raise WorkspaceError(
            f"The environment names a database ({DATABASE_VARIABLE}) and a folder ({WORKSPACE_VARIABLE}). "
            "Keep one of them."
        )
    return asked or None


def named_workspace() -> tuple[Path | None, str | None]:
    """Return the folder or the database URL that the environment names, for ``open_workspace``; neither where none is.

    Raises:
        WorkspaceError: It names both.
    """
    url, folder = database_url(), os.environ.get(WORKSPACE_VARIABLE, "").strip()
    return (None, url) if url else (Path(folder).expanduser() if folder else None, None)


def open_workspace(
    folder: Path | None = None, *, url: str | None = None, fictional: bool | None = None, create: bool = True
) -> Workspace:
    """Open a workspace and create it where there is none.

    Reports of killings name people, so the folder is readable by its owner alone (0700, the database 0600).

    Args:
        folder: Where the SQLite database lies; ``default_folder()`` when neither folder nor ``url`` is given.
        url: An SQLAlchemy URL instead of a folder.
        fictional: What a new workspace shall hold (real reports unless True). For a workspace that is there it must
            agree with what the database says of itself; None takes what it says. The folder of the bundled samples
            is never one of real reports.
        create: False where a workspace that is not there is an error: to ask, not to keep.

    Raises:
        WorkspaceError: The workspace cannot be opened, is of another version, or is of the other kind.
    """
    if folder is not None and url is not None:
        raise WorkspaceError("A folder and a database URL were both given. Give one of them.")
    where: Path | None = None
    if url is None:
        where = (folder or default_folder()).expanduser()
        if fictional is None and where.resolve() == SAMPLES_FOLDER:
            fictional = True
        if not create and not (where / DATABASE_NAME).is_file():
            raise WorkspaceError(
                f"{where}: there is no workspace. Make one with: furat ingest PATH --workspace {where}"
            )
        address = _prepare(where)
    else:
        address = parse_url(url)
    engine = make_engine(address)
    name = where or shown(address)
    try:
        with database_errors(str(name)):
            kind = check_database(engine, fictional, name)
        workspace = Workspace(where, engine, kind)
        finish(workspace)
    except WorkspaceError:
        engine.dispose()
        raise
    return workspace


def _prepare(folder: Path) -> URL:
    """Make folder and database file with their modes before SQLite does; its WAL files take over the mode."""
    database = folder / DATABASE_NAME
    try:
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
        database.touch(mode=0o600, exist_ok=True)
        database.chmod(0o600)
    except OSError as error:
        raise WorkspaceError(
            f"{folder}: the workspace cannot be made or written ({error.strerror or error}). "
            f"Choose another folder with --workspace or {WORKSPACE_VARIABLE}."
        ) from error
    return URL.create("sqlite", database=str(database))


def samples_workspace(
    folder: Path | None = None,
    *,
    extractor: Extractor | None = None,
    progress: Callable[[Report], None] | None = None,
) -> Workspace:
    """Open the workspace of the bundled fictional reports, and fill it where it is empty or out of date.

    Nothing in it is anyone's work, so it is simply read anew when the samples, the rules or the gazetteer changed.

    Raises:
        WorkspaceError: The folder holds real reports, or the samples themselves cannot be read.
    """
    extractor = extractor or load_extractor(load_gazetteer())
    digest = hashlib.sha256(SAMPLES.read_bytes()).hexdigest()[:16]
    made_of = f"samples {digest}, rules {extractor.version}, gazetteer {extractor.gazetteer.version}"
    workspace = open_workspace(folder or SAMPLES_FOLDER, fictional=True)
    try:
        _fill(workspace, extractor, made_of, progress)
    except BaseException:  # Ctrl-C too
        workspace.close()
        raise
    return workspace


def _fill(workspace: Workspace, extractor: Extractor, made_of: str, progress: Callable[[Report], None] | None) -> None:
    """Keep the samples anew, unless what is held was made of the same."""
    with workspace.session(write=True) as session:
        held = session.get(MetaRow, "samples")
        if held is not None and held.value == made_of:
            return
        for table in (ReportedIncidentRow, IncidentRow, ReportRow, TombstoneRow):
            session.execute(delete(table))
    reports = []
    for item in read_inputs([SAMPLES], today=date.max):  # the samples stay readable when a clock is wrong
        if isinstance(item, ReadFault):
            raise WorkspaceError(f"The bundled samples are damaged: {item}")
        reports.append(item)
    summary = ingest(workspace, reports, extractor, progress=progress)
    if summary.faults:
        raise WorkspaceError(f"The bundled samples cannot be kept: {summary.faults[0]}")
    link(workspace, load_linker(extractor.lexicon))
    with workspace.session(write=True) as session:
        session.merge(MetaRow(key="samples", value=made_of))
