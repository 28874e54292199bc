"""Counts of killed and wounded: words, digits, duals, lower bounds, vague numbers and "none".

``Estimate`` follows the labelling guide: a number n is n to n; "at least n" is n to unknown; several is 2 to unknown,
tens 20 to unknown; "none" is 0 to 0; what is not said is no estimate. Casualties of several groups of victims that one
phrase joins (مقتل عنصر وثلاثة من المهاجمين) are added.
"""

from dataclasses import dataclass, field

from arabic.numerals import ORDINALS, parse_number
from arabic.tokens import readings
from extraction.document import Document
from extraction.lexicon import CasualtyWords
from extraction.terms import Found, Terms
from extraction.types import Estimate

_REACH = 5  # words between a verb of death and its victims (قُتل في الهجوم ثلاثة)
_FILLER = frozenset(
    "في فيه فيها فيهم خلاله خلالها علي اثره اثرها جراء ذلك بينهما من منها قد كل ايضا يوم امس حينها".split()
)


@dataclass(frozen=True, slots=True)
class Count:
    """One statement of casualties: ``what`` is killed or injured, ``low``/``best``/``high`` as in ``Estimate``.

    ``first`` and ``last`` bound the phrase in tokens. ``update`` replaces earlier figures, ``claim`` is one source's
    figure beside others; ``side`` is the role of the victims: civilian, armed, or any.
    """

    what: str
    first: int
    last: int
    low: int
    best: int | None
    high: int | None
    rule: str
    side: str = "any"
    update: bool = False
    claim: bool = False

    @property
    def vague(self) -> bool:
        """Whether the number is only a plural, some or dozens."""
        return self.best is None

    @property
    def estimate(self) -> Estimate:
        """The count as low, best and high."""
        return Estimate(self.low, self.best, self.high)


@dataclass(slots=True)
class _Sum:
    low: int = 0
    exact: bool = True
    vague: bool = False
    sides: set[str] = field(default_factory=set)
    parts: int = 0


class _Reader:
    """One pass over a report."""

    def __init__(
        self,
        document: Document,
        terms: Terms,
        lists: CasualtyWords,
        sides: dict[str, str],
        barriers: frozenset[int],
        dates: dict[int, int],
    ) -> None:
        self.document = document
        self.words = document.words
        self.lists = lists
        self.people: dict[int, Found] = {item.first: item for item in terms.people}
        self.actors: dict[int, int] = {item.first: item.last for item in (*terms.actors, *terms.control)}
        self.triggers = {item.first: item for item in terms.triggers}
        self.sides = sides
        self.barriers = barriers
        self.dates = dates

    def word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def stop(self, index: int) -> bool:
        """Whether a mark that ends a phrase stands between token ``index - 1`` and ``index``."""
        if index <= 0 or index >= len(self.words):
            return True
        tokens = self.document.tokens
        gap = self.document.text[tokens[index - 1].end : tokens[index].start]
        return any(mark in gap for mark in ".،؛:!؟\n;")

    def is_time(self, index: int) -> bool:
        """Whether a number is part of a time of day (16:10)."""
        if not 0 <= index < len(self.words):
            return False
        token, text = self.document.tokens[index], self.document.text
        before, after = text[max(0, token.start - 2) : token.start], text[token.end : token.end + 2]
        return (before[-1:] == ":" and before[:1].isdigit()) or (after[:1] == ":" and after[1:].isdigit())

    def phrase_at(self, index: int, phrases: tuple[tuple[str, ...], ...]) -> int:
        """Return the index after a phrase that begins at ``index`` (a first و or ف allowed), or 0."""
        for phrase in phrases:
            if tuple(self.words[index : index + len(phrase)]) == phrase:
                return index + len(phrase)
            first = self.word(index)
            if first[:1] in ("و", "ف", "ب") and (first[1:], *self.words[index + 1 : index + len(phrase)]) == phrase:
                return index + len(phrase)
        return 0


