"""The legend of circles and areas: what it names is what is drawn."""

import dataclasses

import pytest

from furat.analysis.figures import Range
from furat.analysis.places import Spot
from furat.ui.colors import OTHERS
from furat.ui.exploring.legend import legend_part
from furat.ui.map_features import SpotColors, spot_colors
from furat.ui.map_legend import spots_legend
from furat.ui.names import Names
from furat.ui.state import BY_ACTOR, BY_DEATHS, BY_INCIDENTS, BY_TYPE
from furat.ui.texts import load_texts
from geo.layers import MIN_RADIUS, circle_radius
from geo.legend import LegendEntry, LegendPart

SPOT = Spot(
    "C5119", "C5119", "الشحيل", "Shiheil", "town", 35.1, 40.4, False, False, 0.0, 4, 0, 0,
    Range(3, 3, False, 0), None, None, "Battles", "isis",
)  # fmt: skip


@pytest.fixture
def names(gazetteer):
    return Names(load_texts("en"), gazetteer, {"isis": {"en": "Islamic State", "ar": "تنظيم الدولة"}})


def legend(names, spots=(SPOT,), size=BY_INCIDENTS, colors=None, **more):
    return spots_legend(spots, names, largest=100, size=size, colors=colors or SpotColors(), **more)


def words(part):
    return [entry.words for entry in part.entries]


def test_sizes_are_those_of_the_map(names):
    sizes, signs = legend(names).parts
    assert words(sizes) == ["5", "20", "100"]
    assert [entry.radius for entry in sizes.entries] == [circle_radius(count, 100) for count in (5, 20, 100)]
    assert names.texts("map.legend.approximate") in words(signs)
    assert [entry.dashed for entry in signs.entries] == [False, True, False]


def test_by_deaths_the_hollow_ring_is_named_where_there_is_one(names):
    unknown = dataclasses.replace(SPOT, killed=Range(None, None, False, 4))
    assert len(legend(names, size=BY_DEATHS).parts[0].entries) == 3
    ring = legend(names, (SPOT, unknown), BY_DEATHS).parts[0].entries[-1]
    assert (ring.words, ring.opacity, ring.radius) == (names.texts("map.legend.nodeaths"), 0.0, MIN_RADIUS)


@pytest.mark.parametrize(
    ("by", "value", "name"), [(BY_TYPE, "Battles", "Battles"), (BY_ACTOR, "isis", "Islamic State")]
)
def test_colours_that_occur_are_named_and_can_be_asked_for(names, by, value, name):
    colors = spot_colors(by, [SPOT], ["isis", "sdf"])
    made = legend(names, colors=colors)
    (entry,) = made.parts[1].entries
    assert (made.chosen_by, entry.value, entry.words, entry.fill) == (by, value, name, colors.of(SPOT)[0])


def test_others_and_nobody_come_last_and_cannot_be_asked_for(names):
    spots = [SPOT, *(dataclasses.replace(SPOT, leading_actor=actor) for actor in ("turkey", ""))]
    part = legend(names, spots, colors=SpotColors(BY_ACTOR, {"isis": "#7f1c29"})).parts[1]
    assert words(part) == ["Islamic State", "Others", names.texts("card.unknown.perpetrator")]
    assert [entry.value for entry in part.entries] == ["isis", "", ""]
    assert part.entries[1].fill == OTHERS


def test_the_chosen_is_in_the_legend_only_when_there_is_one(names):
    chosen = names.texts("map.legend.selected")
    assert chosen not in words(legend(names).parts[-1])
    assert chosen in words(legend(names, selected=True).parts[-1])


def test_words_of_the_legend_cannot_become_markup():
    entry = LegendEntry("<script>alert(1)</script>", "#111111", "#111111", hatched=True, shape="box")
    made = legend_part(LegendPart("<b>", (entry,)), load_texts("en"))
    assert "<script" not in made and "<b>" not in made
    assert "repeating-linear-gradient" in made
