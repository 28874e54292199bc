"""Periods up to publication: hours, days, weeks, months and years."""

from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from arabic.numerals import digits
from extraction.dates.months import before_last, days_before, told_month
from extraction.dates.reader import DateMention, Reader, days_back, definite_number, not_after, safe, whole_year
from extraction.dates.words import CURRENT, PAST, SAME


def read_period(reader: Reader, index: int) -> DateMention | None:
    """Read الساعات الماضية, الأيام الثلاثة الماضية, الأسبوع الفائت, الشهر الماضي, العام الماضي, الليلة الماضية."""
    word = reader.word(index)
    at = index + 1
    number = None
    if word.endswith("ساعات") and reader.word(at) in _PARTS_OF_DAY:
        nights = int(reader.word(at) == "الليل")
        return replace(days_back(reader, index, at + 1, nights, 0, "date.time_of_day"), weak=True)
    if word.endswith("العام") and (year := digits(reader.word(at))) and 1900 < year < 2100:
        return whole_year(reader, index, at + 1, year)
    if reader.word(at) == "القليله":
        at += 1
    count = definite_number(reader, at)
    if count:
        number, at = count
    qualifier = reader.word(at)
    if before_last(reader, at) and (earlier := _before_last(reader, index, at)):
        return earlier
    if qualifier not in PAST and (earlier := _earlier_in(reader, index)):
        return earlier
    if word.endswith("الليله") or word.endswith("التاريخ"):
        if qualifier in PAST:
            return days_back(reader, index, at + 1, 1, 0, "date.last_night")
        return reader.mention(index, at + 1, "date.after_event", shift=0) if qualifier in SAME else None
    if word.endswith(("الشهر", "العام")) and qualifier in CURRENT | PAST and reader.published:
        days = days_before(reader, index)
        base = reader.published.replace(day=1)
        if word.endswith("الشهر"):
            base = base - relativedelta(months=1) if qualifier in PAST else base
            if days[1] and (when := safe(base.year, base.month, days[1][0])):
                reader.month = (base.year, base.month)
                return reader.mention(days[0], at + 1, "date.day_month", start_date=when, end_date=when, explicit=True)
            return _range_to(reader, index, at + 1, base, base + relativedelta(months=1) - timedelta(days=1))
        year = reader.published.year - (qualifier in PAST)
        return whole_year(reader, index, at + 1, year)
    if word.endswith("الشهر") and reader.published:
        first, days_in = days_before(reader, index)
        if days_in and first < index:
            following = qualifier == "التالي" and reader.month is not None
            if following and reader.month:
                base = date(*reader.month, 1) + relativedelta(months=1)
            elif reader.month:
                base = date(*reader.month, 1)
            else:
                base = told_month(reader, reader.published, days_in[0])
            reader.month = (base.year, base.month)
            when = safe(base.year, base.month, days_in[0])
            last = index + 1 + (following or qualifier in SAME)
            return reader.mention(first, last, "date.day_month", start_date=when, end_date=when, explicit=True)
        return None
    if qualifier not in PAST:
        return None
    if word.endswith(("الساعات", "ساعات")):
        return days_back(reader, index, at + 1, _days_of(number), 0, "date.hours")
    if word.endswith("اليومين"):
        return days_back(reader, index, at + 1, 2, 1 if qualifier == "السابقين" else 0, "date.period")
    if word.endswith("الايام"):
        return days_back(reader, index, at + 1, number or 7, 0 if number else 1, "date.period")
    if word.endswith("الاسبوع"):
        return days_back(reader, index, at + 1, 7, 1, "date.period")
    if word.endswith("الاسبوعين"):
        return days_back(reader, index, at + 1, 14, 0, "date.period")
    return None


def _before_last(reader: Reader, index: int, at: int) -> DateMention | None:
    """Read الأسبوع قبل الماضي, الشهر قبل الماضي, العام قبل الماضي."""
    if reader.published is None:
        return None
    word, month = reader.word(index), reader.published.replace(day=1)
    if word.endswith("الاسبوع"):
        return days_back(reader, index, at + 2, 14, 8, "date.period")
    if word.endswith("العام"):
        return whole_year(reader, index, at + 2, month.year - 2)
    if not word.endswith("الشهر"):
        return None
    start = month - relativedelta(months=2)
    return _range_to(reader, index, at + 2, start, start + relativedelta(months=1) - timedelta(days=1))


def _earlier_in(reader: Reader, index: int) -> DateMention | None:
    """Read في وقت سابق من هذا الشهر, في وقت سابق هذا العام: some day of it before publication."""
    before = reader.document.words[max(0, index - _TO_EARLIER) : index]
    if before[-1:] != ["هذا"] or "سابق" not in before or reader.published is None:
        return None
    first, end = index - len(before) + before.index("سابق"), reader.published
    word = reader.word(index)
    if word.endswith("الشهر"):
        return _range_to(reader, first, index + 1, end.replace(day=1), end)
    if word.endswith("العام"):
        return _range_to(reader, first, index + 1, end.replace(month=1, day=1), end)
    return days_back(reader, first, index + 1, 6, 0, "date.period") if word.endswith("الاسبوع") else None


_PARTS_OF_DAY = frozenset("الفجر الصباح الظهر العصر المساء الليل".split())
"""Parts of a day whose hours are those of the day of publication (منذ ساعات الصباح) where no other day is named."""
_TO_EARLIER = 4  # words from سابق to the period


def read_hours(reader: Reader, index: int) -> DateMention | None:
    """Read الـ24 ساعة الماضية, الأربع والعشرين ساعة الماضية: the number stands before the noun."""
    if reader.word(index + 1) not in PAST:
        return None
    for first in range(max(0, index - 3), index):
        count = definite_number(reader, first, until=index)
        if count and count[1] == index:
            return days_back(reader, first, index + 2, _days_of(count[0]), 0, "date.hours")
    return None


def _days_of(hours: int | None) -> int:
    return max(1, -(-(hours or 24) // 24))


def _range_to(reader: Reader, first: int, last: int, start: date, end: date) -> DateMention:
    return reader.mention(first, last, "date.period", start_date=start, end_date=not_after(reader, start, end))


def read_year(reader: Reader, index: int) -> DateMention | None:
    """Read عام 2018, سنة 2017."""
    year = digits(reader.word(index + 1))
    return whole_year(reader, index, index + 2, year) if year and 1900 < year < 2100 else None
