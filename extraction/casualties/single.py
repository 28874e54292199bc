"""Victims that no group tells: one who is only named, who stands before the verb, who lost his life, or a pronoun."""

from dataclasses import replace

from arabic.numerals import parse_number
from arabic.tokens import readings, rests
from arabic.vocabulary import WordClass
from extraction.casualties.groups import HIS_DEATH, WITH, number_of_his, read_group, read_more
from extraction.casualties.reader import HIS, Count, Reader, Sum, as_count, negated, side_at
from extraction.casualties.victims import FILLER, groups, their_number

_NO_VICTIM = frozenset("ان الي عن مع بين لم لن او بعد قبل بحق ضد برصاص بانفجار كان كانت هذا هذه تلك ذلك".split())


def victims_before(reader: Reader, index: int, what: str) -> Count | None:
    """Read victims named before their verb (خمسة مدنيين بينهم طفلان قُتلوا): the first group of the clause."""
    if not reader.word(index).endswith(("وا", "ا", "ت")):
        return _one_before(reader, index, what)
    best: Count | None = None
    at = before = _before_aside(reader, index)
    while at >= max(0, before - 8) and not (reader.stop(at + 1) and at < before):
        if at in reader.triggers or at in reader.barriers:
            break
        total = Sum()
        after = read_group(reader, at, total, first=True)
        if after and reader.word(after) == "من":
            after = min(after + 2, index)  # اثنين من مقاتليها
        if after and after < index and total.parts and not total.vague:
            both = replace(total, sides=set(total.sides))
            read_more(reader, after, both, what)  # 12 جندياً و15 مقاتلاً من التنظيم قتلوا
            total = total if both.vague else both
        surer = best is not None and best.best is not None and total.vague  # العائلة ... ثلاثة من أبنائها قضوا
        if after and after <= before + 1 and (total.parts or total.vague) and total.low > 1 and not surer:
            best = as_count(what, at, index + 1, total, "count.before")
            if reader.word(at - 1) in _THAT:
                break  # أوضح المقاتلون أن خمسة منهم أصيبوا
        at -= 1
    return best or _one_before(reader, index, what)


def _before_aside(reader: Reader, index: int) -> int:
    """Return the token before a verb, or before the words on some of its subjects that a comma closes in front of it
    (سبعة مدنيين، بينهم ثلاثة أطفال، قضوا; أربعة عناصر أحدهم برتبة نقيب، قتلوا)."""
    if not reader.stop(index) or "،" not in reader.document.gaps[index] or reader.word(index)[:1] in ("و", "ف"):
        return index - 1
    for at in range(index - 1, max(0, index - _LONGEST_ASIDE), -1):
        if reader.word(at) in reader.lists.among:
            return at - 1
        if reader.stop(at):
            break
    return index - 1


_LONGEST_ASIDE = 9  # words
_TO_GROUPS = 14  # words from the verb back to the first group
_PAIRS = 3  # words from a group to its place (طفلان في سعلو)


def told_by_place(reader: Reader, index: int, what: str) -> list[Count]:
    """Read groups that each stand before a place of their own, all before one verb of dying (طفلان في سعلو وعجوز في
    الزباري فارقوا الحياة); none where there are not two."""
    if reader.barriers.isdisjoint(range(index - _TO_GROUPS, index + _PAIRS + _TO_GROUPS)):
        return []
    found: list[Count] = []
    at = index - 1
    while at > max(0, index - _TO_GROUPS) and not reader.stop(at + 1):
        total = Sum()
        joined = reader.word(at).startswith("و")
        after = read_group(reader, at, total, first=not joined, joined=joined) if at not in reader.barriers else 0
        place = next((i for i in range(after, after + _PAIRS) if i in reader.barriers), 0) if after else 0
        if after and place and total.parts and not total.vague and "في" in reader.words[after:place]:
            found.append(as_count(what, at, after, total, "count.before"))
            if not joined:
                break
        at -= 1
    return found[::-1] if len(found) > 1 else []


