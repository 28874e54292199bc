"""geo.gazetteer: the tree, the units that hold a place, regions as unions, the facts that the project relies on."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.folding import fold_text
from geo.gazetteer import DEFAULT_FOLDER, Gazetteer, load_gazetteer
from geo.place import Admin, PlaceName

OWN = load_gazetteer()
IDS = st.sampled_from([place.place_id for place in OWN])


@pytest.mark.parametrize(
    ("place_id", "above"),
    [
        ("C5119", ["SY090102", "SY0901", "SY09", "SY"]),
        ("dz-haql-al-umar", ["SY090102", "SY0901", "SY09", "SY"]),
        ("dz-bukamal-al-katif", ["C5167", "SY090200", "SY0902", "SY09", "SY"]),
        ("dz-rif-sharqi", ["SY09", "SY"]),
        ("gn-98717", ["iq-al-anbar", "IQ"]),
        ("SY", []),
    ],
)
def test_ancestors_come_nearest_first(gazetteer: Gazetteer, place_id: str, above: list[str]) -> None:
    assert [place.place_id for place in gazetteer.ancestors(place_id)] == above


@pytest.mark.parametrize(
    ("place_id", "admin"),
    [
        ("C5119", Admin("Deir-ez-Zor", "Deir-ez-Zor", "Basira", "C5119")),
        ("dz-haql-al-umar", Admin("Deir-ez-Zor", "Deir-ez-Zor", "Basira", "SY090102")),
        ("SY0903", Admin("Deir-ez-Zor", "Al Mayadin", None, "SY0903")),
        ("dz-rif-sharqi", Admin("Deir-ez-Zor", None, None, "SY09")),
        ("SY", Admin(None, None, None, "SY")),
        ("gn-98717", Admin("Al-Anbar", None, None, None)),
        ("US", Admin()),
    ],
)
def test_admin_names_the_units_and_the_nearest_pcode(gazetteer: Gazetteer, place_id: str, admin: Admin) -> None:
    assert gazetteer.admin(place_id) == admin


@pytest.mark.parametrize(
    ("place_id", "name_ar", "lat", "lon"),
    [
        ("C5119", "الشحيل", 35.0921, 40.45428),
        ("C5202", "ذيبان", 35.01147, 40.5047),
        ("C5110", "البصيرة", 35.15808, 40.42767),
        ("C5192", "الميادين", 35.01982, 40.45154),
        ("C5153", "الحصين", 35.63733, 40.72028),
        ("C5086", "دير الزور", 35.33191, 40.14612),
        ("C5196", "سويدان جزيرة", 34.89648, 40.59009),
        ("C5199", "الحوايج", 35.04352, 40.47711),
    ],
)
def test_places_of_the_news_lie_where_the_sources_put_them(
    gazetteer: Gazetteer, place_id: str, name_ar: str, lat: float, lon: float
) -> None:
    place = gazetteer[place_id]
    assert (place.name_ar, place.lat, place.lon) == (name_ar, lat, lon)


@pytest.mark.parametrize(
    ("place_id", "text", "use"),
    [
        ("C5119", "الشحيل", "any"),
        ("C5108", "ضمان", "context"),
        ("C5157", "الصور", "context"),
        ("dz-hay-al-ummal", "العمال", "cue"),
        ("dz-hay-al-ummal", "حي العمال", "any"),
        ("dz-hay-khasarat", "خسارات", "cue"),
        ("dz-haql-al-umar", "العمر", "cue"),
        ("dz-haql-al-umar", "حقل العمر", "any"),
        ("C5123", "العبد", "cue"),
    ],
)
def test_names_that_are_ordinary_words_say_so(gazetteer: Gazetteer, place_id: str, text: str, use: str) -> None:
    assert [name.use for name in gazetteer[place_id].names if name.text == text] == [use]


def test_guesses_keep_their_mark(gazetteer: Gazetteer) -> None:
    guessed = [place for place in gazetteer if place.guessed_name]
    assert {"C5081", "C6924", "dz-jadid-bu-khayr"} <= {place.place_id for place in guessed}
    assert all(name.kind == "guess" for place in guessed for name in place.names if name.language == "ar")


def test_the_official_name_comes_first_or_else_the_guess(mini: Gazetteer) -> None:
    assert mini["C9002"].name_ar == "الجدول"
    assert mini["C9002"].guessed_name
    assert mini["C9001"].names == (
        PlaceName("النخيل", "ar", "official"),
        PlaceName("مدينة النخيل", "ar", "alias"),
        PlaceName("Nakhil", "en", "official"),
    )


def test_a_place_has_its_row(mini: Gazetteer) -> None:
    place = mini["xa-quarter"]
    assert (place.kind, place.parent_id, place.lat, place.lon) == ("neighbourhood", "C9001", 35.11, 40.11)
    assert (place.coord_quality, place.uncertainty_km, place.is_area) == ("approximate", 1.0, False)
    assert mini["C9001"].note == "a note, with a comma"
    assert mini["xa-desert"].is_area
    assert mini["XB"].usual_sense == "government"


def test_places_are_found_by_id(mini: Gazetteer) -> None:
    assert "C9001" in mini
    assert "C9999" not in mini
    assert mini.get("C9999") is None
    assert mini.get(None) is None
    with pytest.raises(KeyError):
        mini["C9999"]
    with pytest.raises(KeyError):
        mini.descendants("C9999")


def test_children_and_descendants(mini: Gazetteer) -> None:
    assert [place.place_id for place in mini.children("SY2101")] == ["SY210101", "SY210102"]
    assert mini.descendants("SY210101") == {"C9001", "xa-quarter", "xa-post"}
    assert mini.descendants("C9002") == frozenset()


def test_a_region_holds_the_places_of_its_units(mini: Gazetteer) -> None:
    assert mini.regions == {"xa-east": ("SY210102",)}
    assert mini.descendants("xa-east") == {"SY210102", "C9002"}
    assert mini.within("C9002", "xa-east")
    assert not mini.within("C9001", "xa-east")


def test_the_eastern_countryside_holds_its_towns_and_not_the_city(gazetteer: Gazetteer) -> None:
    assert gazetteer.within("C5119", "dz-rif-sharqi")
    assert gazetteer.within("C5192", "dz-rif-sharqi")
    assert not gazetteer.within("C5086", "dz-rif-sharqi")


def test_the_version_follows_the_tables(mini_folder: Path) -> None:
    first = load_gazetteer(mini_folder).version
    path = mini_folder / "places.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_gazetteer(mini_folder).version == first  # only the line ends changed
    path.write_bytes(path.read_bytes().replace(b"40.65000", b"40.66000"))
    assert load_gazetteer(mini_folder).version != first


def test_the_default_tables_are_the_projects_own(tmp_path: Path) -> None:
    shutil.copytree(DEFAULT_FOLDER, tmp_path / "copy")
    copy = load_gazetteer(tmp_path / "copy")
    assert list(copy) == list(OWN)
    assert (copy.version, copy.regions) == (OWN.version, OWN.regions)


@given(IDS)
def test_every_way_up_ends_in_a_country(place_id: str) -> None:
    chain = [OWN[place_id], *OWN.ancestors(place_id)]
    assert chain[-1].kind == "country"
    assert [place.kind == "country" for place in chain].count(True) == 1
    assert len({place.place_id for place in chain}) == len(chain)


@given(IDS, IDS)
def test_within_is_being_the_place_or_a_descendant(place_id: str, other: str) -> None:
    assert OWN.within(place_id, other) == (place_id == other or place_id in OWN.descendants(other))
    if any(above.place_id == other for above in OWN.ancestors(place_id)):
        assert OWN.within(place_id, other)
    if other not in OWN.regions and OWN.within(place_id, other) and place_id != other:
        assert other in [above.place_id for above in OWN.ancestors(place_id)]


@given(IDS)
def test_children_know_their_parent(place_id: str) -> None:
    for child in OWN.children(place_id):
        assert child.parent_id == place_id
        assert child.place_id in OWN.descendants(place_id)


@given(IDS)
def test_names_are_told_once_after_folding(place_id: str) -> None:
    folded = [fold_text(name.text) for name in OWN[place_id].names if name.language == "ar"]
    assert len(folded) == len(set(folded))
    assert OWN[place_id].name_ar in {name.text for name in OWN[place_id].names}
