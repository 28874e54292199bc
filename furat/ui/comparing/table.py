"""The table of a comparison as HTML that a screen reader can walk through, and the headings of its download."""

from furat.analysis.comparison import COLUMNS, Cell, Row, Table, change_text, signed
from furat.analysis.figures import range_text
from furat.analysis.sides import Comparison
from furat.ui.cards import tag, text
from furat.ui.comparing import words
from furat.ui.names import Names
from furat.ui.texts import Texts

_MEASURES = ("incidents", "killed")


def table_html(table: Table, asked: Comparison, names: Names) -> str:
    """Return the table; it scrolls within itself where the page is narrow or the months are many."""
    t = names.texts
    labels = words.row_labels(table, names)
    rows = "".join(_row(row, label, t) for row, label in zip(table.rows, labels, strict=False))
    total = tag("tfoot", _row(table.total, labels[-1], t))
    content = _head(asked, names) + tag("tbody", rows) + total
    made = tag("table", content, class_="f-compare", dir=t.direction)
    # What scrolls must be reached by the keyboard, and say what it is.
    named = {"aria-label": words.table_title(asked, t)}
    return tag("div", made, class_="f-table", role="region", tabindex="0", dir=t.direction, **named)


def _head(asked: Comparison, names: Names) -> str:
    t = names.texts
    first = tag("th", text(words.heading(asked, t)), scope="col", rowspan="2")
    for name in words.SIDES:
        sign = tag("i", "", class_=f"f-side f-side-{name}")
        first += tag("th", sign + text(t(f"compare.side.{name}")), scope="colgroup", colspan="2")
    first += tag("th", text(t("compare.difference")), scope="colgroup", colspan="2")
    measures = "".join(tag("th", text(t(f"figure.{measure}")), scope="col") for measure in _MEASURES)
    return tag("thead", tag("tr", first) + tag("tr", measures * 3))


def _row(row: Row, label: str, t: Texts) -> str:
    head = text(label) + "".join(tag("small", text(days)) for days in words.month_days(row, t))
    cells = _cells(row.a, t) + _cells(row.b, t)
    if row.a is None or row.b is None:
        cells += tag("td", "") * 2
    else:
        cells += _figure(signed(row.more_incidents or 0), t) + _figure(change_text(row.more_killed), t)
    return tag("tr", tag("th", head, scope="row") + cells)


def _cells(cell: Cell | None, t: Texts) -> str:
    if cell is None:
        return tag("td", text(t("compare.outside")), colspan="2", class_="f-none")
    unknown = cell.killed.unknown
    # Where no number is known at all the dash says so.
    note = t("compare.unknown", n=unknown) if unknown and cell.killed.low is not None else ""
    return _figure(t.number(cell.incidents), t) + _figure(range_text(cell.killed), t, note)


def _figure(written: str, t: Texts, note: str = "") -> str:
    return tag("td", tag("span", text(written), dir="ltr") + (tag("small", text(note)) if note else ""))


def csv_headings(asked: Comparison, names: Names) -> dict[str, str]:
    """Return the heading of each column of the download, in their order."""
    t = names.texts
    headings = {"label": words.heading(asked, t), "fictional": t("compare.csv.fictional")}
    for side in words.SIDES:
        which = words.side_words(asked, side, names)
        for key in COLUMNS:
            if key.startswith(f"{side}_"):
                headings[key] = t("compare.csv.of", side=which, what=t(f"compare.csv.{key[2:]}"))
    for key in ("more_incidents", "more_killed_low", "more_killed_high"):
        what = t(f"compare.csv.{key.removeprefix('more_')}")
        headings[key] = t("compare.csv.of", side=t("compare.difference"), what=what)
    return {key: headings[key] for key in COLUMNS}


def csv_labels(table: Table, names: Names) -> list[str]:
    """Return what the rows of the download are called, with the days of a month that is known by its number."""
    labels = words.row_labels(table, names)
    days = [words.month_days(row, names.texts) for row in (*table.rows, table.total)]
    return [f"{label} ({'; '.join(said)})" if said else label for label, said in zip(labels, days, strict=True)]