def find_counts(
    document: Document,
    terms: Terms,
    lists: CasualtyWords,
    sides: dict[str, str],
    barriers: frozenset[int] = frozenset(),
    dates: dict[int, int] | None = None,
) -> list[Count]:
    """Return every statement of casualties, in the order of the text.

    ``sides`` gives the role of each kind of person; ``barriers`` are tokens where a place begins: groups of victims are
    not added across it (أربعة قتلى في حطلة وطفلة في مراط). ``dates`` maps the first token of each date
    expression to the
    token after it: its numbers count nobody.
    """
    reader = _Reader(document, terms, lists, sides, barriers, dates or {})
    found: list[Count] = []
    index = 0
    while index < len(reader.words):
        if index in reader.dates:
            index = reader.dates[index]
            continue
        counts = _none(reader, index) or _toll(reader, index) or _at(reader, index)
        if counts and found and counts[0].first < found[-1].last and counts[0].what == found[-1].what:
            counts = []  # the number was read with the verb before it (خسرت 12 قتيلاً)
        if counts and counts[-1].low:
            counts = [*counts, *_next_place(reader, counts[-1])]
        found += counts
        index = max([index + 1, *(count.last for count in counts)]) if counts else index + 1
    return [_qualified(reader, count) for count in found]


def _next_place(reader: _Reader, count: Count) -> list[Count]:
    """Read the victims of the next place that share the noun before (أربعة شهداء في حطلة وطفلة في مراط)."""
    at = next((i for i in range(count.last, count.last + 4) if i in reader.barriers), None)
    if at is None:
        return []
    for index in range(at + 1, at + 4):
        if reader.stop(index) or index in reader.triggers:
            return []
        if reader.word(index).startswith("و") and len(reader.word(index)) > 2:
            total = _Sum()
            after = _group(reader, index, total, first=False, joined=True)
            near = after and any(i in reader.barriers for i in range(after, after + 3))
            return [_count(count.what, index, after, total, "count.next_place")] if near else []
    return []


def _toll(reader: _Reader, index: int) -> list[Count]:
    """Read a toll that is raised to a number: ارتفعت إلى ثمانية وعشرين حصيلة القتلى, ترفع العدد إلى خمسة وأربعين."""
    if not any(rest in reader.lists.updates for _, rest in readings(reader.word(index))):
        return []
    at = next((i for i in range(index + 1, index + 8) if reader.word(i) == "الي"), None)
    number = parse_number(reader.words, at + 1) if at is not None else None
    if at is None or number is None or any(reader.stop(i) for i in range(index + 1, at + 1)):
        return []
    around = {rest for w in reader.words[index : number[1] + 4] for _, rest in readings(w)}
    subjects = {"الرقم", "العدد", "عدد", "حصيله", "الحصيله", "عددهم"}
    hurt = [reader.lists.counted[rest][0] for rest in around if rest in reader.lists.counted]
    if not hurt and not around & subjects:
        return []
    what = "injured" if hurt and set(hurt) == {"injured"} else "killed"
    claim = reader.word(index).endswith("ترفع")
    return [Count(what, index, number[1], number[0], number[0], number[0], "count.toll", update=not claim, claim=claim)]


def _at(reader: _Reader, index: int) -> list[Count]:
    word = reader.word(index)
    if word in ("قتيل", "قتلي", "جريح", "وجريح", "وجرحي") and "بين" in reader.words[max(0, index - 2) : index]:
        return []  # "9 killed and wounded" together says neither
    for prefix, rest in readings(word):
        possessed = reader.lists.possessed.get(rest)
        if possessed and (count := _possessed(reader, index, *possessed)):
            return [count]
        counted = reader.lists.counted.get(rest)
        if counted and not (prefix and rest in reader.lists.verbal):
            return _counted(reader, index, *counted)
        what = reader.lists.verbal.get(rest)
        if what:
            return _verbal(reader, index, what)
    return []


def _counted(reader: _Reader, index: int, what: str, number: str) -> list[Count]:
    """Read a noun that is counted itself: خمسة قتلى, قتيلان, القتلى أربعة, عشرات الجرحى."""
    if _negated(reader, index):
        return [Count(what, index, index + 1, 0, 0, 0, "count.none")]
    start, value, bound = _number_before(reader, index)
    last = index + 1
    side = _side(reader, index + 1)
    if value is None and "جث" in reader.word(index) and (victims := _victims(reader, index + 1, what)):
        return [victims]
    if value is None and number == "dual":
        value = 2
    elif value is None and number == "singular":
        value = 1
    if value is None:
        after = reader.lists.among | {"الي"}
        count = parse_number(reader.words, index + 1) if not reader.stop(index + 1) else None
        if count and reader.word(index).startswith(("ال", "وال")) and reader.word(index + 1) not in after:
            value, last = count[0], count[1]
    if value is None:
        before = {rest for _, rest in readings(reader.word(index - 1))}
        if before & reader.lists.tens:
            return [Count(what, index - 1, index + 1, 20, None, None, "count.tens", side)]
        if before & reader.lists.hundreds:
            return [Count(what, index - 1, index + 1, 200, None, None, "count.hundreds", side)]
        if reader.word(index).startswith("ال") or (what == "injured" and reader.word(index).endswith("اصابه")):
            return _verbal(reader, index, what) if reader.word(index).endswith("اصابه") else []
        victims = (
            _victims(reader, index + 1, what) if number == "plural" and reader.word(index).endswith("اصابه") else None
        )
        if victims:
            return [victims]
        return [Count(what, index, index + 1, 2, None, None, "count.several", side)]
    total = _Sum(value, exact=bound != "least", sides={side}, parts=1)
    last = _more(reader, last, total, what)
    return [_count(what, start, last, total, "count.noun")]


