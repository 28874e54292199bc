"""Write the project's gazetteer tables from a folder of reference facts.

    python scripts/build_gazetteer.py SOURCE [--to data/gazetteer]

SOURCE holds ``gazetteer/places.csv`` (one wide row a place), ``gazetteer/SOURCES.md`` (whose list of names that are
also ordinary words is read) and ``boundaries/``. The tables are split the way they are used and licensed: places,
names, regions, and a pair of files for the rows whose source states no open licence. The same source always gives the
same bytes. The result is checked as ``furat gazetteer check`` does; what it finds is printed and the exit code is 1.
"""

import argparse
import csv
import json
import math
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyproj import Geod
from shapely.geometry import shape

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from arabic.folding import fold_text  # noqa: E402  (the project is found from this file, installed or not)
from geo.check import check_gazetteer  # noqa: E402
from geo.place import AREA_KINDS  # noqa: E402
from geo.tables import NAME_COLUMNS, PLACE_COLUMNS, REGION_COLUMNS  # noqa: E402

COLUMNS = (
    "place_id name_ar name_en kind parent_id lat lon coord_source coord_quality aliases_ar aliases_en external_ids note"
).split()
BOUNDARIES = {
    "adm1.geojson": "syr_adm1.geojson",
    "adm2.geojson": "deir_ez_zor_adm2.geojson",
    "adm3.geojson": "deir_ez_zor_adm3.geojson",
    "rivers.geojson": "rivers.geojson",
}

# Names of villages that are first of all names of persons: read as a place only behind a head noun.
PERSONAL_NAMES = frozenset("حسن زيد|نوفل|مستور|الصياد|العبد|العلي|الحسين|أبو عمر|صباح الخير|قمر الدين|مظلوم".split("|"))

# Radius in km of the true place around a point, by how the point came to be. The surveyed points of communities lie a
# median of 0.9 km from the second source that has them.
POINT_RADIUS = {
    "surveyed": {"city": 2.0, "town": 1.5, "neighbourhood": 0.5, "oil_field": 3.0, "gas_field": 2.0},
    "described": {},
    "approximate": {},
}
POINT_RADIUS_ELSE = {"surveyed": 1.0, "described": 2.0, "approximate": 3.0}
# The precision word that an incident record states for its point.
RECORD_RADIUS = {
    "exact_location": 0.5,
    "within_100m": 0.5,
    "street": 0.5,
    "nearby_landmark": 1.0,
    "neighbourhood_area": 1.5,
    "village": 2.0,
    "town": 2.0,
    "city": 4.0,
    "subdistrict": 10.0,
    "no precision stated": 5.0,
}
# Points that reasoning placed: what the source says of them is weaker, or better, than their kind suggests.
RADIUS = {
    "dz-haql-al-umar": 8.0,  # three sources up to 24 km apart, but a text agrees with this one; the field is wide
    "C6837": 1.0,  # the community list and an incident record agree; the third source is the one that is off
    "dz-muaskar-at-talai": 5.0,
    "dz-al-maamil": 5.0,
    "dz-mabar-as-sikak": 5.0,
    "dz-faydat-ibn-muwayni": 15.0,
    "hs-jabal-abd-al-aziz": 20.0,
    "dz-jabal-al-bishri": 20.0,
    "iq-jabal-sinjar": 25.0,
    "rq-buhayrat-al-asad": 25.0,
    "hm-mantiqat-55": 55.0,
    "sy-al-badiyah": 100.0,
    "sy-al-jazirah": 100.0,
    "sy-sharq-al-furat": 100.0,
    "sy-ash-shamal": 100.0,
    "sy-as-sahil": 60.0,
    "rv-al-furat": 100.0,
    "rv-al-khabur": 60.0,
    "dz-badiyat-dayr-az-zawr": 50.0,
    "dz-badiyat-al-jazirah": 40.0,
    "hm-badiyat-tadmur": 50.0,
}
AREA_RADIUS = {"desert": 25.0, "region": 20.0, "river": 50.0}
# Surface in square kilometres of units that have no polygon here.
SURFACE = {
    "IQ": 438317, "JO": 89342, "LB": 10452, "TR": 783562, "IR": 1648195, "SA": 2149690, "RU": 17098246,
    "US": 9833517, "QA": 11586, "AE": 83600, "EG": 1001450, "FR": 551500, "GB": 243610, "DE": 357022,
    "CH": 41285, "BE": 30528, "KZ": 2724900, "AZ": 86600, "IL": 20770, "iq-al-anbar": 138500, "iq-ninawa": 37323,
}  # fmt: skip

