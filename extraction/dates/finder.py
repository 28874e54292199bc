"""The pass over a report that finds its dates."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from arabic.vocabulary import WordClass
from extraction.dates.days import read_breaking, read_clock, read_offset, read_relative, read_time, read_weekday
from extraction.dates.joining import joined
from extraction.dates.listing import in_order
from extraction.dates.months import (
    days_before,
    read_month_or_season,
    read_ordinal,
    read_part,
    read_same_month,
    read_season,
    read_this_month,
)
from extraction.dates.numeric import read_numeric
from extraction.dates.periods import read_hours, read_period, read_year
from extraction.dates.reader import DateMention, Reader
from extraction.dates.words import FUTURE, vocabulary
from extraction.document import Document
from extraction.types import EventDate


def _read_number(reader: Reader, index: int) -> DateMention | None:
    return read_clock(reader, index) or read_numeric(reader, index)


_READERS = {
    "month": read_month_or_season,
    "season": read_season,
    "weekday": read_weekday,
    "part": read_part,
    "relative": read_relative,
    "offset": read_offset,
    "period": read_period,
    "hours": read_hours,
    "year": read_year,
    "same_month": read_same_month,
    "this_month": read_this_month,
    "ordinal": read_ordinal,
    "time": read_time,
    "breaking": read_breaking,
    "numeric": _read_number,
}


_OF_MONTHS = frozenset(("date.month", "date.day_month", "date.part", "date.numeric", "date.same_month"))


def find_dates(document: Document) -> list[DateMention]:
    """Return the date expressions of a report, in order; neighbours that say one date (الثلاثاء 12 أيلول) are
    joined."""
    published = document.report.published or dateline(document)
    reader = Reader(document, published)
    classes = vocabulary()
    found: list[DateMention] = []
    after = 0
    for index in classes.positions(document.words):
        if index < after:
            continue
        reader.paragraph = document.sentence_of[index].paragraph
        mention = _READERS[classes[document.words[index]]](reader, index)
        if mention is None or _of_pay(reader, mention):
            continue
        while found and found[-1].end > mention.start:
            found.pop()
        mention = _marked(reader, mention)
        found.append(mention)
        if mention.rule in _OF_MONTHS and not mention.since:
            reader.month_paragraph = reader.paragraph
        if mention.start_date and not mention.since and _names_year(reader, mention):
            reader.year, reader.year_paragraph = mention.start_date.year, reader.paragraph
        after = mention.last
    return in_order(document, joined(reader, found))


def _of_pay(reader: Reader, mention: DateMention) -> bool:
    """Whether a month only says whose pay is meant (صرف رواتب كانون الثاني)."""
    before = reader.word(mention.first - 1 - (reader.word(mention.first - 1) == "شهر"))
    return mention.rule == "date.month" and _PAY[before]


_PAY = WordClass("رواتب راتب رواتبهم راتبهم الرواتب الراتب مستحقات مخصصات اجور معاشات فاتوره فواتير".split())


def _names_year(reader: Reader, mention: DateMention) -> bool:
    """Whether a date names the year that its paragraph goes on in: one that only says since when (تسيطر على الحقول منذ
    أن طردت التنظيم في آذار 2019) does not."""
    first = max(reader.document.sentence_of[mention.first].first, mention.first - _SINCE_THEN)
    before = reader.document.words[first : mention.first]
    if ("منذ", "ان") in pairwise(before):
        return False
    return any(len(word) == 4 and word.isdigit() for word in reader.document.words[mention.first : mention.last])


_SINCE_THEN = 16  # words from منذ أن to its date


def dateline(document: Document) -> date | None:
    """Return the one full date that the header and footer lines give, when no publication date is known: in digits
    (15/3/2023) or, standing apart from a sentence, in words (نُشر: الأربعاء 15 آذار 2023)."""
    reader = Reader(document, None)
    dates = set()
    for sentence in dict.fromkeys((*document.sentences[:_HEADER], *document.sentences[-1:])):
        if sentence.last - sentence.first > _HEADER_WORDS:
            continue
        for index in range(sentence.first, sentence.last):
            mention = read_numeric(reader, index) if document.words[index][0].isdigit() else None
            if mention is None and _stands_apart(reader, sentence.first, index):
                mention = read_month_or_season(reader, index)
            if mention and mention.start_date and mention.rule in _FULL and mention.start_date == mention.end_date:
                dates.add(mention.start_date)
    return dates.pop() if len(dates) == 1 else None


def _stands_apart(reader: Reader, first: int, month: int) -> bool:
    """Whether the date of a month name begins its line, or stands behind a mark or a word for publishing."""
    classes = vocabulary()
    if classes[reader.word(month)] != "month":
        return False
    begin = days_before(reader, month)[0]
    while begin > first and (classes[reader.word(begin - 1)] == "weekday" or reader.word(begin - 1) in _LEADING):
        begin -= 1
    return begin == first or reader.gap(begin - 1) != " " or reader.word(begin - 1) in _PUBLISHED


_HEADER = 3  # sentences: headline, author, date
_HEADER_WORDS = 14
_FULL = ("date.numeric", "date.day_month")
_LEADING = ("يوم", "في", "بتاريخ", "تاريخ")
_PUBLISHED = frozenset("نشر نشرت كتب كتبت النشر الاصدار".split())


def event_date(start: date, end: date) -> EventDate:
    """Return inclusive dates with ACLED's time precision and UCDP's date precision, from the length of the range."""
    days = (end - start).days
    acled = 1 if days == 0 else 2 if days <= 7 else 3
    ucdp = 1 if days == 0 else 2 if days < 6 else 3 if days <= 7 else 4 if days <= 31 else 5
    return EventDate(start, end, acled, ucdp)


def _marked(reader: Reader, mention: DateMention) -> DateMention:
    before = reader.word(mention.first - 1)
    after = reader.word(mention.last)
    if before in ("منذ", "ومنذ", "مذ") and mention.rule != "date.time_of_day":
        return replace(mention, since=True)
    if before in ("حتي", "لغايه") and mention.rule in ("date.today", "date.period"):
        return replace(mention, since=True)
    if (
        mention.rule == "date.part"
        and mention.start_date
        and reader.published
        and mention.start_date > reader.published
    ):
        return replace(mention, future=True)  # قبل نهاية العام
    if after in FUTURE and mention.rule in ("date.weekday", "date.month", "date.day_month"):
        return replace(mention, future=True)
    return mention
