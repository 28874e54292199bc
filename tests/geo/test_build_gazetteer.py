"""scripts/build_gazetteer.py: what it derives from a folder of reference facts, and that it always writes the same."""

import csv
import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from geo.check import check_gazetteer
from geo.gazetteer import Gazetteer, load_gazetteer

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference"

HEADER = (
    "place_id,name_ar,name_en,kind,parent_id,lat,lon,coord_source,coord_quality,aliases_ar,aliases_en,external_ids,note"
)
ROWS = """\
SY,بلاد,Land,country,,35.1,40.1,rounded country centre,approximate,,,,label point only
SY21,محافظة النخيل,Nakhil governorate,governorate,SY,35.1,40.1,made up,surveyed,النخيل,,,
SY2101,منطقة النخيل,Nakhil district,district,SY21,35.1,40.1,made up,surveyed,,,,
SY210101,ناحية النخيل,Nakhil subdistrict,subdistrict,SY2101,35.1,40.1,made up,surveyed,,,,
SY210102,ناحية الجدول,Jadwal subdistrict,subdistrict,SY2101,35.1,40.6,made up,surveyed,,,,
SY2102,منطقة بلا رسم,Undrawn district,district,SY21,35.1,40.1,made up,surveyed,,,,
C9001,الضوء,Daw,town,SY210101,35.1,40.1,OCHA C9001,surveyed,ألضوء|بلدة الضوء,Dau|DAW,,an ordinary word ("light")
C9002,الجدول,Jadwal,village,SY210102,35.15,40.65,OCHA C9002,surveyed,جدول,,,Arabic spelling reconstructed from the English form
C9003,البعيدة,Baida,village,SY210102,35.15,40.65,OCHA C9003,surveyed,,,,"UCDP 35.2, 40.7 differs by 7.5 km"
C9004,الشيخ,Shaykh,village,SY210102,35.15,40.65,placed by hand,approximate,,,,uncertain by about 25 km
xa-workers,العمال,Al-Ummal,neighbourhood,C9001,35.1,40.1,Airwars incident point (neighbourhood_area),described,حي العمال,,,"an ordinary word (""the workers""): only with حي"
xa-field,حقل النور,Nur field,oil_field,SY210101,35.1,40.1,UCDP GED,surveyed,,,,
xa-shair,جبل شاعر,Shair,landmark,SY210101,35.1,40.1,UCDP GED,surveyed,شاعر,,,شاعر alone is an ordinary word (poet)
xa-east,الريف الشرقي,East,region,SY21,35.1,40.6,mean of OCHA communities,approximate,,,,mean point of 9 OCHA communities of SY210102; UCDP uses 35.7 for SY210101
xa-zone,منطقة الدرع,Shield zone,region,SY21,35.1,40.6,placed by hand,approximate,الدرع,,,usually the name of the operation
xa-capital,العاصمة,Capital,city,SY,55.0,10.0,GeoNames 1,surveyed,,,,often stands for its government
rv-xa,نهر زيد,Zaid,river,SY,35.1,40.5,placed by hand,approximate,,,,
"""  # noqa: E501  (a row of a table is one line)
SOURCES = """\
# Sources
## Names that are also ordinary words or personal names
الضوء، النور (light; also a channel)، البعيدة.

## Missing
الغائب
"""


def _feature(pcode: str, west: float, east: float, name_ar: str = "ن") -> dict[str, object]:
    ring = [[west, 35.0], [east, 35.0], [east, 35.5], [west, 35.5], [west, 35.0]]
    properties = {"pcode": pcode, "name_en": "n", "name_ar": name_ar, "level": 1}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def write_source(folder: Path) -> Path:
    """Write a reference folder in the shape of the real one."""
    (folder / "gazetteer").mkdir(parents=True)
    (folder / "boundaries").mkdir()
    (folder / "gazetteer" / "places.csv").write_text(f"{HEADER}\n{ROWS}", encoding="utf-8")
    (folder / "gazetteer" / "SOURCES.md").write_text(SOURCES, encoding="utf-8")
    river = _feature("", 40.5, 40.6, "نهر زيد")
    river["geometry"] = {"type": "LineString", "coordinates": [[40.5, 35.0], [40.5, 35.5]]}
    for name, features in {
        "syr_adm1": [_feature("SY21", 40.0, 41.0)],
        "deir_ez_zor_adm2": [_feature("SY2101", 40.0, 41.0)],
        "deir_ez_zor_adm3": [_feature("SY210101", 40.0, 40.5), _feature("SY210102", 40.5, 41.0)],
        "rivers": [river],
    }.items():
        collection = {"type": "FeatureCollection", "source": f"source of {name}", "features": features}
        (folder / "boundaries" / f"{name}.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return folder


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "build_gazetteer.py"), str(source), "--to", str(target)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "reference")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    done = build(write_source(folder / "reference"), folder / "tables")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "tables"


@pytest.fixture(scope="module")
def built(tables: Path) -> Gazetteer:
    return load_gazetteer(tables)


