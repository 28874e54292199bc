"""A sound gazetteer of a dozen places in an invented country, for tests that spoil one thing at a time."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.gazetteer import Gazetteer, load_gazetteer

# Tests are collected by file (importlib), so that a module beside them is found only when it is said where.
sys.path.insert(0, str(Path(__file__).parent))

PLACES = """\
place_id,kind,parent_id,lat,lon,coord_quality,coord_source,uncertainty_km,usual_sense,external_ids,note
XA,country,,35.00000,40.00000,approximate,made up,200,place,,
XB,country,,55.00000,10.00000,approximate,made up,200,government,,
SY21,governorate,XA,35.10000,40.10000,surveyed,made up,50,place,,
SY2101,district,SY21,35.10000,40.10000,surveyed,made up,30,place,,
SY210101,subdistrict,SY2101,35.10000,40.10000,surveyed,made up,15,place,,
SY210102,subdistrict,SY2101,35.10000,40.60000,surveyed,made up,15,place,,
C9001,town,SY210101,35.10000,40.10000,surveyed,made up,1.5,place,,"a note, with a comma"
C9002,village,SY210102,35.15000,40.65000,surveyed,made up,1,place,,
xa-quarter,neighbourhood,C9001,35.11000,40.11000,approximate,made up,1,place,,
xa-east,region,SY21,35.10000,40.60000,approximate,made up,20,place,,
xa-desert,desert,SY21,34.80000,40.30000,approximate,made up,25,place,,
rv-xa,river,XA,35.10000,40.50000,approximate,made up,50,place,,
"""

PLACES_AIRWARS = """\
place_id,kind,parent_id,lat,lon,coord_quality,coord_source,uncertainty_km,usual_sense,external_ids,note
xa-post,landmark,SY210101,35.12000,40.12000,described,Airwars incident point (village),2,place,,
"""

NAMES = """\
place_id,text,language,kind,use
XA,زيديا,ar,official,any
XA,Zaidia,en,official,any
XB,بعيدة,ar,official,any
XB,Farland,en,official,any
SY21,محافظة النخيل,ar,official,any
SY21,Nakhil governorate,en,official,any
SY2101,منطقة النخيل,ar,official,any
SY2101,Nakhil district,en,official,any
SY210101,ناحية النخيل,ar,official,any
SY210101,Nakhil subdistrict,en,official,any
SY210102,ناحية الجدول,ar,official,any
SY210102,Jadwal subdistrict,en,official,any
C9001,النخيل,ar,official,any
C9001,مدينة النخيل,ar,alias,any
C9001,Nakhil,en,official,any
C9002,الجدول,ar,guess,context
C9002,جدولان,ar,guess,any
C9002,Jadwal,en,official,any
xa-quarter,العمال,ar,official,cue
xa-quarter,Al-Ummal,en,official,any
xa-east,الريف الشرقي,ar,official,any
xa-east,Eastern countryside,en,official,any
xa-desert,بادية النخيل,ar,official,any
xa-desert,Nakhil desert,en,official,any
rv-xa,نهر زيد,ar,official,any
rv-xa,Zaid river,en,official,any
"""

NAMES_AIRWARS = """\
place_id,text,language,kind,use
xa-post,محطة T2,ar,official,any
xa-post,T2 station,en,official,any
"""

REGIONS = """\
region_id,unit_id,basis
xa-east,SY210102,made up
"""


def _box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _boundary(*units: tuple[str, int | str, dict[str, Any]]) -> str:
    features = []
    for place_id, level, geometry in units:
        properties = {"place_id": place_id, "pcode": place_id, "name_en": "n", "name_ar": "ن", "level": level}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})


FILES = {
    "places.csv": PLACES,
    "places_airwars.csv": PLACES_AIRWARS,
    "names.csv": NAMES,
    "names_airwars.csv": NAMES_AIRWARS,
    "regions.csv": REGIONS,
    "adm1.geojson": _boundary(("SY21", 1, _box(40.0, 34.5, 41.0, 35.5))),
    "adm2.geojson": _boundary(("SY2101", 2, _box(40.0, 35.0, 41.0, 35.5))),
    "adm3.geojson": _boundary(
        ("SY210101", 3, _box(40.0, 35.0, 40.5, 35.5)), ("SY210102", 3, _box(40.5, 35.0, 41.0, 35.5))
    ),
    "rivers.geojson": _boundary(
        ("rv-xa", "river", {"type": "LineString", "coordinates": [[40.5, 35.0], [40.5, 35.5]]})
    ),
}


@pytest.fixture
def mini_folder(tmp_path: Path) -> Path:
    """A folder with the sound miniature gazetteer, to be spoiled."""
    for file, text in FILES.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def mini(mini_folder: Path) -> Gazetteer:
    return load_gazetteer(mini_folder)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The project's own gazetteer."""
    return load_gazetteer()
