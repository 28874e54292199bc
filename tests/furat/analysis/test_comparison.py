"""Comparing two sides: rows add up to all of each side, months are aligned, nothing unknown becomes 0."""

import sys
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from builders import gazetteer
from hypothesis import given
from hypothesis import strategies as st

from furat.analysis.comparison import (
    COLUMNS,
    NAME,
    REST,
    SPANNING,
    UNDATED,
    UNPLACED,
    UNTYPED,
    VALUE,
    Cell,
    Change,
    Row,
    Table,
    change_text,
    compare,
    records,
)
from furat.analysis.figures import Range, casualty_range
from furat.analysis.sides import ACTORS, GROUPINGS, MONTH, PERIODS, PLACE, SUBTYPE, TYPE, Comparison, Side, narrowed
from furat.store.columns import Columns
from furat.store.filters import Filter

SHUHAYL, MAYADIN = "C5119", "C5110"


def frame_of(*rows):
    """An incident frame of what is counted; each row gives what it wants to be other than the plain one."""
    plain = {
        "date_start": "2021-02-16",
        "date_end": None,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "place_id": SHUHAYL,
        "place_name_ar": "الشحيل",
        "killed_low": 1,
        "killed_high": 1,
        "perpetrators": (),
        "targets": (),
    }
    made = [plain | row for row in rows]
    for row in made:
        row["date_end"] = row["date_end"] or row["date_start"]
    frame = pd.DataFrame(made, columns=list(plain), dtype=object)
    for key in ("event_type", "sub_event_type", "place_id", "place_name_ar"):
        frame[key] = frame[key].astype("str").astype("category")
    for key in ("date_start", "date_end"):
        frame[key] = pd.to_datetime(frame[key]).astype("datetime64[s]")
    for key in ("killed_low", "killed_high"):
        frame[key] = frame[key].astype("Int64")
    return frame


def period(first, last):
    return Side(*(date.fromisoformat(day) if day else None for day in (first, last)))


def of_periods(a, b, **more):
    return Comparison(PERIODS, period(*a), period(*b), **more)


def tabled(frame, asked, f=Filter(), **more):  # noqa: B008 - a frozen value
    a, b = (narrowed(frame, f, asked, side, gazetteer()) for side in asked.sides)
    return compare(a, b, f, asked, **more)


def counts(table):
    """The rows as (kind, key, incidents of a, incidents of b)."""
    return [(row.kind, row.key, row.a and row.a.incidents, row.b and row.b.incidents) for row in table.rows]


YEARS = (("2020-01-01", "2020-12-31"), ("2021-01-01", "2021-12-31"))


def test_months_of_two_periods_stand_side_by_side_by_their_number():
    frame = frame_of({"date_start": "2020-03-05"}, {"date_start": "2021-03-31"}, {"date_start": "2021-03-01"})
    table = tabled(frame, of_periods(*YEARS))
    assert [row.key for row in table.rows] == [str(number) for number in range(1, 13)]
    assert [(row.a.incidents, row.b.incidents) for row in table.rows if row.a.incidents] == [(1, 2)]
    march = table.rows[2]
    assert march.days_a == (date(2020, 3, 1), date(2020, 3, 31))
    assert march.days_b == (date(2021, 3, 1), date(2021, 3, 31))


@pytest.mark.parametrize(
    ("first", "last", "day", "number"),
    [
        ("2020-03-15", "2020-08-14", "2020-03-15", 1),
        ("2020-03-15", "2020-08-14", "2020-04-14", 1),
        ("2020-03-15", "2020-08-14", "2020-04-15", 2),
        ("2020-03-15", "2020-08-14", "2020-08-14", 5),
        ("2020-01-31", "2020-05-31", "2020-02-28", 1),
        ("2020-01-31", "2020-05-31", "2020-02-29", 2),
        ("2020-01-31", "2020-05-31", "2020-03-30", 2),
        ("2020-01-31", "2020-05-31", "2020-05-31", 5),
        ("2020-06-01", "2020-06-01", "2020-06-01", 1),
    ],
)
def test_a_month_of_a_period_begins_on_the_day_on_which_the_period_begins(first, last, day, number):
    table = tabled(frame_of({"date_start": day}), of_periods((first, last), ("2011-01-01", "2011-01-02")))
    assert [row.key for row in table.rows if row.a and row.a.incidents] == [str(number)]


