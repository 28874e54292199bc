"""Days: of the week, relative to publication, counted from the event before, times of day."""

from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from arabic.folding import fold_text
from arabic.numerals import digits, parse_number, parse_ordinal
from extraction.dates.months import month_at
from extraction.dates.reader import DateMention, Reader, ago, days_back, safe
from extraction.dates.words import CLITICS, FEW, JUST_NOW, MONTH_UNITS, NIGHT, PAST, SAME, UNITS, WEEKDAYS


def read_weekday(reader: Reader, index: int) -> DateMention | None:
    """Read الجمعة, الجمعة الماضي, الجمعة قبل الماضي, ليل الخميس-الجمعة."""
    word = reader.word(index)
    day = next((WEEKDAYS[word[len(p) :]] for p in CLITICS if word.startswith(p) and word[len(p) :] in WEEKDAYS), None)
    if day is None:
        return None
    after = index + 1
    past = reader.word(after) in PAST
    before_last = reader.word(after) == "قبل" and reader.word(after + 1) in PAST
    if reader.word(index - 1) in ("هدنه",):
        return None
    if word == "الاثنين" and index and _of_two(reader, index - 1):
        return None  # مقتل راكبيها الاثنين
    if word.endswith("الاحد") and reader.word(index + 1) in ("عشر", "عشره"):
        return None  # الضحايا الأحد عشر
    when = _last_weekday(reader, day, strictly=past or before_last)
    if before_last and when:
        when -= timedelta(days=7)
    after += 2 if before_last else 1 if past else 0
    # ليل الخميس-الجمعة, بين السبت والاثنين, الأربعاء والخميس
    second = reader.word(after).removeprefix("و")
    gap = reader.gap(after - 1).strip()
    dash = gap == "-" and reader.word(after) in WEEKDAYS
    night = reader.word(index - 1) in NIGHT and reader.word(after) in WEEKDAYS and not gap
    both = not gap and reader.word(after).startswith("و") and second in WEEKDAYS
    if dash or night or both:
        other = _last_weekday(reader, WEEKDAYS[second], strictly=False)
        start = _last_weekday_before(other, day) if other else None
        return reader.mention(index, after + 1, "date.weekdays", start_date=start, end_date=other)
    numbered = _numbered_day(reader, day, after) or _day_in_digits(reader, day, after)
    if numbered is not None:
        when, after = numbered
        return reader.mention(index, after, "date.day_month", start_date=when, end_date=when, explicit=True)
    return reader.mention(index, after, "date.weekday", start_date=when, end_date=when, weekday=day)


def _of_two(reader: Reader, index: int) -> bool:
    """Whether a word is a dual with its owner right before الاثنين; no adjective in ة (مصادر محلية الاثنين)."""
    together = reader.gap(index) == " " and reader.word(index).endswith(_OF_TWO)
    return together and not reader.document.raw(index).endswith("ة")


_OF_TWO = ("يها", "يه", "يهما", "يهم", "اها", "اهما")
"""Endings of a dual with its owner: الاثنين behind one is the number."""


def _numbered_day(reader: Reader, weekday: int, after: int) -> tuple[date, int] | None:
    """Read ليلة الثلاثاء السابع عشر: the day of the month spoken of last that is such a weekday."""
    ordinal = parse_ordinal(reader.document.words, after) if reader.word(after).startswith("ال") else None
    if ordinal is None or reader.month is None or reader.word(ordinal[1]) in ("من", "شهر"):
        return None
    when = safe(*reader.month, ordinal[0])
    return (when, ordinal[1]) if when and when.weekday() == weekday else None


def _day_in_digits(reader: Reader, weekday: int, after: int) -> tuple[date, int] | None:
    """Read السبت 23: at the head of an item: the last such weekday that was the 23rd of its month."""
    day = digits(reader.word(after))
    if reader.published is None or day is None or not 1 <= day <= 31:
        return None
    if reader.gap(after - 1) != " " or not reader.gap(after).startswith(_ENDS):
        return None  # السبت\n08:20 is a time
    for back in range(_MONTHS_BACK):
        month = reader.published.replace(day=1) - relativedelta(months=back)
        when = safe(month.year, month.month, day)
        if when and when <= reader.published and when.weekday() == weekday:
            return when, after + 1
    return None


_ENDS = (": ", " -", " –", " —", " |", ")")  # no comma: in قُتل الأحد 12، وأصيب 5 the number counts the dead
_MONTHS_BACK = 3  # further back some month has such a weekday on nearly any day


def _in_another_year(reader: Reader, index: int) -> DateMention | None:
    """Read في مثل هذا اليوم من عام 2019: the day of publication in that year."""
    if reader.word(index - 2) != "مثل" or reader.word(index + 1) != "من" or reader.published is None:
        return None
    at = index + 2 + (reader.word(index + 2) in ("عام", "العام", "سنه"))
    year = digits(reader.word(at))
    when = safe(year, reader.published.month, reader.published.day) if year and 1900 < year < 2100 else None
    if when is None:
        return None
    return reader.mention(index, at + 1, "date.day_month", start_date=when, end_date=when, explicit=True)


