"""What the commands share: inputs with their faults, outputs that are whole or not there, progress, errors."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click
from tqdm import tqdm

from extraction.errors import DataError
from extraction.lexicon import Lexicon
from extraction.types import Report
from furat.analysis.explain_text import shown
from furat.errors import FuratError
from furat.exchange.export import open_output
from furat.exchange.geojson import AREA_CHOICES, Shape, area_lookup
from furat.readers.fault import ReadFault, UnreadableError
from furat.readers.inputs import parse_published, read_inputs
from furat.store.database import Workspace
from furat.store.gazetteer import local_gazetteer
from furat.store.linking.compare import load_linker
from furat.store.linking.link import LinkSummary, link, waiting_count
from furat.store.workspace import DATABASE_VARIABLE, WORKSPACE_VARIABLE, database_url, open_workspace
from geo.areas import load_areas
from geo.faults import GazetteerError
from geo.gazetteer import Gazetteer, load_gazetteer

_Item = TypeVar("_Item")
_Decorator = Callable[[Any], Any]


class FuratGroup(click.Group):
    """A group that turns the errors a user can do something about into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (FuratError, DataError, GazetteerError) as error:
            raise click.ClickException(str(error)) from error


class DayType(click.ParamType[date]):
    """A day of publication on the command line: ISO 8601, not in the future."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with what is wrong with it."""
        if isinstance(value, date):
            return value
        try:
            return parse_published(str(value), today=date.today())
        except UnreadableError as error:
            self.fail(f"{error.what}. {error.cure}.", param, ctx)


paths_argument = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
published_option = click.option(
    "--published", type=DayType(), metavar="DATE", help="Day of publication (YYYY-MM-DD) of reports that carry none."
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=Path("-"),
    show_default="standard output",
    help="File to write; it appears only when all is written.",
)
areas_option = click.option(
    "--areas",
    type=click.Choice(AREA_CHOICES),
    default="polygon",
    show_default=True,
    help="GeoJSON: how an incident known only to an area is drawn.",
)
excel_option = click.option("--excel", is_flag=True, help="CSV: begin with a byte order mark, which Excel needs.")
db_option = click.option(
    "--db", metavar="URL", help=f"Database URL, instead of a workspace folder [default: ${DATABASE_VARIABLE}]."
)
workspace_option = click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=f"Workspace folder [default: ${WORKSPACE_VARIABLE}, else workspaces/default].",
)
additions_options = (
    click.option(
        "--workspace",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Know what people added to the gazetteer in this workspace, too [default: the tables alone].",
    ),
    click.option("--db", metavar="URL", help="The same, of the workspace at a database URL."),
)


def options(*decorators: _Decorator) -> _Decorator:
    """Return one decorator that adds several options, shown in the order given."""

    def add(command: Any) -> Any:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return add


class Inputs:
    """The reports of the paths, read one at a time; faults go to standard error as they come, and are counted."""

    def __init__(self, paths: Sequence[Path], published: date | None) -> None:
        self._paths = paths
        self._published = published
        self.faults = 0

    def __iter__(self) -> Iterator[Report]:
        for item in read_inputs(self._paths, published=self._published, today=date.today()):
            if isinstance(item, ReadFault):
                self.fault(str(item))
            else:
                yield item

    def fault(self, message: str) -> None:
        """Show and count a fault. It may quote a stranger's title, which must not steer the terminal."""
        self.faults += 1
        tqdm.write(shown(message), file=sys.stderr)  # beside a progress bar, not through it

    def finish(self) -> None:
        """Leave with exit code 1 when anything was wrong; everything else has been done."""
        if self.faults:
            click.get_current_context().exit(1)


def progress(items: Iterable[_Item], *, unit: str = "report", total: int | None = None) -> Iterator[_Item]:
    """Yield the items with a progress bar on standard error; without one where that is no terminal."""
    bar = tqdm(items, unit=f" {unit}s", total=total, file=sys.stderr, disable=not sys.stderr.isatty(), delay=1)
    yield from bar


@contextmanager
def open_stream(path: Path, *, private: bool = False) -> Iterator[TextIO]:
    """Yield a text stream for ``-o``: a file that appears when it is whole, or standard output in UTF-8.

    With ``private`` a new file is readable by its owner alone.
    """
    if str(path) != "-":
        with open_output(path, private=private) as out:
            yield out
        return
    # The console of Windows has an encoding of its own, and would double the line ends of CSV.
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    try:
        yield stream
    finally:
        stream.detach()


def open_for(folder: Path | None, url: str | None, *, create: bool) -> Workspace:
    """Open the workspace that ``--workspace`` or ``--db`` names, or the environment."""
    return open_workspace(folder, url=database_url(folder, url), create=create)


def progress_bar(total: int, unit: str) -> "tqdm[Any]":
    """Return a progress bar on standard error to be moved by hand; none is drawn where that is no terminal."""
    return tqdm(total=total, unit=f" {unit}s", file=sys.stderr, disable=not sys.stderr.isatty(), delay=1)


def link_waiting(workspace: Workspace, lexicon: Lexicon) -> LinkSummary:
    """Link the reported incidents that wait, with a progress bar."""
    linker = load_linker(lexicon)
    total = waiting_count(workspace, linker)
    with progress_bar(total, "incident") as bar:
        return link(workspace, linker, progress=bar.update)


def gazetteer_for(folder: Path | None, url: str | None, tables: Path | None = None) -> Gazetteer:
    """Return the gazetteer of ``additions_options``: the tables, with the additions of a workspace if one is named."""
    base = load_gazetteer(tables)
    if folder is None and url is None:
        return base
    source = open_for(folder, url, create=False)
    try:
        return local_gazetteer(source, base)
    finally:
        source.close()


def shape_for(format: str, areas: str, gazetteer: Gazetteer) -> Shape | None:
    """Return the lookup of areas where an export draws any; loading the boundaries takes a moment."""
    return area_lookup(load_areas(), gazetteer) if format == "geojson" and areas == "polygon" else None