def test_the_months_of_a_period_end_with_it():
    table = tabled(frame_of({}), of_periods(("2020-03-15", "2020-05-20"), ("2021-02-01", "2021-02-28")))
    assert [row.days_a for row in table.rows] == [
        (date(2020, 3, 15), date(2020, 4, 14)),
        (date(2020, 4, 15), date(2020, 5, 14)),
        (date(2020, 5, 15), date(2020, 5, 20)),
    ]


def test_a_month_that_a_shorter_period_lacks_is_not_a_month_without_incidents():
    table = tabled(frame_of({"date_start": "2021-01-02"}), of_periods(YEARS[0], ("2021-01-01", "2021-02-28")))
    assert [row.b and row.b.incidents for row in table.rows] == [1, 0, *[None] * 10]
    assert table.rows[1].more_incidents == 0
    assert table.rows[2].more_incidents is None
    assert table.rows[2].more_killed is None


def test_a_month_that_the_common_filter_leaves_out_is_none():
    f = Filter(date_from=date(2020, 3, 10))
    table = tabled(frame_of({"date_start": "2020-03-12"}, {"date_start": "2020-03-01"}), of_periods(*YEARS), f)
    assert [row.a and row.a.incidents for row in table.rows][:4] == [None, None, 1, 0]


def test_an_open_end_is_that_of_the_incidents():
    frame = frame_of({"date_start": "2020-11-20"}, {"date_start": "2021-01-19"}, {"date_start": "2021-02-20"})
    table = tabled(frame, of_periods((None, "2021-01-31"), ("2021-02-01", None)))
    assert counts(table) == [(VALUE, "1", 1, 1), (VALUE, "2", 0, None), (VALUE, "3", 1, None)]


def test_what_lies_in_several_months_or_has_no_date_is_counted_apart():
    frame = frame_of(
        {"date_start": "2021-01-31", "date_end": "2021-02-01"},
        {"date_start": "2020-12-31", "date_end": "2021-01-01"},
        {"date_start": "2021-01-05", "date_end": "2021-01-25"},
        {"date_start": None},
    )
    found = counts(tabled(frame, of_periods(("2021-01-01", "2021-02-28"), (None, None))))
    assert [row[:3] for row in found if row[2]] == [(VALUE, "1", 1), (SPANNING, "", 2)]
    assert [(kind, b) for kind, _, _, b in found if kind != VALUE] == [(SPANNING, 2), (UNDATED, 1)]


def of_actors(a="isis", b="sdf", **more):
    return Comparison(ACTORS, Side(actor=a), Side(actor=b), **more)


def test_actors_are_compared_by_the_months_of_the_calendar_without_a_gap():
    frame = frame_of(
        {"perpetrators": ("isis",), "date_start": "2020-11-20"},
        {"perpetrators": ("sdf",), "date_start": "2021-01-19"},
        {"targets": ("sdf", "isis"), "date_start": "2021-01-30", "date_end": "2021-02-02"},
        {"targets": ("sdf",), "date_start": None},
        {"targets": ("civilians",), "date_start": "2012-01-01"},
    )
    table = tabled(frame, of_actors())
    assert counts(table) == [
        (VALUE, "2020-11", 1, 0),
        (VALUE, "2020-12", 0, 0),
        (VALUE, "2021-01", 0, 1),
        (SPANNING, "", 1, 1),
        (UNDATED, "", 0, 1),
    ]
    assert table.shared == 1


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (TYPE, [(VALUE, "Riots", 1, 1), (VALUE, "Battles", 1, 0), (UNTYPED, "", 0, 1)]),
        (SUBTYPE, [(VALUE, "Armed clash", 2, 1), (VALUE, "Mob violence", 0, 1)]),
    ],
)
def test_types_the_most_frequent_first(by, expected):
    frame = frame_of(
        {"date_start": "2020-01-01"},
        {"date_start": "2020-01-01", "event_type": "Riots"},
        {"event_type": "Riots", "sub_event_type": "Mob violence"},
        {"event_type": None},
    )
    assert counts(tabled(frame, of_periods(*YEARS, by=by))) == expected