def test_what_is_written_passes_the_check(built: Gazetteer, tables: Path) -> None:
    assert check_gazetteer(tables) == []
    assert [place.place_id for place in built][:3] == ["SY", "SY21", "SY2101"]
    assert len(built) == len(ROWS.splitlines())


def test_names_are_split_and_told_once(built: Gazetteer) -> None:
    names = [(name.text, name.language, name.kind, name.use) for name in built["C9001"].names]
    assert names == [
        ("الضوء", "ar", "official", "context"),
        ("بلدة الضوء", "ar", "alias", "any"),
        ("Daw", "en", "official", "any"),
        ("Dau", "en", "alias", "any"),
    ]


@pytest.mark.parametrize(
    ("place_id", "text", "kind", "use"),
    [
        ("C9002", "الجدول", "guess", "any"),
        ("C9002", "جدول", "guess", "any"),
        ("C9002", "Jadwal", "official", "any"),
        ("C9003", "البعيدة", "official", "context"),
        ("xa-workers", "العمال", "official", "cue"),
        ("xa-workers", "حي العمال", "alias", "any"),
        ("xa-field", "النور", "alias", "cue"),  # added, since the list of ordinary words has it
        ("xa-shair", "شاعر", "alias", "cue"),
        ("xa-shair", "جبل شاعر", "official", "any"),
        ("xa-zone", "الدرع", "alias", "context"),
    ],
)
def test_kind_and_use_of_names(built: Gazetteer, place_id: str, text: str, kind: str, use: str) -> None:
    assert [(name.kind, name.use) for name in built[place_id].names if name.text == text] == [(kind, use)]


@pytest.mark.parametrize(
    ("place_id", "radius"),
    [
        ("C9001", 1.5),
        ("C9002", 1.0),
        ("C9003", 7.5),
        ("C9004", 25.0),
        ("xa-workers", 1.5),
        ("xa-field", 3.0),
        ("xa-zone", 20.0),
        # boxes of 0.5 by 55.5 km of latitude and 0.5 degrees of longitude at 35.25 N (45.5 km), as equal circles
        ("SY210101", math.sqrt(45.5 * 55.47 / math.pi)),
        ("SY21", math.sqrt(91.0 * 55.47 / math.pi)),
        ("SY2102", math.sqrt(91.0 * 55.47 / 2 / math.pi)),  # no polygon: the governorate shared by two districts
        ("xa-east", math.sqrt(45.5 * 55.47 / math.pi)),
    ],
)
def test_radii(built: Gazetteer, place_id: str, radius: float) -> None:
    assert built[place_id].uncertainty_km == pytest.approx(radius, abs=0.06)


def test_regions_senses_and_licences(built: Gazetteer, tables: Path) -> None:
    assert built.regions == {"xa-east": ("SY210102",)}
    senses = {place.place_id: place.usual_sense for place in built if place.usual_sense != "place"}
    assert senses == {"xa-capital": "government", "xa-zone": "operation"}
    with (tables / "places_airwars.csv").open(encoding="utf-8", newline="") as file:
        assert [row["place_id"] for row in csv.DictReader(file)] == ["xa-workers"]


def test_boundaries_carry_their_source_and_the_id_of_their_place(tables: Path) -> None:
    rivers = json.loads((tables / "rivers.geojson").read_text("utf-8"))
    assert rivers["source"] == "source of rivers"
    assert rivers["features"][0]["properties"]["place_id"] == "rv-xa"


def test_the_same_source_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert build(source, tmp_path / name).returncode == 0
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert first == second
    assert len(first) == 9


@pytest.mark.parametrize(
    "case",
    [
        ("gazetteer/places.csv", "place_id,", "id,", "the columns should be place_id,"),
        ("gazetteer/places.csv", "C9002,", "C9001,", "places.csv, line 9: C9001 stands there twice"),
        ("gazetteer/places.csv", "village,SY210102", "village,SY219999", "the parent SY219999 of C9002 is missing"),
        ("gazetteer/places.csv", "35.15,40.65", "39.15,40.65", "outside its unit SY210102"),
        ("gazetteer/SOURCES.md", "## Names", "## Nomes", "the section 'Names that are also ordinary words' is missing"),
        ("boundaries/rivers.geojson", "{", "", "Extra data"),
    ],
)
def test_a_source_that_does_not_hold_is_refused(source: Path, tmp_path: Path, case: tuple[str, str, str, str]) -> None:
    file, old, new, words = case
    path = source / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    done = build(source, tmp_path / "tables")
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_no_source_is_an_error_without_a_traceback(tmp_path: Path) -> None:
    done = build(tmp_path / "nowhere", tmp_path / "tables")
    assert done.returncode == 1
    assert "places.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_projects_tables_hold_every_reference_place(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Where the reference facts are at hand, none of their places may have been lost by later edits of the tables."""
    folder = REFERENCE if REFERENCE.is_dir() else None
    if folder is None:
        assert len(gazetteer) >= 1113
        return
    done = build(folder, tmp_path / "tables")
    assert (done.returncode, done.stderr) == (0, "")
    assert {place.place_id for place in load_gazetteer(tmp_path / "tables")} <= {place.place_id for place in gazetteer}
