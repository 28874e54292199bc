"""``furat gazetteer check`` and ``furat gazetteer search NAME``; additions stand in ``furat.cli.additions``."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from furat.cli.additions import add, added, forget, learn
from furat.cli.common import additions_options, gazetteer_for, options
from geo.check import check_gazetteer
from geo.gazetteer import DEFAULT_FOLDER, Gazetteer, GazetteerError, load_gazetteer
from geo.place import Place
from geo.search import Match, search
from geo.tables import TABLE_FILES

_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=DEFAULT_FOLDER,
    show_default="the project's own",
    help="Folder of the gazetteer's tables.",
)


@click.group()
def gazetteer() -> None:
    """Check the gazetteer, search it for a name, or add to it."""


for _command in (learn, forget, add, added):
    gazetteer.add_command(_command)


@gazetteer.command()
@_FOLDER
def check(folder: Path) -> None:
    """Print every fault of the gazetteer with file, line and cure, or count what is there.

    The exit code is 1 when there is a fault.
    """
    faults = check_gazetteer(folder)
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.echo(f"{len(faults)} faults" if len(faults) > 1 else "1 fault", err=True)
        sys.exit(1)
    for line in _summary(load_gazetteer(folder), folder):
        click.echo(line)


@gazetteer.command(name="search")
@click.argument("name")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Most candidates to show.")
@click.option("--format", "output", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_FOLDER
@options(*additions_options)
def search_command(name: str, limit: int, output: str, folder: Path, workspace: Path | None, db: str | None) -> None:
    """Show the places that NAME (in Arabic or English, or a p-code) may mean, with scores and reasons.

    The exit code is 1 when there is none.
    """
    try:
        places = gazetteer_for(workspace, db, folder)
    except GazetteerError as error:
        raise click.ClickException(str(error)) from error
    matches = search(places, name, limit=limit)
    if output == "json":
        click.echo(json.dumps([_record(match, places) for match in matches], ensure_ascii=False, indent=2))
    elif matches:
        for line in _table(matches, places):
            click.echo(line)
    if not matches:
        click.echo(f"No place is named like {name!r}. Try another spelling, or a part of the name.", err=True)
        sys.exit(1)


def _record(match: Match, places: Gazetteer) -> dict[str, Any]:
    place = match.place
    admin = places.admin(place.place_id)
    return {
        "place_id": place.place_id,
        "name_ar": place.name_ar,
        "name_en": place.name_en,
        "matched": match.name,
        "score": match.score,
        "reasons": list(match.reasons),
        "kind": place.kind,
        "admin1": admin.admin1,
        "admin2": admin.admin2,
        "admin3": admin.admin3,
        "pcode": admin.pcode,
        "lat": place.lat,
        "lon": place.lon,
        "coord_quality": place.coord_quality,
        "coord_source": place.coord_source,
        "uncertainty_km": place.uncertainty_km,
        "note": place.note,
    }


def _table(matches: list[Match], places: Gazetteer) -> list[str]:
    """Return the candidates as aligned columns; Arabic comes last but one, so that it cannot turn the numbers about."""
    head = ["score", "id", "kind", "English", "in", "lat, lon", "quality", "Arabic", "reasons"]
    rows = []
    for match in matches:
        place = match.place
        rows.append(
            [
                f"{match.score:.2f}",
                place.place_id,
                place.kind,
                place.name_en,
                _chain(place, places),
                f"{place.lat:.5f}, {place.lon:.5f}",
                f"{place.coord_quality}, {place.uncertainty_km:g} km",
                place.name_ar if match.name in (place.name_ar, place.name_en) else f"{place.name_ar} ({match.name})",
                "; ".join(match.reasons),
            ]
        )
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = []
    for row in [head, *rows]:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        if sys.stdout.isatty():  # isolate the Arabic, so that a terminal that knows both directions keeps the columns
            cells[-2] = f"\u2068{cells[-2]}\u2069"
        lines.append("  ".join(cells).rstrip())
    return lines


def _chain(place: Place, places: Gazetteer) -> str:
    return " < ".join(above.name_en for above in places.ancestors(place.place_id)) or "-"


def _summary(places: Gazetteer, folder: Path) -> list[str]:
    languages = Counter(name.language for place in places for name in place.names)
    lines = [f"{len(places)} places, no faults. Version {places.version}."]
    for title, counts in (
        ("By kind", Counter(place.kind for place in places)),
        ("By coordinate quality", Counter(place.coord_quality for place in places)),
        ("Names by language", languages),
        ("Arabic names by kind", Counter(n.kind for place in places for n in place.names if n.language == "ar")),
    ):
        lines.append(f"{title}: " + ", ".join(f"{key} {count}" for key, count in counts.most_common()))
    rows = {file: len(_lines(folder / file)) - 1 for file in TABLE_FILES if (folder / file).exists()}
    lines.append("By file: " + ", ".join(f"{file} {count}" for file, count in rows.items()))
    return lines


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