def test_places_the_most_frequent_first_and_the_others_summed():
    frame = frame_of(
        *[{"place_id": MAYADIN}] * 3,
        *[{}] * 2,
        {"place_id": None, "place_name_ar": "قرية"},
        {"place_id": "C5100"},
        {"place_id": "C5101"},
        *[{"place_id": None, "place_name_ar": None}] * 4,
    )
    asked = of_periods(*YEARS, by=PLACE)
    assert counts(tabled(frame, asked, places=3)) == [
        (VALUE, MAYADIN, 0, 3),
        (VALUE, SHUHAYL, 0, 2),
        (VALUE, "C5100", 0, 1),
        (REST, "", 0, 2),
        (UNPLACED, "", 0, 4),
    ]
    assert tabled(frame, asked, places=3).rows[3].places == 2
    whole = counts(tabled(frame, asked, places=4))
    assert whole[-2:] == [(NAME, "قرية", 0, 1), (UNPLACED, "", 0, 4)]
    assert all(kind != REST for kind, *_ in whole)


@pytest.mark.parametrize(
    ("a", "b", "written"),
    [
        ((1, 1), (4, 4), "+3"),
        ((4, 4), (1, 1), "−3"),
        ((4, 4), (4, 4), "0"),
        ((1, 3), (2, 6), "−1 … +5"),
        ((1, 3), (5, None), "≥ +2"),
        ((5, None), (1, 3), "≤ −2"),
        ((5, None), (5, None), "–"),
        ((None, None), (5, 5), "–"),
        ((5, 5), (None, None), "–"),
        (None, (2, 3), "+2 … +3"),
        ((2000, 2000), (1, 1), "−1,999"),
    ],
)
def test_a_difference_of_deaths_says_how_sure_it_is(a, b, written):
    rows = [
        {"date_start": day, "killed_low": killed[0], "killed_high": killed[1]}
        for day, killed in (("2020-01-01", a), ("2021-01-01", b))
        if killed
    ]
    table = tabled(frame_of(*rows), of_periods(*YEARS))
    assert change_text(table.rows[0].more_killed) == written
    assert change_text(table.total.more_killed) == written


def test_a_change_that_is_open_at_both_ends_says_nothing():
    assert change_text(Change(None, None)) == "–"


def test_unknown_deaths_are_never_0():
    rows = ({"date_start": "2020-01-01", "killed_low": None, "killed_high": None}, {"date_start": "2020-01-02"})
    table = tabled(frame_of(*rows), of_periods(YEARS[0], YEARS[1], by=TYPE))
    assert table.rows[0].a == Cell(2, Range(1, 1, False, 1))
    alone = tabled(frame_of(rows[0]), of_periods(YEARS[0], YEARS[1], by=TYPE))
    assert alone.rows[0].a == Cell(1, Range(None, None, False, 1))


def test_periods_that_overlap_say_how_many_incidents_count_twice():
    asked = of_periods(("2020-01-01", "2021-06-30"), YEARS[1])
    assert tabled(frame_of({}, {"date_start": "2020-05-05"}, {"date_start": "2021-08-05"}), asked).shared == 1


_DAY = st.dates(date(2019, 6, 1), date(2021, 12, 31)).map(date.isoformat)
_KILLED = st.none() | st.integers(0, 9)
_ROWS = st.fixed_dictionaries(
    {
        "date_start": st.none() | _DAY,
        "event_type": st.none() | st.sampled_from(["Battles", "Riots", "Protests"]),
        "sub_event_type": st.none() | st.sampled_from(["Armed clash", "Attack"]),
        "place_id": st.none() | st.sampled_from([f"C51{number:02d}" for number in range(9)]),
        "place_name_ar": st.none() | st.sampled_from(["قرية", "الشحيل"]),
        "killed_low": _KILLED,
        "killed_high": _KILLED,
        "perpetrators": st.sampled_from([(), ("isis",), ("sdf", "isis")]),
        "targets": st.sampled_from([(), ("sdf",), ("isis",)]),
    }
)


