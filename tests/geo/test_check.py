"""Each fault is found, with its file and line; all of them at once; and the project's own tables have none."""

import json
from pathlib import Path

import pytest

from geo.areas import load_areas
from geo.check import check_gazetteer
from geo.faults import Fault
from geo.gazetteer import GazetteerError, load_gazetteer

# (file, text that is replaced, its replacement or None to append, line of the fault, words of the fault)
SPOILED = [
    ("places.csv", "C9002,village", "C9001,village", 9, "place_id C9001 stands already in places.csv, line 8"),
    ("places.csv", "C9002,village,SY210102", "C9002,village,SY219999", 9, "the parent SY219999 of C9002 is missing"),
    ("places.csv", "C9002,village,SY210102", "C9002,village,", 9, "C9002 has no parent, and is no country"),
    ("places.csv", "XB,country,", "XB,country,XA", 3, "the country XB has the parent XA"),
    ("places.csv", "SY21,governorate,XA", "SY21,governorate,SY2101", 4, "SY21 lies in itself: SY21 < SY2101 < SY21"),
    ("places.csv", "C9001,town,SY210101", "C9001,town,C9001", 8, "C9001 lies in itself"),
    ("places.csv", "C9002,village", "C9002,hamlet", 9, "unknown kind 'hamlet'"),
    ("places.csv", "C9002,village", ",village", 9, "place_id is empty"),
    ("places.csv", "C9002,village", "C9002 ,village", 9, "has spaces at its ends"),
    ("places.csv", "35.15000,40.65000,surveyed", "35.15000,40.65000,sure", 9, "unknown coord_quality 'sure'"),
    ("places.csv", "35.15000,40.65000", '"35,15",40.65000', 9, "lat '35,15' is no number"),
    ("places.csv", "35.15000,40.65000", "95.15000,40.65000", 9, "lat 95.15000 is not between -90 and 90"),
    ("places.csv", "35.15000,40.65000", "nan,40.65000", 9, "lat nan is not between"),
    (
        "places.csv",
        "35.15000,40.65000,surveyed,made up,1,",
        "35.15000,40.65000,surveyed,,1,",
        9,
        "coord_source is empty",
    ),
    (
        "places.csv",
        "made up,1,place,,\nxa-quarter",
        "made up,0,place,,\nxa-quarter",
        9,
        "uncertainty_km 0 is not between",
    ),
    ("places.csv", "made up,1,place,,\nxa-quarter", "made up,1,actor,,\nxa-quarter", 9, "unknown usual_sense 'actor'"),
    ("places.csv", "made up,1,place,,\nxa-quarter", "made up,1,place,\nxa-quarter", 9, "10 cells instead of 11"),
    ("places.csv", "200,government", "200,place", 3, "XB at 55.0, 10.0 lies outside 28 to 43 N, 25 to 50 E"),
    ("places.csv", "35.15000,40.65000", "35.15000,40.45000", 9, "lies 4.6 km outside its unit SY210102"),
    ("places.csv", "35.11000,40.11000", "35.31000,40.11000", 10, "xa-quarter lies 23.3 km from C9001"),
    ("places.csv", "place_id,kind", "id,kind", 1, "the columns are id,kind,"),
    ("places.csv", "C9002,village", 'C9002,"village"x', 9, "is not readable as CSV"),
    ("places_airwars.csv", "SY210101,35.12", "SY210101,36.12", 2, "lies 68.8 km outside its unit SY210101"),
    ("names.csv", "C9002,الجدول", "C9003,الجدول", 17, "belongs to C9003, which no table of places has"),
    (
        "names.csv",
        "C9002,Jadwal,en,official",
        "C9002,Jadwal,en,alias",
        None,
        "C9002 has no official name in language en",
    ),
    ("names.csv", "العمال", "Ummal", 20, "the Arabic name 'Ummal' of xa-quarter is not in Arabic script"),
    ("names.csv", "العمال", "العمaل", 20, "is not in Arabic script"),
    ("names.csv", "Al-Ummal", "العمال", 21, "the English name 'العمال' of xa-quarter is not in Latin script"),
    ("names.csv", "مدينة النخيل", "النّخيل", 15, "C9001 has the name النّخيل already, in names.csv line 14"),
    ("names.csv", "مدينة النخيل,ar,alias", "مدينة النخيل,ar,official", 15, "second official name in language ar"),
    ("names.csv", "العمال,ar", "العمال,tr", 20, "unknown language 'tr'"),
    ("names.csv", "العمال,ar,official", "العمال,ar,nickname", 20, "unknown kind 'nickname'"),
    ("names.csv", "official,cue", "official,never", 20, "unknown use 'never'"),
    ("names.csv", "العمال,ar", ",ar", 20, "text is empty"),
    ("regions.csv", "SY210102", "SY219999", 2, "SY219999 is no governorate, district or sub-district"),
    ("regions.csv", "SY210102", "C9001", 2, "C9001 is no governorate, district or sub-district"),
    ("regions.csv", "xa-east", "C9002", 2, "C9002 is no place of kind region"),
    ("adm1.geojson", "{", "", 0, "is not readable as GeoJSON"),
    ("adm2.geojson", '"pcode"', '"code"', 0, "its features lack pcode"),
    ("adm3.geojson", "SY210102", "SY219999", 0, "feature 2 has place_id SY219999, which is no subdistrict"),
    ("adm3.geojson", "[40.5, 35.0], [40.5, 35.5]", "[40.5, 35.5], [40.5, 35.0]", 0, "(SY210101) is missing or invalid"),
    ("rivers.geojson", "rv-xa", "xa-desert", 0, "feature 1 has place_id xa-desert, which is no river"),
]


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_projects_own_gazetteer_has_no_fault() -> None:
    assert check_gazetteer() == []


