"""One picture of one filter: its parts hold the same incidents, the clicked place included."""

import dataclasses
from datetime import date

import builders
import numpy as np
import pytest

from furat.analysis.picture import SPOT, neighbours, picture
from furat.analysis.ways_out import ways_out
from furat.store.columns import ALL, Columns, size
from furat.store.filters import Filter
from furat.store.passing import hidden_undated, passing

MIXED = (
    {"place": "C5119", "perpetrators": ("isis",), "targets": (), "date": builders.days("2021-02-16")},
    {"place": "C5119", "perpetrators": ("sdf",), "targets": (), "date": None},
    {"place": "C5192", "perpetrators": ("isis",), "targets": (), "date": builders.days("2022-03-01")},
    {"place": "C5192", "perpetrators": ("isis",), "targets": (), "date": None},
)


@pytest.fixture
def columns(frame_of):
    return Columns(frame_of(*MIXED))


def test_a_clicked_place_narrows_list_figures_counts_and_timeline_and_leaves_the_marks(columns, gazetteer):
    seen = picture(columns, Filter(), "C5119", gazetteer)
    assert (size(seen.chosen, columns), seen.figures.incidents) == (2, 2)
    assert seen.facets.actors["isis"] == 1
    assert sum(bar.incidents for bar in seen.timeline.bars) + seen.timeline.undated == 2
    assert (size(seen.rows, columns), len(seen.marks)) == (4, 2)


@pytest.mark.parametrize("spot", [None, "C5119", "C5192"])
def test_every_count_beside_a_filter_is_what_the_list_shows_then(columns, gazetteer, spot):
    counts = picture(columns, Filter(), spot, gazetteer).facets.actors
    shown = {actor: picture(columns, Filter(actors=(actor,)), spot, gazetteer).figures.incidents for actor in counts}
    assert counts == shown


@pytest.mark.parametrize(("spot", "hidden"), [(None, 2), ("C5119", 1)])
def test_what_dates_hide_is_counted_within_the_clicked_place(columns, gazetteer, spot, hidden):
    seen = picture(columns, Filter(date_from=date(2021, 1, 1)), spot, gazetteer)
    assert hidden_undated(seen.found) == seen.timeline.undated == hidden


@pytest.mark.parametrize(
    ("f", "spot", "ways"),
    [
        (Filter(actors=("hts",)), None, {"actors": 4}),
        (Filter(actors=("sdf",), date_from=date(2021, 1, 1)), None, {"actors": 2, "dates": 1}),
        (Filter(actors=("sdf",)), "C5192", {"actors": 2, SPOT: 1}),
        (Filter(actors=("hts",), places=("C5167",)), None, {}),
    ],
)
def test_where_nothing_passes_each_way_out_shows_what_it_says(columns, gazetteer, f, spot, ways):
    seen = picture(columns, f, spot, gazetteer)
    assert seen.figures.incidents == 0
    assert ways_out(seen.found) == ways
    assert list(ways_out(seen.found)) == list(ways)
    empty = {"actors": {"actors": ()}, "dates": {"date_from": None}}
    for part, number in ways.items():
        without = f if part == SPOT else dataclasses.replace(f, **empty[part])
        assert picture(columns, without, None if part == SPOT else spot, gazetteer).figures.incidents == number


def test_what_takes_no_part_offers_no_way_out(columns, gazetteer):
    assert ways_out(passing(columns, Filter(), gazetteer)) == {}


@pytest.mark.parametrize(
    ("rows", "of", "expected"),
    [
        (ALL, 1, (0, 2)),
        (ALL, 0, (3, 1)),
        (ALL, 3, (2, 0)),
        ([0, 2], 2, (0, 0)),
        ([0, 2], 1, (2, 0)),
        ([1], 1, (None, None)),
        ([1], 0, (1, 1)),
        ([], 0, (None, None)),
    ],
)
def test_neighbours_in_the_list(frame_of, rows, of, expected):
    columns = Columns(frame_of({}, {}, {}, {}))
    ids = list(columns.frame["incident_id"])
    listed = rows if isinstance(rows, slice) else np.array(rows, dtype=np.intp)
    assert neighbours(columns, listed, ids[of]) == tuple(None if at is None else ids[at] for at in expected)


def test_neighbours_of_what_is_gone(frame_of):
    columns = Columns(frame_of({}, {}))
    ids = list(columns.frame["incident_id"])
    assert neighbours(columns, ALL, "gone") == (ids[1], ids[0])
