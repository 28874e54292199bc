"""``furat restore``: the way back from a backup."""

from pathlib import Path

import click

from furat.cli.common import db_option, options, workspace_option
from furat.errors import WorkspaceError
from furat.store.database import parse_url
from furat.store.keeping.backup import ON_A_SERVER
from furat.store.keeping.restore import restore as bring_back
from furat.store.people import local_person


@click.command()
@options(
    click.argument("backup", type=click.Path(path_type=Path, dir_okay=False)),
    click.option("--replace", is_flag=True, help="Replace what is there; a backup of it is made first."),
    workspace_option,
    db_option,
)
def restore(*, backup: Path, replace: bool, workspace: Path | None, db: str | None) -> None:
    """Make a workspace what a backup holds.

    Texts that were purged since the backup was made are purged again.
    """
    if db is not None:
        if parse_url(db).get_backend_name() != "sqlite":
            raise WorkspaceError(f"{parse_url(db).render_as_string(hide_password=True)}: {ON_A_SERVER}")
        raise WorkspaceError("A backup is restored into a folder. Name it with --workspace instead of --db.")
    done = bring_back(backup, workspace, local_person(), replace=replace)
    if done.before is not None:
        click.echo(f"What was there is kept in {done.before}")
    if done.aside is not None:
        click.echo(f"The damaged files are kept in {done.aside}")
    if done.purged_again:
        click.echo(f"{done.purged_again} texts of the backup had been purged since, and were purged again")
    if not done.purges_known:
        click.echo(
            "The damaged workspace does not say what was purged in it. If anything was since the backup was made, it "
            "is back: purge it again.",
            err=True,
        )
    click.echo(f"{done.reports} reports restored")
