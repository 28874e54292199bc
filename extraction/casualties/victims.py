"""Victims of a verb or noun of death or wounding: after it, before it, or told by its pronoun."""

from arabic.numerals import parse_number
from arabic.tokens import rests
from arabic.vocabulary import WordClass
from extraction.casualties.groups import (
    counts_other,
    is_thing,
    on_each_side,
    read_behind_comma,
    read_group,
    read_more,
    says_neither,
)
from extraction.casualties.reader import Count, Reader, Sum, as_count, side_at

_FAR = 8  # where a weapon is the subject (قتل لغم خلّفه الحرس الثوري في حويجة صكر شابين)
_REACH = 5  # words between a verb of death and its victims (قُتل في الهجوم ثلاثة)


FILLER = frozenset(
    "في فيه فيها فيهم بها به خلاله خلالها علي اثره اثرها جراء ذلك بينهما من منها قد كل ايضا يوم امس حينها".split()
)
_FELL = WordClass("سقط سقطت سقوط".split())
_GRIP = frozenset("قبضه بيد ايدي بايدي يد".split())
_LOST = WordClass("خسر خسرت خسروا فقد فقدت".split())
_AT_THE_HANDS = frozenset("برصاص بنيران بسلاح يد ايدي بيد بايدي".split())
_ALL = frozenset("كل كلا".split())
_WITH = frozenset("هو هي مع برفقه رفقه".split())
_ASIDE = frozenset("وفق وفقا بحسب حسب في علي قرب عند مساء صباح فجر ظهر ليل امس اليوم خلال يوم بينهم اثر جراء".split())


def victims_after(reader: Reader, start: int, what: str) -> Count | None:
    """Read the victims that follow a verb or verbal noun of death or wounding, joined groups added."""
    if not reader.stop(start) and (told := _right_behind(reader, start, what)):
        return told[0]
    index, skipped = start, 0
    lost = _LOST[reader.word(start - 1)]
    reach = _FAR if start in reader.triggers and reader.triggers[start].key not in ("death", "wound") else _REACH
    while index < len(reader.words) and skipped <= reach:
        if reader.stop(index):
            if not _aside(reader, index) or "\n" in reader.document.gaps[index]:
                return None
            if index > start and (behind := _behind_aside(reader, index)):
                index = behind
                continue
        if index in reader.dates:
            index = reader.dates[index]
            if index in reader.people and not reader.people[index].prefix and "،" in reader.document.gaps[index]:
                return groups(reader, index, start, what)  # استشهد أمس الخميس، رجل وزوجته
            continue
        if reader.word(index) in _AT_THE_HANDS and (behind := _behind_doer(reader, index + 1)):
            index = behind
            skipped += 1
            continue
        if index == start:
            index = _after_subject(reader, index) or index
        if lost and _loses(reader, index, start):
            skipped += 1  # فقدت العائلة ستة أبناء: who loses is not lost
            index = reader.actors.get(index, index + 1)
            continue
        word = reader.word(index)
        at_least = reader.bounding[word] and reader.phrase_at(index, reader.lists.at_least)
        number = parse_number(reader.words, at_least or index)
        if number and (counts_other(reader, number[1], what) or says_neither(reader, number[1])):
            return None  # سقوط أربعة جرحى
        if word in ("اخر", "اخري") and index > start and reader.word(index - 1) not in FILLER:
            index += 1  # أصيبوا بانفجار آخر
            skipped += 1
            continue
        several = word in reader.lists.several and reader.word(index + 1) == "من"
        if several and counts_other(reader, index + 2, what):
            return None  # سقوط عدد من الجرحى
        if word in _ALL and index > start and (names := _names(reader, index)):
            return Count(what, start - 1, names[0], names[1], names[1], names[1], "count.names")
        count = (
            (word == "بين" and _between(reader, index, start, what))
            or (word in _WITH and _with_companion(reader, index, start, what))
            or groups(reader, index, start, what)
        )
        if count:
            return count
        if index in reader.actors:  # the subject of an active verb: قتل التنظيم خمسة رعاة
            index = reader.actors[index]
            skipped += 1
            continue
        if _ends(reader, index, start) or (skipped and index == start and word.startswith("و")):
            return None
        skipped += 0 if word in FILLER else 2 if index > start else 1
        index += 1
    return None


