"""``furat purge``: take a report out of a workspace for good."""

from pathlib import Path

import click

from furat.cli.common import db_option, open_for, options, workspace_option
from furat.store.keeping.purge import purge as take_out
from furat.store.people import local_person


@click.command()
@options(
    click.argument("report"),
    click.option(
        "--reason",
        required=True,
        metavar="TEXT",
        help="Why. It stays in the workspace: do not repeat what is to be removed.",
    ),
    click.option("--yes", is_flag=True, help="Do not ask."),
    workspace_option,
    db_option,
)
def purge(*, report: str, reason: str, yes: bool, workspace: Path | None, db: str | None) -> None:
    """Remove a report for good: its text, what was read from it, and what the audit trail holds of it.

    REPORT is the id of the report. Nothing brings it back but a backup; those that hold it are named.
    """
    source = open_for(workspace, db, create=False)
    try:
        if not yes:
            click.confirm(f"Remove report {report} and all that was read from it, for good?", abort=True, err=True)
        done = take_out(source, report, reason, local_person())
    finally:
        source.close()
    click.echo(
        f"Removed: 1 report with {done.erased.incidents} incidents; {done.erased.acts} acts of the audit trail were "
        f"emptied of it. SHA-256 of the text: {done.erased.sha256}"
    )
    for path in done.holding:
        click.echo(f"This backup still holds it: {path}")
    for path, why in done.doubtful:
        click.echo(f"This backup may hold it: {path} ({why})")
    click.echo("Exports that were written, and copies made by other means, are not known to Furat.")
    if done.left:
        click.echo(f"Parts of the text may still lie in the files of the database: {done.left}", err=True)
        click.get_current_context().exit(1)
