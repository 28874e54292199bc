"""Months: a day of a month, a month alone, a part of a month or year, Gregorian and Hijri."""

import calendar
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta
from hijridate import Hijri

from arabic.numerals import digits, parse_ordinal
from extraction.dates.reader import DateMention, Reader, not_after, safe, year_of
from extraction.dates.words import CLITICS, CURRENT, ON, PARTS, PAST, SAME, SEASONS, month_names


def month_at(reader: Reader, index: int) -> tuple[int, bool, int] | None:
    """Return number, Hijri, and index after the month name at ``index`` (a second name of the month is passed over)."""
    names = month_names()
    for prefix in ("", "و", "ل", "ب", "ف"):
        first = reader.word(index).removeprefix(prefix) if prefix else reader.word(index)
        for length in (2, 1):
            name = (first, *(reader.word(index + i) for i in range(1, length)))
            if name in names:
                number, hijri = names[name]
                after = index + length
                if reader.gap(after - 1).strip() in ("", "/", "-", "(") and not hijri:
                    second = month_at(reader, after)
                    if second and second[0] == number:
                        after = second[2]
                return number, hijri, after
    return None


def read_month(reader: Reader, index: int) -> DateMention | None:
    """Read a month with the day before it and the year behind it, as far as they are there."""
    found = month_at(reader, index)
    if found is None:
        return None
    month, hijri, after = found
    first, days = days_before(reader, index)
    year, after, qualified = year_after(reader, after)
    bare = reader.word(index).lstrip("وفبل")
    if bare == "اب" and not (days or qualified or after > index + 1 or reader.word(index - 1) in ("في", "شهر")):
        return None  # أب is also "father"
    if month == 9 and hijri and not days and year is None:
        return None  # شهر رمضان alone says no date
    if hijri:
        return _hijri(reader, first, after, days, month, year)
    if year is None:
        year = year_of(reader, month, days[0] if days else 1, past=qualified == "past")
        if year is not None and qualified == "current" and reader.published:
            year = reader.published.year
    if year is None:
        return reader.mention(first, after, "date.month")
    reader.month = (year, month)
    if days and (share := _share_of_month(reader, first, days[0])):
        return _part_of_month(reader, first - 1, after, year, month, share)
    if days:
        start, end = safe(year, month, days[0]), safe(year, month, days[-1])
        if start and end and start > end:  # 29 تموز - 4 آب: the first day lies in the month before
            start = safe(year - (month == 1), 12 if month == 1 else month - 1, days[0])
        return reader.mention(first, after, "date.day_month", start_date=start, end_date=end, explicit=True)
    start, end = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return reader.mention(
        first, after, "date.month", start_date=start, end_date=not_after(reader, start, end), explicit=True
    )


def read_month_or_season(reader: Reader, index: int) -> DateMention | None:
    """Read ربيع, which begins the names of two months and is a season."""
    return read_month(reader, index) or read_season(reader, index)


def read_season(reader: Reader, index: int) -> DateMention | None:
    """Read a season of a year (خريف عام 2012, صيف العام الماضي), or the one before publication (الصيف الماضي)."""
    forms = (reader.word(index).removeprefix(clitic) for clitic in CLITICS)
    word = next((form for form in forms if form.removeprefix("ال") in SEASONS), None)
    if word is None:
        return None
    month = SEASONS[word.removeprefix("ال")]
    if word.startswith("ال"):
        if reader.word(index + 1) not in PAST or reader.published is None:
            return None
        begins = date(reader.published.year, month, 1)
        year, after = begins.year - (_end_of_season(begins) >= reader.published), index + 2
    else:
        told, after, qualified = year_after(reader, index + 1)
        if told is None or qualified not in ("year", "same"):
            return None
        year = told
    start = date(year, month, 1)
    end = not_after(reader, start, _end_of_season(start))
    return reader.mention(index, after, "date.season", start_date=start, end_date=end, explicit=True)


def _end_of_season(start: date) -> date:
    return start + relativedelta(months=3) - timedelta(days=1)


def _share_of_month(reader: Reader, first: int, number: int) -> tuple[int, int] | None:
    """Return the days of النصف الأول من تموز, الأسبوع الثاني من تموز, or None for a day of the month."""
    before = reader.word(first - 1)
    if before.endswith("النصف") and number <= 2:
        return (1, 15) if number == 1 else (16, 31)
    if before.endswith("الاسبوع") and number <= 4:
        return 7 * number - 6, 7 * number
    return None


