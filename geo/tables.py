"""Reading of the gazetteer's CSV tables, row by row, with a fault for each row that cannot be used.

The loader stops at these faults, the checker lists them with its own: one reader serves both, so that what passes
the check also loads.
"""

import csv
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from geo.faults import Fault
from geo.place import KINDS, NAME_KINDS, NAME_USES, QUALITIES, SENSES

_Row = TypeVar("_Row")

PLACE_COLUMNS = (
    "place_id",
    "kind",
    "parent_id",
    "lat",
    "lon",
    "coord_quality",
    "coord_source",
    "uncertainty_km",
    "usual_sense",
    "external_ids",
    "note",
)
NAME_COLUMNS = ("place_id", "text", "language", "kind", "use")
REGION_COLUMNS = ("region_id", "unit_id", "basis")
LANGUAGES = ("ar", "en")

REQUIRED_FILES = ("places.csv", "names.csv", "regions.csv")
OPTIONAL_FILES = ("places_airwars.csv", "names_airwars.csv")
"""Rows whose source states no open licence. The two files may be deleted together; all else still works."""
TABLE_FILES = ("places.csv", "places_airwars.csv", "names.csv", "names_airwars.csv", "regions.csv")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A row of ``places.csv`` or ``places_airwars.csv`` with the file and line it stands on."""

    file: str
    line: int
    place_id: str
    kind: str
    parent_id: str | None
    lat: float
    lon: float
    coord_quality: str
    coord_source: str
    uncertainty_km: float
    usual_sense: str
    external_ids: str
    note: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of ``names.csv`` or ``names_airwars.csv`` with the file and line it stands on."""

    file: str
    line: int
    place_id: str
    text: str
    language: str
    kind: str
    use: str


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A row of ``regions.csv``: one admin unit of a region that is known as a union of units."""

    file: str
    line: int
    region_id: str
    unit_id: str
    basis: str


@dataclass(slots=True)
class Tables:
    """The rows that could be read, in file order, and the faults of those that could not."""

    places: list[PlaceRow] = field(default_factory=list)
    names: list[NameRow] = field(default_factory=list)
    regions: list[RegionRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_tables(folder: Path) -> Tables:
    """Read the tables of ``folder``; nothing is raised, what cannot be read becomes a fault."""
    tables = Tables()
    for file in TABLE_FILES:
        path = folder / file
        if file in OPTIONAL_FILES and not path.exists():
            continue
        if file.startswith("places"):
            tables.places += _rows(path, PLACE_COLUMNS, _place_row, tables.faults)
        elif file.startswith("names"):
            tables.names += _rows(path, NAME_COLUMNS, _name_row, tables.faults)
        else:
            tables.regions += _rows(path, REGION_COLUMNS, _region_row, tables.faults)
    return tables


def _rows(
    path: Path, columns: tuple[str, ...], make: Callable[["_Cells"], _Row], faults: list[Fault]
) -> Iterator[_Row]:
    for cells in _cells(path, columns, faults):
        row = make(cells)
        if cells.faults:
            faults += cells.faults
        else:
            yield row


@dataclass(slots=True)
class _Cells:
    """The cells of one row, and the faults met while turning them into values."""

    file: str
    line: int
    values: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, what: str, cure: str) -> None:
        self.faults.append(Fault(self.file, self.line, what, cure))

    def text(self, column: str) -> str:
        value = self.values[column]
        if not value:
            self.fault(f"{column} is empty", f"fill in {column}")
        elif value != value.strip():
            self.fault(f"{column} {value!r} has spaces at its ends", "take the spaces away")
        return value

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        value = self.values[column]
        if value not in allowed:
            self.fault(f"unknown {column} {value!r}", f"use one of {', '.join(allowed)}")
        return value

    def number(self, column: str, low: float, high: float) -> float:
        value = self.values[column]
        try:
            number = float(value)
        except ValueError:
            self.fault(f"{column} {value!r} is no number", "write it in decimals with a point, such as 35.33191")
            return math.nan
        if not low <= number <= high:
            self.fault(f"{column} {value} is not between {low:g} and {high:g}", f"correct {column}")
        return number


def _place_row(cells: _Cells) -> PlaceRow:
    return PlaceRow(
        cells.file,
        cells.line,
        cells.text("place_id"),
        cells.one_of("kind", KINDS),
        cells.values["parent_id"] or None,
        cells.number("lat", -90, 90),
        cells.number("lon", -180, 180),
        cells.one_of("coord_quality", QUALITIES),
        cells.text("coord_source"),
        cells.number("uncertainty_km", 0.01, 5000),
        cells.one_of("usual_sense", SENSES),
        cells.values["external_ids"],
        cells.values["note"],
    )


def _name_row(cells: _Cells) -> NameRow:
    return NameRow(
        cells.file,
        cells.line,
        cells.text("place_id"),
        cells.text("text"),
        cells.one_of("language", LANGUAGES),
        cells.one_of("kind", NAME_KINDS),
        cells.one_of("use", NAME_USES),
    )


def _region_row(cells: _Cells) -> RegionRow:
    return RegionRow(cells.file, cells.line, cells.text("region_id"), cells.text("unit_id"), cells.text("basis"))


def _cells(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[_Cells]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        faults.append(
            Fault(path.name, 0, f"cannot be read ({error.strerror})", f"restore {path.name} from the project")
        )
        return
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        faults.append(Fault(path.name, line, "is not UTF-8", "save the file as UTF-8"))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != columns:
            what = f"the columns are {','.join(header) or 'missing'}"
            faults.append(Fault(path.name, 1, what, f"make the first line {','.join(columns)}"))
            return
        line = reader.line_num + 1
        for row in reader:
            if len(row) != len(columns):
                what = f"{len(row)} cells instead of {len(columns)}"
                faults.append(Fault(path.name, line, what, "put cells that hold a comma in double quotes"))
            else:
                yield _Cells(path.name, line, dict(zip(columns, row, strict=True)))
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"is not readable as CSV ({error})"
        faults.append(Fault(path.name, reader.line_num, what, "check the quotes of this line"))
