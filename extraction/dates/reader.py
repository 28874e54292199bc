"""What a date mention is, and the state of a pass over a report that reads them."""

import calendar
from collections.abc import Callable
from dataclasses import field
from datetime import date, timedelta

from arabic.numerals import parse_number
from extraction.document import Document
from extraction.values import dataclass


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: its range in the folded text and tokens, and what it says.

    ``start_date``/``end_date`` are None when the report has no publication date to resolve against. ``shift``
    counts days
    from the event told before (``في اليوم التالي``), then the dates are None until that event is known. ``since`` marks
    the beginning of a period (``منذ``), ``future`` a time to come: neither dates an event. ``back`` counts back from
    the event of its sentence to one that is told behind it (بعد يومين من هجوم) and dates that one alone.
    """

    start: int
    end: int
    first: int
    last: int
    rule: str
    start_date: date | None = None
    end_date: date | None = None
    shift: int | None = None
    since: bool = False
    future: bool = False
    explicit: bool = False
    weekday: int | None = None
    weak: bool = False
    back: bool = False


@dataclass(slots=True)
class Reader:
    """State of one pass over a report: words, publication date, and the year and month spoken of last."""

    document: Document
    published: date | None
    year: int | None = None
    year_paragraph: int = -1
    paragraph: int = 0
    month: tuple[int, int] | None = None
    month_paragraph: int = -1
    word: Callable[[int], str] = field(init=False)
    """Returns the word at a token, or an empty string outside the text."""

    def __post_init__(self) -> None:
        self.word = self.document.word

    def gap(self, index: int) -> str:
        """Return the text between token ``index`` and the one after it."""
        return self.document.gaps[index + 1] if 0 <= index < len(self.document.gaps) - 1 else "\n"

    def mention(self, first: int, last: int, rule: str, **values: object) -> DateMention:
        """Return a mention of the tokens ``first`` up to, not with, ``last``."""
        start, end = self.document.starts[first], self.document.ends[last - 1]
        return DateMention(start, end, first, last, rule, **values)  # type: ignore[arg-type]


def safe(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] else None


def nearest(reader: Reader, day: int, month: int) -> date | None:
    """Return the nearest such day not after publication, or in the year that the paragraph speaks of."""
    year = year_of(reader, month, day)
    return safe(year, month, day) if year else None


def year_of(reader: Reader, month: int, day: int, *, past: bool = False) -> int | None:
    """Return the year of a day and month: that of the paragraph, else the nearest not after publication (always for
    كانون الثاني الماضي: "last" counts from publication)."""
    told = reader.year if reader.year_paragraph == reader.paragraph else None
    if told is not None and not past and (reader.published is None or told < reader.published.year - 1):
        return told
    if reader.published is None:
        return None if past else told
    year = reader.published.year
    return year if (month, day) <= (reader.published.month, reader.published.day) else year - 1


def not_after(reader: Reader, start: date, end: date) -> date:
    """Return the end of a period, but no day after publication: what is told has happened."""
    return reader.published if reader.published and start <= reader.published < end else end


def ago(reader: Reader, first: int, last: int, days: int, rule: str) -> DateMention:
    """Return the day so many days before publication."""
    return days_back(reader, first, last, days, days, rule)


def days_back(reader: Reader, first: int, last: int, oldest: int, newest: int, rule: str) -> DateMention:
    """Return the days from ``oldest`` to ``newest`` days before publication."""
    if reader.published is None:
        return reader.mention(first, last, rule)
    start, end = reader.published - timedelta(days=oldest), reader.published - timedelta(days=newest)
    return reader.mention(first, last, rule, start_date=start, end_date=end)


def whole_year(reader: Reader, first: int, last: int, year: int) -> DateMention:
    """Return a year, up to publication."""
    end = not_after(reader, date(year, 1, 1), date(year, 12, 31))
    return reader.mention(first, last, "date.year", start_date=date(year, 1, 1), end_date=end, explicit=True)


def definite_number(reader: Reader, at: int, *, until: int | None = None) -> tuple[int, int] | None:
    """Read a number with or without article (الأربع والعشرين, الـ24): its value and the index after it."""
    last = at + 4 if until is None else until
    words = [_indefinite(word) for word in reader.document.words[max(0, at) : last]]
    skipped = 1 if words[:1] == ["ال"] else 0
    count = parse_number(words, skipped)
    return (count[0], at + count[1]) if count else None


def _indefinite(word: str) -> str:
    if word.startswith("وال"):
        return "و" + word[3:]
    return word[2:] if word.startswith("ال") and len(word) > 3 else word
