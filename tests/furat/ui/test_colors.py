"""Colours that stand for something: told apart by everybody, and the same while one filters."""

import itertools

import numpy as np
import pytest

from furat.ui.colors import (
    ACTOR_COLORS,
    CLASS_COLORS,
    EVENT_COLORS,
    NO_INCIDENTS,
    OTHERS,
    UNNAMED,
    actor_colors,
    class_colors,
)

# Machado, Oliveira and Fernandes 2009, severity 1.
EYES = {
    "all colours": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TOLD_APART = 20
"""Difference in CIELAB; two patches side by side differ from 2 or 3 on."""


def linear(color):
    parts = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(color, eyes):
    seen = np.clip(np.array(EYES[eyes]) @ linear(color), 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ seen / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize(
    "colors", [(*EVENT_COLORS.values(), UNNAMED), (*ACTOR_COLORS, OTHERS, UNNAMED)], ids=["types", "actors"]
)
def test_colours_are_told_apart_by_everybody(colors, eyes):
    seen = {color: lab(color, eyes) for color in colors}
    near = [(a, b) for a, b in itertools.combinations(colors, 2) if np.linalg.norm(seen[a] - seen[b]) < TOLD_APART]
    assert near == []


@pytest.mark.parametrize("eyes", EYES)
def test_shades_grow_darker_for_everybody(eyes):
    light = [lab(color, eyes)[0] for color in (NO_INCIDENTS, *CLASS_COLORS)]
    assert all(before - after > 5 for before, after in itertools.pairwise(light))


RANKED = [f"actor{number}" for number in range(20)]


def test_the_most_frequent_actors_keep_their_colours_whatever_is_shown():
    whole = actor_colors(dict.fromkeys(RANKED, 5), RANKED)
    few = actor_colors({"actor3": 1, "actor15": 9}, RANKED)
    assert whole["actor3"] == few["actor3"] == ACTOR_COLORS[3]
    assert [whole[actor] for actor in RANKED[: len(ACTOR_COLORS)]] == list(ACTOR_COLORS)


@pytest.mark.parametrize("shown", [{}, {"actor15": 2}, dict.fromkeys(RANKED[10:], 1), {"unheard": 1}])
def test_seldom_actors_get_colours_of_their_own_too(shown):
    found = actor_colors(shown, RANKED)
    assert set(list(shown)[: len(ACTOR_COLORS)]) <= set(found)
    assert len(set(found.values())) == len(found) == len(ACTOR_COLORS)


@pytest.mark.parametrize("count", range(len(CLASS_COLORS) + 1))
def test_classes_run_from_light_to_dark(count):
    found = class_colors(count)
    assert len(set(found)) == count
    assert list(found) == sorted(found, key=CLASS_COLORS.index)