# Sub-districts of the governorate that lie wholly on one bank; that of the city lies on both.
LEFT_BANK = ("SY090101", "SY090102", "SY090105", "SY090106", "SY090201", "SY090203", "SY090301")
RIGHT_BANK = ("SY090103", "SY090104", "SY090200", "SY090202", "SY090300", "SY090302")
# Regions whose extent the sources tell in words; those that list their sub-districts in the note are read from it.
UNIONS = {
    "dz-rif-dayr-az-zawr": (("SY09",), "the whole governorate"),
    "dz-ash-shamiyah": (RIGHT_BANK, "right-bank sub-districts; that of the city lies on both banks and is left out"),
    "sy-al-mintaqah-ash-sharqiyah": (("SY08", "SY09", "SY11"), "three governorates"),
    "sy-shamal-sharq": (("SY08", "SY11", *LEFT_BANK), "two governorates and the left-bank sub-districts"),
}

_GUESS = re.compile(r"reconstructed|from the English form")
_ORDINARY = re.compile(r"ordinary word|personal name|name of a letter|also a newspaper|only with ")
_ALONE = re.compile(r"([\u0621-\u064a]+(?: [\u0621-\u064a]+)*) alone (?:is|means)")
_UNCERTAIN = re.compile(r"uncertain by about (\d+) km")
_DISAGREE = re.compile(r"differs by ([\d.]+) km")
_FIELD = re.compile("^(?:حقل|حقول) (.+)$")


class SourceError(Exception):
    """The reference folder does not hold what this script reads."""


@dataclass(frozen=True)
class Source:
    """The reference facts: rows of places by id, ordinary words, and the boundary collections by output file."""

    places: dict[str, dict[str, str]]
    ordinary: frozenset[str]
    boundaries: dict[str, dict[str, Any]]


def read_source(folder: Path) -> Source:
    """Read the reference folder; raises ``SourceError`` naming the file and what is wrong with it."""
    path = folder / "gazetteer" / "places.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != COLUMNS:
            raise SourceError(f"{path.name}: the columns should be {','.join(COLUMNS)}")
        places: dict[str, dict[str, str]] = {}
        for row in reader:
            if None in row or None in row.values():
                raise SourceError(f"{path.name}, line {reader.line_num}: wrong number of cells")
            if row["place_id"] in places:
                raise SourceError(f"{path.name}, line {reader.line_num}: {row['place_id']} stands there twice")
            places[row["place_id"]] = row
    boundaries = {}
    for target, origin in BOUNDARIES.items():
        boundaries[target] = json.loads((folder / "boundaries" / origin).read_text(encoding="utf-8"))
    return Source(places, ordinary_words(folder / "gazetteer" / "SOURCES.md"), boundaries)


def ordinary_words(path: Path) -> frozenset[str]:
    """Return the names of the section "Names that are also ordinary words or personal names"."""
    section = re.search(r"^## Names that are also[^\n]*\n(.*?)(?=^## |\Z)", path.read_text("utf-8"), re.M | re.S)
    if section is None:
        raise SourceError(f"{path.name}: the section 'Names that are also ordinary words' is missing")
    bare = re.sub(r"\([^)]*\)", "", section.group(1))
    return frozenset(word.strip(" \n.") for word in re.split("[،,]", bare)) - {""}


