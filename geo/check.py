"""Every fault of a gazetteer folder at once, so that whoever edits the tables mends them in one go."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas
from shapely.geometry import Point

from arabic.folding import fold_text
from geo.areas import BOUNDARY_FILES, POLYGON_FILES, read_boundary
from geo.distance import km
from geo.faults import Fault
from geo.gazetteer import DEFAULT_FOLDER, structural_faults
from geo.place import UNIT_KINDS
from geo.tables import PlaceRow, Tables, read_tables

BOX = (25.0, 28.0, 50.0, 43.0)
"""West, south, east and north of the region that the gazetteer is about, in degrees."""

TOLERANCE_KM = 0.8
"""How far a point may lie outside the simplified polygon of the unit that holds it."""

PART_KM = 10.0
"""How far a quarter or a landmark may lie from the town that it is a part of."""

_UTM = "EPSG:32637"
_ARABIC = re.compile(r"[\u0621-\u064a]")
_FOREIGN_LETTER = re.compile(r"[A-Za-z\u0370-\u05ff\u0900-\uffff]")
_STATION = re.compile(r"(?:[\u0621-\u064a]+ )*[A-Z]\d+")  # Arabic texts write T2, محطة T2, مطار T4
_LATIN = re.compile(r"[A-Za-z]")


def check_gazetteer(folder: Path | None = None) -> list[Fault]:
    """Return every fault of the tables and boundaries in ``folder``, sorted by file and line."""
    folder = folder or DEFAULT_FOLDER
    tables = read_tables(folder)
    faults = [*tables.faults, *structural_faults(tables), *_name_faults(tables), *_coordinate_faults(tables)]
    faults += _part_faults(tables)
    frames = {}
    for file in BOUNDARY_FILES:
        frame = read_boundary(folder / file)
        if isinstance(frame, Fault):
            faults.append(frame)
        else:
            frames[file] = frame
    faults += _boundary_faults(frames, tables)
    return sorted(set(faults))


def script_fault(text: str, language: str) -> tuple[str, str] | None:
    """Return the script that a name of this language is written in and the cure, where it is in another; else None."""
    if language == "ar":
        if not _STATION.fullmatch(text) and (not _ARABIC.search(text) or _FOREIGN_LETTER.search(text)):
            return "Arabic script", "write it in Arabic letters, or set language to en"
    elif not _LATIN.search(text) or _ARABIC.search(text):
        return "Latin script", "write it in Latin letters, or set language to ar"
    return None


def _name_faults(tables: Tables) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], str] = {}
    official: set[tuple[str, str]] = set()
    for name in tables.names:
        arabic = name.language == "ar"
        wrong = script_fault(name.text, name.language)
        if wrong:
            script, cure = wrong
            what = f"the {'Arabic' if arabic else 'English'} name {name.text!r} of {name.place_id} is not in {script}"
            yield Fault(name.file, name.line, what, cure)
        key = (name.place_id, name.language, fold_text(name.text) if arabic else name.text.casefold())
        if key in seen:
            what = f"{name.place_id} has the name {name.text} already, in {seen[key]}, when spelling is folded"
            yield Fault(name.file, name.line, what, "take one of the two out")
        seen.setdefault(key, f"{name.file} line {name.line}")
        if name.kind == "official":
            if (name.place_id, name.language) in official:
                what = f"{name.place_id} has a second official name in language {name.language}, {name.text}"
                yield Fault(name.file, name.line, what, "make one of the two an alias")
            official.add((name.place_id, name.language))


def _coordinate_faults(tables: Tables) -> Iterator[Fault]:
    west, south, east, north = BOX
    for row in tables.places:
        inside = west <= row.lon <= east and south <= row.lat <= north
        if not inside and row.usual_sense != "government":
            what = (
                f"{row.place_id} at {row.lat}, {row.lon} lies outside {south:g} to {north:g} N, {west:g} to {east:g} E"
            )
            cure = "correct the coordinates, or set usual_sense to government for a capital abroad"
            yield Fault(row.file, row.line, what, cure)


def _part_faults(tables: Tables) -> Iterator[Fault]:
    rows = {row.place_id: row for row in tables.places}
    for row in tables.places:
        town = _town(row, rows)
        if town is not None:
            gap = km((row.lat, row.lon), (town.lat, town.lon))
            if gap > PART_KM:
                what = f"{row.place_id} lies {gap:.1f} km from {town.place_id}, of which it is a part"
                yield Fault(row.file, row.line, what, "correct the coordinates or parent_id")


def _town(row: PlaceRow, rows: dict[str, PlaceRow]) -> PlaceRow | None:
    """Return the parent of a quarter or landmark that is filed under a town, None for one under an admin unit."""
    parent = rows.get(row.parent_id or "")
    return parent if parent is not None and parent.kind not in ("country", *UNIT_KINDS) else None


def _boundary_faults(frames: dict[str, Any], tables: Tables) -> Iterator[Fault]:
    rows = {row.place_id: row for row in tables.places}
    polygons: dict[str, Any] = {}
    for file, frame in frames.items():
        projected = frame.geometry.to_crs(_UTM)
        for index, place_id in enumerate(frame["place_id"]):
            geometry = frame.geometry.iloc[index]
            kind = "river" if file == "rivers.geojson" else UNIT_KINDS[int(file[3]) - 1]
            if place_id not in rows or rows[place_id].kind != kind:
                what = f"feature {index + 1} has place_id {place_id}, which is no {kind} of places.csv"
                yield Fault(file, 0, what, "correct its place_id, or add the unit to places.csv")
            if geometry is None or geometry.is_empty or not geometry.is_valid:
                what = f"the geometry of feature {index + 1} ({place_id}) is missing or invalid"
                yield Fault(file, 0, what, "repair it, for example with Check Validity and Fix Geometries in QGIS")
            elif file in POLYGON_FILES:
                polygons.setdefault(place_id, projected.iloc[index])
    held = [(row, unit) for row in tables.places if (unit := _unit_with_polygon(row, rows, polygons))]
    if held:
        spots = geopandas.GeoSeries([Point(row.lon, row.lat) for row, _ in held], crs="EPSG:4326").to_crs(_UTM)
        for (row, unit), spot in zip(held, spots, strict=True):
            gap = spot.distance(polygons[unit]) / 1000
            # Where the unit is not the place's own parent the polygon is coarser, and the point may be a rough one.
            allowed = TOLERANCE_KM if unit in (row.place_id, row.parent_id) else max(TOLERANCE_KM, row.uncertainty_km)
            if gap > allowed:
                what = f"{row.place_id} at {row.lat}, {row.lon} lies {gap:.1f} km outside its unit {unit}"
                yield Fault(row.file, row.line, what, "correct the coordinates or parent_id")


def _unit_with_polygon(row: PlaceRow, rows: dict[str, PlaceRow], polygons: dict[str, Any]) -> str | None:
    """Return the nearest unit (the place itself included) that has a polygon, or None where none can be expected.

    Deserts and regions reach beyond the unit they are filed under; a part of a town is held to the town instead.
    """
    if row.kind in ("region", "desert", "river", "country") or _town(row, rows):
        return None
    seen: set[str] = set()
    at: PlaceRow | None = row
    while at is not None and at.place_id not in seen:
        if at.place_id in polygons:
            return at.place_id
        seen.add(at.place_id)
        at = rows.get(at.parent_id or "")
    return None
