"""What several reports say of one event, as one incident."""

from datetime import date
from itertools import permutations

import pytest

from extraction.record import PLACE_KEYS
from furat.store.linking.combine import DATE_KEYS, claims, combine, combined_count


def told(number=1, killed=(None, None, None), day=None, **values):
    row = dict.fromkeys((*PLACE_KEYS, *DATE_KEYS, "published"))
    row |= {
        "incident_id": f"i{number}",
        "report_id": f"r{number}",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "perpetrators": (),
        "targets": (),
        "claimed_by": (),
        "weapons": (),
        "flags": (),
        "confidence": 0.5,
        "casualties_shared": False,
        "review": "open",
        "corrected": (),
        "published": date(2021, 2, day) if day else None,
        **dict.fromkeys(("injured_low", "injured_best", "injured_high")),
    }
    row |= dict(zip(("killed_low", "killed_best", "killed_high"), killed, strict=True))
    return row | values


ONE, TWO, THREE, FOUR = ((n, n, n) for n in (1, 2, 3, 4))
AT_LEAST_TWO = (2, 2, None)
SEVERAL = (2, None, None)
NONE = (None, None, None)


@pytest.mark.parametrize(
    ("rows", "low", "best", "high", "disagree", "updated"),
    [
        ([(NONE, 1), (NONE, 1)], None, None, None, False, False),
        ([(TWO, 1), (TWO, 2)], 2, 2, 2, False, False),
        ([(TWO, 1), (NONE, 2)], 2, 2, 2, False, False),
        # the toll rises from day to day
        ([(TWO, 1), (THREE, 2)], 3, 3, 3, False, True),
        ([(TWO, 1), (THREE, 2), (THREE, 2)], 3, 3, 3, False, True),
        ([(ONE, 1), (TWO, 2), (FOUR, 3)], 4, 4, 4, False, True),
        # a later report that says less does not take the dead back
        ([(THREE, 1), (TWO, 2)], 2, 2, 3, True, False),
        ([(TWO, 1), (FOUR, 2), (THREE, 3)], 2, 2, 4, True, False),
        # on one day they disagree; the figure of most is the best
        ([(TWO, 1), (THREE, 1)], 2, 2, 3, True, False),
        ([(TWO, 1), (THREE, 1), (THREE, 1)], 2, 3, 3, True, False),
        # nobody knows which came first
        ([(TWO, None), (THREE, 2)], 2, 2, 3, True, False),
        # a vague figure that an exact one satisfies is no disagreement
        ([(AT_LEAST_TWO, 1), (THREE, 1)], 3, 3, 3, False, False),
        ([(SEVERAL, 2), (FOUR, 1)], 4, 4, 4, False, False),
        ([(AT_LEAST_TWO, 1), (ONE, 1)], 1, 1, None, True, False),
        ([(SEVERAL, 1), (SEVERAL, 2)], 2, None, None, False, False),
    ],
)
def test_counts(rows, low, best, high, disagree, updated):
    reports = [told(number, killed, day) for number, (killed, day) in enumerate(rows)]
    for order in permutations(reports):
        count = combined_count(order, "killed")
        assert (count.low, count.best, count.high, count.disagree, count.updated) == (
            low,
            best,
            high,
            disagree,
            updated,
        )


def test_a_shared_count_is_none():
    assert combined_count([told(1, casualties_shared=True), told(2, TWO)], "killed").low == 2


@pytest.mark.parametrize("end", ["low", "best", "high"])
def test_a_corrected_count_stands_alone(end):
    """Whichever of its figures was corrected: the others were looked at and left."""
    rows = [told(1, TWO, 1), told(2, ONE, 2, corrected=(f"killed_{end}",))]
    assert combined_count(rows, "killed").high == 1
    assert combined_count([told(1, TWO, 1), told(2, ONE, 2, corrected=("targets",))], "killed").high == 2


def test_claims_by_publication():
    rows = [told(1, THREE, 3), told(2, TWO, 1), told(3, NONE, 2), told(4, ONE)]
    assert [claim.low for claim in claims(rows, "killed")] == [2, 3, 1]


POINT = {"place_id": "p", "geo_precision": 1, "lat": 35.0}
NEAR = {"place_id": "p", "geo_precision": 2, "lat": 35.0}
AREA = {"place_id": "a", "geo_precision": 3, "lat": 36.0}
OTHER = {"place_id": "o", "geo_precision": 1, "lat": 34.0}
ISIS, SDF = {"perpetrators": ("isis",)}, {"perpetrators": ("sdf",)}
UNKNOWN = {"perpetrators": ("unidentified_gunmen",)}
DAY = {"date_start": date(2021, 2, 1), "date_end": date(2021, 2, 1), "time_precision": 1}
WEEK = {"date_start": date(2021, 2, 1), "date_end": date(2021, 2, 7), "time_precision": 2}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([POINT, AREA, AREA], {"place_id": "p", "geo_precision": 1}),
        ([NEAR, POINT], {"geo_precision": 1}),
        ([OTHER, POINT, POINT], {"place_id": "p", "lat": 35.0}),
        ([OTHER | {"confidence": 0.9}, POINT], {"place_id": "o"}),
        ([AREA | {"corrected": ("place_id",)}, POINT], {"place_id": "a"}),
        ([{}, POINT], {"place_id": "p"}),
        ([WEEK, DAY], {"date_end": date(2021, 2, 1), "time_precision": 1}),
        ([{}, WEEK], {"time_precision": 2}),
        ([{"perpetrators": ("isis",)}, {}], {"perpetrators": ("isis",), "flags": ()}),
        ([ISIS, SDF | {"confidence": 0.1}], {"perpetrators": ("isis", "sdf"), "flags": ("sources_disagree",)}),
        ([ISIS, UNKNOWN], {"perpetrators": ("isis",), "flags": ()}),
        ([UNKNOWN, UNKNOWN], {"perpetrators": ("unidentified_gunmen",), "flags": ()}),
        ([{"perpetrators": ("isis", "sdf")}, {"perpetrators": ("sdf",)}], {"flags": ()}),
        ([ISIS | {"corrected": ("perpetrators",)}, SDF], {"perpetrators": ("isis",), "flags": ()}),
        ([{"confidence": 0.2}, {"confidence": 0.9}], {"confidence": 0.9}),
        ([{"casualties_shared": True}, {}], {"casualties_shared": False}),
        ([{"flags": ("no_perpetrator",)}, {}], {"flags": ()}),
        ([{"flags": ("no_perpetrator",)}, {"flags": ("no_perpetrator",)}], {"flags": ("no_perpetrator",)}),
        ([{"review": "accepted", "sub_event_type": "Attack"}, {"confidence": 0.9}], {"report_id": "r0"}),
    ],
)  # fmt: skip
def test_values(rows, expected):
    reports = [told(number, **values) for number, values in enumerate(rows)]
    for order in permutations(reports):
        made = combine(order)
        assert {key: made[key] for key in expected} == expected


def test_a_rising_toll_and_a_quarrel_are_flagged():
    assert combine([told(1, TWO, 1), told(2, THREE, 2)])["flags"] == ("toll_updated",)
    assert combine([told(1, TWO, 1), told(2, THREE, 1)])["flags"] == ("sources_disagree",)
