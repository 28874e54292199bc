"""Groups of victims: numbers, persons, vague words; groups that و joins are added (عنصر من قسد وثلاثة من المهاجمين)."""

import re

from arabic.numerals import ORDINALS, may_begin_number, parse_number
from arabic.tokens import readings, rests
from arabic.vocabulary import Table, WordClass
from extraction.casualties.reader import HIS, Reader, Sum, side_at, side_of
from extraction.lexicon import by_first_word
from extraction.terms import Found

_MARKS = frozenset(".؛:!؟\n;")


def read_group(reader: Reader, index: int, total: Sum, *, first: bool, joined: bool = False) -> int:
    """Read one group of victims at ``index`` into ``total``; return the index after it, or 0."""
    word = reader.word(index)
    bare = word[1:] if joined else word
    at_least = False
    if after := behind_bound(reader, index):
        at_least = reader.phrase_at(index, reader.lists.at_least) > 0
        index, bare = after, reader.word(after)
    if index in reader.dated or (word[:1].isdigit() and reader.is_time(index)):
        return 0
    for candidate in _NUMBERS[bare]:
        number = parse_number([candidate, *reader.words[index + 1 : index + 6]])
        if number and is_thing(reader, index + number[1]):
            return 0
        if number:
            end = index + number[1]
            if reader.word(end) == "من" and reader.word(end + 1) == "اصل":  # خمسة من أصل 8 مدنيين: all are told
                return read_group(reader, end + 2, total, first=False)
            if says_neither(reader, end):
                return 0
            total.low += number[0]
            total.exact &= not (at_least or _at_least_behind(reader, end))
            total.parts += 1
            total.sides.add(side_at(reader, end))
            return end + (1 if end in reader.people else 0)
    if bare in reader.lists.tens:
        total.low, total.vague, total.exact = total.low + 20, True, False
        total.sides.add(side_at(reader, index + 1))
        return index + 1
    if bare in reader.lists.hundreds:
        total.low, total.vague, total.exact = total.low + 200, True, False
        return index + 1
    if bare in reader.lists.several and is_thing(reader, index + 2 if reader.word(index + 1) == "من" else index + 1):
        return 0  # سقوط عدة صواريخ, وعدداً من الأسرى
    if bare in reader.lists.several and not (bare == "بعض" and not first):
        total.low, total.vague, total.exact = total.low + 2, True, False
        total.sides.add(side_at(reader, index + 1) if reader.word(index + 1) != "من" else side_at(reader, index + 2))
        return index + 1
    if bare == "اخر" and _POCKETS[reader.word(index + 1)] and not reader.stop(index + 1):
        return 0  # القضاء على آخر تجمعات التنظيم
    person = reader.people.get(index)
    if person is not None:
        _add_person(reader, index, person, total)
        return person.last
    if bare in ("احد", "احدي"):
        if is_thing(reader, index + 1):
            return 0
        total.low, total.parts = total.low + 1, total.parts + 1
        total.sides.add(side_at(reader, index + 1))
        return index + 1
    others = _OTHERS.get(bare, 0)
    if others:
        total.low, total.parts = total.low + others, total.parts + 1
        return index + 1
    if bare in ("اخرين", "اخرون", "اخريات"):
        total.low, total.vague, total.exact = total.low + 2, True, False
        return index + 1
    return 0


def behind_bound(reader: Reader, index: int) -> int:
    """Return the index after words that bound a number (أكثر من, نحو), or 0."""
    if not reader.bounding[reader.word(index)]:
        return 0
    return reader.phrase_at(index, reader.lists.at_least) or reader.phrase_at(index, reader.lists.about)


class NumberForms(Table[tuple[str, ...]]):
    """The forms of a word, whole or without some proclitics, that a number can begin with: of most words none."""

    def __init__(self, *proclitics: str) -> None:
        super().__init__()
        self.proclitics = proclitics

    def answer(self, word: str) -> tuple[str, ...]:
        """Return these forms."""
        bare = [word[len(proclitic) :] for proclitic in self.proclitics if word.startswith(proclitic)]
        return tuple(filter(may_begin_number, (word, *(form for form in bare if len(form) > 1 or form.isdigit()))))