@given(
    st.lists(_ROWS, max_size=12),
    st.sampled_from(GROUPINGS),
    st.sampled_from([of_actors(), of_periods(*YEARS), of_periods(("2020-05-20", None), (None, None))]),
)
def test_the_rows_of_each_side_add_up_to_all_of_it(rows, by, asked):
    frame, asked = frame_of(*rows), replace(asked, by=by)
    sides = [narrowed(frame, Filter(), asked, side, gazetteer()) for side in asked.sides]
    table = compare(*sides, Filter(), asked, places=2)
    for name, side in zip("ab", sides, strict=True):
        cells = [cell for row in table.rows if (cell := getattr(row, name))]
        assert sum(cell.incidents for cell in cells) == len(side)
        assert sum(cell.killed.unknown for cell in cells) == casualty_range(Columns(side), "killed").unknown
        for end in ("low", "high"):
            known = [getattr(cell.killed, end) for cell in cells if getattr(cell.killed, end) is not None]
            assert (sum(known) if known else None) == getattr(casualty_range(Columns(side), "killed"), end)
        assert any(cell.killed.open_ended for cell in cells) == casualty_range(Columns(side), "killed").open_ended
        assert getattr(table.total, name) == Cell(len(side), casualty_range(Columns(side), "killed"))


@pytest.mark.parametrize("by", GROUPINGS)
def test_nothing_on_either_side_is_no_row_but_the_months_asked_for(by):
    table = tabled(frame_of(), of_periods(*YEARS, by=by))
    assert len(table.rows) == (12 if by == MONTH else 0)
    assert table.total == Row("total", "", Cell(0, Range(None, None, False, 0)), Cell(0, Range(None, None, False, 0)))


def _calls(size):
    """How many functions run for all tables of a frame of so many rows."""
    frame = frame_of({"perpetrators": ("isis",)}, {"targets": ("sdf",), "date_start": "2020-02-02"})
    frame = frame.iloc[np.arange(size) % 2].reset_index(drop=True)
    asked = [of_actors(by=by) for by in GROUPINGS] + [of_periods(*YEARS, by=by) for by in GROUPINGS]
    calls = 0

    def count(*_):
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        tables = [tabled(frame, one) for one in asked]
    finally:
        sys.setprofile(None)
    assert all(table.total.a.incidents == size // 2 for table in tables)
    return calls


def test_no_step_is_taken_row_by_row():
    """A loop over rows in Python would show as more calls for more rows."""
    _calls(100)  # what is imported and remembered the first time
    assert _calls(20_000) < _calls(1_000) + 1_000


def _cell(incidents, *killed):
    return Cell(incidents, Range(*killed))


TOTAL = Row("total", "", _cell(3, 4, 6, True, 1), _cell(2, 1, 1, False, 0))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            TOTAL,
            {
                "a_incidents": 3, "a_killed_low": 4, "a_killed_high": 6, "a_open_ended": True, "a_unknown": 1,
                "more_incidents": -1, "more_killed_low": None, "more_killed_high": -3,
            },
        ),
        (
            replace(TOTAL, a=None),
            {
                "a_incidents": None, "a_killed_low": None, "a_open_ended": None, "a_unknown": None, "b_incidents": 2,
                "more_incidents": None, "more_killed_low": None, "more_killed_high": None,
            },
        ),
        (
            replace(TOTAL, a=_cell(2, None, None, False, 2)),
            {"a_incidents": 2, "a_killed_low": None, "a_killed_high": None, "a_unknown": 2, "more_killed_low": None},
        ),
    ],
    ids=["open", "no month", "unknown"],
)  # fmt: skip
def test_records_hold_each_end_and_nothing_unknown_as_0(row, expected):
    first, last = records(Table(PLACE, (row,), TOTAL, 0), ["x", "All"], fictional=True)
    assert tuple(first) == COLUMNS
    assert {key: first[key] for key in expected} == expected
    assert [(one["label"], one["fictional"]) for one in (first, last)] == [("x", True), ("All", True)]
