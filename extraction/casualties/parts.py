"""What figures have to do with each other: totals and their parts, parts at places of their own, what is told twice."""

from dataclasses import replace

from arabic.numerals import parse_number
from extraction.casualties.groups import read_group
from extraction.casualties.reader import Count, Reader, Sum, as_count, same_sentence, side_at


def mixed(reader: Reader, count: Count) -> Count:
    """Tell that civilians died too where fighters are only some of the persons counted (53 شخصاً، بينهم سبعة جنود)."""
    if count.vague or count.side == "armed" or reader.people.keys().isdisjoint(range(count.first, count.last)):
        return count
    for at in range(count.last, min(count.last + _AMONG_REACH, len(reader.words))):
        number = parse_number(reader.words, at)
        some = at + 1 if number is None and reader.word(at) in _AMONG else number[1] if number else 0
        if some and number and reader.word(some) in _AMONG:
            return replace(count, mixed=number[0] < count.low and side_at(reader, some + 1) == "armed")
        if some and not number:
            part = parse_number(reader.words, some)
            size, armed = (part[0], side_at(reader, part[1])) if part else (2, side_at(reader, some))
            return replace(count, mixed=count.mixed or (size < count.low and armed == "armed"))
        if number is None and not (reader.stop(at) and "،" in reader.document.gaps[at]):
            return count
    return count


_AMONG_REACH = 3
_AMONG = frozenset("بينهم منهم ضمنهم بينهما منهما".split())


def parts_of(reader: Reader, count: Count) -> list[Count]:
    """Tell the parts of a number apart where each has its place; else return it as it is."""
    if count.vague or count.low < 2 or _PARTING.isdisjoint(reader.words[count.last : count.last + _TO_PARTING]):
        return [count]
    if reader.barriers.isdisjoint(range(count.last, count.last + _PARTS_REACH)):
        return [count]
    return _some_of_them(reader, count) or _each_of_two(reader, count)


_PARTS_REACH = 40
_PARTING = frozenset("منهم احدهما احداهما".split())
_TO_PARTING = 20  # words, the number of the first part among them


def _some_of_them(reader: Reader, count: Count) -> list[Count]:
    """Tell parts by number (خمسة أشخاص، ثلاثة منهم في الميادين، واثنان ذبحاً في العشارة), if they make up the whole or
    each has a place of its own (عشرة رجال، ثلاثة منهم في الكشكية، واثنان في أبو حمام)."""
    for at in range(count.last, min(count.last + 9, len(reader.words) - 1)):
        first = parse_number(reader.words, at)
        if not first or reader.word(first[1]) != "منهم" or not same_sentence(reader, at, count.first):
            continue
        for then in range(first[1] + 1, min(first[1] + 12, len(reader.words))):
            word = reader.word(then)
            second = parse_number([word[1:], *reader.words[then + 1 : then + 3]]) if word[:1] == "و" else None
            if not second or not same_sentence(reader, then, count.first):
                continue
            placed = _has_place(reader, first[1]) and _has_place(reader, then + second[1])
            if first[0] + second[0] == count.low or (placed and first[0] + second[0] < count.low):
                parts = ((at, first[1], first[0]), (then, then + second[1], second[0]))
                return [replace(count, first=a, last=b, low=n, best=n, high=n) for a, b, n in parts]
    return []


def _has_place(reader: Reader, index: int) -> bool:
    return any(at in reader.barriers for at in range(index, index + _TO_PLACE))


_TO_PLACE = 4  # words
_THE_OTHER = frozenset("والاخر والاخري والثاني والثانيه".split())


def _each_of_two(reader: Reader, count: Count) -> list[Count]:
    """Tell two apart that are told one by one (قُتل شابان، أحدهما في الحوايج، والآخر في الجرذي): one at each place."""
    if count.low != 2:
        return [count]
    one = next((at for at in range(count.last, count.last + 5) if reader.word(at) in ("احدهما", "احداهما")), None)
    if one is None or not same_sentence(reader, one, count.first):
        return [count]
    for at in range(one + 1, min(one + 30, len(reader.words))):
        if not same_sentence(reader, at, count.first):
            break
        if reader.word(at) in _THE_OTHER:
            single = replace(count, low=1, best=1, high=1)
            return [replace(single, last=one), replace(single, first=at, last=at + 1)]
    return [count]


def without_totals(reader: Reader, found: list[Count]) -> list[Count]:
    """Drop a total that its sentence then tells part by part (أعدم تسعة أشخاص …، رجلين في هجين وسبعة في الزر)."""
    if len(found) < 3:
        return found
    kept = []
    told = [(count.what, reader.document.sentence_of[count.first].index) for count in found]
    for number, (count, here) in enumerate(zip(found, told, strict=True), start=1):
        if not count.vague and told.count(here) > 2:
            rest = [c.low for c, there in zip(found[number:], told[number:], strict=True) if there == here]
            if len(rest) > 1 and sum(rest) == count.low:
                continue
        kept.append(count)
    return kept


def next_places(reader: Reader, count: Count) -> list[Count]:
    """Read the victims of the places that follow and share the noun before (أربعة شهداء في حطلة وطفلة في مراط; عشرين
    مدنياً بقرية الحصان، وسبعة في محيميدة، وأربعة بقرية زغير; ثلاثة في الأولى، وعنصر وإصابة آخرين في الثانية)."""
    found: list[Count] = []
    while (further := _at_next_place(reader, found[-1] if found else count)) is not None:
        found.append(further)
    return found


