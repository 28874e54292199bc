"""How far a reported incident can be trusted, from 0 to 1, by what its reading rests on.

The weights are those of a logistic model; docs/accuracy.md shows the reliability table that ``furat evaluate`` prints.
"""

import math


def confidence(
    *,
    place_score: float,
    head: bool,
    dated: bool,
    known_date: bool,
    actors: int,
    tellings: int,
    scenes: int,
    wide: bool,
) -> float:
    """Return the share of like incidents that are right.

    ``place_score`` is the resolution's, ``head`` whether a word tells the event itself, ``dated`` whether the
    date stands
    beside it, ``actors`` how many sides are named, ``tellings`` how often the report tells it, ``wide`` an area only.
    """
    total = -1.6 + 1.2 * place_score + 0.5 * head + 0.5 * dated + 0.3 * known_date + 0.35 * actors
    total += 0.3 * min(tellings - 1, 2) - 0.4 * wide - 0.1 * (scenes > 1)
    return round(1 / (1 + math.exp(-total)), 3)