def name_rows(source: Source) -> dict[str, list[dict[str, str]]]:
    """Return the rows of names by place; a spelling that folds to an earlier one of the same place is left out."""
    known = {name for row in source.places.values() for name in _arabic(row)}
    result = {}
    for place_id, row in source.places.items():
        guess = bool(_GUESS.search(row["note"]))
        arabic = _arabic(row)
        field = _FIELD.match(row["name_ar"])
        if field and field.group(1) in source.ordinary - known:
            arabic.append(field.group(1))  # العمر for حقل العمر: common in lists (حقلي كونيكو والعمر)
        names, seen = [], set()
        for language, texts in (("ar", arabic), ("en", [row["name_en"], *_split(row["aliases_en"])])):
            for text in texts:
                key = (language, fold_text(text) if language == "ar" else text.casefold())
                if key in seen:
                    continue
                seen.add(key)
                kind = "official" if text == texts[0] else "alias"
                if language == "ar" and guess:
                    kind = "guess"
                use = name_use(text, row, source.ordinary) if language == "ar" else "any"
                names.append({"place_id": place_id, "text": text, "language": language, "kind": kind, "use": use})
        result[place_id] = names
    return result


def name_use(text: str, row: dict[str, str], ordinary: frozenset[str]) -> str:
    """Return when an Arabic name may be read as the place (see ``geo.place.PlaceName``)."""
    alone = _ALONE.search(row["note"])
    listed = text in ordinary or (alone is not None and alone.group(1).endswith(text))
    said = text == row["name_ar"] and bool(_ORDINARY.search(row["note"])) and alone is None
    said = said and "the source has only" not in row["note"]  # the note is about a shorter name, which is not carried
    if text in PERSONAL_NAMES:
        return "cue"
    if not listed and not said:
        return "context" if usual_sense(row) == "operation" and text != row["name_ar"] else "any"
    if row["kind"] in ("landmark", "oil_field", "gas_field") or _GUESS.search(row["note"]):
        return "cue"
    plain = "an ordinary word as well" in row["note"]
    return "cue" if row["kind"] == "neighbourhood" and said and not plain else "context"


def usual_sense(row: dict[str, str]) -> str:
    """Return what the name mostly means in the news, as the note says."""
    if "stands for its government" in row["note"] or "in most reports an actor" in row["note"]:
        return "government"
    return "operation" if "usually the name of the operation" in row["note"] else "place"


def region_rows(source: Source) -> list[dict[str, str]]:
    """Return the units of each region that is known as a union of units."""
    rows = []
    for place_id, row in source.places.items():
        units, basis = UNIONS.get(place_id, ((), ""))
        if not units and row["kind"] == "region":
            units = tuple(re.findall(r"SY\d{6}", row["note"].split(";")[0]))
            basis = "sub-districts of the communities whose mean point the region carries"
        rows += [{"region_id": place_id, "unit_id": unit, "basis": basis} for unit in units]
    return rows


class Radii:
    """The radius of every place: of the area for areas, of the doubt about the point for points."""

    def __init__(self, source: Source, regions: list[dict[str, str]]) -> None:
        self.places = source.places
        self.surface: dict[str, float] = dict(SURFACE)
        geod = Geod(ellps="WGS84")
        for file in ("adm1.geojson", "adm2.geojson", "adm3.geojson"):
            for feature in source.boundaries[file]["features"]:
                area = abs(geod.geometry_area_perimeter(shape(feature["geometry"]))[0]) / 1e6
                self.surface[feature["properties"]["pcode"]] = area
        self.surface["SY"] = sum(area for pcode, area in self.surface.items() if re.fullmatch(r"SY\d\d", pcode))
        units = Counter((row["kind"], place_id[:4]) for place_id, row in self.places.items())
        for place_id, row in self.places.items():
            if row["kind"] in ("district", "subdistrict") and place_id not in self.surface:
                # No polygon here: the governorate shared out equally among the units of this level.
                self.surface[place_id] = self.surface[place_id[:4]] / units[row["kind"], place_id[:4]]
        self.members: dict[str, list[str]] = defaultdict(list)
        for region in regions:
            self.members[region["region_id"]].append(region["unit_id"])

    def km(self, place_id: str) -> float:
        """Return the radius in kilometres."""
        row = self.places[place_id]
        if place_id in self.surface:
            return _radius(self.surface[place_id])
        if place_id in self.members:
            return _radius(sum(self.surface[unit] for unit in self.members[place_id]))
        said = [float(number) for number in _UNCERTAIN.findall(row["note"])]
        if row["kind"] in AREA_KINDS:
            return max([*said, RADIUS.get(place_id, AREA_RADIUS.get(row["kind"], 0.0))])
        if place_id in RADIUS or said:
            return max([*said, RADIUS.get(place_id, 0.0)])
        # Where two sources differ, the radius reaches the other one.
        return max([self._kind_km(row), *(float(number) for number in _DISAGREE.findall(row["note"]))])

    @staticmethod
    def _kind_km(row: dict[str, str]) -> float:
        record = re.fullmatch(r"Airwars incident point \((.*)\)", row["coord_source"])
        if record:
            return RECORD_RADIUS.get(record.group(1), 2.0)
        quality = row["coord_quality"]
        return POINT_RADIUS[quality].get(row["kind"], POINT_RADIUS_ELSE[quality])