def _behind_doer(reader: Reader, index: int) -> int:
    """Return the token behind who did it (قضى أمس برصاص مسلحين, برصاص عناصر قسد), or 0."""
    last = reader.people[index].last if index in reader.people else 0
    return reader.actors.get(last or index, last) or reader.actors.get(index, 0)


def _right_behind(reader: Reader, start: int, what: str) -> tuple[Count | None] | None:
    """Read the forms that stand right behind the verb; None where there is none of them, else what it counts."""
    word = reader.word(start)
    if word in _ONE_OF_THEM:
        return (Count(what, start - 1, start + 1, 1, 1, 1, "count.victims"),)
    if word in _OF_THEM:  # فقُتل منهم ستة
        return (groups(reader, start + 1, start, what),)
    if word.endswith(("ون", "ان")) and _does_it(reader, start, what) and not _after_subject(reader, start):
        one = Count(what, start - 1, start, 1, 1, 1, "count.single")
        return (victims_after(reader, _after_doer(reader, start), what) or one,)
    if word == "من" and (inside := _who_were_in_it(reader, start, what)):
        return (inside,)
    if word in _ALL and (names := _names(reader, start)):
        return (Count(what, start - 1, names[0], names[1], names[1], names[1], "count.names"),)
    if reader.lists.verbal.get(word[1:], what) != what and not _one_who(reader, start - 1):
        return (_both(reader, start + 1, what),)
    number = parse_number(reader.words, start)
    fell = _FELL[reader.word(start - 1)]
    if (number and is_thing(reader, number[1])) or (fell and is_thing(reader, start)):
        return (None,)  # سقوط ثلاث قذائف قرب المدرسة, سقطت طائرة انتحارية
    if number and fell and reader.word(number[1]) == "علي":
        return (None,)  # صواريخ سقطت ثمانية منها على القرية
    return None


def _does_it(reader: Reader, index: int, what: str) -> bool:
    """Whether men behind a verb are those who do it: it is active, or they are unknown, masked or riding."""
    if not reader.lists.active.isdisjoint(rests(reader.word(index - 1))):
        return True
    word, following = reader.word(index), reader.word(index + 1)
    riding = word.startswith("مسلح") and following in ("يستقلون", "يستقلان")
    return what == "killed" and (riding or word in _UNKNOWN or following in _UNKNOWN)


def _loses(reader: Reader, index: int, start: int) -> bool:
    """Whether the one at a token loses those told behind him, and is not lost himself (خسرت فيه قسد عنصراً)."""
    if parse_number(reader.words, index) is not None or _one(reader, index):
        return False
    return index == start or not _is_object(reader, index)


def _one_who(reader: Reader, index: int) -> bool:
    """Whether the one of whom a verb tells stands right before it (أن طفلاً قُتل وجُرح آخرون)."""
    person = reader.people.get(index - 1)
    return person is not None and person.form == "singular" and not reader.stop(index)


def _with_companion(reader: Reader, index: int, start: int, what: str) -> Count | None:
    """Read somebody and his companions behind مع: قُتل مع عاملين, أُرديت الرئيسة مع سائقها."""
    if reader.word(index) in ("هو", "هي"):
        total = Sum(1, parts=1)
        with_him = index == start and index + 1 in reader.people and reader.word(index + 1).startswith("و")
        if with_him and read_group(reader, index + 1, total, first=False, joined=True):
            return as_count(what, start - 1, index + 2, total, "count.victims")  # أصيب هو ومرافقه
        return None
    his = reader.word(index + 1).endswith(("ه", "ها")) and index + 1 in reader.people and index - start <= 3
    total = Sum()
    if (index == start or his) and read_group(reader, index + 1, total, first=True):
        total.low += 1
        return as_count(what, start - 1, index + 2, total, "count.victims")
    return None


def groups(reader: Reader, index: int, start: int, what: str) -> Count | None:
    """Read the group of victims at a token and those joined to it."""
    total = Sum()
    after = read_group(reader, index, total, first=index == start)
    if not after:
        return None
    if on_each_side(reader, after) and parse_number(reader.words, index) is not None:
        total.low *= 2  # مقتل ثلاثة عناصر من كل طرف
    last = read_more(reader, after, total, what)
    last = read_behind_comma(reader, last, total) or last
    if total.vague and (told := their_number(reader, last)):
        number, last = told
        return Count(what, start - 1, last, number, number, number, "count.victims", side_at(reader, index))
    return as_count(what, start - 1, last, total, "count.victims")


