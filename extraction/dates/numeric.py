"""Dates in digits."""

from arabic.numerals import digits
from extraction.dates.reader import DateMention, Reader, nearest, safe
from extraction.dates.words import WEEKDAYS


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
    mark = reader.gap(index).strip()
    if mark not in ("/", "-", "."):
        return None
    if c is not None and reader.gap(index + 1).strip() == mark:
        year, month, day = (a, b, c) if a > 1900 else (c, b, a)
        when = safe(year, month, day) if 1900 < year < 2100 else None
        if when:
            reader.month = (when.year, when.month)
            return reader.mention(index, index + 3, "date.numeric", start_date=when, end_date=when, explicit=True)
        return None
    before = reader.word(index - 1)
    if mark == "-" and (before in WEEKDAYS or "ال" + before in WEEKDAYS) and a <= 31 and b <= 12:
        mark = "/"
    if mark == "/" and (before in WEEKDAYS or "ال" + before in WEEKDAYS or before in ("يوم", "بتاريخ", "في", "تاريخ")):
        when = nearest(reader, a, b)
        return (
            reader.mention(index, index + 2, "date.day_month", start_date=when, end_date=when, explicit=True)
            if when
            else None
        )
    return None