def _radius(surface: float) -> float:
    return math.sqrt(surface / math.pi)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _arabic(row: dict[str, str]) -> list[str]:
    return [row["name_ar"], *_split(row["aliases_ar"])]


def build(source: Source, target: Path) -> None:
    """Write every table into ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    regions = region_rows(source)
    radii = Radii(source, regions)
    names = name_rows(source)
    closed = {place_id for place_id, row in source.places.items() if row["coord_source"].startswith("Airwars")}
    for suffix, ids in (("", source.places.keys() - closed), ("_airwars", closed)):
        chosen = [place_id for place_id in source.places if place_id in ids]
        rows = []
        for place_id in chosen:
            row = source.places[place_id]
            rounded = f"{radii.km(place_id):.1f}"
            rows.append({**row, "uncertainty_km": rounded, "usual_sense": usual_sense(row)})
        _write_csv(target / f"places{suffix}.csv", PLACE_COLUMNS, rows)
        _write_csv(target / f"names{suffix}.csv", NAME_COLUMNS, [name for key in chosen for name in names[key]])
    _write_csv(target / "regions.csv", REGION_COLUMNS, regions)
    rivers = {row["name_ar"]: place_id for place_id, row in source.places.items() if row["kind"] == "river"}
    for file, collection in source.boundaries.items():
        _write_geojson(target / file, collection, rivers)


def _write_csv(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_geojson(path: Path, collection: dict[str, Any], rivers: dict[str, str]) -> None:
    """Write one feature a line, so that a change of one unit is one line of a diff."""
    lines = []
    for feature in collection["features"]:
        old = feature["properties"]
        properties = {"place_id": old["pcode"] or rivers[old["name_ar"]], "pcode": old["pcode"] or None}
        properties |= {"name_en": old["name_en"], "name_ar": old["name_ar"], "level": old["level"]}
        new = {"type": "Feature", "properties": properties, "geometry": feature["geometry"]}
        lines.append(json.dumps(new, ensure_ascii=False, separators=(",", ":")))
    head = json.dumps({"name": path.stem, "source": collection["source"]}, ensure_ascii=False)[1:-1]
    body = ",\n".join(lines)
    path.write_text(f'{{"type": "FeatureCollection", {head}, "features": [\n{body}\n]}}\n', "utf-8", newline="\n")


def main() -> int:
    """Build, then check what was built."""
    parser = argparse.ArgumentParser(description="Write the gazetteer tables from a folder of reference facts.")
    parser.add_argument("source", type=Path, help="folder that holds gazetteer/ and boundaries/")
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "gazetteer", help="folder of the tables")
    options = parser.parse_args()
    try:
        build(read_source(options.source), options.to)
    except (SourceError, OSError, KeyError, csv.Error, json.JSONDecodeError) as error:
        print(f"{options.source}: {error!r}" if isinstance(error, KeyError) else f"{error}", file=sys.stderr)
        return 1
    faults = check_gazetteer(options.to)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
