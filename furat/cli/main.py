"""``furat``: the command line. One file a command."""

import click

from furat.cli.app import app
from furat.cli.backup import backup
from furat.cli.common import FuratGroup
from furat.cli.evaluate import evaluate
from furat.cli.explain import explain
from furat.cli.export import export
from furat.cli.extract import extract
from furat.cli.gazetteer import gazetteer
from furat.cli.ingest import ingest
from furat.cli.link import link
from furat.cli.people import people
from furat.cli.places import places
from furat.cli.purge import purge
from furat.cli.reread import reread
from furat.cli.restore import restore
from furat.cli.review import review


@click.group(cls=FuratGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="furat", prog_name="furat")
def main() -> None:
    """Read Arabic news reports about Deir ez-Zor, place the incidents they tell, and export them."""


for _command in (
    *(extract, places, explain),
    *(ingest, reread, link, review, export, app),
    *(backup, restore, purge, people),
    *(evaluate, gazetteer),
):
    main.add_command(_command)