def days_before(reader: Reader, index: int) -> tuple[int, tuple[int, ...]]:
    """Read the day or days before a month name: ٥, الخامس من شهر, 7-8, من 3 إلى 5, بين السابع والتاسع."""
    at = index - 1
    if reader.word(at) == "شهر":
        at -= 1
    if reader.word(at) == "من":
        at -= 1
    last = _day_until(reader, at)
    if last is None:
        return index, ()
    start, day, joined = last
    before = reader.word(start - 1)
    if not joined and before in ("الي", "حتي", "وحتي", "و"):
        joined, start = before == "و", start - 1
        earlier = _day_until(reader, start - 1)
        linked = not joined
    else:
        earlier = _day_until(reader, start - 1)
        linked = reader.gap(start - 1).strip() == "-"
    if earlier is None or not reader.document.words[start:index]:
        return last[0], (day,)
    # بين السابع والتاسع is a range; days that follow each other (في 7 و8 آذار) are one as well.
    between = joined and (reader.word(earlier[0] - 1) in ("بين", "يومي") or earlier[1] + 1 == day)
    return (earlier[0], (earlier[1], day)) if linked or between else (last[0], (day,))


def _day_until(reader: Reader, at: int) -> tuple[int, int, bool] | None:
    """Read a day of the month whose last word is ``at``: its first word, the day, and whether و joins it to a word
    before."""
    word = reader.word(at)
    day = digits(word)
    if day is not None:
        return (at, day, False) if 1 <= day <= 31 else None
    for start in (at - 1, at):
        if start < 0:
            continue
        words = reader.document.words[start : at + 1]
        for prefix in ("", "ب", "ل", "و"):
            if words[0].startswith(prefix + "ال"):
                ordinal = parse_ordinal([words[0][len(prefix) :], *words[1:]])
                if ordinal and start + ordinal[1] == at + 1:
                    return start, ordinal[0], prefix == "و"
    return None


def year_after(reader: Reader, after: int) -> tuple[int | None, int, str]:
    """Read what follows a month: a year, من العام نفسه, الماضي, الجاري. Return year, index after, and a qualifier."""
    at = after
    if reader.word(at) in ("من", "عام", "العام", "سنه", "للعام"):
        at += 1
        if reader.word(at) in ("العام", "عام", "سنه"):
            at += 1
    year = digits(reader.word(at))
    if year is not None and (1900 < year < 2100 or 1400 < year < 1500) and "\n" not in reader.gap(at - 1):
        return year, at + 1, "year"
    if at > after and reader.word(at) in SAME and reader.month:
        return reader.month[0], at + 1, "same"
    if at > after and reader.word(at) in PAST and reader.published:
        return reader.published.year - 1, at + 1, "year"
    if at > after and reader.word(at) in CURRENT and reader.published:
        return reader.published.year, at + 1, "year"
    if reader.word(after) in PAST:
        return None, after + 1, "past"
    if reader.word(after) in CURRENT:
        return None, after + 1, "current"
    return None, after, ""


def _hijri(
    reader: Reader, first: int, after: int, days: tuple[int, ...], month: int, year: int | None
) -> DateMention | None:
    if reader.word(after) in ("هجري", "هجريه", "ه"):
        after += 1
    if not days:
        return None
    if year is None and reader.published:
        past = (y for y in range(1500, 1390, -1) if (w := _from_hijri(y, month, days[0])) and w <= reader.published)
        year = next(past, None)
    when = _from_hijri(year, month, days[0]) if year else None
    last = _from_hijri(year, month, days[-1]) if year else None
    return reader.mention(first, after, "date.hijri", start_date=when, end_date=last, explicit=True)


def _from_hijri(year: int, month: int, day: int) -> date | None:
    try:
        gregorian = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(gregorian.year, gregorian.month, gregorian.day)


def read_same_month(reader: Reader, index: int) -> DateMention | None:
    """Read في الخامس منه: a day of the month spoken of last."""
    first, days = days_before(reader, index)
    month = _month_spoken_of(reader, first) or reader.month
    if not days or first >= index or month is None or month_at(reader, first - 1):
        return None  # in تشرين الثاني منه the ordinal belongs to the name
    when = safe(*month, days[0])
    return reader.mention(first, index + 1, "date.same_month", start_date=when, end_date=when, explicit=True)


def _month_spoken_of(reader: Reader, index: int) -> tuple[int, int] | None:
    """Return the month of publication where the words before speak of it (ثالث معلم يُعتقل هذا الشهر، بعد آخر في السادس
    منه)."""
    sentence = reader.document.sentence_of[index]
    words = reader.document.words[max(sentence.first, index - _SPOKEN) : index]
    pairs = list(pairwise(words))
    told = any(pair == ("هذا", "الشهر") or (pair[0] == "الشهر" and pair[1] in CURRENT) for pair in pairs)
    return (reader.published.year, reader.published.month) if told and reader.published else None


_SPOKEN = 20  # words