def _ends(reader: Reader, index: int, start: int) -> bool:
    """Whether the words in front of the victims end at a token: another event word, a part (بينهم), a grip."""
    word = reader.word(index)
    trigger = reader.triggers.get(index)
    if trigger and trigger.key in ("death", "wound") and (index > start or word.startswith("و")):
        return True
    return word in reader.lists.among or word in _GRIP  # سقطت البلدة في قبضة المهاجمين


_UNKNOWN = frozenset("مجهولون مجهولان ملثمون ملثمان".split())
"""Who is unknown or masked is who does it: قتل مجهولون المختار."""


_OF_THEM = frozenset("منهم منها منهما".split())
_ONE_OF_THEM = frozenset("احدهم احدهما احداهن احداهما".split())
"""One of several is the victim: فتوفي أحدهم."""


def _one(reader: Reader, index: int) -> bool:
    """Whether a person is counted by the word after: فقدت عنصراً واحداً."""
    return index in reader.people and reader.word(index + 1) in ("واحدا", "واحده", "واحد", "اثنين")


def _after_doer(reader: Reader, index: int) -> int:
    """Return the token after the words that tell who does it (مسلحان مجهولان يستقلان دراجة نارية)."""
    at = max(reader.actors.get(index, 0), reader.people[index].last if index in reader.people else 0, index + 1)
    if reader.word(at) in ("مجهولون", "مجهولان"):
        at += 1
    if reader.word(at)[:1] == "ي" and reader.word(at).endswith(("ون", "ان")):
        at += 3 if reader.word(at + 2) in ("ناريه", "عسكريه", "مدنيه") else 2
    return at


def _who_were_in_it(reader: Reader, index: int, what: str) -> Count | None:
    """Read who they were that were in what was hit (قضى من فيها، وهما رجلان)."""
    for at in range(index + 1, index + 6):
        if reader.word(at) in ("وهما", "وهم"):
            total = Sum()
            after = read_group(reader, at + 1, total, first=True)
            after = read_more(reader, after, total, what) if after else 0  # وهم امرأتان و3 شبان
            return as_count(what, index - 1, after, total, "count.victims") if after else None
    return None


def their_number(reader: Reader, index: int) -> tuple[int, int] | None:
    """Read a number told behind a plural (قُتل المهاجمون جميعاً، وعددهم تسعة, عائلة من خمسة أفراد, ركاب السيارة الأربعة,
    شبان ثلاثة): the number and the index after it."""
    for at in range(index, index + 2):
        if reader.stop(at) and at > index:
            break
        word = reader.word(at)
        few = _FEW.get(word.removeprefix("ال")) if word.startswith("ال") or at == index else None
        if few and at + 1 not in reader.people:
            return few, at + 1
    for at in range(index, index + 4):
        if reader.word(at) in ("وعددهم", "عددهم", "عددها"):
            return parse_number(reader.words, at + 1)
        number = parse_number(reader.words, at + 1) if reader.word(at) == "من" else None
        if number and reader.word(number[1]) in ("افراد", "اشخاص"):
            return number[0], number[1] + 1
    return None


_FEW = {word: number for number, word in enumerate("ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره".split(), 3)}


def _both(reader: Reader, index: int, what: str) -> Count | None:
    """Read "killing and wounding of several" (مقتل وإصابة عدد من العناصر): several of each; a number says neither."""
    total = Sum()
    after = read_group(reader, index, total, first=True)
    return as_count(what, index - 2, index - 1, total, "count.victims") if after and total.vague else None


def _names(reader: Reader, start: int) -> tuple[int, int] | None:
    """Count the names behind كل and من (قُتل كل من محمد العلي وخالد الحسن): return the token after them and how many."""
    if reader.word(start + 1) != "من":
        return None
    count, index = 1, start + 2
    while index < len(reader.words) and (index == start + 2 or not reader.stop(index) or _listed(reader, index)):
        word = reader.word(index)
        if index > start + 2 and (word in _ASIDE or word[:1] == "ب" or index in reader.triggers):
            break
        if index > start + 2 and reader.stop(index) and word.endswith(("ت", "وا")):
            break  # ... و"سامر البدر"، وتوقفت الاشتباكات
        count += word.startswith("و") and len(word) != 2 and index > start + 2
        index += 1
    return (index, count) if count > 1 else None