_NUMBERS = NumberForms("ب", "ال")


_POCKETS = WordClass(
    """تجمع تجمعات جيب جيوب معقل معاقل بوره بور وكر اوكار موقع مواقع نقطه نقاط مجموعه مجموعات خليه خلايا فلول
    بقايا""".split()
)


_FIRST = frozenset("اول اولا اولي".split())
_OTHERS = {
    **{form: 1 for word in ORDINALS for form in (word, f"{word}ا") if form not in _FIRST},
    **dict.fromkeys("اخر اخري زميله مرافقه رفيقه".split(), 1),
    **dict.fromkeys("اخران اثنان".split(), 2),
}
"""Words that count one or two more after others (وأصيب ثالث, وجرحوا ثالثاً)."""


def _at_least_behind(reader: Reader, end: int) -> bool:
    """Whether a number, or the noun behind it, is told as a lower bound (11 مدنياً على الأقل)."""
    return bool(reader.phrase_at(end, _AT_LEAST) or reader.phrase_at(end + 1, _AT_LEAST))


_AT_LEAST = by_first_word((("علي", "الاقل"),))


def is_thing(reader: Reader, index: int) -> bool:
    """Whether the counted noun is a thing or a measure (أربع هجمات, 4 مقرات, ثلاثة منازل)."""
    word = reader.word(index)
    if reader.stop(index):
        return False  # وجرح 5، اليوم الأحد
    by_means = word.startswith("ب") and word not in reader.lists.things  # أصيب خمسة بغارة
    return not by_means and not rests(word).isdisjoint(reader.lists.things)


def says_neither(reader: Reader, end: int) -> bool:
    """Whether a number counts killed and wounded together (سقوط 9 عناصر بين قتيل وجريح)."""
    if reader.word(end) in _DEAD and reader.word(end + 1) in AND_HURT:
        return True
    return _of_both(reader, end) or _of_both(reader, end + 1)


def _of_both(reader: Reader, index: int) -> bool:
    return reader.word(index) in ("بين", "ما") and reader.word(index + 1) in ("بين", "قتيل", "قتلي")


_DEAD = frozenset("قتيل قتيلا قتلي".split())
AND_HURT = frozenset("وجرحي وجريح وجريحا ومصابين ومصاب ومصابا".split())


def _add_person(reader: Reader, index: int, person: Found, total: Sum) -> None:
    at = person.last + 1 if reader.word(person.last) in ("مكونه", "مولفه") else person.last
    members = parse_number(reader.words, at + 1) if reader.word(at) == "من" else None
    if members and reader.word(index).lstrip("وب") in ("عايله", "اسره"):  # عائلة من ثمانية أفراد
        total.low, total.parts = total.low + members[0], total.parts + 1
        total.sides.add("civilian")
        return
    if (
        person.form == "dual"
        or _construct_dual(reader, person)
        or _marked_dual(reader, person)
        or on_each_side(reader, person.last)
    ):
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
    total.sides.add(side_of(reader, person))


def _construct_dual(reader: Reader, person: Found) -> bool:
    """Whether a dual lost its ن before a genitive (قُتل فردا شرطة, مقتل عنصرا الأمن): an accusative has none behind
    it."""
    if not reader.word(person.first).endswith("ا") or reader.stop(person.last) or person.last in reader.dates:
        return False
    herding = reader.word(person.first) == "راعيا"
    return reader.word(person.last) in (_HERDS if herding else _FORCES)


_HERDS = frozenset("اغنام غنم ابل جمال ماشيه مواشي ماعز ابقار قطيع".split())
_FORCES = frozenset("شرطه الشرطه امن الامن حراسه الحراسه الجيش جيش".split())