def _number_before(reader: _Reader, index: int) -> tuple[int, int | None, str]:
    """Return start, value and bound ("least", "about" or "") of a number that ends right before ``index``."""
    for length in (4, 3, 2, 1):
        start = index - length
        if start < 0 or reader.is_time(start) or any(reader.stop(i) for i in range(start + 1, index + 1)):
            continue
        for skip in ("", "و", "ب", "ل", "ال", "وب"):
            first = reader.word(start)
            if skip and not first.startswith(skip):
                continue
            number = parse_number([first[len(skip) :], *reader.words[start + 1 : index]])
            if (
                number
                and number[1] == length
                and (not skip or len(first) > len(skip) + 1 or first[len(skip) :].isdigit())
            ):
                return start, number[0], _bound(reader, start, index)
    return index, None, ""


def _bound(reader: _Reader, start: int, last: int) -> str:
    for length in (4, 3, 2, 1):
        if start - length >= 0 and reader.phrase_at(start - length, reader.lists.at_least) == start:
            return "least"
    if reader.phrase_at(last, (("علي", "الاقل"), ("كحد", "ادني"))) or reader.phrase_at(last + 1, (("علي", "الاقل"),)):
        return "least"
    return ""


def _verbal(reader: _Reader, index: int, what: str) -> list[Count]:
    if _negated(reader, index):
        word = reader.word(index)
        if "صب" in word or "صيب" in word:  # لم يصب أحد: nobody was hurt at all
            return [Count(w, index, index + 1, 0, 0, 0, "count.none") for w in ("killed", "injured")]
        return [Count(what, index, index + 1, 0, 0, 0, "count.none")]
    if reader.word(index - 1) in ("محاوله", "بمحاوله") and what == "killed":
        return []
    count = _victims(reader, index + 1, what) or _victims_before(reader, index, what) or _single(reader, index, what)
    return [count] if count else []


def _single(reader: _Reader, index: int, what: str) -> Count | None:
    """Read the killing of somebody named or titled by words that no list holds (اغتيال محاسب البلدية, مقتل
    فلان): one."""
    forms = {rest for _, rest in readings(reader.word(index))}
    before = {rest for _, rest in readings(reader.word(index - 1))}
    following = reader.word(index + 1)
    if what != "killed" or not forms & reader.lists.targeted or before & reader.lists.not_single:
        return None
    if reader.stop(index + 1) or following in _FILLER or following in _NO_VICTIM or index + 1 in reader.dates:
        return None
    if reader.actors.get(index + 1) is not None and reader.actors.get(index + 1) != index + 2:
        return None
    return Count(what, index, index + 2, 1, 1, 1, "count.single")


_NO_VICTIM = frozenset("ان الي عن مع بين لم لن او بعد قبل بحق ضد برصاص بانفجار كان كانت هذا هذه تلك ذلك".split())


def _possessed(reader: _Reader, index: int, what: str, number: str) -> Count | None:
    """Read "his death" (ما أدى إلى مقتله): one, two or several by the pronoun, unless it is only talk of it."""
    before = {rest for word in reader.words[max(0, index - 2) : index] for _, rest in readings(word)}
    if before & reader.lists.talk or _negated(reader, index):
        return None
    low = {"singular": 1, "dual": 2, "plural": 2}[number]
    exact = None if number == "plural" else low
    return Count(what, index, index + 1, low, exact, exact, "count.possessed")


