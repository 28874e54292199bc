"""The pieces of the explore page without a browser: chips, the words of faults, what the timeline draws."""

import dataclasses
import json
from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest

from furat.analysis.timeline import Bar, Timeline
from furat.errors import FilterError
from furat.store.filters import FILTER_OPTIONS, Filter, from_query
from furat.ui.controls import counted, fault_words, value_of
from furat.ui.exploring import boxes
from furat.ui.exploring.chips import PARTS, active_filters
from furat.ui.exploring.choices import counts_style
from furat.ui.exploring.empty import part_words
from furat.ui.exploring.timeline import bars_data, ticks
from furat.ui.names import Names
from furat.ui.state import BARS, View, read_query, write_query
from furat.ui.texts import load_texts

EN, AR = load_texts("en"), load_texts("ar")
BOTH = pytest.mark.parametrize("t", [EN, AR], ids=["en", "ar"])

EVERYTHING = Filter(
    places=("C5119", "SY09"),
    actors=("isis",),
    actor_role="target",
    date_from=date(2021, 1, 1),
    date_to=date(2021, 3, 3),
    event_types=("Battles",),
    sub_event_types=("Grenade",),
    killed_from=2,
    killed_to=9,
    precisions=("1", "none"),
    confidence_from=0.8,
    reviews=("open",),
    sources=("قناة",),
    text="عبوة",
    report_ids=("r1",),
    incident_ids=("r1-i0",),
)


@pytest.fixture
def named(gazetteer):
    return lambda t: Names(t, gazetteer, {"isis": {"en": "Islamic State", "ar": "تنظيم الدولة"}})


def chips_of(f, t, named, spot=None):
    return active_filters(View(filter=f, spot=spot), t, named(t), "Here")


@pytest.mark.parametrize(
    ("f", "en", "ar"),
    [
        (Filter(date_from=date(2021, 1, 1)), "From 1 Jan 2021", "من 1 كانون الثاني 2021"),
        (Filter(date_to=date(2021, 3, 3)), "Until 3 Mar 2021", "حتى 3 آذار 2021"),
        (
            Filter(date_from=date(2021, 1, 1), date_to=date(2021, 3, 3)),
            "1 Jan 2021 – 3 Mar 2021",
            "1 كانون الثاني 2021 – 3 آذار 2021",
        ),
        (Filter(killed_from=5), "Killed: at least 5", "القتلى: 5 على الأقل"),
        (Filter(killed_to=0), "Killed: at most 0", "القتلى: 0 على الأكثر"),
        (Filter(killed_from=2, killed_to=9), "Killed: 2–9", "القتلى: \u200e2–9\u200e"),
        (Filter(precisions=("none",)), "Place: not on the map", "المكان: ليس على الخريطة"),
        (Filter(confidence_from=0.8), "Confidence ≥ 0.8", "درجة الثقة ≥ 0.8"),
        (Filter(reviews=("corrected",)), "corrected", "مصحَّحة"),
        (Filter(actors=("isis",), actor_role="target"), "Islamic State · Was hit", "تنظيم الدولة · المستهدَف"),
        (Filter(actors=("isis",)), "Islamic State", "تنظيم الدولة"),
    ],
)
def test_a_chip_says_what_is_asked(named, f, en, ar):
    assert [label for _, _, label in chips_of(f, EN, named)] == [en]
    assert [label for _, _, label in chips_of(f, AR, named)] == [ar]


@BOTH
def test_every_field_of_the_filter_is_a_chip_that_comes_off(named, t):
    active = chips_of(EVERYTHING, t, named)
    assert {part for part, _, _ in active} == set(PARTS)
    fields = {field for off in PARTS.values() for field in off}
    assert fields == {option.field for option in FILTER_OPTIONS} - {"actor_role"}
    for part, off in PARTS.items():
        left = chips_of(dataclasses.replace(EVERYTHING, **off), t, named)
        assert [chip for chip in active if chip[0] != part] == left
    assert chips_of(Filter(actor_role="target"), t, named) == []