def _at_next_place(reader: Reader, count: Count) -> Count | None:
    near = range(count.last, count.last + 4)
    if reader.barriers.isdisjoint(near) and _POINTERS.isdisjoint(reader.words[near.start : near.stop]):
        return None
    at = next((i for i in near if i in reader.barriers or _points(reader, i)), None)
    if at is None:
        return None
    pointed = _points(reader, at)
    for index in range(at + 1, min(at + 4, len(reader.words))):
        comma = reader.document.gaps[index].strip() == "،"
        if (reader.stop(index) and not comma) or index in reader.triggers:
            return None
        if reader.word(index).startswith("و") and len(reader.word(index)) > 2:
            total = Sum()
            after = read_group(reader, index, total, first=False, joined=True)
            behind = range(after, after + (_NEAR if pointed else 3))
            if after and reader.word(after).startswith("و"):
                behind = range(after, after + _NEAR)  # وشهيدة واحدة وعدد من الجرحى في السيال
            found = after and any(_points(reader, i) if pointed else i in reader.barriers for i in behind)
            numbered = pointed or not comma or parse_number([reader.word(index)[1:]]) is not None
            return as_count(count.what, index, after, total, "count.next_place") if found and numbered else None
    return None


_NEAR = 7  # words from a group to its place (وعنصر من الحرس الثوري وإصابة آخرين في الثانية)
_POINTERS = frozenset("الاول الاولي الثاني الثانيه".split())


def _points(reader: Reader, index: int) -> bool:
    """Whether a place of a list is meant by its number (في الأولى)."""
    return reader.word(index) in _POINTERS and reader.word(index - 1) == "في"


def told_once(reader: Reader, found: list[Count]) -> list[Count]:
    """Drop a state or a pronoun where its sentence told the same dead before (جثة شاب مقتولاً, قُتل شاب قتلته مسيّرة)."""
    kept: list[Count] = []
    for count in found:
        if not kept:
            kept.append(count)
            continue
        before = kept[-1]
        again = (
            _told_before(reader, kept, count)
            or _of_those(reader, kept, count)
            or _as_martyrs(reader, before, count)
            or _found_killed(reader, before, count)
            or _the_latter(reader, before, count)
        )
        if _hurt_and_dead(before, count):
            kept.pop()
        if not again:
            kept.append(count)
    return kept


def _told_before(reader: Reader, kept: list[Count], count: Count) -> bool:
    """Whether a state, a pronoun or a limb is said of somebody whom its sentence told before."""
    if count.rule not in _OF_SOMEBODY_TOLD:
        return False
    return any(c.what == count.what and c.low and same_sentence(reader, c.first, count.first) for c in kept)


_OF_SOMEBODY_TOLD = frozenset(("count.state", "count.possessed", "count.limb"))


def _of_those(reader: Reader, kept: list[Count], count: Count) -> bool:
    """Whether a number only says of how many of the dead told before something else is true (قُتل 12 منهم، وقعت جثث خمسة
    منهم بيد المقاتلين)."""
    if reader.word(count.last) not in ("منهم", "منهن") or count.what != "killed" or count.vague:
        return False
    return any(c.what == count.what and c.low > count.low and same_sentence(reader, c.first, count.first) for c in kept)


def _as_martyrs(reader: Reader, told: Count, count: Count) -> bool:
    """Whether a dual only says as what the two told right before it fell (ارتقى اثنان من مقاتلينا شهيدين)."""
    if reader.word(count.first) not in ("شهيدين", "قتيلين") or count.last != count.first + 1:
        return False
    near = 0 <= count.first - told.last <= _TO_STATE and not any(map(reader.stop, range(told.last, count.first + 1)))
    return near and told.what == "killed" and told.low == 2


_TO_STATE = 4  # words, whose men the two were among them


def _the_latter(reader: Reader, told: Count, count: Count) -> bool:
    """Whether a verb only says how the one died who was told before (اغتيال مختار البلدة، وكان الأخير قد قُتل أمس)."""
    subject = reader.word(count.first - 1 - (reader.word(count.first - 1) == "قد"))
    latter = count.rule == "count.single" and subject in _LATTER
    return latter and told.what == count.what and told.best == 1 and count.first - told.last <= _TO_LATTER


_LATTER = frozenset("الاخير الاخيره المغدور المغدوره المذكور المذكوره".split())
_TO_LATTER = 30  # words from who was killed to how


def _found_killed(reader: Reader, bodies: Count, count: Count) -> bool:
    """Whether a verb without و only says how those died whose bodies were found (عُثر على جثث خمسة رعاة قرب التبني،
    قُتلوا رمياً بالرصاص)."""
    as_many = count.rule == "count.before" and count.low == bodies.low
    if (
        not (count.rule == "count.single" or as_many)
        or bodies.what != count.what
        or not same_sentence(reader, bodies.first, count.first)
    ):
        return False
    verb = reader.word(count.first)
    return verb[:1] not in ("و", "ف") and any("جث" in reader.word(at) for at in range(bodies.first, bodies.last))


def _hurt_and_dead(first: Count, second: Count) -> bool:
    """Whether two pronouns tell one who was hurt and died of it (ما أدى إلى إصابته ومقتله)."""
    both = first.rule == second.rule == "count.possessed"
    return both and (first.what, second.what) == ("injured", "killed") and first.last == second.first