_THAT = frozenset("ان بان وان".split())


def _one_before(reader: Reader, index: int, what: str) -> Count | None:
    """Read the one that stands before its verb behind أن (إن عنصراً من الجيش أصيب)."""
    for at in range(index - 1, max(0, index - 7), -1):
        if reader.stop(at + 1) or at in reader.triggers:
            return None
        person = reader.people.get(at)
        if person and person.form == "singular" and reader.word(at - 1) in _THAT:
            return Count(what, at, index + 1, 1, 1, 1, "count.before", side_at(reader, at))
    return None


def single_victim(reader: Reader, index: int, what: str) -> Count | None:
    """Read the killing of somebody named or titled by words that no list holds (اغتيال محاسب البلدية, مقتل
    فلان): one."""
    if _died_of_it(reader, index, what) or _was_killed_by(reader, index, what):
        return Count(what, index, index + 1, 1, 1, 1, "count.single")
    forms = rests(reader.word(index))
    before = rests(reader.word(index - 1))
    following = reader.word(index + 1)
    if following.startswith("و") and following[1:] in reader.lists.verbal:
        return None
    if following in HIS_DEATH and reader.word(index - 1) in _WHO:
        return Count(what, index, index + 2, 1, 1, 1, "count.single")  # النقيب سامر الذي لقي حتفه
    if what == "injured" and _named_hurt(reader, index):
        return Count(what, index, index + 2, 1, 1, 1, "count.single")
    if (
        what != "killed"
        or not (forms & reader.lists.targeted or _marked_passive(reader, index))
        or before & reader.lists.not_single
    ):
        return None
    if following in ("جديد", "جديده", "ثانيه", "مماثله"):
        return None  # حادثة اغتيال جديدة
    if reader.stop(index + 1) or following in FILLER or following in _NO_VICTIM or index + 1 in reader.dates:
        return None
    if reader.actors.get(index + 1) is not None and reader.actors.get(index + 1) != index + 2:
        return None
    number = 2 if _two_of_them(following) else 1
    return Count(what, index, index + 2, number, number, number, "count.single")


def _two_of_them(word: str) -> bool:
    """Whether a word that no list holds is the dual of where somebody is from, or of what he is (عراقيان, قاضيان): a
    name that ends so has fewer letters (سفيان, عليان)."""
    return word.endswith("يان") and len(word) > _OF_A_NAME


_OF_A_NAME = 5  # letters


_WHO = frozenset("الذي التي".split())


def _marked_passive(reader: Reader, index: int) -> bool:
    """Whether a damma marks قُتل as told of who was killed (كما قُتل أبو فلان)."""
    return "ق\u064fت" in reader.document.raw(index)


_HOW = ("بطلق", "بجروح", "بجراح", "برصاص", "بشظ", "بعيار")


def _named_hurt(reader: Reader, index: int) -> bool:
    """Whether somebody who is only named was hurt (وإصابة الخليف بطلق ناري)."""
    if reader.stop(index + 1) or rests(reader.word(index)).isdisjoint({"اصابه", "اصيب", "اصيبت", "جرح"}):
        return False
    return any(reader.word(at).startswith(_HOW) for at in (index + 2, index + 3) if not reader.stop(at))


_DIED = frozenset("توفي توفيت مات ماتت قضي قضت فارق فارقت استشهد استشهدت".split())
_THEN = frozenset("متاثرا متاثره لاحقا فورا هناك".split())
_THERE = (("علي", "الفور"), ("في", "المشفي"), ("في", "المستشفي"), ("علي", "اثرها"), ("علي", "اثره"))


