"""CSV, flat: what spreadsheets read. Text that a spreadsheet would run as a formula is made harmless."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from furat.exchange.flat import Cell, flatten

BYTE_ORDER_MARK = "\ufeff"

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(records: Iterable[Mapping[str, Any]], out: TextIO, *, columns: Sequence[str], excel: bool = False) -> int:
    """Write a header and one row a record (RFC 4180), and return the number of rows.

    A report is text from strangers: a cell of text that begins with ``=``, ``+``, ``-``, ``@`` or a control character
    gets an apostrophe before it, which spreadsheets take as "this is text". Numbers stay numbers, minus sign and all.

    Args:
        records: Records that have all the ``columns``; lists are joined by ``;``.
        out: A text stream opened with ``newline=""``.
        columns: Keys in the order of the columns.
        excel: Begin with a byte order mark, without which Excel takes Arabic in UTF-8 for another encoding.
    """
    if excel:
        out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    written = 0
    for record in records:
        flat = flatten(record)
        writer.writerow([_safe(flat[key]) for key in columns])
        written += 1
    return written


def csv_text(records: Iterable[Mapping[str, Any]], headings: Mapping[str, str]) -> str:
    """Return records as CSV for spreadsheets, under headings in the language of a page: a table to take along.

    Args:
        records: Records that have all the keys of ``headings``.
        headings: What each column is called, in their order; a heading is made harmless as a cell is.
    """
    out = io.StringIO(newline="")
    written = [str(_safe(heading)) for heading in headings.values()]
    named = ({word: record[key] for key, word in zip(headings, written, strict=True)} for record in records)
    write_csv(named, out, columns=written, excel=True)
    return out.getvalue()


def _safe(value: Cell) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
