"""What stands out: the most, without what holds the others, and never without what is chosen."""

import pytest

from furat.analysis.leading import leading, subdistricts, towns

COUNTS = {"a": 5, "b": 3, "c": 3, "d": 0, "e": 1}


@pytest.mark.parametrize(
    ("chosen", "most", "found"),
    [
        ((), 2, [("a", 5), ("b", 3)]),
        ((), 9, [("a", 5), ("b", 3), ("c", 3), ("e", 1)]),
        (("a",), 2, [("a", 5), ("b", 3)]),
        (("e",), 2, [("a", 5), ("e", 1)]),
        (("d", "z"), 2, [("d", 0), ("z", 0)]),
        (("a", "b", "e"), 2, [("a", 5), ("b", 3), ("e", 1)]),
    ],
)
def test_the_most_and_the_chosen(chosen, most, found):
    assert leading(COUNTS, chosen, most) == found


def test_units_are_apart_from_what_lies_in_them(gazetteer):
    counts = {"SY": 9, "SY09": 8, "dz-rif-sharqi": 7, "SY090102": 6, "C5119": 5, "dz-badiyat-ash-shula": 1, "lost": 2}
    assert set(towns(counts, gazetteer)) == {"C5119", "dz-badiyat-ash-shula", "lost"}
    assert set(subdistricts(counts, gazetteer)) == {"SY090102"}