@BOTH
def test_the_clicked_place_is_a_chip(named, t):
    ((part, _, label),) = chips_of(Filter(), t, named, spot="C5119")
    assert (part, label) == ("spot", t("chip.place.clicked", name="Here"))


@BOTH
def test_a_part_is_called_by_all_that_it_asks_for(named, t):
    words = part_words("places", View(filter=EVERYTHING), named(t))
    assert all(named(t).place(place) in words for place in EVERYTHING.places)


@pytest.mark.parametrize(
    ("wrong", "value"),
    [
        ({"role": ["nobody"]}, "nobody"),
        ({"from": ["2022-02-02"], "to": ["2021-01-01"]}, "2021-01-01"),
        ({"precision": ["9"]}, "9"),
        ({"review": ["rejected"]}, "rejected"),
        ({"killed_from": ["-1"]}, "0"),
        ({"killed_from": ["5"], "killed_to": ["2"]}, "5"),
        ({"confidence": ["2"]}, "2"),
        ({"from": ["yesterday"]}, "yesterday"),
        ({"killed_to": ["many"]}, "many"),
        ({"confidence": ["high"]}, "high"),
    ],
)
def test_what_is_wrong_with_a_link_is_said_in_the_language_of_the_page(wrong, value):
    with pytest.raises(FilterError) as raised:
        from_query(wrong)
    english, arabic = (fault_words(raised.value, t) for t in (EN, AR))
    assert value in english
    assert value in arabic
    assert english.isascii() or "“" in english
    assert any("\u0600" <= char <= "\u06ff" for char in arabic)
    assert fault_words(read_query(wrong)[1], AR) == arabic


def test_a_fault_without_a_text_is_said_in_its_own_words():
    assert fault_words(FilterError("Something else."), AR) == "Something else."


@pytest.mark.parametrize("what", BARS)
def test_what_the_bars_count_is_in_the_address(what):
    view = View(bars=what)
    assert read_query(write_query(view))[0] == view
    assert ("bars" in write_query(view)) == (what != BARS[0])
    assert read_query({"bars": ["no-such"]})[0].bars == BARS[0]


def months(count, first=2021):
    starts = [date(first + at // 12, at % 12 + 1, 1) for at in range(count + 1)]
    bars = (Bar(begin, after - timedelta(days=1), at % 5, at % 3) for at, (begin, after) in enumerate(pairwise(starts)))
    return Timeline("month", tuple(bars), 2)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (None, None, (0, 11)),
        (date(2021, 3, 1), date(2021, 5, 31), (2, 4)),
        (date(2021, 3, 31), date(2021, 5, 1), (2, 4)),
        (date(2021, 3, 9), None, (2, 11)),
        (None, date(2021, 1, 1), (0, 0)),
        (date(2030, 1, 1), None, (12, 11)),
        (None, date(2000, 1, 1), (0, -1)),
        (date(2000, 1, 1), date(2030, 1, 1), (0, 11)),
    ],
)
def test_the_bars_that_the_dates_touch_are_within(first, last, span):
    data = bars_data(months(12), Filter(date_from=first, date_to=last), "incidents", EN)
    assert (data["lo"], data["hi"]) == span
    assert bool(data["set"]) == (first is not None or last is not None)


@BOTH
@pytest.mark.parametrize("what", BARS)
def test_a_bar_carries_its_number_its_days_and_its_words(t, what):
    seen = months(12)
    data = json.loads(json.dumps(bars_data(seen, Filter(), what, t)))
    assert [bar[0] for bar in data["bars"]] == [getattr(bar, what) for bar in seen.bars]
    assert data["bars"][2][1:4] == [t.month(date(2021, 3, 1)), "2021-03-01", "2021-03-31"]
    assert data["bars"][2][4] == f"{data['bars'][2][1]} · {t(f'timeline.{what}', n=getattr(seen.bars[2], what))}"
    assert data["most"] == str(max(getattr(bar, what) for bar in seen.bars))
    assert {"other"} <= set(data["forms"])


