"""Maps to hand on: what the filter lets through is on them or counted; what is safe to share names no place."""

import dataclasses
import re
from datetime import date
from xml.etree import ElementTree

import builders
import pytest

from extraction.types import Estimate
from furat import assets
from furat.errors import AssetError, ExportError
from furat.exchange import handout
from furat.exchange.handout import MAPS, Drawing, Ground, map_bytes, map_sheet
from furat.exchange.handout.asked import asked
from furat.exchange.handout.words import FOLDER, handout_words
from furat.store.filters import Filter
from furat.store.frame import incident_frame
from furat.ui.texts import load_texts
from furat.wording import LANGUAGES
from geo.areas import load_areas
from geo.layers import MapFeature
from geo.sheet import SheetSign

AREAS = load_areas()
EN, AR = handout_words("en"), handout_words("ar")
CANARY = "كناري"
EVERYTHING = Filter(
    places=("C5119",),
    actors=("isis", "lost_group"),
    date_from=date(2021, 1, 5),
    date_to=date(2021, 3, 1),
    event_types=("Battles",),
    sub_event_types=("Armed clash",),
    sources=(CANARY,),
    text=CANARY,
    report_ids=(CANARY, "r2"),
    incident_ids=("i1",),
)


def actor_name(actor_id):
    return {"isis": "Islamic State"}.get(actor_id, actor_id)


@pytest.fixture
def ground(gazetteer):
    return lambda language="en": Ground(gazetteer, AREAS, actor_name, language)


@pytest.fixture
def frame(workspace, keep):
    """Incidents at a town (two), a house that no gazetteer has, a desert, abroad, and nowhere; every word a canary."""
    house = dataclasses.replace(builders.location("C5119"), place_id=None, name_ar=f"دار {CANARY}", name_en=CANARY)
    keep(
        builders.report(
            CANARY, f"{CANARY} {builders.TEXT}", title=CANARY, source=CANARY, url=f"https://{CANARY}.example"
        ),
        builders.incident(CANARY, 0),
        builders.incident(CANARY, 1, killed=Estimate(3, 3, None), date=builders.days("2021-03-01")),
        builders.incident(CANARY, 2, location=dataclasses.replace(house, lat=35.07123, lon=40.43891)),
        builders.incident(CANARY, 3, "dz-badiyat-ash-shula", killed=None),
        builders.incident(CANARY, 4, "IQ", date=None),
        builders.incident(CANARY, 5, None),
    )
    return incident_frame(workspace)


def row(sheet, name):
    return next(cells for cells in sheet.table.rows if name in cells[0])


def test_the_map_holds_figures_by_place(frame, ground):
    sheet = map_sheet(frame, Filter(), ground())
    assert row(sheet, "Shiheil")[1:] == ("2", "5+", "16 Feb 2021 – 1 Mar 2021", "place known")
    assert row(sheet, "دار")[-1] == "position approximate"
    assert row(sheet, "بادية")[2] == "unknown"
    assert "known only to this area" in row(sheet, "بادية")[-1]
    assert len(sheet.features) == len(sheet.table.rows)


def test_the_lines_say_what_was_asked_for_and_how_much_it_is(frame, ground):
    lines = map_sheet(frame, Filter(), ground()).lines
    assert lines[0] == "All incidents of the workspace"
    assert lines[1].replace("\u200e", "").startswith("16 Feb 2021 – 1 Mar 2021 · Incidents: 6 · Killed: 11+")
    chosen = map_sheet(frame, EVERYTHING, ground(), spot="Shiheil").lines[0].replace("\u200e", "")
    assert chosen.startswith("On the map: Shiheil · Actor: Islamic State, lost_group · Place: Shiheil · الشحيل")


def test_what_is_not_on_the_map_is_counted(frame, ground):
    notes = map_sheet(frame, Filter(), ground()).notes[0].replace("\u200e", "")
    assert notes == ("Not mappable, no place with coordinates: 1 · Outside the frame of the map: 1 · Without a date: 1")


def test_a_map_without_gaps_says_nothing_of_them(frame, ground):
    (note,) = map_sheet(frame[frame["place_id"] == "C5119"], Filter(), ground()).notes
    assert note.startswith("Casualties:")


