"""``furat link``: find the reports that tell one event."""

from pathlib import Path

import click

from extraction.lexicon import load_lexicon
from furat.cli.common import db_option, link_waiting, open_for, options, workspace_option


@click.command()
@options(workspace_option, db_option)
def link(*, workspace: Path | None, db: str | None) -> None:
    """Link reported incidents of one event, told by several reports, to one incident.

    ``furat ingest`` does it by itself; this takes up what waits: after corrections, with other weights, or where a
    linking was broken off. What people joined or separated stays so.
    """
    target = open_for(workspace, db, create=False)
    try:
        summary = link_waiting(target, load_lexicon())
    finally:
        target.close()
    click.echo(
        f"{summary.compared} incidents compared, {summary.links} pairs linked, {summary.moved} incidents joined to "
        "others or parted from them"
    )