def _days(unit, step, count):
    starts = [date(2021, 1, 4) + timedelta(days=step * at) for at in range(count)]
    return Timeline(unit, tuple(Bar(start, start + timedelta(days=step - 1), 1, 0) for start in starts), 0)


@pytest.mark.parametrize(
    ("seen", "marks"),
    [
        (months(60), [(0, "2021"), (12, "2022"), (24, "2023"), (36, "2024"), (48, "2025")]),
        (months(3), [(0, "Jan 2021"), (1, "Feb 2021"), (2, "Mar 2021")]),
        (_days("day", 1, 2), [(0, "4 Jan 2021"), (1, "5 Jan 2021")]),
        (_days("day", 1, 60), [(0, "Jan 2021"), (28, "Feb 2021"), (56, "Mar 2021")]),
        (_days("week", 7, 50), [(0, "Jan 2021"), (4, "Feb 2021"), (8, "Mar 2021")]),
        (Timeline("year", (Bar(date(2014, 1, 1), date(2014, 12, 31), 1, 1),), 0), [(0, "2014")]),
    ],
    ids=["months", "few months", "two days", "days", "weeks", "years"],
)
def test_the_axis_names_where_a_time_begins(seen, marks):
    assert list(ticks(seen, EN))[: len(marks)] == marks


@BOTH
def test_counts_stand_beside_the_values_in_their_order(t):
    style = counts_style({"reviews": {"open": 1200, "accepted": 0}}, t)
    first, second = style.index('"\u20021,200"'), style.index('"\u20020"')
    assert 0 < style.index(".st-key-w_reviews button:nth-child(1)") < first < second


@pytest.mark.parametrize(("t", "mark"), [(EN, "\u200e"), (AR, "\u200f")], ids=["en", "ar"])
def test_a_count_stands_at_the_end_of_its_words_in_the_language_of_the_page(t, mark):
    assert counted("الشحيل", 12, t) == f"الشحيل{mark} – 12"


def test_a_label_with_its_count_is_known_by_its_value(monkeypatch):
    monkeypatch.setattr("streamlit.session_state", {"labels": {"actors": {"Islamic State": "isis"}}})
    assert [value_of("actors", answer) for answer in ("isis", "Islamic State", "Islamic State – 7", "Nobody – 7")] == [
        "isis", "isis", "isis", None,
    ]  # fmt: skip


@pytest.fixture
def state(monkeypatch):
    """The session of a visitor, and a clock that stands until the test moves it."""
    held = {"w_actors": ["isis"]}
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr("streamlit.session_state", held)
    monkeypatch.setattr(boxes.time, "monotonic", lambda: clock.now)
    boxes.begin()
    boxes.put("w_actors", [])  # a chip came off
    return SimpleNamespace(held=held, clock=clock)


def test_an_answer_from_before_the_page_set_the_box_is_an_echo(state):
    assert boxes.is_echo("w_actors", ["isis"])
    assert not boxes.is_echo("w_actors", ["sdf"])
    assert not boxes.is_echo("w_places", ["isis"])
    boxes.end()
    assert boxes.is_echo("w_actors", ["isis"])  # the last words are on their way


def test_once_the_browser_knows_the_same_answer_is_a_wish(state):
    boxes.end()
    state.clock.now += 2
    assert not boxes.is_echo("w_actors", ["isis"])


def test_an_echo_stays_one_while_runs_are_broken_off(state):
    state.held["w_actors"] = ["isis"]  # what the browser sent with another click
    boxes.begin()
    boxes.put("w_actors", [])
    assert boxes.is_echo("w_actors", ["isis"])
    boxes.end()
    boxes.begin()
    boxes.put("w_actors", [])
    assert not boxes.is_echo("w_actors", ["isis"])


def test_what_a_visitor_chose_is_no_echo(state):
    boxes.end()
    state.clock.now += 2
    state.held["w_actors"] = ["sdf"]
    boxes.begin()
    boxes.put("w_actors", ["sdf"])
    assert not boxes.is_echo("w_actors", [])
