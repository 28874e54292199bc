"""The words and the table of the compare page: no two rows alike, headers for each cell, nothing of a report runs."""

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from builders import gazetteer

from furat.analysis.comparison import COLUMNS, Cell, Row, Table
from furat.analysis.figures import Range
from furat.analysis.sides import ACTORS, KILLED, MONTH, PERIODS, PLACE, Comparison, Side
from furat.ui.comparing.address import write_comparison
from furat.ui.comparing.table import csv_headings, csv_labels, table_html
from furat.ui.comparing.words import left_out, month_days, picture, row_labels, side_words
from furat.ui.names import Names
from furat.ui.texts import load_texts

DOCS = Path(__file__).resolve().parents[3] / "docs" / "workbench.md"
ACTOR_NAMES = {"isis": {"en": "Islamic State", "ar": "تنظيم الدولة"}}
ONE = Cell(1, Range(1, 1, False, 0))
TOTAL = Row("total", "", ONE, ONE)


def names(language="en"):
    return Names(load_texts(language), gazetteer(), ACTOR_NAMES)


def table(by, *rows):
    return Table(by, rows, TOTAL, 0)


def place(key, kind="value"):
    return Row(kind, key, ONE, ONE)


D = date.fromisoformat


@pytest.mark.parametrize(
    ("asked", "language", "words"),
    [
        (Comparison(a=Side(D("2023-01-01"), D("2023-12-31"))), "en", "A: 1 Jan 2023 – 31 Dec 2023"),
        (Comparison(a=Side(D("2023-01-01"))), "en", "A: from 1 Jan 2023 on"),
        (Comparison(a=Side(date_to=D("2023-01-01"))), "ar", "أ: حتى 1 كانون الثاني 2023"),
        (Comparison(), "en", "A: all days"),
        (Comparison(ACTORS, a=Side(actor="isis")), "ar", "أ: تنظيم الدولة"),
        (Comparison(ACTORS, a=Side(actor="isis", role="target")), "en", "A: Islamic State (Was hit)"),
        (Comparison(ACTORS, a=Side(actor="un\u202eknown\n x")), "en", "A: unknown x"),
        (Comparison(ACTORS), "en", "A: Choose an actor"),
    ],
)
def test_what_a_side_is_called(asked, language, words):
    assert side_words(asked, "a", names(language)) == words


def test_places_of_one_name_are_told_apart():
    twins = ("C5090", "C5171")
    assert len({names().place(key) for key in twins}) == 1
    labels = row_labels(table(PLACE, *map(place, twins), place("x", "name"), place("x", "name")), names())
    assert len(set(labels)) == len(labels)
    assert labels[-3:] == ["x", "x (2)", "All"]


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (("2023-02-01", "2023-02-28"), "A: Feb 2023"),
        (("2024-02-01", "2024-02-28"), "A: 1–28 Feb 2024"),
        (("2024-02-15", "2024-03-14"), "A: 15 Feb 2024 – 14 Mar 2024"),
    ],
)
def test_a_whole_month_is_called_by_its_name(days, written):
    first, last = map(D, days)
    assert month_days(Row("value", "1", ONE, ONE, (first, last)), load_texts("en")) == [written]


MONTHS = table(
    MONTH,
    Row("value", "2021-01", ONE, Cell(0, Range(None, None, False, 0))),
    Row("value", "2021-02", Cell(2, Range(None, None, False, 2)), None),
    Row("spanning", "", ONE, None),
    Row("undated", "", ONE, Cell(3, Range(1, 4, True, 1))),
)


def test_a_chart_of_months_says_what_it_leaves_to_the_table():
    made = picture(MONTHS, Comparison(ACTORS, measure=KILLED), names(), ("ours",))
    assert made.labels == ("Jan 2021", "Feb 2021")
    assert left_out(MONTHS) == 5
    assert any("5 incidents stand in the table only" in note for note in made.notes)
    assert made.notes[-1] == "ours"


def test_in_a_chart_nothing_that_happened_is_0_and_what_is_unknown_is_nothing():
    made = picture(MONTHS, Comparison(ACTORS, measure=KILLED), names(), ())
    assert [(amount and (amount.low, amount.words)) for side in made.amounts for amount in side] == [
        (1, "1"),
        (None, "–"),
        (0, "–"),
        None,
    ]


class Cells(HTMLParser):
    """What the table is made of."""

    def __init__(self, text):
        super().__init__()
        self.found, self.columns = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        self.found.append((tag, held))
        if tag == "tr":
            self.columns.append(0)
        if tag in ("td", "th"):
            self.columns[-1] += int(held.get("colspan", 1))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("mode", [PERIODS, ACTORS])
def test_each_header_says_what_it_is_the_header_of(language, mode):
    cells = Cells(table_html(MONTHS, Comparison(mode), names(language)))
    assert {held["scope"] for tag, held in cells.found if tag == "th"} == {"row", "col", "colgroup"}
    assert all(tag != "th" or held.get("scope") for tag, held in cells.found)
    assert cells.columns == [7, 6, *[7] * (len(MONTHS.rows) + 1)]
    region = cells.found[0][1]
    assert (region["role"], region["tabindex"], region["dir"]) == ("region", "0", load_texts(language).direction)
    assert region["aria-label"]


def test_words_of_a_report_are_text():
    rows = table(PLACE, place('<img src="x" onerror="alert(1)">', "name"))
    made = table_html(rows, Comparison(ACTORS, b=Side(actor="<script>"), by=PLACE), names())
    assert {tag for tag, _ in Cells(made).found}.isdisjoint({"img", "script"})


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_headings_of_the_download_are_all_there_and_no_formulas(language):
    headings = csv_headings(Comparison(ACTORS, a=Side(actor="=1+1"), b=Side(actor="@x")), names(language))
    assert tuple(headings) == COLUMNS
    assert len(set(headings.values())) == len(COLUMNS)
    assert all(heading[0].isalpha() for heading in headings.values())


def test_the_download_says_the_days_of_a_numbered_month():
    days = (D("2023-02-01"), D("2023-02-28"))
    rows = table(MONTH, Row("value", "1", ONE, ONE, days, days))
    assert csv_labels(rows, names()) == ["1 (A: Feb 2023; B: Feb 2023)", "All"]


def test_every_parameter_of_the_address_is_documented():
    side = Side(D("2023-02-01"), D("2023-02-28"), "isis", "target")
    asked = write_comparison(Comparison(ACTORS, side, side, PLACE, KILLED))
    assert len(asked) == 11
    text = DOCS.read_text(encoding="utf-8")
    assert [key for key in asked if f"`{key}`" not in text] == []
