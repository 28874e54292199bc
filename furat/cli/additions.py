"""``furat gazetteer learn``, ``forget``, ``add`` and ``added``: what people add to the gazetteer of a workspace."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from furat.cli.common import db_option, open_for, open_stream, options, workspace_option
from furat.exchange.csv import write_csv
from furat.store.database import Workspace
from furat.store.filters import find_place
from furat.store.gazetteer import Additions, additions
from furat.store.people import local_person
from furat.store.review.additions import POINT_UNCERTAINTY_KM, add_place, forget_spelling, learn_spelling
from geo.gazetteer import Gazetteer, load_gazetteer
from geo.overlay import name_key
from geo.place import KINDS, NAME_USES, Place, PlaceName
from geo.tables import LANGUAGES, NAME_COLUMNS, PLACE_COLUMNS

_WHERE = (
    click.option("--why", default="", metavar="TEXT", help="The reason, for the audit trail."),
    workspace_option,
    db_option,
)
_LANGUAGE = click.option(
    "--language", type=click.Choice(LANGUAGES), default="ar", show_default=True, help="Language of the spelling."
)
_USE = click.option(
    "--use",
    type=click.Choice(NAME_USES),
    default="any",
    show_default=True,
    help="Read it anywhere, only in a context that speaks for a place, or only behind a head noun such as بلدة.",
)
_HOMONYM = click.option("--homonym", is_flag=True, help="Another place bears the name, too, and that is meant.")


@click.command()
@options(click.argument("spelling"), click.argument("place"), _USE, _LANGUAGE, _HOMONYM, *_WHERE)
def learn(
    *,
    spelling: str,
    place: str,
    use: str,
    language: str,
    homonym: bool,
    why: str,
    workspace: Path | None,
    db: str | None,
) -> None:
    """Teach a SPELLING of a PLACE (an id or an exact name): reports that are kept from now on are read with it."""
    with _opened(workspace, db) as (target, base, known):
        place_id = find_place(known, place)
        number = learn_spelling(
            target, spelling, place_id, local_person(), base, use=use, language=language, homonym=homonym, why=why
        )
    click.echo(f"act {number}: {spelling.strip()} is a name of {_called(known[place_id])}")


@click.command()
@options(click.argument("spelling"), click.argument("place"), _LANGUAGE, *_WHERE)
def forget(*, spelling: str, place: str, language: str, why: str, workspace: Path | None, db: str | None) -> None:
    """Take a SPELLING out again that was taught for a PLACE (an id or an exact name)."""
    with _opened(workspace, db) as (target, _, known):
        # The place itself may be gone, by undo or with a newer gazetteer: its id will do.
        place_id = place if any(item.place_id == place for item in additions(target).names) else None
        place_id = place_id or find_place(known, place)
        number = forget_spelling(target, spelling, place_id, local_person(), language=language, why=why)
    click.echo(f"act {number}: {spelling.strip()} is no longer a name of {place_id}")


@click.command()
@options(
    click.argument("name_ar"),
    click.option("--name-en", required=True, metavar="TEXT", help="Its name in Latin letters."),
    click.option("--kind", required=True, type=click.Choice(KINDS), help="What it is."),
    click.option("--parent", required=True, metavar="PLACE", help="The next larger place: an id or an exact name."),
    click.option("--lat", required=True, type=float, help="Latitude, WGS 84, decimal degrees."),
    click.option("--lon", required=True, type=float, help="Longitude."),
    click.option(
        "--uncertainty-km",
        type=float,
        metavar="KM",
        help="Radius in which the point lies; of an area, its radius, and then required "
        f"[default of a point: {POINT_UNCERTAINTY_KM:g}].",
    ),
    _USE,
    _HOMONYM,
    click.option("--note", default="", metavar="TEXT", help="Where the point comes from, and what else there is."),
    *_WHERE,
)
def add(*, name_ar: str, parent: str, workspace: Path | None, db: str | None, **values: Any) -> None:
    """Add a place that the gazetteer lacks, with its Arabic name NAME_AR."""
    with _opened(workspace, db) as (target, base, known):
        parent_id = find_place(known, parent)
        number, place_id = add_place(target, local_person(), base, name_ar=name_ar, parent_id=parent_id, **values)
    click.echo(f"act {number}: added {place_id} in {_called(known[parent_id])}")


@click.command()
@options(
    click.option(
        "--format",
        type=click.Choice(("table", "csv")),
        default="table",
        show_default=True,
        help="For people, or in the columns of the gazetteer's tables.",
    ),
    click.option(
        "--of",
        "what",
        type=click.Choice(("all", "places", "names")),
        default="all",
        show_default=True,
        help="Places, names, or one after the other; a CSV file of one table wants one of them.",
    ),
    workspace_option,
    db_option,
)
def added(*, format: str, what: str, workspace: Path | None, db: str | None) -> None:
    """Show the places and names that people added in a workspace."""
    with _opened(workspace, db) as (target, _, known):
        held = additions(target)
    tables = {
        "places": (PLACE_COLUMNS, [_place_row(place) for place in held.places]),
        "names": (NAME_COLUMNS, list(_name_rows(held))),
    }
    if format == "table":
        _show(held, known, what)
        return
    with open_stream(Path("-")) as out:
        for number, name in enumerate(tables if what == "all" else (what,)):
            columns, rows = tables[name]
            out.write("\r\n" if number else "")
            write_csv(rows, out, columns=columns)


@contextmanager
def _opened(folder: Path | None, url: str | None) -> Iterator[tuple[Workspace, Gazetteer, Gazetteer]]:
    """Yield the workspace, the gazetteer of the tables, and the one with what was added."""
    base = load_gazetteer()
    target = open_for(folder, url, create=False)
    try:
        yield target, base, additions(target).on(base)
    finally:
        target.close()


def _called(place: Place) -> str:
    return f"{place.place_id} ({place.name_ar}, {place.name_en})"


def _place_row(place: Place) -> dict[str, Any]:
    return {column: getattr(place, column) for column in PLACE_COLUMNS}


def _name_rows(held: Additions) -> Iterator[dict[str, Any]]:
    for place_id, name in _names(held):
        yield {"place_id": place_id} | {column: getattr(name, column) for column in NAME_COLUMNS[1:]}


def _names(held: Additions) -> Iterable[tuple[str, PlaceName]]:
    yield from ((place.place_id, name) for place in held.places for name in place.names)
    yield from ((item.place_id, item.name) for item in held.names)


def _show(held: Additions, known: Gazetteer, what: str) -> None:
    """Print the additions, one a line; what holds no longer, since its place is gone, is marked."""
    lines = []
    if what != "names":
        for place in held.places:
            gone = "" if place.place_id in known else "  (its parent is gone)"
            where = f"{place.lat:.5f}, {place.lon:.5f}, {place.uncertainty_km:g} km"
            lines.append(f"place  {place.place_id}  {place.kind} in {place.parent_id}  {where}  {place.name_en}{gone}")
    if what != "places":
        for place_id, name in _names(held):
            of = known.get(place_id)
            keys = {name_key(one) for one in of.names} if of else set()
            gone = "" if name_key(name) in keys else "  (its place is gone)"
            lines.append(f"name   {place_id}  {name.language} {name.kind} {name.use}  {name.text}{gone}")
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("Nothing was added here.", err=True)