def _victims_before(reader: _Reader, index: int, what: str) -> Count | None:
    """Read victims named before their verb (خمسة مدنيين بينهم طفلان قُتلوا): the first group of the clause."""
    if not reader.word(index).endswith(("وا", "ا", "ت")):
        return None
    best: Count | None = None
    at = index - 1
    while at >= max(0, index - 9) and not reader.stop(at + 1):
        if at in reader.triggers or at in reader.barriers:
            break
        total = _Sum()
        after = _group(reader, at, total, first=True)
        if after and after <= index and (total.parts or total.vague) and total.low > 1:
            best = _count(what, at, index + 1, total, "count.before")
        at -= 1
    return best


def _victims(reader: _Reader, start: int, what: str) -> Count | None:
    """Read the victims that follow a verb or verbal noun of death or wounding, joined groups added."""
    index = start
    skipped = 0
    total = _Sum()
    lost = any(rest in _LOST for _, rest in readings(reader.word(start - 1)))
    while index < len(reader.words) and skipped <= _REACH:
        if reader.stop(index) and index > start and not _aside(reader, index):
            return None
        if (
            reader.stop(index)
            and "\n"
            in reader.document.text[reader.document.tokens[index - 1].end : reader.document.tokens[index].start]
        ):
            return None
        if index in reader.dates:
            index = reader.dates[index]
            continue
        between = _between(reader, index, start, what)
        if between:
            return between
        subject = _after_subject(reader, index, start)
        if subject:
            index = subject
        if lost and parse_number(reader.words, index) is None:  # فقدت العائلة ستة أبناء: who loses is not lost
            skipped += 1
            index = reader.actors.get(index, index + 1)
            continue
        after = _group(reader, index, total, first=index == start)
        if after:
            last = _more(reader, after, total, what)
            return _count(what, start - 1, last, total, "count.victims")
        if index in reader.actors:  # the subject of an active verb: قتل التنظيم خمسة رعاة
            index = reader.actors[index]
            skipped += 1
            continue
        word = reader.word(index)
        trigger = reader.triggers.get(index)
        if trigger and trigger.key in ("death", "wound") and index > start:
            return None
        if word in reader.lists.among or (word.startswith("و") and index == start and skipped):
            return None
        skipped += 0 if word in _FILLER else 2 if index > start else 1
        index += 1
    return None


_LOST = frozenset("خسر خسرت خسروا فقد فقدت".split())
_ASIDE = frozenset("في علي قرب عند مساء صباح فجر ظهر ليل امس اليوم خلال يوم بينهم اثر جراء".split())


def _aside(reader: _Reader, index: int) -> bool:
    """Whether a comma before token ``index`` only sets off words of place or time: قُتل في الغارة، قرب الميادين،
    أربعة."""
    gap = reader.document.text[reader.document.tokens[index - 1].end : reader.document.tokens[index].start]
    if gap.strip() != "،":
        return False
    word = reader.word(index)
    return word in _ASIDE or index in reader.dates or parse_number([word]) is not None


def _between(reader: _Reader, index: int, start: int, what: str) -> Count | None:
    """Read a range: بين تسعة أشخاص واثني عشر, ما بين 5 و8."""
    first = parse_number(reader.words, index + 1) if reader.word(index) == "بين" else None
    if first is None:
        return None
    at = first[1] + (1 if first[1] in reader.people else 0)
    joined = reader.word(at)
    words = [joined[1:], *reader.words[at + 1 : at + 4]] if len(joined) > 1 else reader.words[at + 1 : at + 5]
    second = parse_number(words) if joined.startswith("و") else None
    if second is None or second[0] <= first[0]:
        return None
    last = at + second[1] + (0 if len(joined) > 1 else 1)
    return Count(what, start - 1, last, first[0], first[0], second[0], "count.range", _side(reader, last))


def _after_subject(reader: _Reader, index: int, start: int) -> int:
    """Return where the victims stand behind the gunmen who killed them (قتل مسلحون مجهولون راعيين), or 0.

    قتل is written like its passive: the gunmen are the doers where a word for other persons follows them.
    """
    if index != start or index not in reader.actors or not reader.word(index).endswith(("ون", "ان")):
        return 0
    at = reader.actors[index]
    for step in (at, at + 1, at + 2):
        if reader.stop(step):
            return 0
        word = reader.word(step)
        if step in reader.people and not word.endswith(("ون", "ان")) and step not in reader.actors:
            return step
        if parse_number(reader.words, step):
            return step
    return 0