def _died_of_it(reader: Reader, index: int, what: str) -> bool:
    """Whether a verb of dying without a subject tells the death of who was named before: فتوفي على الفور, ففارق الحياة
    في المشفى."""
    word = reader.word(index)
    yet = reader.word(index - 1) in _YET
    if what != "killed" or not (yet or word[:1] in ("و", "ف")) or _DIED.isdisjoint(rests(word)):
        return False
    if yet:
        return True  # نُقل إلى المشفى، إلا أنه توفي
    at = index + 2 if reader.word(index + 1) == "الحياه" else index + 1
    if (reader.stop(at) and at > index + 1) or at in reader.dates:
        return True
    return not reader.stop(at) and (reader.word(at) in _THEN or (reader.word(at), reader.word(at + 1)) in _THERE)


_YET = frozenset("انه انها لكنه لكنها ولكنه ولكنها".split())
_WHO = frozenset("الذي التي".split())
_ONE_DEAD = frozenset("استشهد استشهدت توفي توفيت قضي قضت قتل قتلت فارق فارقت".split())
_BY = frozenset("برصاص بانفجار برصاصه بطلق بطلقات بقصف بقذيفه بغاره بعبوه جراء اثر متاثرا نتيجه بسبب".split())


def _was_killed_by(reader: Reader, index: int, what: str) -> bool:
    """Whether a passive tells the death of who was named before it (عبود الخلف، 48 عاماً، قُتل بانفجار لغم)."""
    if what == "killed" and reader.word(index - 1) in _WHO and not _ONE_DEAD.isdisjoint(rests(reader.word(index))):
        return True  # فهد الخلف، الذي استشهد في بلدة محيميدة
    if what != "killed" or rests(reader.word(index)).isdisjoint(_ONE_DEAD) or reader.stop(index + 1):
        return False
    named = index > 0 and reader.document.sentence_of[index].first < index
    on_a_day = reader.word(index + 1) in ("في", "بتاريخ", "يوم") and index + 2 in reader.dates
    return named and (reader.word(index + 1) in _BY or on_a_day or index + 1 in reader.dates)


_TWO = {"killed": WordClass("قتلا استشهدا قضيا توفيا".split()), "injured": WordClass("اصيبا جرحا".split())}


def told_of_two(reader: Reader, index: int, what: str) -> Count | None:
    """Read a dual verb whose two are named before it (سعد الرماح وعلي الفارعي، من أبناء التبني، قُتلا في …)."""
    return Count(what, index, index + 1, 2, 2, 2, "count.before") if _TWO[what][reader.word(index)] else None


_SHOTS = frozenset("رصاصه شظيه شظايا طلقه قذيفه".split())
_LOSING_REACH = 16  # words between the verb and the life (فقد فلان، وهو موظف في بلدية البصيرة، حياته)


def lost_lives(reader: Reader, index: int) -> list[Count]:
    """Read who lost his life: a group between verb and life (فقد عنصران من قسد حياتهما), else as many as the pronoun
    says (فقد فلان حياته, فقدانهما حياتهما)."""
    lists = reader.lists
    if rests(reader.word(index)).isdisjoint(lists.losing) or negated(reader, index):
        return []
    for at in range(index + 1, index + 1 + _LOSING_REACH):
        if reader.word(at) in lists.lives:
            break
        if not reader.word(at) or "\n" in reader.document.gaps[at] or "." in reader.document.gaps[at]:
            return []
    else:
        return []
    group = groups(reader, index + 1, index + 1, "killed") if at > index + 1 else None
    if group and group.last <= at:
        return [replace(group, last=at + 1)]
    life = reader.word(at)
    low = 2 if life.endswith(("هم", "هما")) else 1
    exact = None if life.endswith("هم") else low
    return [Count("killed", index, at + 1, low, exact, exact, "count.life")]


_OF_WHICH = frozenset("اثر جراء بسبب فور".split())


def _dies(reader: Reader, index: int) -> bool:
    """Whether the sentence of a wound tells a death: the wound is what somebody died of (قضى جراء إصابته بطلق ناري,
    نُقل فور إصابته، إلا أنه توفي)."""
    sentence = reader.document.sentence_of[index]
    return any(item.key == "death" for at, item in reader.triggers.items() if sentence.first <= at < sentence.last)


