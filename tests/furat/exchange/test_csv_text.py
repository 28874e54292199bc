"""A table to take along: read by spreadsheets as it stands, and no cell is a formula."""

import csv
import io

import pytest

from furat.exchange.csv import csv_text

HEADINGS = {"label": "المكان", "killed": "القتلى"}


def rows_of(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    ("record", "row"),
    [
        ({"label": "الشحيل", "killed": 3}, ["الشحيل", "3"]),
        ({"label": "الشحيل", "killed": None}, ["الشحيل", ""]),
        ({"label": "الشحيل", "killed": -3}, ["الشحيل", "-3"]),
        ({"label": "a, b\nc", "killed": True}, ["a, b\nc", "true"]),
        *(({"label": f"{sign}1", "killed": 0}, [f"'{sign}1", "0"]) for sign in "=+-@＝"),
        ({"label": "x", "killed": 1, "hidden": "y"}, ["x", "1"]),
    ],
)
def test_a_record_becomes_a_row_under_its_headings(record, row):
    assert rows_of(csv_text([record], HEADINGS)) == [list(HEADINGS.values()), row]


def test_a_heading_that_looks_like_a_formula_is_text():
    assert rows_of(csv_text([{"a": 1}], {"a": "=1+1"})) == [["'=1+1"], ["1"]]
