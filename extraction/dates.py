"""Date expressions: found by their words, resolved against the date of publication.

Month names come from Babel (Levantine and Gregorian-Arabic) and hijridate (Hijri); the grammar is ours, since general
parsers read fewer than half of the forms of Arabic news and are silently wrong on others. How each form resolves
is laid
down in docs/rules.md (the labelling guide): a day without a year is the nearest such date not after publication.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from babel import Locale
from dateutil.relativedelta import relativedelta
from hijridate import Hijri

from arabic.folding import fold_text
from arabic.numerals import digits, parse_number, parse_ordinal
from extraction.document import Document
from extraction.types import EventDate

_WEEKDAYS = {
    "الاثنين": 0, "الثلاثاء": 1, "الثلاثا": 1, "الاربعاء": 2, "الاربعا": 2,
    "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6,
}  # fmt: skip
_HIJRI = [
    "محرم", "صفر", "ربيع الاول", "ربيع الاخر", "جمادي الاولي", "جمادي الاخره",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعده", "ذو الحجه",
]  # fmt: skip
_HIJRI_OTHER = {"ربيع الثاني": 4, "جمادي الثانيه": 6, "ذي القعده": 11, "ذي الحجه": 12}
_MONTH_OTHER = {"ابريل": 4, "يونيه": 6, "يوليه": 7, "كانون اول": 12, "كانون ثاني": 1, "تشرين اول": 10, "تشرين ثاني": 11}
_PARTS = {
    "مطلع": 0, "بدايه": 0, "اوائل": 0, "مستهل": 0, "بدايات": 0,
    "منتصف": 1, "اواسط": 1,
    "اواخر": 2, "نهايه": 2, "اخر": 2,
}  # fmt: skip
_PAST = frozenset(
    """الماضي الماضيه الماضيين الفائت الفائته الفائتين المنصرم المنصرمه المنصرمين الاخير الاخيره السابق السابقين
    المنقضي""".split()
)
_CURRENT = frozenset("الجاري الحالي الجاريه الحاليه هذا".split())
_FUTURE = frozenset("المقبل القادم المقبله القادمه التالي".split())
_SAME = frozenset("ذاته ذاتها نفسه نفسها عينه عينها المذكور".split())
_PERIODS = ("الساعات", "اليومين", "الايام", "الاسبوع", "الشهر", "العام", "الليله", "ساعات", "التاريخ")
_TIMES = ("فجرا", "صباحا", "ظهرا", "عصرا", "ليلا")
_NIGHT = frozenset("ليل ليله بليل".split())
_UNITS = {
    "يوم": 1, "يومين": 2, "ايام": 1, "اسبوع": 7, "اسبوعين": 14, "اسابيع": 7,
    "يوما": 1, "بيوم": 1, "بيومين": 2, "بايام": 1, "باسبوع": 7,
}  # fmt: skip
_MONTH_UNITS = {"شهر": 1, "شهرين": 2, "اشهر": 1, "عام": 12, "عامين": 24, "سنه": 12, "سنتين": 24, "سنوات": 12, "بشهر": 1}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: its range in the folded text and tokens, and what it says.

    ``start_date``/``end_date`` are None when the report has no publication date to resolve against. ``shift``
    counts days
    from the event told before (``في اليوم التالي``), then the dates are None until that event is known. ``since`` marks
    the beginning of a period (``منذ``), ``future`` a time to come: neither dates an event.
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


@lru_cache(maxsize=1)
def month_names() -> dict[tuple[str, ...], tuple[int, bool]]:
    """Return the folded words of each month name with its number and whether it is Hijri."""
    names: dict[tuple[str, ...], tuple[int, bool]] = {}
    for territory in ("ar_SY", "ar_EG", "ar_DZ"):
        for number, name in Locale.parse(territory).months["format"]["wide"].items():
            names[tuple(fold_text(name).split())] = (number, False)
    names.update({tuple(name.split()): (number, False) for name, number in _MONTH_OTHER.items()})
    names.update({tuple(name.split()): (number, True) for number, name in enumerate(_HIJRI, 1)})
    names.update({tuple(name.split()): (number, True) for name, number in _HIJRI_OTHER.items()})
    return names


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, str]:
    """Return every word that can begin or anchor a date expression, proclitics included, with its class."""
    words = {name[0]: "month" for name in month_names()}
    words.update(dict.fromkeys(_WEEKDAYS, "weekday"))
    words.update(dict.fromkeys(_PARTS, "part"))
    words.update(dict.fromkeys(("اليوم", "امس", "البارحه", "امبارح", "مبارح", "اول", "الان"), "relative"))
    words.update(dict.fromkeys(("قبل", "قبلها", "بعد", "بعدها"), "offset"))
    words.update(
        dict.fromkeys(
            ("الساعات", "اليومين", "الايام", "الاسبوع", "الشهر", "العام", "الليله", "ساعات", "التاريخ"), "period"
        )
    )
    words.update(dict.fromkeys(("عام", "سنه"), "year"))
    words.update(dict.fromkeys(_TIMES, "time"))
    for word, kind in list(words.items()):
        for prefix in ("و", "ف", "ب", "ل", "وب", "ول"):
            words.setdefault(prefix + word, kind)
    words["الصبح"] = "time"
    words["منه"] = "same_month"
    return words


@dataclass(slots=True)
class _Reader:
    """State of one pass over a report: words, publication date, and the year and month spoken of last."""

    document: Document
    published: date | None
    year: int | None = None
    year_paragraph: int = -1
    paragraph: int = 0
    month: tuple[int, int] | None = None

    def word(self, index: int) -> str:
        words = self.document.words
        return words[index] if 0 <= index < len(words) else ""

    def gap(self, index: int) -> str:
        """Return the text between token ``index`` and the one after it."""
        return self.document.gaps[index + 1] if 0 <= index < len(self.document.gaps) - 1 else "\n"

    def mention(self, first: int, last: int, rule: str, **values: object) -> DateMention:
        tokens = self.document.tokens
        return DateMention(tokens[first].start, tokens[last - 1].end, first, last, rule, **values)  # type: ignore[arg-type]


def find_dates(document: Document) -> list[DateMention]:
    """Return the date expressions of a report, in order; neighbours that say one date (الثلاثاء 12 أيلول) are
    joined."""
    published = document.report.published or dateline(document)
    reader = _Reader(document, published)
    vocabulary = _vocabulary()
    found: list[DateMention] = []
    index = 0
    while index < len(document.words):
        word = document.words[index]
        kind = vocabulary.get(word)
        mention = None
        if kind is not None or word[0].isdigit():
            reader.paragraph = document.sentence_at(document.tokens[index].start).paragraph
        if kind is not None:
            mention = _READERS[kind](reader, index)
        elif word[0].isdigit():
            mention = _numeric(reader, index)
        if mention is None:
            index += 1
            continue
        while found and found[-1].end > mention.start:
            found.pop()
        mention = _marked(reader, mention)
        found.append(mention)
        if mention.start_date and not mention.since and _names_year(reader, mention):
            reader.year, reader.year_paragraph = mention.start_date.year, reader.paragraph
        index = max(index + 1, mention.last)
    return _joined(reader, found)


def _names_year(reader: _Reader, mention: DateMention) -> bool:
    return any(len(word) == 4 and word.isdigit() for word in reader.document.words[mention.first : mention.last])


def dateline(document: Document) -> date | None:
    """Return the one full date in digits that a header or footer line gives, when no publication date is known."""
    if not document.sentences:
        return None
    reader = _Reader(document, None)
    dates = set()
    for sentence in {document.sentences[0], *document.sentences[1:2], document.sentences[-1]}:
        if sentence.last - sentence.first > 14:
            continue
        for index in range(sentence.first, sentence.last):
            mention = _numeric(reader, index) if document.words[index][0].isdigit() else None
            if mention and mention.start_date and mention.rule == "date.numeric":
                dates.add(mention.start_date)
    return dates.pop() if len(dates) == 1 else None


def event_date(start: date, end: date) -> EventDate:
    """Return inclusive dates with ACLED's time precision and UCDP's date precision, from the length of the range."""
    days = (end - start).days
    acled = 1 if days == 0 else 2 if days <= 7 else 3
    ucdp = 1 if days == 0 else 2 if days < 6 else 3 if days <= 7 else 4 if days <= 31 else 5
    return EventDate(start, end, acled, ucdp)


def _marked(reader: _Reader, mention: DateMention) -> DateMention:
    before = reader.word(mention.first - 1)
    after = reader.word(mention.last)
    if before in ("منذ", "ومنذ", "مذ"):
        return replace(mention, since=True)
    if before in ("حتي", "لغايه") and mention.rule in ("date.today", "date.period"):
        return replace(mention, since=True)
    if after in _FUTURE and mention.rule in ("date.weekday", "date.month", "date.day_month"):
        return replace(mention, future=True)
    return mention


# --- numbers ----------------------------------------------------------------------------------------------------------


def _safe(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] else None


def _numeric(reader: _Reader, index: int) -> DateMention | None:
    """Read 12-5-2024, 9/5/2024, 2024/02/02, and 9/11 behind a weekday, يوم or بتاريخ."""
    a, b, c = (digits(reader.word(index + i)) for i in range(3))
    parts = reader.word(index).split(".")
    if len(parts) == 3 and len(parts[2]) == 4:  # 18.11.2023 is one token
        when = _safe(int(parts[2]), int(parts[1]), int(parts[0]))
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
        when = _safe(year, month, day) if 1900 < year < 2100 else None
        if when:
            reader.month = (when.year, when.month)
            return reader.mention(index, index + 3, "date.numeric", start_date=when, end_date=when, explicit=True)
        return None
    before = reader.word(index - 1)
    if mark == "/" and (
        before in _WEEKDAYS or "ال" + before in _WEEKDAYS or before in ("يوم", "بتاريخ", "في", "تاريخ")
    ):
        when = _nearest(reader, a, b)
        return (
            reader.mention(index, index + 2, "date.day_month", start_date=when, end_date=when, explicit=True)
            if when
            else None
        )
    return None


def _nearest(reader: _Reader, day: int, month: int) -> date | None:
    """Return the nearest such day not after publication, or in the year that the paragraph speaks of."""
    year = _year(reader, month, day)
    return _safe(year, month, day) if year else None


def _year(reader: _Reader, month: int, day: int, *, past: bool = False) -> int | None:
    """Return the year of a day and month: that of the paragraph, else the nearest not after publication (always for
    كانون الثاني الماضي: "last" counts from publication)."""
    told = reader.year if reader.year_paragraph == reader.paragraph else None
    if told is not None and not past and (reader.published is None or told < reader.published.year - 1):
        return told
    if reader.published is None:
        return None if past else told
    year = reader.published.year
    return year if (month, day) <= (reader.published.month, reader.published.day) else year - 1


# --- months -----------------------------------------------------------------------------------------------------------


def _month_at(reader: _Reader, index: int) -> tuple[int, bool, int] | None:
    """Return number, Hijri, and index after the month name at ``index`` (a second name of the month is passed over)."""
    names = month_names()
    for prefix in ("", "و", "ل", "ب", "ف"):
        first = reader.word(index).removeprefix(prefix) if prefix else reader.word(index)
        for length in (2, 1):
            name = (first, *(reader.word(index + i) for i in range(1, length)))
            if name in names:
                number, hijri = names[name]
                after = index + length
                if reader.gap(after - 1).strip() in ("/", "-") and not hijri:
                    second = _month_at(reader, after)
                    if second and second[0] == number:
                        after = second[2]
                return number, hijri, after
    return None


def _month(reader: _Reader, index: int) -> DateMention | None:
    found = _month_at(reader, index)
    if found is None:
        return None
    month, hijri, after = found
    first, days = _days_before(reader, index)
    year, after, qualified = _year_after(reader, after)
    bare = reader.word(index).lstrip("وفبل")
    if bare == "اب" and not (days or qualified or after > index + 1 or reader.word(index - 1) in ("في", "شهر")):
        return None  # أب is also "father"
    if month == 9 and hijri and not days and year is None:
        return None  # شهر رمضان alone says no date
    if hijri:
        return _hijri(reader, first, after, days, month, year)
    if year is None:
        year = _year(reader, month, days[0] if days else 1, past=qualified == "past")
        if year is not None and qualified == "current" and reader.published:
            year = reader.published.year
    if year is None:
        return reader.mention(first, after, "date.month")
    reader.month = (year, month)
    if days:
        start, end = _safe(year, month, days[0]), _safe(year, month, days[-1])
        if start and end and start > end:  # 29 تموز - 4 آب: the first day lies in the month before
            start = _safe(year - (month == 1), 12 if month == 1 else month - 1, days[0])
        return reader.mention(first, after, "date.day_month", start_date=start, end_date=end, explicit=True)
    start, end = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return reader.mention(
        first, after, "date.month", start_date=start, end_date=_not_after(reader, start, end), explicit=True
    )


def _not_after(reader: _Reader, start: date, end: date) -> date:
    return reader.published if reader.published and start <= reader.published < end else end


def _days_before(reader: _Reader, index: int) -> tuple[int, tuple[int, ...]]:
    """Read the day or days before a month name: ٥, الخامس, الخامس من, 7-8, من 3 إلى 5."""
    at = index - 1
    if reader.word(at) == "من":
        at -= 1
    day = digits(reader.word(at))
    if day is not None and 1 <= day <= 31:
        earlier = digits(reader.word(at - 1))
        if earlier is not None and reader.gap(at - 1).strip() == "-" and 1 <= earlier <= 31:
            return at - 1, (earlier, day)
        earlier = digits(reader.word(at - 2))
        if earlier is not None and reader.word(at - 1) in ("الي", "حتي") and 1 <= earlier <= 31:
            return at - 2, (earlier, day)
        joined = reader.word(at - 1)
        if joined.startswith("و") and digits(joined[1:]):
            return at, (day,)
        return at, (day,)
    if day is None and reader.word(at)[:1] == "و" and (day := digits(reader.word(at)[1:])):
        return at, (day,)
    for start in (at - 1, at):
        ordinal = parse_ordinal([w.removeprefix("ب").removeprefix("ل") if i == 0 else w for i, w in
                                 enumerate(reader.document.words[max(0, start) : at + 1])])  # fmt: skip
        if start >= 0 and ordinal and start + ordinal[1] == at + 1:
            return start, (ordinal[0],)
    return index, ()


def _year_after(reader: _Reader, after: int) -> tuple[int | None, int, str]:
    """Read what follows a month: a year, من العام نفسه, الماضي, الجاري. Return year, index after, and a qualifier."""
    at = after
    if reader.word(at) in ("من", "عام", "العام", "سنه", "للعام"):
        at += 1
        if reader.word(at) in ("العام", "عام", "سنه"):
            at += 1
    year = digits(reader.word(at))
    if year is not None and (1900 < year < 2100 or 1400 < year < 1500) and "\n" not in reader.gap(at - 1):
        return year, at + 1, "year"
    if at > after and reader.word(at) in _SAME and reader.month:
        return reader.month[0], at + 1, "same"
    if at > after and reader.word(at) in _PAST and reader.published:
        return reader.published.year - 1, at + 1, "year"
    if at > after and reader.word(at) in _CURRENT and reader.published:
        return reader.published.year, at + 1, "year"
    if reader.word(after) in _PAST:
        return None, after + 1, "past"
    if reader.word(after) in _CURRENT:
        return None, after + 1, "current"
    return None, after, ""


def _hijri(
    reader: _Reader, first: int, after: int, days: tuple[int, ...], month: int, year: int | None
) -> DateMention | None:
    if reader.word(after) in ("هجري", "هجريه", "ه"):
        after += 1
    if not days:
        return None
    if year is None and reader.published:
        year = Hijri(1400, 1, 1).year + 0
        today = reader.published
        for candidate in range(1500, 1390, -1):
            when = _from_hijri(candidate, month, days[0])
            if when and when <= today:
                year = candidate
                break
    when = _from_hijri(year, month, days[0]) if year else None
    last = _from_hijri(year, month, days[-1]) if year else None
    return reader.mention(first, after, "date.hijri", start_date=when, end_date=last, explicit=True)


def _from_hijri(year: int, month: int, day: int) -> date | None:
    try:
        gregorian = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(gregorian.year, gregorian.month, gregorian.day)


def _same_month(reader: _Reader, index: int) -> DateMention | None:
    """Read في الخامس منه: a day of the month spoken of last."""
    first, days = _days_before(reader, index)
    if not days or first >= index or reader.month is None:
        return None
    when = _safe(*reader.month, days[0])
    return reader.mention(first, index + 1, "date.same_month", start_date=when, end_date=when, explicit=True)


def _part(reader: _Reader, index: int) -> DateMention | None:
    """Read مطلع نيسان الماضي, منتصف الشهر الجاري, نهاية العام 2022."""
    part = next(
        (p for prefix in ("", "و", "ب", "ف", "ل", "في") for w, p in _PARTS.items() if reader.word(index) == prefix + w),
        None,
    )
    if part is None:
        return None
    at = index + 1
    if reader.word(at) in ("شهر", "من"):
        at += 1
    days = ((1, 10), (11, 20), (21, 31))[part]
    month = _month_at(reader, at)
    if month and not month[1]:
        number, _, after = month
        year, after, _ = _year_after(reader, after)
        year = year or _year(reader, number, days[0])
        if year is None:
            return reader.mention(index, after, "date.part")
        return _part_of_month(reader, index, after, year, number, days)
    if reader.word(at) == "الشهر" and reader.published:
        after = at + 1
        base = reader.published.replace(day=1)
        if reader.word(after) in _PAST:
            base -= relativedelta(months=1)
        if reader.word(after) in _PAST | _CURRENT:
            after += 1
        return _part_of_month(reader, index, after, base.year, base.month, days)
    if reader.word(at) in ("العام", "عام", "السنه"):
        year, after, _ = _year_after(reader, at)
        if year is None:
            year, after = (reader.published.year, at + 1) if reader.published else (None, at + 1)
            if year and reader.word(after) in _PAST:
                year, after = year - 1, after + 1
            elif reader.word(after) in _CURRENT:
                after += 1
        if year is None:
            return reader.mention(index, after, "date.part")
        first, last = ((1, 1), (6, 7), (12, 12))[part]
        start, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
        return reader.mention(index, after, "date.part", start_date=start, end_date=end, explicit=True)
    return None


def _part_of_month(
    reader: _Reader, index: int, after: int, year: int, month: int, days: tuple[int, int]
) -> DateMention:
    reader.month = (year, month)
    start = date(year, month, days[0])
    end = date(year, month, min(days[1], calendar.monthrange(year, month)[1]))
    return reader.mention(
        index, after, "date.part", start_date=start, end_date=_not_after(reader, start, end), explicit=True
    )


# --- days of the week and relative expressions ------------------------------------------------------------------------


def _weekday(reader: _Reader, index: int) -> DateMention | None:
    day = next((_WEEKDAYS[reader.word(index)[len(p):]] for p in ("", "و", "ف", "ب", "ل", "وب", "ول")
                if reader.word(index).startswith(p) and reader.word(index)[len(p):] in _WEEKDAYS), None)  # fmt: skip
    if day is None:
        return None
    after = index + 1
    past = reader.word(after) in _PAST
    before_last = reader.word(after) == "قبل" and reader.word(after + 1) in _PAST
    if reader.word(index - 1) in ("هدنه",):
        return None
    when = _last_weekday(reader, day, strictly=past or before_last)
    if before_last and when:
        when -= timedelta(days=7)
    after += 2 if before_last else 1 if past else 0
    # ليل الخميس-الجمعة, بين السبت والاثنين, الأربعاء والخميس
    second = reader.word(after).removeprefix("و")
    gap = reader.gap(after - 1).strip()
    dash = gap == "-" and reader.word(after) in _WEEKDAYS
    night = reader.word(index - 1) in _NIGHT and reader.word(after) in _WEEKDAYS and not gap
    both = not gap and reader.word(after).startswith("و") and second in _WEEKDAYS
    if dash or night or both:
        other = _last_weekday(reader, _WEEKDAYS[second], strictly=False)
        start = _last_weekday_before(other, day) if other else None
        return reader.mention(index, after + 1, "date.weekdays", start_date=start, end_date=other)
    return reader.mention(index, after, "date.weekday", start_date=when, end_date=when, weekday=day)


def _last_weekday(reader: _Reader, day: int, *, strictly: bool) -> date | None:
    if reader.published is None:
        return None
    back = (reader.published.weekday() - day) % 7
    if back == 0 and strictly:
        back = 7
    return reader.published - timedelta(days=back)


def _last_weekday_before(when: date, day: int) -> date:
    return when - timedelta(days=(when.weekday() - day) % 7)


def _relative(reader: _Reader, index: int) -> DateMention | None:
    word = reader.word(index).lstrip("وفبل") if reader.word(index) not in ("اليوم", "اول") else reader.word(index)
    word = "اليوم" if reader.word(index).endswith("اليوم") else word
    following = reader.word(index + 1)
    if word in ("اليوم", "لان", "الان"):
        if following in _SAME or following in ("التالي", "الذي", "السابق"):
            shift = {"التالي": 1, "السابق": -1}.get(following, 0)
            if following == "الذي":
                if reader.word(index + 2) not in ("تلاه", "يليه", "تلا"):
                    return None
                shift = 1
            return reader.mention(index, index + 2, "date.after_event", shift=shift)
        if reader.word(index - 1) in ("الي", "حتي", "لليوم", "لهذا") or following in (
            "الاول",
            "السادس",
            "الثاني",
            "الثالث",
            "الوطني",
        ):
            return None
        return _ago(reader, index, index + 1, 0, "date.today")
    if reader.word(index).endswith(("اول",)) and not word.endswith(("امس",)):
        if following == "امس":
            return _ago(reader, index, index + 2, 2, "date.day_before_yesterday")
        if following == "من" and reader.word(index + 2) == "امس":
            return _ago(reader, index, index + 3, 2, "date.day_before_yesterday")
        return None
    if following in ("الاول",):
        return _ago(reader, index, index + 2, 2, "date.day_before_yesterday")
    if reader.word(index - 1) in _NIGHT:
        return _range(reader, index, index + 1, 1, 1, "date.last_night")
    return _ago(reader, index, index + 1, 1, "date.yesterday")


def _ago(reader: _Reader, first: int, last: int, days: int, rule: str) -> DateMention:
    return _range(reader, first, last, days, days, rule)


def _range(reader: _Reader, first: int, last: int, oldest: int, newest: int, rule: str) -> DateMention:
    if reader.published is None:
        return reader.mention(first, last, rule)
    start, end = reader.published - timedelta(days=oldest), reader.published - timedelta(days=newest)
    return reader.mention(first, last, rule, start_date=start, end_date=end)


def _offset(reader: _Reader, index: int) -> DateMention | None:
    """Read قبل يومين, قبل عدة أيام, قبل ذلك بيوم, بعد يومين, بعدها بأسبوع."""
    word = reader.word(index)
    later = "بعد" in word
    at = index + 1
    anchored = word.endswith("ها")
    if reader.word(at) == "ذلك":
        anchored, at = True, at + 1
    count = parse_number(reader.document.words, at)
    number, at = (count[0], count[1]) if count else (1, at)
    if anchored and reader.word(at)[:1] == "ب" and not count:
        inner = parse_number([reader.word(at)[1:], *reader.document.words[at + 1 : at + 4]])
        if inner:
            number, at = inner[0], at + inner[1]
    vague = reader.word(at) in ("عده", "بضعه", "ايام", "اسابيع", "اشهر", "سنوات", "بضع", "بايام") and not count
    if reader.word(at) in ("عده", "بضعه", "بضع"):
        at += 1
    unit = reader.word(at)
    days = _UNITS.get(unit)
    if days is None and unit in _MONTH_UNITS and not later and not anchored and reader.published and not vague:
        start = reader.published - relativedelta(months=_MONTH_UNITS[unit] * number)
        return reader.mention(
            index, at + 1, "date.ago", start_date=start - timedelta(days=3), end_date=start + timedelta(days=3)
        )
    if unit in ("قليل", "ساعات", "دقائق", "ساعه", "ساعتين", "لحظات") and not later:
        return _ago(reader, index, at + 1, 0, "date.just_now") if not anchored else None
    if days is None or (later and not anchored and reader.word(at + 1) in ("من", "علي")):
        return None
    if later or anchored:
        if vague:
            return None
        return reader.mention(index, at + 1, "date.after_event", shift=(1 if later else -1) * days * number)
    if vague:
        return _range(reader, index, at + 1, 10 if days == 1 else 35, 2 if days == 1 else 7, "date.days_ago")
    return _ago(reader, index, at + 1, days * number, "date.ago")


def _period(reader: _Reader, index: int) -> DateMention | None:
    """Read الساعات الماضية, الأيام الثلاثة الماضية, الأسبوع الفائت, الشهر الماضي, العام الماضي, الليلة الماضية."""
    word = reader.word(index)
    at = index + 1
    number = None
    if word.endswith("العام") and (year := digits(reader.word(at))) and 1900 < year < 2100:
        return _whole_year(reader, index, at + 1, year)
    if reader.word(at) in ("القليله", "ال", "الاربع"):
        at += 1
    count = parse_number([w.removeprefix("ال") for w in reader.document.words[at : at + 2]])
    if count:
        number, at = count[0], at + count[1]
    qualifier = reader.word(at)
    if qualifier == "عشر":
        at, qualifier = at + 1, reader.word(at + 1)
    if word.endswith("الليله") or word.endswith("التاريخ"):
        if qualifier in _PAST:
            return _range(reader, index, at + 1, 1, 0, "date.last_night")
        return reader.mention(index, at + 1, "date.after_event", shift=0) if qualifier in _SAME else None
    if word.endswith(("الشهر", "العام")) and qualifier in _CURRENT | _PAST and reader.published:
        days = _days_before(reader, index)
        base = reader.published.replace(day=1)
        if word.endswith("الشهر"):
            base = base - relativedelta(months=1) if qualifier in _PAST else base
            if days[1] and (when := _safe(base.year, base.month, days[1][0])):
                reader.month = (base.year, base.month)
                return reader.mention(days[0], at + 1, "date.day_month", start_date=when, end_date=when, explicit=True)
            return _range_to(reader, index, at + 1, base, base + relativedelta(months=1) - timedelta(days=1))
        year = reader.published.year - (qualifier in _PAST)
        return _whole_year(reader, index, at + 1, year)
    if word.endswith("الشهر") and reader.published:
        first, days_in = _days_before(reader, index)
        if days_in and first < index:
            year, month = reader.month or (reader.published.year, reader.published.month)
            when = _safe(year, month, days_in[0])
            return reader.mention(first, index + 1, "date.day_month", start_date=when, end_date=when, explicit=True)
        return None
    if qualifier not in _PAST:
        return None
    if word.endswith(("الساعات", "ساعات")):
        return _range(reader, index, at + 1, 1, 0, "date.hours")
    if word.endswith("اليومين"):
        return _range(reader, index, at + 1, 2, 1 if qualifier == "السابقين" else 0, "date.period")
    if word.endswith("الايام"):
        return _range(reader, index, at + 1, number or 7, 0 if number else 1, "date.period")
    if word.endswith("الاسبوع"):
        return _range(reader, index, at + 1, 7, 1, "date.period")
    return None


def _range_to(reader: _Reader, first: int, last: int, start: date, end: date) -> DateMention:
    return reader.mention(first, last, "date.period", start_date=start, end_date=_not_after(reader, start, end))


def _whole_year(reader: _Reader, first: int, last: int, year: int) -> DateMention:
    end = _not_after(reader, date(year, 1, 1), date(year, 12, 31))
    return reader.mention(first, last, "date.year", start_date=date(year, 1, 1), end_date=end, explicit=True)


def _year_word(reader: _Reader, index: int) -> DateMention | None:
    year = digits(reader.word(index + 1))
    return _whole_year(reader, index, index + 2, year) if year and 1900 < year < 2100 else None


def _time(reader: _Reader, index: int) -> DateMention | None:
    """Read a time of day without a day (فجراً, ليلاً): the day of publication, for a night the day before as well.

    It is weak: any day that the report names wins.
    """
    word = reader.word(index)
    if word == "الصبح" and reader.word(index - 1) not in ("من", "اليوم"):
        return None
    return replace(_range(reader, index, index + 1, int(word == "ليلا"), 0, "date.time_of_day"), weak=True)


_READERS = {
    "month": _month,
    "weekday": _weekday,
    "part": _part,
    "relative": _relative,
    "offset": _offset,
    "period": _period,
    "year": _year_word,
    "same_month": _same_month,
    "time": _time,
}


# --- joining ----------------------------------------------------------------------------------------------------------

_BETWEEN = frozenset("و يوم مساء صباح ظهر فجر عصر ليل ليله الموافق من في بتاريخ ل".split())


def _joined(reader: _Reader, found: Iterable[DateMention]) -> list[DateMention]:
    """Join neighbours that say one date: أمس الاثنين, الثلاثاء 12 أيلول, بين 29 تموز و4 آب."""
    out: list[DateMention] = []
    for mention in found:
        previous = out[-1] if out else None
        if previous is None or not _adjacent(reader, previous, mention):
            out.append(mention)
            continue
        both = _both(reader, previous, mention)
        if both is None:
            out.append(mention)
        else:
            out[-1] = both
    return out


def _adjacent(reader: _Reader, first: DateMention, second: DateMention) -> bool:
    between = reader.document.words[first.last : second.first]
    text = reader.document.text[first.end : second.start]
    return len(between) <= 2 and set(between) <= _BETWEEN and not any(mark in text for mark in ".\n؛:!؟")


def _both(reader: _Reader, first: DateMention, second: DateMention) -> DateMention | None:
    joined = replace(first, end=second.end, last=second.last, rule=second.rule, explicit=True)
    joined = replace(joined, since=first.since or second.since, future=first.future or second.future)
    between = reader.document.words[first.last : second.first]
    word = between[0] if between else reader.word(second.first)
    if word.startswith("و") and first.start_date and second.end_date and reader.word(first.first - 1) in ("بين", "ما"):
        return replace(joined, start_date=first.start_date, end_date=second.end_date)
    if reader.document.text[first.end : second.start].strip() == "-" and first.explicit and second.explicit:
        return replace(joined, start_date=first.start_date, end_date=second.end_date)
    if word.startswith("و"):
        return None
    if first.start_date is None or second.start_date is None:
        return (
            replace(joined, start_date=second.start_date, end_date=second.end_date)
            if first.weekday is not None
            else None
        )
    if second.explicit:  # الثلاثاء 12 أيلول, أمس الثلاثاء 27 حزيران: the full date decides
        return replace(joined, start_date=second.start_date, end_date=second.end_date)
    if first.explicit:
        return replace(joined, start_date=first.start_date, end_date=first.end_date)
    # أمس الاثنين in a report of Wednesday: both days, so that the truth is covered.
    ends = (first.end_date or first.start_date, second.end_date or second.start_date)
    return replace(joined, start_date=min(first.start_date, second.start_date), end_date=max(ends), explicit=False)