def _taken_before(reader: Reader, index: int) -> int:
    """Return how many persons the sentence says were taken before it says what became of them (اقتاد المسلحون 14 رجلاً
    وأعدموهم), or 0."""
    first = reader.document.sentence_of[index].first
    for at in range(index - 1, first, -1):
        number = parse_number(reader.words, at)
        taken = number and (number[1] in reader.people or reader.word(number[1]) == "من")  # ثلاثة من جامعي الكمأة
        if number and taken and at not in reader.dated:
            before = (reader.triggers.get(i) for i in range(max(first, at - _TO_TAKEN), at))
            return number[0] if any(t and t.key in _TAKEN for t in before) else 0
    return 0


_TAKEN = frozenset(("led", "abduction", "arrest", "hold", "capture"))
_TO_TAKEN = 6


def _whom(reader: Reader, index: int) -> int:
    """Return how many the verb tells of that follows them without و (لثلاثة من أبناء المدينة، أعدمهم التنظيم), or 0."""
    if reader.word(index)[:1] in ("و", "ف"):
        return 0
    for at in range(index - 1, max(reader.document.sentence_of[index].first - 1, index - _TO_WHOM), -1):
        if at in reader.triggers or at in reader.dated:
            return 0
        word = reader.word(at)
        number = parse_number([word.removeprefix("ل"), *reader.words[at + 1 : index]])
        if number:
            last = at + number[1]
            return number[0] if last in reader.people or reader.word(last) == "من" else 0
    return 0


_TO_WHOM = 8  # words from the number of those to the verb that tells of them


def possessed_victims(reader: Reader, index: int, what: str, number: str) -> Count | None:
    """Read "his death" (ما أدى إلى مقتله): one, two or several by the pronoun, unless it is only talk of it."""
    before = {rest for word in reader.words[max(0, index - 2) : index] for _, rest in readings(word)}
    if before & reader.lists.talk or negated(reader, index):
        return None
    if "جث" in reader.word(index) and not _found_there(reader, index):
        return None  # نُقلت جثته إلى المشفى
    if what == "injured" and before & _OF_WHICH and _dies(reader, index):
        return None
    if what == "injured" and reader.word(index + 1) in _SHOTS:  # امرأة أصابتها رصاصة: the verb
        return None
    told = their_number(reader, index + 1) if number == "plural" else None
    if told is not None:  # يعثر على جثثهم وعددهم ستة
        return Count(what, index, told[1], told[0], told[0], told[0], "count.possessed")
    if number == "plural" and (taken := _taken_before(reader, index) or _whom(reader, index)):
        return Count(what, index, index + 1, taken, taken, taken, "count.possessed")
    if number == "plural":
        return Count(what, index, index + 1, 2, None, None, "count.possessed")
    total = Sum(2 if number == "dual" else 1, parts=1)
    last = read_more(reader, index + 1, total, what) if _with_him(reader, index + 1) else index + 1
    return as_count(what, index, last, total, "count.possessed")


def _found_there(reader: Reader, index: int) -> bool:
    """Whether a body is told to have been found (عُثر على جثته)."""
    return any(at in reader.triggers and reader.triggers[at].key == "find" for at in range(index - _TO_BODY, index))


_TO_BODY = 4  # words from the finding to the body


def _with_him(reader: Reader, index: int) -> bool:
    """Whether somebody close to him follows: مقتله مع مرافقه, مقتله وسائقه, مقتله مع اثنين من أبنائه."""
    word = reader.word(index)
    if word in WITH and number_of_his(reader, index + 1):
        return not reader.stop(index)
    at = index + 1 if word in WITH else index if word.startswith("و") else -1
    return at in reader.people and reader.word(at).endswith(HIS) and not reader.stop(index)
