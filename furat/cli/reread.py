"""``furat reread``: read kept reports anew, by newer rules."""

from pathlib import Path

import click

from extraction.pipeline import load_extractor
from furat.cli.common import db_option, link_waiting, open_for, options, progress_bar, workspace_option
from furat.store.gazetteer import local_gazetteer
from furat.store.reread import outdated
from furat.store.reread import reread as read_anew
from geo.gazetteer import load_gazetteer


@click.command()
@options(workspace_option, db_option)
def reread(*, workspace: Path | None, db: str | None) -> None:
    """Read the reports anew that older rules or another gazetteer read, and print what changed.

    What people decided stays as it is. What the new rules no longer read stays too, and waits in the review queue.
    """
    target = open_for(workspace, db, create=False)
    try:
        extractor = load_extractor(local_gazetteer(target, load_gazetteer()))
        with progress_bar(len(outdated(target, extractor)), "report") as bar:
            summary = read_anew(target, extractor, progress=lambda _: bar.update())
        linked = link_waiting(target, extractor.lexicon)
    finally:
        target.close()
    for difference in summary.differences:
        named = {"new": "new", "lost": "no longer read"}
        what = named.get(difference.kind) or ", ".join(difference.columns) or "read again"
        click.echo(f"{difference.report_id}  {difference.incident_id}  {what}")
    for fault in summary.faults:
        click.echo(fault, err=True)
    click.echo(
        f"{summary.reports} reports read anew: {summary.count('changed')} incidents changed, "
        f"{summary.count('new')} new, {summary.count('lost')} no longer read (they wait for review), "
        f"{summary.same} as before, {summary.decided} decided by people and left alone; "
        f"{linked.moved} joined or parted",
        err=True,
    )
    if summary.faults:
        click.get_current_context().exit(1)