def test_the_miniature_gazetteer_has_no_fault(mini_folder: Path) -> None:
    assert check_gazetteer(mini_folder) == []


@pytest.mark.parametrize("case", SPOILED, ids=[case[-1][:60] for case in SPOILED])
def test_a_fault_is_found_with_file_line_and_cure(
    mini_folder: Path, case: tuple[str, str, str, int | None, str]
) -> None:
    file, old, new, line, words = case
    spoil(mini_folder, file, old, new)
    found = [fault for fault in check_gazetteer(mini_folder) if words in fault.what]
    assert len(found) == 1
    if line is not None:
        assert (found[0].file, found[0].line) == (file, line)
    assert found[0].cure


def test_every_fault_is_found_at_once(mini_folder: Path) -> None:
    spoil(mini_folder, "places.csv", "XB,country,", "XB,country,XA")
    spoil(mini_folder, "places.csv", "35.15000,40.65000", "35.15000,40.45000")
    spoil(mini_folder, "places_airwars.csv", ",described,", ",sure,")
    spoil(mini_folder, "names.csv", "العمال", "Ummal")
    spoil(mini_folder, "names.csv", "مدينة النخيل", "النّخيل")
    spoil(mini_folder, "regions.csv", "SY210102", "C9001")
    spoil(mini_folder, "adm2.geojson", '"pcode"', '"code"')
    assert [(fault.file, fault.line) for fault in check_gazetteer(mini_folder)] == [
        ("adm2.geojson", 0),
        ("names.csv", 15),
        ("names.csv", 20),
        ("names_airwars.csv", 2),  # its place could not be read
        ("names_airwars.csv", 3),
        ("places.csv", 3),
        ("places.csv", 9),
        ("places_airwars.csv", 2),
        ("regions.csv", 2),
    ]


def test_a_missing_file_is_a_fault(mini_folder: Path) -> None:
    (mini_folder / "regions.csv").unlink()
    (mini_folder / "adm3.geojson").unlink()
    assert {(fault.file, fault.line) for fault in check_gazetteer(mini_folder)} == {
        ("adm3.geojson", 0),
        ("regions.csv", 0),
    }


def test_a_file_in_another_encoding_is_a_fault(mini_folder: Path) -> None:
    (mini_folder / "names.csv").write_bytes((mini_folder / "names.csv").read_text("utf-8").encode("windows-1256"))
    assert Fault("names.csv", 2, "is not UTF-8", "save the file as UTF-8") in check_gazetteer(mini_folder)


def test_the_loader_stops_at_a_fault_and_says_where(mini_folder: Path) -> None:
    spoil(mini_folder, "places.csv", "C9002,village", "C9002,hamlet")
    with pytest.raises(GazetteerError, match=r"^places.csv, line 9: unknown kind 'hamlet'. Cure: use one of country,"):
        load_gazetteer(mini_folder)


def test_the_loader_tells_the_first_faults_and_counts_the_rest(mini_folder: Path) -> None:
    path = mini_folder / "places.csv"
    path.write_text(path.read_text("utf-8").replace(",surveyed,", ",sure,"), encoding="utf-8")
    with pytest.raises(GazetteerError, match="and 1 more; `furat gazetteer check` shows them all") as caught:
        load_gazetteer(mini_folder)
    assert len(caught.value.faults) == 6


def test_unreadable_boundaries_stop_the_areas(mini_folder: Path) -> None:
    (mini_folder / "rivers.geojson").write_text("no json", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"rivers.geojson: is not readable as GeoJSON .* Cure: restore"):
        load_areas(mini_folder)


def test_the_tables_without_open_licence_can_be_deleted(mini_folder: Path) -> None:
    whole = load_gazetteer(mini_folder)
    for file in ("places_airwars.csv", "names_airwars.csv"):
        (mini_folder / file).unlink()
    assert check_gazetteer(mini_folder) == []
    rest = load_gazetteer(mini_folder)
    assert {place.place_id for place in whole} - {place.place_id for place in rest} == {"xa-post"}
    assert rest.version != whole.version


def test_boundaries_name_their_source() -> None:
    folder = Path(__file__).parents[2] / "data" / "gazetteer"
    for path in sorted(folder.glob("*.geojson")):
        assert json.loads(path.read_text("utf-8"))["source"], path.name
