"""``furat review labels``: what a review decided, as labelled documents."""

from pathlib import Path

import click

from furat.cli.common import db_option, open_for, open_stream, options, output_option, workspace_option
from furat.exchange.jsonl import write_jsonl
from furat.exchange.labelled import Labelled, labelled_documents
from furat.store.review.decided import progress


@click.command()
@options(
    output_option,
    click.option(
        "--report",
        "reports",
        metavar="ID",
        multiple=True,
        help="Only the report of this id; may be given several times.",
    ),
    workspace_option,
    db_option,
)
def labels(*, output: Path, reports: tuple[str, ...], workspace: Path | None, db: str | None) -> None:
    """Write the reports that are decided as labelled documents, which `furat evaluate` measures the reading against.

    Decided is a report of which every incident was accepted, corrected or rejected. The file holds the full texts of
    these reports.
    """
    source = open_for(workspace, db, create=False)
    summary = Labelled()
    try:
        found = progress(source, reports)
        with open_stream(output, private=True) as out:
            write_jsonl(labelled_documents(source, found.decided, summary), out)
    finally:
        source.close()
    for report_id, incident_id in summary.refused:
        click.echo(
            f"{report_id}: left out, since its incident {incident_id} has no place, which a label must have. "
            "Correct its place, or reject it.",
            err=True,
        )
    click.echo(f"{summary.written} reports written, {len(found.waiting)} wait for decisions.", err=True)
    if summary.written:
        click.echo("What was written holds the full texts of the reports: keep it as safe as the workspace.", err=True)