def _marked_dual(reader: Reader, person: Found) -> bool:
    """Whether a plural in ين is marked as a dual: by its vowel (سائقَين) or by the adjective
    after it (مدنيين شقيقين)."""
    dual = "ين" in reader.word(person.last - 1) and _DUAL_VOWEL.search(reader.document.raw(person.last - 1)) is not None
    return dual or reader.word(person.last) in ("شقيقين", "شقيقان", "اثنين", "اثنان")


_DUAL_VOWEL = re.compile("\u064e\u0651?ي[\u0652]?ن")


def on_each_side(reader: Reader, index: int) -> bool:
    """Whether one of each side is meant: مقاتل من كل طرف."""
    return reader.word(index) == "من" and reader.word(index + 1) == "كل" and reader.word(index + 2) in _SIDES


_SIDES = frozenset("طرف جانب جهه فريق".split())


def read_more(reader: Reader, index: int, total: Sum, what: str) -> int:
    """Add the groups that و joins to the first within a few words: عنصر من قسد وثلاثة من المهاجمين, امرأة وطفليها."""
    last = index
    seen = 0
    while index < len(reader.words) and seen <= 7 and not reader.stop(index):
        word = reader.word(index)
        if index in reader.barriers or word in _THEY:
            break
        if reader.survived[word]:
            break  # قُتل أربعة ونجا هو وابن أخيه
        told = index in reader.triggers and reader.triggers[index].key != "assault" and word not in HIS_DEATH
        if word in reader.lists.among or told:
            break
        if index > last and total.low == 2 and _names_them(reader, index):
            break
        if word in WITH and (person := reader.people.get(index + 1)) and reader.word(index + 1).endswith(HIS):
            _add_person(reader, index + 1, person, total)  # برفقة سائقه, ومعه مرافقه
            last = index = person.last
            seen = 0
            continue
        if word in WITH and (others := number_of_his(reader, index + 1)):
            total.low, total.parts = total.low + others[0], total.parts + 1
            last = index = others[1]
            seen = 0
            continue
        if word == "و" and reader.word(index + 1).isdigit():
            number = parse_number(reader.words, index + 1)
            if number and counts_other(reader, number[1], what):
                break
            if number and not is_thing(reader, number[1]):
                total.low, total.parts = total.low + number[0], total.parts + 1
                total.exact &= not _at_least_behind(reader, number[1])
                total.sides.add(side_at(reader, number[1]))
                last = index = number[1]
                seen = 0
                continue
        if word.startswith("و") and len(word) > 2 and word not in _ONE and not _own_and(reader, index):
            some = word[1:] in reader.lists.several and reader.word(index + 1) == "من"
            if word[1:] in reader.lists.tens and counts_other(reader, index + 1, what):
                break  # 13 مدنياً وعشرات الجرحى
            if _number_of_other(reader, index, what) or (some and counts_other(reader, index + 2, what)):
                break
            loyal = reader.word(index + 1) in ("موالين", "موالون", "مواليه")
            whose = (word.startswith("وال") or loyal) and "من" in reader.words[last:index]
            after = 0 if whose else read_group(reader, index, total, first=False, joined=True)
            if after:  # 14 من قوات النظام والمسلحين الموالين tells whose they were
                last = index = after
                seen = 0
                continue
        index += 1
        seen += 1
    return last


def number_of_his(reader: Reader, index: int) -> tuple[int, int] | None:
    """Read how many of his own were with somebody (مع اثنين من أبنائه): the number and the index after them."""
    number = parse_number(reader.words, index)
    if number is None or reader.word(number[1]) != "من" or not reader.word(number[1] + 1).endswith(HIS):
        return None
    return number[0], number[1] + 2


_THEY = frozenset("هم وهم بين".split())
_ONE = frozenset("واحد واحده واحدا".split())


def _own_and(reader: Reader, index: int) -> bool:
    """Whether the و is a letter of the word for a person (وجهاء)."""
    person = reader.people.get(index)
    return person is not None and not person.prefix.startswith("و")