def read_this_month(reader: Reader, index: int) -> DateMention | None:
    """Read في السابع عشر من الجاري: a day of the month of publication."""
    bare = digits(reader.word(index - 1)) is not None and reader.word(index - 2) in ON  # في 21 الجاري
    if reader.published is None or not (bare or reader.word(index - 1) == "من"):
        return None
    first, days = days_before(reader, index)
    when = safe(reader.published.year, reader.published.month, days[0]) if days else None
    if when is None or when > reader.published:
        return None
    return reader.mention(first, index + 1, "date.same_month", start_date=when, end_date=when, explicit=True)


def _of_that_month(reader: Reader, index: int) -> DateMention | None:
    """Read السادس عشر من ذلك الشهر, الثالث من الشهر نفسه."""
    ordinal = parse_ordinal(reader.document.words, index)
    if ordinal is None or reader.month is None or reader.word(ordinal[1]) != "من":
        return None
    words = [reader.word(ordinal[1] + 1), reader.word(ordinal[1] + 2)]
    same = words == ["ذلك", "الشهر"] or (words[0] == "الشهر" and words[1] in SAME)
    when = safe(*reader.month, ordinal[0]) if same else None
    if when is None or (reader.published and when > reader.published):
        return None
    return reader.mention(index, ordinal[1] + 3, "date.same_month", start_date=when, end_date=when, explicit=True)


def read_ordinal(reader: Reader, index: int) -> DateMention | None:
    """Read a bare day (وفي الثامن) of the month that the paragraph speaks of; the first two mostly count other
    things."""
    if reader.month is None or reader.word(index - 1) not in ON:
        return None
    if said := _of_that_month(reader, index):
        return said
    if reader.month_paragraph != reader.paragraph:
        return None
    ordinal = parse_ordinal(reader.document.words, index)
    if ordinal is None or ordinal[0] < 3 or reader.word(ordinal[1]) in ("من", "شهر"):
        return None
    when = safe(*reader.month, ordinal[0])
    if when is None or (reader.published and when > reader.published):
        return None
    return reader.mention(index, ordinal[1], "date.same_month", start_date=when, end_date=when, explicit=True)


def read_part(reader: Reader, index: int) -> DateMention | None:
    """Read مطلع نيسان الماضي, منتصف الشهر الجاري, نهاية العام 2022."""
    word = reader.word(index)
    part = next(
        (PARTS[word[len(p) :]] for p in (*CLITICS, "في") if word.startswith(p) and word[len(p) :] in PARTS),
        None,
    )
    if part is None:
        return None
    at = index + 1
    if reader.word(at) in ("شهر", "من"):
        at += 1
    days = ((1, 10), (11, 20), (21, 31))[part]
    month = month_at(reader, at)
    if month and not month[1]:
        number, _, after = month
        year, after, _ = year_after(reader, after)
        year = year or year_of(reader, number, days[0])
        if year is None:
            return reader.mention(index, after, "date.part")
        return _part_of_month(reader, index, after, year, number, days)
    if reader.word(at) == "الشهر" and reader.published:
        after = at + 1
        base = reader.published.replace(day=1)
        if before_last(reader, after):
            base, after = base - relativedelta(months=2), after + 1
        elif reader.word(after) in PAST:
            base -= relativedelta(months=1)
        elif reader.word(after) not in CURRENT:
            base = told_month(reader, reader.published, days[0])
        if reader.word(after) in PAST | CURRENT | SAME:
            after += 1
        return _part_of_month(reader, index, after, base.year, base.month, days)
    if reader.word(at) in ("العام", "عام", "السنه"):
        year, after, _ = year_after(reader, at)
        if year is None:
            year, after = (reader.published.year, at + 1) if reader.published else (None, at + 1)
            if year and reader.word(after) in PAST:
                year, after = year - 1, after + 1
            elif reader.word(after) in CURRENT:
                after += 1
        if year is None:
            return reader.mention(index, after, "date.part")
        first, last = ((1, 1), (6, 7), (12, 12))[part]
        start, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
        return reader.mention(index, after, "date.part", start_date=start, end_date=end, explicit=True)
    return None


def before_last(reader: Reader, at: int) -> bool:
    """Whether two words say "before last" (الشهر قبل الماضي)."""
    return reader.word(at) == "قبل" and reader.word(at + 1) in PAST


def told_month(reader: Reader, published: date, day: int) -> date:
    """Return the first day of "the month": the one spoken of last if it is recent, else that of publication, or the
    month before where the day lies ahead."""
    base = published.replace(day=1)
    if reader.month and base - relativedelta(months=2) <= date(*reader.month, 1) <= base:
        base = date(*reader.month, 1)
    return base if base + timedelta(days=day - 1) <= published else base - relativedelta(months=1)


def _part_of_month(reader: Reader, index: int, after: int, year: int, month: int, days: tuple[int, int]) -> DateMention:
    reader.month = (year, month)
    start = date(year, month, days[0])
    end = date(year, month, min(days[1], calendar.monthrange(year, month)[1]))
    return reader.mention(
        index, after, "date.part", start_date=start, end_date=not_after(reader, start, end), explicit=True
    )