def test_safe_to_share_shows_sub_districts_and_counts_the_rest(frame, ground):
    sheet = map_sheet(frame, EVERYTHING, ground(), safe=True)
    assert [cells[1] for cells in sheet.table.rows] == ["3"]
    assert sheet.lines[0] == "Figures by sub-district"
    assert "known to no sub-district: 3" in sheet.notes[0]
    assert {feature.geometry.geom_type for feature in sheet.features} <= {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize("format", MAPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_safe_to_share_holds_a_name_a_word_or_the_filter(frame, ground, format, language):
    made = map_bytes(map_sheet(frame, EVERYTHING, ground(language), safe=True, spot=CANARY), format)
    for secret in (CANARY, "Islamic State", "40.43891", "35.07123"):
        assert secret.encode() not in made


@pytest.mark.parametrize("format", ["svg", "html"])
def test_no_map_holds_the_words_of_a_report(frame, ground, format):
    made = map_bytes(map_sheet(frame, Filter(), ground()), format).decode()
    assert format == "svg" or CANARY in made  # the name of the house, which is a place
    assert [word for word in ("انفجرت", f"{CANARY}.example", f"{CANARY}-i0") if word in made] == []


def test_the_legend_explains_the_signs_that_occur(frame, ground):
    labels = [entry.label for entry in map_sheet(frame, Filter(), ground()).legend]
    assert labels == ["1", "2", "Place known", "Position approximate", "Known only to this area"]
    only = map_sheet(frame[frame["place_id"] == "C5119"], Filter(), ground()).legend
    assert [entry.label for entry in only] == ["1", "2", "Place known"]
    shared = map_sheet(frame, Filter(), ground(), safe=True).legend
    assert [(entry.kind, entry.dashed) for entry in shared] == [("area", False)]


def test_a_page_may_draw_in_its_own_way_but_never_what_is_safe_to_share(frame, ground):
    feature = MapFeature("x", AREAS.adm3.geometry.iloc[0], "x", "#123456")
    own = Drawing((feature,), ("x",), "y", (SheetSign("z", "line", "#123456"),))
    sheet = map_sheet(frame, Filter(), ground(), drawing=own)
    assert (sheet.features, sheet.legend, sheet.legend_title) == (own.features, own.legend, "y")
    assert len(sheet.table.rows) == 4
    with pytest.raises(ValueError, match="sub-district"):
        map_sheet(frame, Filter(), ground(), drawing=own, safe=True)


def test_nothing_found_is_a_map_of_nothing(frame, ground):
    for safe in (False, True):
        sheet = map_sheet(frame.iloc[:0], Filter(), ground(), safe=safe)
        assert (sheet.features, sheet.legend, sheet.table.rows, sheet.notice) == ((), (), (), "")
        assert "Incidents: 0" in sheet.lines[1]
        assert map_bytes(sheet, "svg")


def test_invented_reports_are_called_so(frame, ground):
    assert map_sheet(frame, Filter(), ground()).notice == ""
    sheet = map_sheet(frame.assign(fictional=True), Filter(), ground("ar"))
    assert sheet.notice == AR("notice.fictional")
    assert sheet.notice in ElementTree.fromstring(map_bytes(sheet, "svg")).findtext("{http://www.w3.org/2000/svg}desc")


@pytest.mark.parametrize("format", MAPS)
def test_the_bytes_are_the_same_every_time(frame, ground, format):
    sheet = map_sheet(frame, Filter(), ground("ar"))
    assert map_bytes(sheet, format) == map_bytes(sheet, format)


def test_another_format_is_refused_by_name(frame, ground):
    with pytest.raises(ExportError, match=r"'gif'.*png, svg, html"):
        map_bytes(map_sheet(frame, Filter(), ground()), "gif")


def test_a_missing_script_is_named_with_its_cure(frame, ground, monkeypatch):
    monkeypatch.setattr(handout, "LEAFLET", assets.Carrier("no-such-package", "no_such_package", ""))
    with pytest.raises(AssetError, match=r"no-such-package is not installed.*pip install"):
        map_bytes(map_sheet(frame, Filter(), ground()), "html")


class TestAsked:
    def test_every_field_is_said_and_ids_only_counted(self, gazetteer):
        assert asked(EVERYTHING, gazetteer, actor_name, EN, spot="Zir") == [
            "On the map: Zir",
            "Actor: Islamic State, lost_group",
            "Place: Shiheil · الشحيل",
            "From 5 Jan 2021",
            "To 1 Mar 2021",
            "Event type: Battles",
            "Sub-event type: Armed clash",
            f"Source: {CANARY}",
            f"Words in the report: «{CANARY}»",
            "Chosen reports: 2",
            "Chosen incidents: 1",
        ]

    def test_nothing_asked_is_nothing_said(self, gazetteer):
        assert asked(Filter(), gazetteer, actor_name, AR) == []

    @pytest.mark.parametrize(
        ("role", "words"), [("perpetrator", "الفاعل: Islamic State"), ("target", "المستهدَف: Islamic State")]
    )
    def test_the_role_of_an_actor_is_said(self, gazetteer, role, words):
        assert asked(Filter(actors=("isis",), actor_role=role), gazetteer, actor_name, AR) == [words]

    def test_a_long_list_is_cut_and_its_rest_counted(self, gazetteer):
        f = Filter(sources=tuple("abcdefghij"))
        assert asked(f, gazetteer, actor_name, AR) == ["المصدر: a، b، c، d، e، f، و4 غيرها"]

    def test_a_place_that_the_gazetteer_has_lost_is_its_id(self, gazetteer):
        assert asked(Filter(places=("gone",)), gazetteer, actor_name, EN) == ["Place: gone"]


class TestWords:
    def test_both_files_hold_the_same_keys_and_placeholders(self):
        assert set(EN.entries) == set(AR.entries)
        for key, entry in EN.entries.items():
            assert re.findall(r"\{\w+\}", entry) == re.findall(r"\{\w+\}", AR.entries[key]), key

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_key_stands_twice(self, language):
        lines = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8").splitlines()
        keys = [line.split(": ")[0] for line in lines if re.match(r"[a-z]", line)]
        assert sorted(keys) == sorted(set(keys))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_types_of_events_are_worded_as_on_the_pages(self, language):
        own, pages = handout_words(language).entries, load_texts(language).entries
        kinds = {key for key in pages if key.startswith(("event.", "sub."))}
        assert {key: own.get(key) for key in kinds} == {key: pages[key] for key in kinds}
