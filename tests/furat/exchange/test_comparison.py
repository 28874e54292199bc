"""The table of a comparison as CSV: what is not known is empty, and no cell is a formula."""

import csv
import io

import pytest

from furat.analysis.comparison import Cell, Row, Table
from furat.analysis.figures import Range
from furat.exchange.comparison import COLUMNS, comparison_csv

HEADINGS = {key: f"the {key}" for key in COLUMNS}
TOTAL = Row("total", "", Cell(3, Range(4, 6, True, 1)), Cell(2, Range(1, 1, False, 0)))


def written(*rows, labels=None, fictional=False):
    table = Table("place", rows, TOTAL, 0)
    text = comparison_csv(table, labels or [*(row.key for row in rows), "All"], HEADINGS, fictional=fictional)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            TOTAL,
            {
                "a_incidents": "3", "a_killed_low": "4", "a_killed_high": "6", "a_open_ended": "true", "a_unknown": "1",
                "more_incidents": "-1", "more_killed_low": "", "more_killed_high": "-3",
            },
        ),
        (
            Row("value", "1", None, TOTAL.b),
            {"a_incidents": "", "a_killed_low": "", "a_open_ended": "", "b_incidents": "2", "more_incidents": "",
             "more_killed_low": "", "more_killed_high": ""},
        ),
        (
            Row("value", "1", Cell(2, Range(None, None, False, 2)), TOTAL.b),
            {"a_incidents": "2", "a_killed_low": "", "a_killed_high": "", "a_unknown": "2", "more_killed_low": ""},
        ),
    ],
    ids=["open", "no month", "unknown"],
)  # fmt: skip
def test_cells(row, expected):
    found = written(row)[0]
    assert {key: found[HEADINGS[key]] for key in expected} == expected


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_a_name_that_looks_like_a_formula_is_text(label):
    assert written(TOTAL, labels=[label, "All"])[0]["the label"] == f"'{label}"


def test_the_sum_is_the_last_row_and_each_row_says_what_is_invented():
    rows = written(TOTAL, fictional=True)
    assert rows[-1]["the label"] == "All"
    assert {row["the fictional"] for row in rows} == {"true"}
    assert {row["the fictional"] for row in written(TOTAL)} == {"false"}