def _listed(reader: Reader, index: int) -> bool:
    return "،" in reader.document.gaps[index] and reader.word(index).startswith("و")


def _aside(reader: Reader, index: int) -> bool:
    """Whether a comma before token ``index`` only sets off words of place or time: قُتل في الغارة، قرب الميادين،
    أربعة."""
    gap = reader.document.gaps[index]
    if gap.strip() != "،":
        return False
    word = reader.word(index)
    return word in _ASIDE or index in reader.dates or parse_number([word]) is not None


def _behind_aside(reader: Reader, index: int) -> int:
    """Return the token behind the comma that closes an aside (قُتل في الغارة، على مزرعة قرب الميادين، أربعة), or 0."""
    for at in range(index + 1, min(index + 9, len(reader.words))):
        gap = reader.document.gaps[at]
        if "،" in gap:
            return at if parse_number(reader.words, at) or at in reader.people else 0
        if reader.stop(at) or at in reader.triggers:
            return 0
    return 0


def _between(reader: Reader, index: int, start: int, what: str) -> Count | None:
    """Read a range: بين تسعة أشخاص واثني عشر, ما بين 5 و8."""
    first = parse_number(reader.words, index + 1)
    if first is None:
        return None
    at = first[1] + (1 if first[1] in reader.people else 0)
    joined = reader.word(at)
    words = [joined[1:], *reader.words[at + 1 : at + 4]] if len(joined) > 1 else reader.words[at + 1 : at + 5]
    second = parse_number(words) if joined.startswith("و") else None
    if second is None or second[0] <= first[0]:
        return None
    last = at + second[1] + (0 if len(joined) > 1 else 1)
    return Count(what, start - 1, last, first[0], first[0], second[0], "count.range", side_at(reader, last))


def _after_subject(reader: Reader, index: int) -> int:
    """Return where the victims stand behind the gunmen right behind the verb (قتل مسلحون مجهولون راعيين), or 0.

    قتل is written like its passive: the gunmen are the doers where a word for other persons follows them.
    """
    two_or_more = reader.word(index).endswith(("ون", "ان"))
    riding = two_or_more and _RIDERS[reader.word(index + 1)]  # قتل شخصان يرتديان زياً عسكرياً شاباً
    if (riding or reader.word(index) in _MEN) and (behind := _behind_men(reader, index)):
        return behind
    if not two_or_more or index not in reader.actors:
        return 0
    if index in reader.people and reader.sides.get(reader.people[index].key) == "civilian":
        return 0  # استشهد مدنيان وجرح خمسة
    at = reader.actors[index]
    for step in (at, at + 1, at + 2):
        word = reader.word(step)
        if reader.stop(step) or word in reader.lists.among:
            return 0
        if step in reader.people and not word.endswith(("ون", "ان")) and step not in reader.actors:
            return step
        if parse_number(reader.words, step):
            return step
    return 0


_RIDERS = WordClass("يرتدون يرتديان يستقلون يستقلان يقودون يقودان يحملون يحملان".split())
_MEN = frozenset("عناصر مسلحو مقاتلو جنود افراد".split())
_REACH_OF_MEN = 9
_HOW = frozenset("ميدانيا رميا ذبحا شنقا حرقا".split())  # how they were put to death


def _behind_men(reader: Reader, index: int) -> int:
    """Return where the victims stand behind the men who killed them, or 0: a person with the article (قتل عناصر من داعش
    أمس الشاب …), in the accusative (… شاباً, … مدنيين), or a number (أعدم عناصر التنظيم أربعة رعاة)."""
    for at in range(index + 1, index + _REACH_OF_MEN):
        if reader.stop(at) or (at in reader.triggers and reader.word(at) not in _HOW):
            return 0
        if at in reader.people and reader.people[at].form == "singular" and reader.word(at).startswith("ال"):
            return at
        if _is_object(reader, at):
            return at
    return 0


def _is_object(reader: Reader, index: int) -> bool:
    """Whether persons stand bare and in the accusative, or are counted by a bare number."""
    if reader.word(index - 1) in _GOVERNING or index in reader.dates:
        return False
    person = reader.people.get(index)
    if person is not None:
        return not person.prefix and reader.word(index).endswith(("ا", "ين"))
    number = parse_number(reader.words, index)
    return number is not None and number[1] in reader.people


_GOVERNING = frozenset("من بين مع علي الي في ضد بحق".split())
