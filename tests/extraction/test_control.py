"""Names that mean one actor or another by date and bank of the river."""

from datetime import date

import geopandas
import pytest
from shapely.geometry import Polygon

from extraction.actors import held_as, resolve_control
from extraction.locate import bank_of
from geo.areas import load_areas

LEFT, RIGHT = "الشحيل", "الميادين"


@pytest.fixture(scope="session")
def control(extractor, material):
    """What a name of the table of control means on a day at a bank."""

    def resolve(name, when, bank, place=""):
        (key,) = {actor.key for actor in material(f"قالت {name} ذلك").actors if actor.key.startswith("control:")}
        day = when and date.fromisoformat(when)
        return resolve_control(key, extractor.lexicon, day, held_as(bank, place, day, extractor.lexicon))

    return resolve


@pytest.mark.parametrize(
    ("name", "when", "bank", "actor"),
    [
        ("قوى الأمن الداخلي", "2016-05-01", "left", "asayish"),
        ("قوى الأمن الداخلي", "2023-05-01", "left", "asayish"),
        ("قوى الأمن الداخلي", "2024-12-08", "left", "asayish"),
        ("قوى الأمن الداخلي", "2025-06-01", "left", "asayish"),
        ("قوى الأمن الداخلي", "2026-01-17", "left", "asayish"),
        ("قوى الأمن الداخلي", "2026-02-01", "left", "syrian_government"),
        ("قوى الأمن الداخلي", "2026-11-01", "left", "syrian_government"),
        ("قوى الأمن الداخلي", "2023-05-01", "right", "assad_forces"),
        ("قوى الأمن الداخلي", "2024-12-07", "right", "assad_forces"),
        ("قوى الأمن الداخلي", "2024-12-08", "right", "syrian_government"),
        ("قوى الأمن الداخلي", "2025-06-01", "right", "syrian_government"),
        ("الأمن الداخلي", "2025-06-01", "right", "syrian_government"),
        ("الأمن الداخلي", "2025-06-01", "left", "asayish"),
        ("الجيش السوري", "2017-09-05", "right", "assad_forces"),
        ("الجيش السوري", "2024-12-07", "left", "assad_forces"),
        ("الجيش السوري", "2024-12-08", "right", "syrian_government"),
        ("الجيش السوري", "2026-02-01", "left", "syrian_government"),
        ("القوات الحكومية", "2017-09-05", "right", "assad_forces"),
        ("القوات الحكومية", "2025-09-05", "right", "syrian_government"),
        ("وزارة الدفاع", "2018-03-01", None, "assad_forces"),
        ("وزارة الدفاع", "2025-03-01", None, "syrian_government"),
        ("وزارة الداخلية", "2018-03-01", "right", "assad_forces"),
        ("وزارة الداخلية", "2025-03-01", "right", "syrian_government"),
    ],
)
def test_a_name_is_resolved_by_date_and_bank(control, name, when, bank, actor):
    assert control(name, when, bank) == actor


@pytest.mark.parametrize(
    ("when", "actor"),
    [
        ("2018-05-01", "assad_forces"),
        ("2024-12-07", "assad_forces"),
        ("2025-06-01", "asayish"),
        ("2026-03-01", "syrian_government"),
    ],
)
def test_left_bank_villages_that_the_fallen_government_held(control, when, actor):
    assert control("قوى الأمن الداخلي", when, "left", place="حطله") == actor


def test_without_a_date_the_last_row_decides(control):
    assert control("الجيش السوري", None, "left") == "assad_forces"


@pytest.mark.parametrize(
    ("place_id", "bank"),
    [
        ("C5119", "left"),  # الشحيل
        ("C5175", "left"),  # هجين
        ("C5096", "left"),  # الكسرة
        ("C5157", "left"),  # الصور
        ("C5140", "left"),  # خشام
        ("C6795", "left"),  # الباغوز
        ("C5192", "right"),  # الميادين
        ("C5167", "right"),  # البوكمال
        ("C5131", "right"),  # التبني
        ("C5207", "right"),  # القورية
        ("C5086", "right"),  # دير الزور
        ("dz-hatla", "left"),
        ("dz-haql-kuniku", "left"),
        ("C5084", "left"),  # الجنينة
        ("dz-jisr-as-siyasiyah", "right"),
        ("C6531", "right"),  # حويجة صكر
        ("SY090201", "left"),  # ناحية هجين
        ("SY09", None),
        ("SY0901", None),
        ("C5787", None),  # معدان in another governorate
        (None, None),
        ("no-such-place", None),
    ],
)
def test_the_bank_of_a_place(extractor, place_id, bank):
    assert bank_of(place_id, extractor.gazetteer, extractor.lexicon.left_bank) == bank


def test_in_the_sub_district_of_the_city_the_river_says_the_bank(extractor):
    """The side of the line counts from half a kilometre on; nearer by, and for bridges, it is that of the city."""
    places = [p for p in extractor.gazetteer if p.kind != "bridge" and CITY in _units(p.place_id, extractor.gazetteer)]
    rivers = load_areas().rivers
    (line,) = rivers[rivers["place_id"] == "rv-al-furat"].geometry
    beyond = Polygon([*line.coords, (line.bounds[2], 40), (line.bounds[0], 40)])
    points = geopandas.GeoSeries(geopandas.points_from_xy([p.lon for p in places], [p.lat for p in places]), crs=4326)
    line_m = geopandas.GeoSeries([line], crs=4326).to_crs(32637).iloc[0]
    away = points.to_crs(32637).distance(line_m)
    left = {
        place.place_id
        for place, point, metres in zip(places, points, away, strict=True)
        if beyond.contains(point) and metres > 500
    }
    assert left == {unit for unit in extractor.lexicon.left_bank if extractor.gazetteer[unit].kind != "subdistrict"}


CITY = "SY090100"


def _units(place_id, gazetteer):
    return [unit.place_id for unit in gazetteer.ancestors(place_id)]


@pytest.mark.parametrize(
    ("published", "place", "actor"),
    [
        ("2023-05-10", LEFT, "asayish"),
        ("2025-05-10", LEFT, "asayish"),
        ("2026-05-10", LEFT, "syrian_government"),
        ("2025-05-10", RIGHT, "syrian_government"),
        ("2023-05-10", "خشام", "assad_forces"),
        ("2025-05-10", "خشام", "asayish"),
        ("2023-05-10", "العزبة", "asayish"),
        ("2023-05-10", "حطلة", "assad_forces"),
        ("2025-05-10", "حطلة", "asayish"),
    ],
)
def test_the_arresting_force_depends_on_day_and_bank(read, published, place, actor):
    (incident,) = read(f"اعتقلت قوى الأمن الداخلي أمس شاباً في بلدة {place}.", published).incidents
    assert incident.perpetrators == (actor,)


@pytest.mark.parametrize(
    ("published", "actor"),
    [("2017-10-10", "assad_forces"), ("2024-11-10", "assad_forces"), ("2025-03-10", "syrian_government")],
)
def test_the_target_depends_on_the_day(read, published, actor):
    (incident,) = read(f"هاجم مسلحون مجهولون أمس حاجزاً للجيش السوري في مدينة {RIGHT}.", published).incidents
    assert incident.targets == (actor,)