def _group(reader: _Reader, index: int, total: _Sum, *, first: bool, joined: bool = False) -> int:
    """Read one group of victims at ``index`` into ``total``; return the index after it, or 0."""
    word = reader.word(index)
    bare = word[1:] if joined else word
    bound = ""
    after = reader.phrase_at(index, reader.lists.at_least)
    if after:
        bound, index = "least", after
        bare = reader.word(index)
    else:
        after = reader.phrase_at(index, reader.lists.about)
        if after:
            index = after
            bare = reader.word(index)
    for candidate in (bare, bare.removeprefix("ب"), bare.removeprefix("ال")):
        if not candidate:
            continue
        if reader.is_time(index):
            return 0
        number = parse_number([candidate, *reader.words[index + 1 : index + 6]])
        if number and _not_a_person(reader, index + number[1]):
            return 0
        if number:
            end = index + number[1]
            if reader.word(end) in ("بين", "ما") and reader.word(end + 1) in ("بين", "قتيل", "قتلي"):
                return 0  # "9 between killed and wounded" says neither
            if reader.phrase_at(end, (("علي", "الاقل"),)) or reader.phrase_at(end + 1, (("علي", "الاقل"),)):
                bound = "least"
            total.low += number[0]
            total.exact &= bound != "least"
            total.parts += 1
            total.sides.add(_side(reader, end))
            return end + (1 if end in reader.people else 0)
    if bare in reader.lists.tens:
        total.low, total.vague, total.exact = total.low + 20, True, False
        total.sides.add(_side(reader, index + 1))
        return index + 1
    if bare in reader.lists.hundreds:
        total.low, total.vague, total.exact = total.low + 200, True, False
        return index + 1
    if bare in reader.lists.several and not (bare == "بعض" and not first):
        total.low, total.vague, total.exact = total.low + 2, True, False
        total.sides.add(_side(reader, index + 1) if reader.word(index + 1) != "من" else _side(reader, index + 2))
        return index + 1
    person = reader.people.get(index)
    if person is not None:
        _add_person(reader, index, person, total)
        return person.last
    if bare in ("احد", "احدي"):
        total.low, total.parts = total.low + 1, total.parts + 1
        total.sides.add(_side(reader, index + 1))
        return index + 1
    if bare in ("اخر", "اخري", "زميله", "مرافقه", "رفيقه") or (bare in ORDINALS and bare not in ("اول", "اولي")):
        total.low, total.parts = total.low + 1, total.parts + 1
        return index + 1
    if bare in ("اخرين", "اخرون", "اخريات"):
        total.low, total.vague, total.exact = total.low + 2, True, False
        return index + 1
    if bare in ("اخران", "اثنان"):
        total.low, total.parts = total.low + 2, total.parts + 1
        return index + 1
    return 0


def _not_a_person(reader: _Reader, index: int) -> bool:
    """Whether the counted noun is a thing or a measure (أربع هجمات, 4 مقرات, ثلاثة منازل)."""
    return reader.word(index) in _THINGS


_THINGS = frozenset(
    """هجمات مقرات اليات اليتين سيارات سياره منازل منزل صواريخ صاروخ قذائف قذيفه غارات غاره ضربات ضربه ايام يوم
    ساعات ساعه
    مرات مره كيلومترات كيلومتر كم الف ليره دولار براميل برميلا شاحنات صهاريج عربات عربه نقاط نقطه حواجز حاجز مواقع موقع
    مسيرات مسيره طائرات طائره قري بلدات اشهر شهر اسابيع اسبوع سنوات عام بالميه خيام خيمه راسا رؤوس""".split()
)


def _add_person(reader: _Reader, index: int, person: Found, total: _Sum) -> None:
    members = parse_number(reader.words, person.last + 1) if reader.word(person.last) == "من" else None
    if members and reader.word(index).lstrip("وب") in ("عايله", "اسره"):  # عائلة من ثمانية أفراد
        total.low, total.parts = total.low + members[0], total.parts + 1
        total.sides.add("civilian")
        return
    if person.form == "dual":
        total.low, total.parts = total.low + 2, total.parts + 1
    elif person.form == "singular":
        total.low, total.parts = total.low + 1, total.parts + 1
    else:
        after = reader.word(person.last)
        following = parse_number([after.removeprefix("ال")]) if not reader.stop(person.last) else None
        if following and (after.startswith("ال") or after in ("اثنين", "اثنان")):  # أطفالهما الثلاثة
            total.low, total.parts = total.low + following[0], total.parts + 1
        else:
            total.low, total.vague, total.exact = total.low + 2, True, False
    total.sides.add(reader.sides.get(person.key, "any"))


