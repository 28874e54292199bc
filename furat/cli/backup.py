"""``furat backup``: a copy of a workspace, made while it is in use."""

from pathlib import Path

import click

from furat.cli.common import db_option, open_for, options, workspace_option
from furat.errors import WorkspaceError
from furat.store.database import parse_url
from furat.store.keeping.backup import ON_A_SERVER, back_up


@click.command()
@options(
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="File to make [default: backups/furat-TIME.sqlite in the workspace].",
    ),
    workspace_option,
    db_option,
)
def backup(*, output: Path | None, workspace: Path | None, db: str | None) -> None:
    """Copy a workspace as it is at one moment, while others may write to it.

    Do not copy the files of a workspace in use by other means. The copy holds every report: keep it as safe as these.
    """
    if db is not None and parse_url(db).get_backend_name() != "sqlite":
        raise WorkspaceError(f"{parse_url(db).render_as_string(hide_password=True)}: {ON_A_SERVER}")
    source = open_for(workspace, db, create=False)
    try:
        path = back_up(source, output)
    finally:
        source.close()
    click.echo(str(path))
