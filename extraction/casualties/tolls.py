"""Tolls that are raised, and figures that one source claims beside another."""

from dataclasses import replace

from arabic.numerals import parse_number
from arabic.tokens import readings, rests
from extraction.casualties.groups import is_thing
from extraction.casualties.reader import Count, Reader, same_sentence

_MARKS = frozenset(".؛!؟\n")


def raised_toll(reader: Reader, index: int) -> list[Count]:
    """Read a toll that is raised to a number: ارتفعت إلى ثمانية وعشرين حصيلة القتلى, ترفع العدد إلى خمسة وأربعين."""
    if reader.lists.updates.isdisjoint(rests(reader.word(index))):
        return []
    subjects = {"الرقم", "العدد", "عدد", "حصيله", "الحصيله", "عددهم"}
    reached = not rests(reader.word(index)).isdisjoint(("بلغ", "بلغت"))
    reach = 26 if subjects & set(reader.words[index + 1 : index + 3]) else 8
    at = next((i for i in range(index + 1, index + reach) if reader.word(i) == "الي"), None)
    if reached and at is None:
        at = next((i - 1 for i in range(index + 1, index + 4) if parse_number(reader.words, i)), None)
        at = at if at is not None else _behind_the_dead(reader, index)
    number = parse_number(reader.words, at + 1) if at is not None else None
    if at is not None and reader.lists.counted.get(reader.word(at + 1), ("", ""))[1] == "dual":
        number = (2, at + 2)  # لترتفع الحصيلة إلى شهيدين
    before_it = reader.words[max(0, index - 3) : index]
    if (
        at is None
        or number is None
        or (reader.word(index + 1) == "عدد" and is_thing(reader, index + 2))  # ارتفاع عدد الصواريخ إلى ثمانية
        or any(reader.stop(i) and not _round_date(reader, i) for i in range(index + 1, at + 1))
    ):
        return []
    if "بذلك" in before_it or "وبذلك" in before_it:
        return []  # وبذلك يرتفع إلى 112 عدد من استشهدوا: of many events
    if "منذ" in reader.words[index:at] or _PERIODS & set(reader.words[number[1] : number[1] + 12]):
        return []  # ارتفعت الحصيلة منذ أواخر آذار إلى 251: of many events
    before = max(0, index - 8)
    behind = 16 if at == index + 1 else 4  # ارتفع إلى 31 على الأقل، بينهم 8 أطفال، عدد الشهداء
    around = {rest for w in reader.words[before : number[1] + behind] for _, rest in readings(w)}
    least = reader.phrase_at(number[1], reader.lists.at_least) > 0
    hurt = [reader.lists.counted[rest][0] for rest in around if rest in reader.lists.counted]
    if not hurt and not around & subjects:
        return []
    what = "injured" if hurt and set(hurt) == {"injured"} else "killed"
    claim = not rests(reader.word(index)).isdisjoint(("رفع", "رفعت", "ترفع", "يرفع"))
    high = None if least else number[0]
    return [Count(what, index, number[1], number[0], number[0], high, "count.toll", update=not claim, claim=claim)]


def _behind_the_dead(reader: Reader, index: int) -> int | None:
    """Return the token before the number of persons in "the number of the dead of … reached" (بلغ عدد ضحايا القصف على
    درنج السبت أحد عشر مدنياً); None where the clause ends before it."""
    if reader.word(index + 1) != "عدد":
        return None
    for at in range(index + 2, min(index + _TO_NUMBER, len(reader.words))):
        if reader.stop(at):
            return None
        number = None if at in reader.dates else parse_number(reader.words, at)
        if number and number[1] in reader.people:
            return at - 1
    return None


_TO_NUMBER = 18


def _round_date(reader: Reader, index: int) -> bool:
    """Whether a comma only sets off a date (ارتفع عدد القتلى في الغارة، فجر الثلاثاء، إلى 12)."""
    near = range(index - 3, index + 3)
    return reader.document.gaps[index].strip() == "،" and (
        any(at in reader.dates for at in near if at >= index) or any(reader.dates.get(at) == index for at in near)
    )