def _last_weekday(reader: Reader, day: int, *, strictly: bool) -> date | None:
    if reader.published is None:
        return None
    back = (reader.published.weekday() - day) % 7
    if back == 0 and strictly:
        back = 7
    return reader.published - timedelta(days=back)


def _last_weekday_before(when: date, day: int) -> date:
    return when - timedelta(days=(when.weekday() - day) % 7)


def read_relative(reader: Reader, index: int) -> DateMention | None:
    """Read اليوم, أمس, أول أمس, and the days counted from an event (اليوم التالي)."""
    word = reader.word(index).lstrip("وفبل") if reader.word(index) not in ("اليوم", "اول") else reader.word(index)
    word = "اليوم" if reader.word(index).endswith("اليوم") else word
    following = reader.word(index + 1)
    if word in ("اليوم", "لان", "الان"):
        if following in SAME or following in ("التالي", "الذي", "السابق"):
            shift = {"التالي": 1, "السابق": -1}.get(following, 0)
            if following == "الذي":
                if reader.word(index + 2) not in ("تلاه", "يليه", "تلا"):
                    return None
                shift = 1
            last = index + (3 if following == "الذي" else 2)
            return reader.mention(index, last, "date.after_event", shift=shift)
        if reader.word(index - 1) in ("ذلك", "ذاك"):  # عشية ذلك اليوم: the evening before
            eve = reader.word(index - 2).endswith("عشيه")
            return reader.mention(index, index + 1, "date.after_event", shift=-int(eve))
        if reader.word(index - 1).lstrip("ب") in ("ذات", "نفس"):
            return reader.mention(index - 1, index + 1, "date.after_event", shift=0)
        same_day = _in_another_year(reader, index)
        if same_day is not None:
            return same_day
        if reader.word(index - 1) in ("الي", "حتي", "لليوم", "لهذا") or following == "الوطني":
            return None
        if _counted_day(reader, index):
            return None
        return ago(reader, index, index + 1, 0, "date.today")
    if reader.word(index).endswith(("اول",)) and not word.endswith(("امس",)):
        if following == "امس":
            return ago(reader, index, index + 2, 2, "date.day_before_yesterday")
        if following == "من" and reader.word(index + 2) == "امس":
            return ago(reader, index, index + 3, 2, "date.day_before_yesterday")
        return None
    if following in ("الاول",):
        return ago(reader, index, index + 2, 2, "date.day_before_yesterday")
    if reader.word(index - 1) in NIGHT:
        return days_back(reader, index, index + 1, 1, 0, "date.last_night")  # a night told on the day after: both
    return ago(reader, index, index + 1, 1, "date.yesterday")


def _counted_day(reader: Reader, index: int) -> bool:
    """Whether اليوم is one of a count (في اليوم 45 من الحصار, اليوم الثالث للحملة) rather than today.

    Without في a number behind it counts what follows: قُتل اليوم 5 من العناصر.
    """
    at = index + 1
    article = reader.word(at) == "ال"
    if not article and parse_ordinal([reader.word(at), reader.word(at + 1)]):
        return True
    number = digits(reader.word(at + article))
    return number is not None and (article or reader.word(index - 1) == "في") and not month_at(reader, at + 1 + article)


_ABOUT = frozenset("نحو حوالي قرابه زهاء".split())
_PLURAL = frozenset(("ايام", "اسابيع", "اشهر", "سنوات", "بايام"))


