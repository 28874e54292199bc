"""``furat ingest``: read reports into a workspace and keep them."""

from datetime import date
from pathlib import Path

import click

from extraction.pipeline import load_extractor
from furat.cli.common import (
    Inputs,
    db_option,
    link_waiting,
    open_for,
    options,
    paths_argument,
    progress,
    published_option,
    workspace_option,
)
from furat.store.gazetteer import local_gazetteer
from furat.store.ingest import ingest as keep
from furat.store.people import local_person
from geo.gazetteer import load_gazetteer


@click.command()
@options(paths_argument, published_option, workspace_option, db_option)
def ingest(*, paths: tuple[Path, ...], published: date | None, workspace: Path | None, db: str | None) -> None:
    """Keep reports and their incidents in a workspace.

    PATH is a file (.txt .html .jsonl .csv) or a folder of such files. A text that is there already is passed over,
    so an ingest that was broken off is taken up by running it again. What is new is then linked with what other reports
    tell of the same events.
    """
    target = open_for(workspace, db, create=True)
    inputs = Inputs(paths, published)
    try:
        extractor = load_extractor(local_gazetteer(target, load_gazetteer()))
        summary = keep(target, progress(inputs), extractor, by=local_person())
        linked = link_waiting(target, extractor.lexicon)
    finally:
        target.close()
    for fault in summary.faults:
        inputs.fault(fault)
    click.echo(
        f"{summary.added} new reports with {summary.incidents} incidents, {summary.known} known already, "
        f"{inputs.faults} faults"
    )
    if linked.moved:
        click.echo(f"{linked.moved} incidents joined to those of other reports that tell the same event")
    inputs.finish()