def spoken_figure(reader: Reader, index: int, found: list[Count]) -> list[Count]:
    """Read what another source speaks of, by the number alone: بينما تحدثت مصادر أخرى عن 300."""
    if (
        not found
        or found[-1].low == 0
        or reader.document.sentence_of[index].index > 1 + (reader.document.sentence_of[found[-1].first].index)
    ):
        return []
    if not reader.lists.spoken.isdisjoint(rests(reader.word(index))):
        at = next((i for i in range(index + 1, index + 9) if reader.word(i) == "عن"), None)
        if at is None:
            return []
        at = reader.phrase_at(at + 1, reader.lists.about) or at + 1
        number = parse_number(reader.words, at)
        if number and (reader.stop(number[1]) or reader.word(number[1]) == "فقط"):
            what = found[-1].what
            return [Count(what, index, number[1], number[0], number[0], number[0], "count.claim", claim=True)]
        return []
    return []


_PERIODS = frozenset(("خلال",))


def one_more(reader: Reader, index: int, found: list[Count]) -> list[Count]:
    """Read that one more died after those told before (فقتل جنديين، لحق بهما ثالث)."""
    if reader.lists.followed.isdisjoint(rests(reader.word(index))) or not found:
        return []
    before = found[-1]
    if before.what != "killed" or before.vague or not before.low or reader.word(index + 1) not in _THEM:
        return []
    if reader.word(index + 2) not in _ONE_MORE:
        return []
    number = before.low + 1
    return [Count("killed", index, index + 3, number, number, number, "count.toll", before.side, update=True)]


_THEM = frozenset("به بها بهما بهم".split())
_ONE_MORE = frozenset("اخر ثان ثاني ثالث رابع خامس سادس".split())


def less_the_dead(reader: Reader, counts: list[Count]) -> list[Count]:
    """Take those of the wounded who died out of their number (أصيب ثلاثة جنود، توفي أحدهم لاحقاً)."""
    told = list(counts)
    for number, count in enumerate(counts):
        before = told[number - 1] if number else None
        if count.what != "killed" or before is None or before.what != "injured" or count.vague or not count.low:
            continue
        died = not _DIED.isdisjoint(rests(reader.word(count.first)))
        of_them = not _OF_THEM.isdisjoint(reader.words[count.first + 1 : count.last + 1])
        fewer = before.high == before.low > count.low and same_sentence(reader, before.first, count.first)
        if died and of_them and fewer:
            left = before.low - count.low
            told[number - 1] = replace(before, low=left, best=left, high=left)
    return told


_DIED = frozenset("توفي توفيت توفيا مات ماتت ماتا قضي قضت قضيا فارق فارقت استشهد استشهدت".split())
_OF_THEM = frozenset("احدهم احدهما احداهما احداهن منهم".split())


def by_source(reader: Reader, count: Count) -> list[Count]:
    """Read the figure of a second source, by number and وفق (53 وفق المشفى، وثمانية وستين وفق المرصد)."""
    if _ACCORDING.isdisjoint(reader.words[count.last : count.last + _TO_SOURCE]):
        return []
    for at in range(count.last, min(count.last + 8, len(reader.words))):
        gap = reader.document.gaps[at]
        if not _MARKS.isdisjoint(gap):
            return []
        if "،" in gap and reader.word(at).startswith("و"):
            number = parse_number([reader.word(at)[1:], *reader.words[at + 1 : at + 5]])
            last = at + number[1] if number else at
            if number and reader.word(last) in _ACCORDING:
                return [Count(count.what, at, last, number[0], number[0], number[0], "count.claim", claim=True)]
    return []


_TO_SOURCE = 20  # words, the number in words among them
_ACCORDING = frozenset("وفق وفقا بحسب حسب".split())
_CONTESTED = frozenset("زعم زعمت زاعما زاعمه ادعي ادعت".split())


def qualified(reader: Reader, count: Count) -> Count:
    """Mark figures that update earlier ones and figures that one source claims."""
    words = reader.words[max(0, count.first - 6) : count.first + 1]
    if count.claim or not reader.qualifying.among(words):
        return count
    before = {rest for word in words for rest in rests(word)}
    claim = bool(before & reader.lists.claims)
    update = not count.vague and bool(before & reader.lists.updates) and not before & _CONTESTED
    earlier = "سابق" in before and "وقت" in before
    also = not count.vague and "ايضا" in reader.words[max(0, count.first - 4) : count.first]
    if not (update or claim or earlier or also):
        return count
    return replace(count, update=update, claim=claim, earlier=earlier, also=also)
