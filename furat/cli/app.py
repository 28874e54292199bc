"""``furat app``: start the dashboard on this machine, for this machine."""

import os
import subprocess
import sys
from pathlib import Path

import click

from furat.cli.common import workspace_option
from furat.errors import WorkspaceError
from furat.store.workspace import DATABASE_NAME, PROJECT_ROOT, WORKSPACE_VARIABLE, default_folder, open_workspace

ADDRESS = "127.0.0.1"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on.")
@workspace_option
@click.option("--samples", is_flag=True, help="Show the bundled fictional reports, whatever workspace there is.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def app(*, port: int, workspace: Path | None, samples: bool, no_browser: bool) -> None:
    """Start the dashboard.

    It shows your own workspace where there is one, else the bundled fictional reports. It listens on 127.0.0.1 only and
    sends nothing to anyone. Stop it with Ctrl+C.
    """
    environment = dict(os.environ)
    environment.pop(WORKSPACE_VARIABLE, None)  # without it the page shows the samples
    folder = None if samples else workspace or _own_workspace()
    if folder is not None:
        open_workspace(folder, create=False).close()  # an error here is clearer than one on a page
        environment[WORKSPACE_VARIABLE] = str(folder.resolve())
    click.echo(f"Furat: http://{ADDRESS}:{port} (stop with Ctrl+C)", err=True)
    try:
        code = subprocess.run(command(port, headless=no_browser), cwd=PROJECT_ROOT, env=environment, check=False)
    except KeyboardInterrupt:
        return
    if code.returncode > 0:
        raise WorkspaceError(f"The dashboard stopped with code {code.returncode}. Is port {port} taken? Try --port.")


def _own_workspace() -> Path | None:
    """Return the folder that commands without ``--workspace`` use, if it was chosen or anything was ever kept in it."""
    folder = default_folder()
    return folder if os.environ.get(WORKSPACE_VARIABLE, "").strip() or (folder / DATABASE_NAME).is_file() else None


def command(port: int, *, headless: bool) -> list[str]:
    """Return the command that serves the dashboard; address and statistics are fixed here as well as in its config."""
    return [
        *(sys.executable, "-m", "streamlit", "run", str(PROJECT_ROOT / "app.py")),
        f"--server.address={ADDRESS}",
        f"--server.port={port}",
        f"--server.headless={'true' if headless else 'false'}",
        "--browser.gatherUsageStats=false",
    ]
