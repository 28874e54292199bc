"""Dates in digits."""

from arabic.numerals import digits
from extraction.dates.months import month_at, told_month
from extraction.dates.reader import DateMention, Reader, nearest, safe
from extraction.dates.words import NIGHT, WEEKDAYS


def read_numeric(reader: Reader, index: int) -> DateMention | None:
    """Read 12-5-2024, 9/5/2024, 2024/02/02, and 9/11 behind a weekday, يوم or بتاريخ."""
    a, b, c = (digits(reader.word(index + i)) for i in range(3))
    parts = reader.word(index).split(".")
    if len(parts) == 3 and len(parts[2]) == 4:  # 18.11.2023 is one token
        when = safe(int(parts[2]), int(parts[1]), int(parts[0]))
        return (
            reader.mention(index, index + 1, "date.numeric", start_date=when, end_date=when, explicit=True)
            if when
            else None
        )
    if a is None or b is None:
        return None
    mark = reader.gap(index).strip().replace("–", "-")
    if mark not in ("/", "-", "."):
        return None
    if c is not None and reader.gap(index + 1).strip().replace("–", "-") == mark:
        year, month, day = (a, b, c) if a > 1900 else (c, b, a)
        when = safe(year, month, day) if 1900 < year < 2100 else None
        if when:
            reader.month = (when.year, when.month)
            return reader.mention(index, index + 3, "date.numeric", start_date=when, end_date=when, explicit=True)
        return None
    before = reader.word(index - 1)
    if mark == "-" and before in NIGHT and (night := _night_of_two_days(reader, index, a, b)):
        return night
    if _heads_item(reader, index) and a <= 31 and b <= 12:
        mark, before = "/", "تاريخ"
    if mark == "-" and (before in WEEKDAYS or "ال" + before in WEEKDAYS) and a <= 31 and b <= 12:
        mark = "/"
    if mark == "/" and (before in WEEKDAYS or "ال" + before in WEEKDAYS or before in _OF_DAY):
        when = nearest(reader, a, b)
        return (
            reader.mention(index, index + 2, "date.day_month", start_date=when, end_date=when, explicit=True)
            if when
            else None
        )
    return None


_OF_DAY = ("يوم", "بتاريخ", "في", "تاريخ", "التاريخ", "ليله")


def _night_of_two_days(reader: Reader, index: int, day: int, following: int) -> DateMention | None:
    """Read ليل 30-31 without a month: of the month spoken of last."""
    if following != day + 1 or month_at(reader, index + 2) or reader.month is None or reader.published is None:
        return None
    base = told_month(reader, reader.published, day)
    start, end = safe(base.year, base.month, day), safe(base.year, base.month, following)
    if start is None or end is None:
        return None
    return reader.mention(index, index + 2, "date.day_month", start_date=start, end_date=end, explicit=True)


def _heads_item(reader: Reader, index: int) -> bool:
    """Whether two numbers head an item of a list (● 15-8: غارة, 14/05 – السوسة)."""
    ends = (":", "- ", "– ", "— ", "|") if reader.gap(index).strip() == "/" else (":",)  # 2- 3- are two items
    if not reader.gap(index + 1).lstrip().startswith(ends):
        return False
    return reader.document.sentence_of[index].first == index
