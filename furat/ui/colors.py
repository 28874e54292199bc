"""Colours that stand for something, told apart by people who see fewer colours too (tested); words always say the same.

A colour means the same on cards and on the map, and an actor keeps its colour while one filters.
"""

from collections.abc import Iterable, Mapping, Sequence

EVENT_COLORS = {
    "Battles": "#8d0052",
    "Explosions/Remote violence": "#f2a511",
    "Violence against civilians": "#5103b9",
    "Protests": "#39b96f",
    "Riots": "#5d4b02",
    "Strategic developments": "#6176bc",
}

ACTOR_COLORS = ("#7f1c29", "#d3a621", "#091ff2", "#55a050", "#bc39dd", "#03c5e8", "#704083")
"""For the most frequent actors; the others share ``OTHERS``, since more colours could not be told apart."""

OTHERS = "#77797b"
UNNAMED = "#f4f4f2"
"""Fill where the report names nobody; its outline is ``OTHERS``."""

CLASS_COLORS = ("#fbe5d0", "#f3bd93", "#e08a5e", "#b84e38", "#741f1b")
"""From few to many, light to dark: read in grey as well."""

NO_INCIDENTS = "#ffffff"


def actor_colors(shown: Mapping[str, int], ranked: Sequence[str]) -> dict[str, str]:
    """Return the colours of actors: of those shown most often, as many as there are colours.

    Args:
        shown: How many of the incidents on the map each actor leads.
        ranked: All actors of the workspace, most frequent first. The first of them have a colour each, always the same;
            another one gets what is left, so that a filter on seldom actors does not show grey alone.
    """
    rank = {actor: number for number, actor in enumerate([*ranked, *sorted(set(shown) - set(ranked))])}
    colored = sorted(shown, key=lambda actor: (-shown[actor], rank[actor]))[: len(ACTOR_COLORS)]
    colored += [actor for actor in ranked if actor not in colored][: len(ACTOR_COLORS) - len(colored)]
    found: dict[str, str] = {}
    for actor in sorted(colored, key=rank.__getitem__):
        found[actor] = _free(rank[actor], found.values())
    return found


def _free(number: int, taken: Iterable[str]) -> str:
    """Return the colour of that number, or the next one that nobody has."""
    used, count = set(taken), len(ACTOR_COLORS)
    order = (ACTOR_COLORS[(number + step) % count] for step in range(count))
    return next(color for color in order if color not in used)


def class_colors(count: int) -> tuple[str, ...]:
    """Return colours for so many classes, from light to dark; few classes keep off the ends of the scale."""
    return tuple(CLASS_COLORS[round((number + 0.5) * len(CLASS_COLORS) / count - 0.5)] for number in range(count))