def read_offset(reader: Reader, index: int) -> DateMention | None:
    """Read قبل يومين, منذ يومين, قبل عدة أيام, قبل ذلك بيوم, بعد يومين, بعدها بأسبوع, بعده بيومين."""
    word = reader.word(index)
    later = "بعد" in word
    if word.endswith("سبق") and reader.word(index + 1) != "ذلك":
        return None
    preceded = word.lstrip("وف").startswith("سبق") and not word.endswith("سبق")
    following = reader.word(index + 1)
    if preceded and following not in UNITS and not parse_number([following.removeprefix("ب")]):
        return None  # سبقها قصف
    if word == "منذ" and _goes_on(reader, index):
        return None
    at = index + 1
    anchored = word.endswith(("ها", "قبله", "بعده")) or preceded
    if reader.word(at) == "ذلك":
        anchored, at = True, at + 1
    if reader.word(at) in _ABOUT:
        at += 1
    count = parse_number(reader.document.words, at)
    number, at = (count[0], count[1]) if count else (1, at)
    if anchored and reader.word(at)[:1] == "ب" and not count:
        count = parse_number([reader.word(at)[1:], *reader.document.words[at + 1 : at + 4]])
        if count:
            number, at = count[0], at + count[1]
    vague = (reader.word(at) in FEW or reader.word(at) in _PLURAL) and not count
    if reader.word(at) in FEW:
        at += 1
    unit = reader.word(at)
    days = UNITS.get(unit)
    if word == "منذ" and days is None and unit not in ("شهر", "شهرين", "ساعات"):
        return None  # منذ عام 2011, منذ سنوات
    if days is None and unit in MONTH_UNITS and not later and not anchored and reader.published and not vague:
        months = MONTH_UNITS[unit] * number
        first, last = _around(reader.published - relativedelta(months=months), months)
        return reader.mention(index, at + 1, "date.ago", start_date=first, end_date=last)
    if unit in JUST_NOW and not later:
        return ago(reader, index, at + 1, 0, "date.just_now") if not anchored else None
    if not anchored and reader.word(at + 1) in ("منه", "منها"):  # قبل ثلاثة أيام منها
        anchored = True
    if days is not None and later and reader.word(at + 1) in ("من", "علي") and not vague:
        if _comes(reader, index):
            return reader.mention(index, at + 1, "date.after_event", shift=-days * number)
        if not anchored:
            return reader.mention(index, at + 1, "date.before_event", shift=-days * number, back=True)
    if days is None or (later and not anchored and reader.word(at + 1) in ("من", "علي")):
        return None
    if later or anchored:
        if vague:
            return None
        return reader.mention(index, at + 1, "date.after_event", shift=(1 if later else -1) * days * number)
    if vague:
        return days_back(reader, index, at + 1, 10 if days == 1 else 35, 2 if days == 1 else 7, "date.days_ago")
    return ago(reader, index, at + 1, days * number, "date.ago")


def _around(day: date, months: int) -> tuple[date, date]:
    """Return the days that "so many months before" may mean: some days around one or several months ago, some weeks
    around a year or two, and the year itself further back."""
    if months >= 36:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    margin = timedelta(days=30 if months >= 12 else 3)
    return day - margin, day + margin


_COMING = frozenset("ياتي وياتي تاتي وتاتي جاء وجاء جاءت وجاءت وذلك".split())


def _comes(reader: Reader, index: int) -> bool:
    """Whether the sentence only says how long after another event the one told before was (ويأتي ذلك بعد ثلاثة أيام
    من إعدام أربعة أشخاص)."""
    return not _COMING.isdisjoint(reader.word(at) for at in range(max(0, index - 4), index))


_CONTINUING = frozenset(
    fold_text(
        "تشهد يشهد تعيش يعيش تعاني يعاني مستمر مستمرة متواصل متواصلة تستمر يستمر تتواصل يتواصل"
        " لا ما تحاصر يحاصر محاصر محاصرة معتقل معتقلة معتقلين معتقلون محتجز محتجزة محتجزين محتجزون انقطاع مقطوع"
        " مقطوعة متوقف متوقفة مغلق مغلقة نازح نازحة نازحين يقيم تقيم يقيمون"
    ).split()
)


def _goes_on(reader: Reader, index: int) -> bool:
    """Whether منذ يومين says since when something goes on; behind a finished event it says how long ago that was."""
    return not _CONTINUING.isdisjoint(reader.document.words[max(0, index - 7) : index])


def read_clock(reader: Reader, index: int) -> DateMention | None:
    """Read the time of day that opens a line of a running report (07:30 | …): the day of publication, weakly."""
    sentence = reader.document.sentence_of[index]
    following = reader.document.gaps[index + 2 : index + 3]
    if index != sentence.first or reader.gap(index) != ":" or not following or following[0].strip() not in _BARS:
        return None
    hour, minute = digits(reader.word(index)), digits(reader.word(index + 1))
    if hour is None or minute is None or hour > 23 or minute > 59 or reader.published is None:
        return None
    return replace(days_back(reader, index, index + 2, 0, 0, "date.time_of_day"), weak=True)


def read_breaking(reader: Reader, index: int) -> DateMention | None:
    """Read the word that opens breaking news (عاجل |): the day of publication, weakly."""
    if index != 0 or reader.published is None:
        return None
    return replace(days_back(reader, index, index + 1, 0, 0, "date.breaking"), weak=True)


_BARS = ("|", "-", "–", "—", "•", "")


def read_time(reader: Reader, index: int) -> DateMention | None:
    """Read a time of day without a day (فجراً, ليلاً, هذا الصباح, عند منتصف الليل): the day of publication, for a night
    the day before as well.

    It is weak: any day that the report names wins.
    """
    word = reader.word(index)
    if word in _ONLY_BEHIND and reader.word(index - 1) not in _ONLY_BEHIND[word]:
        return None
    night = word in ("ليلا", "الليل")
    return replace(days_back(reader, index, index + 1, int(night), 0, "date.time_of_day"), weak=True)


_ONLY_BEHIND = {
    "الصبح": ("من", "اليوم"),
    "الصباح": ("هذا",),
    "المساء": ("هذا",),
    "الليل": ("منتصف",),
}
"""Words that are a time of day only behind some others."""