def _more(reader: _Reader, index: int, total: _Sum, what: str) -> int:
    """Add the groups that و joins to the first within a few words: عنصر من قسد وثلاثة من المهاجمين, امرأة وطفليها."""
    last = index
    seen = 0
    while index < len(reader.words) and seen <= 7 and not reader.stop(index):
        word = reader.word(index)
        if index in reader.barriers or word in ("هم", "وهم", "بين"):
            break
        if word in reader.lists.among or (index in reader.triggers and reader.triggers[index].key != "assault"):
            break
        if word == "و" and reader.word(index + 1).isdigit():
            number = parse_number(reader.words, index + 1)
            if number and _counts_other(reader, number[1], what):
                break
            if number and not _not_a_person(reader, number[1]):
                total.low, total.parts = total.low + number[0], total.parts + 1
                total.sides.add(_side(reader, number[1]))
                last = index = number[1]
                seen = 0
                continue
        if word.startswith("و") and len(word) > 2:
            if _number_of_other(reader, index, what):
                break
            after = _group(reader, index, total, first=False, joined=True)
            if after:
                last = index = after
                seen = 0
                continue
        index += 1
        seen += 1
    return last


def _counts_other(reader: _Reader, index: int, what: str) -> bool:
    """Whether the noun at ``index`` counts the other kind of casualty (57 قتيلاً و112 جريحاً)."""
    for _, rest in readings(reader.word(index)):
        counted = reader.lists.counted.get(rest)
        if counted:
            return counted[0] != what
    return False


def _number_of_other(reader: _Reader, index: int, what: str) -> bool:
    at = index
    after = reader.phrase_at(index, reader.lists.about) or reader.phrase_at(index, reader.lists.at_least)
    words = list(reader.words[at : at + 6])
    if after:
        at, words = after, list(reader.words[after : after + 5])
    elif words:
        words[0] = words[0][1:]
    number = parse_number(words)
    return number is not None and _counts_other(reader, at + number[1], what)


def _side(reader: _Reader, index: int) -> str:
    for at in (index, index + 1):
        person = reader.people.get(at)
        if person is not None:
            return reader.sides.get(person.key, "any")
    return "any"


def _count(what: str, first: int, last: int, total: _Sum, rule: str) -> Count:
    side = (
        "civilian"
        if "civilian" in total.sides and "armed" not in total.sides
        else "armed"
        if "armed" in total.sides
        else "any"
    )
    if total.vague:
        return Count(what, max(0, first), last, total.low, None, None, rule, side)
    return Count(what, max(0, first), last, total.low, total.low, total.low if total.exact else None, rule, side)


def _negated(reader: _Reader, index: int) -> bool:
    """Whether a word of negation governs the casualty word: دون وقوع قتلى أو جرحى, لم تسفر عن إصابات."""
    at = index - 1
    seen = 0
    while at >= 0 and seen < 6 and not reader.stop(at + 1):
        word = reader.word(at)
        if word in reader.lists.none or (word[:1] in "وف" and word[1:] in reader.lists.none):
            if word in ("لا", "ولا", "لم", "ولم") and reader.word(at + 1) in ("يقل", "تقل", "يزال", "تزال", "يقلون"):
                return False
            between = reader.words[at + 1 : index]
            return not any(w in reader.lists.verbal and w not in ("سقوط", "مقتل", "اصابه", "خساره") for w in between)
        if word in reader.lists.among:
            return False
        seen += 1
        at -= 1
    return False


def _none(reader: _Reader, index: int) -> list[Count]:
    """Read that nobody was hurt: دون خسائر بشرية, أضرار مادية فقط."""
    last = reader.phrase_at(index, reader.lists.material_only)
    if not last:
        after = reader.phrase_at(index, reader.lists.nobody)
        last = after if after and _negated(reader, index) else 0
    if not last:
        return []
    return [Count(what, index, last, 0, 0, 0, "count.none") for what in ("killed", "injured")]


def _qualified(reader: _Reader, count: Count) -> Count:
    """Mark figures that update earlier ones and figures that one source claims."""
    before = {rest for word in reader.words[max(0, count.first - 6) : count.first + 1] for _, rest in readings(word)}
    update = bool(before & reader.lists.updates)
    claim = bool(before & reader.lists.claims)
    if not (update or claim):
        return count
    return Count(
        count.what, count.first, count.last, count.low, count.best, count.high, count.rule, count.side, update, claim
    )