def _names_them(reader: Reader, index: int) -> bool:
    """Whether two persons joined by و say who those counted were (مقتل مدنيين اثنين من عائلة واحدة "رجل وابنته")."""
    person, other = reader.people.get(index), reader.people.get(index + 1)
    if person is None or other is None or person.prefix or not reader.word(index + 1).startswith("و"):
        return False
    return person.form == "singular" and reader.word(index - 1) not in ("من", "مع", "برتبه")


HIS_DEATH = frozenset("مصرعه مصرعها حتفه حتفها".split())  # لقي قيادي مصرعه مع سائقه
WITH = frozenset("برفقه رفقه مع ومعه معه ومعها معها".split())


def read_behind_comma(reader: Reader, index: int, total: Sum) -> int:
    """Add who is told behind a comma: the dead of the other side, by number and من (7 عناصر من قوات النظام، و3 من تنظيم
    الدولة), and the companion (ومعه مرافقه). Return the index after them, or 0."""
    for at in range(index, min(index + 9, len(reader.words))):
        gap = reader.document.gaps[at]
        word = reader.word(at)
        told = at in reader.triggers and reader.triggers[at].key != "assault" and word[:1] != "ب"
        if told or (gap != " " and not _MARKS.isdisjoint(gap)):
            return 0  # neither attackers (القوات المهاجمة) nor means (بمسيّرة) tell another event
        if word in _THE_FIRST:
            return 0  # ثلاثة مسلحين في الأولى، وعنصر من الحرس في الثانية
        if word in _BESIDES and reader.word(at + 1) in ("عن", "الي"):
            after = read_group(reader, at + 2, total, first=False)
            if after:
                return after  # فضلاً عن 6 مدنيين
        if "،" not in gap or not word.startswith("و") or on_each_side(reader, at + 1):
            continue  # اثنين، واحد من كل طرف
        if word in WITH and (person := reader.people.get(at + 1)) and reader.word(at + 1).endswith(HIS):
            _add_person(reader, at + 1, person, total)
            return person.last
        companion = reader.people.get(at)
        theirs = word.endswith(HIS) and companion is not None and companion.last == at + 1
        if companion and companion.form in ("singular", "dual") and (theirs or reader.word(companion.last) in _OF_WHOM):
            _add_person(reader, at, companion, total)  # مدني من العشارة، وعنصران من فاطميون
            return companion.last
        words = [word[1:], *reader.words[at + 1 : at + 5]] if len(word) > 1 else list(reader.words[at + 1 : at + 6])
        number = parse_number(words)
        after = at + (number[1] if number else 0) + (0 if len(word) > 1 else 1)
        if number and reader.word(after) == "من":
            total.low, total.parts = total.low + number[0], total.parts + 1
            total.sides.add(side_at(reader, after + 1))
            return after + 1
    return 0


_OF_WHOM = frozenset("من يبلغ تبلغ عمره عمرها يدعي تدعي".split())
_BESIDES = frozenset("فضلا اضافه بالاضافه".split())
_THE_FIRST = frozenset("الاول الاولي الثاني الثانيه".split())


def counts_other(reader: Reader, index: int, what: str) -> bool:
    """Whether the noun at ``index`` counts the other kind of casualty (57 قتيلاً و112 جريحاً), not one that و joins to a
    bare number (مقتل 3 وإصابة 5)."""
    for prefix, rest in readings(reader.word(index)):
        counted = reader.lists.counted.get(rest)
        if counted and not prefix.startswith("و"):
            return counted[0] != what
    return False


def _number_of_other(reader: Reader, index: int, what: str) -> bool:
    at = index
    after = behind_bound(reader, index)
    words = list(reader.words[at : at + 6])
    if after:
        at, words = after, list(reader.words[after : after + 5])
    elif words:
        words[0] = words[0][1:]
    number = parse_number(words)
    return number is not None and counts_other(reader, at + number[1], what)
