"""Statements of casualties in a report: words, digits, duals, lower bounds, vague numbers and "none".

``Estimate`` follows the labelling guide: a number n is n to n; "at least n" is n to unknown; several is 2 to unknown,
tens 20 to unknown; "none" is 0 to 0; what is not said is no estimate.
"""

from arabic.numerals import parse_number
from arabic.tokens import readings
from extraction.casualties.groups import read_group, read_more
from extraction.casualties.reader import Count, Reader, Sum, as_count, negated, side_at
from extraction.casualties.victims import possessed_victims, single_victim, victims_after, victims_before
from extraction.document import Document
from extraction.lexicon import CasualtyWords
from extraction.terms import Terms


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
    expression to the token after it: its numbers count nobody.
    """
    reader = Reader(document, terms, lists, sides, barriers, dates or {})
    found: list[Count] = []
    index = 0
    while index < len(reader.words):
        if index in reader.dates:
            index = reader.dates[index]
            continue
        if not any(rest in lists.starts for _, rest in readings(reader.words[index])):
            index += 1
            continue
        counts = _none(reader, index) or _toll(reader, index) or _at(reader, index)
        if counts and found and counts[0].first < found[-1].last and counts[0].what == found[-1].what:
            counts = []  # the number was read with the verb before it (خسرت 12 قتيلاً)
        if counts and counts[-1].low:
            counts = [*counts, *_next_place(reader, counts[-1])]
        found += counts
        index = max([index + 1, *(count.last for count in counts)]) if counts else index + 1
    return [_qualified(reader, count) for count in found]


def _next_place(reader: Reader, count: Count) -> list[Count]:
    """Read the victims of the next place that share the noun before (أربعة شهداء في حطلة وطفلة في مراط)."""
    at = next((i for i in range(count.last, count.last + 4) if i in reader.barriers), None)
    if at is None:
        return []
    for index in range(at + 1, at + 4):
        if reader.stop(index) or index in reader.triggers:
            return []
        if reader.word(index).startswith("و") and len(reader.word(index)) > 2:
            total = Sum()
            after = read_group(reader, index, total, first=False, joined=True)
            near = after and any(i in reader.barriers for i in range(after, after + 3))
            return [as_count(count.what, index, after, total, "count.next_place")] if near else []
    return []


def _toll(reader: Reader, index: int) -> list[Count]:
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


def _at(reader: Reader, index: int) -> list[Count]:
    word = reader.word(index)
    if word in ("قتيل", "قتلي", "جريح", "وجريح", "وجرحي") and "بين" in reader.words[max(0, index - 2) : index]:
        return []  # "9 killed and wounded" together says neither
    for prefix, rest in readings(word):
        possessed = reader.lists.possessed.get(rest)
        if possessed and (count := possessed_victims(reader, index, *possessed)):
            return [count]
        counted = reader.lists.counted.get(rest)
        if counted and not (prefix and rest in reader.lists.verbal):
            return _counted(reader, index, *counted)
        what = reader.lists.verbal.get(rest)
        if what:
            return _verbal(reader, index, what)
    return []


def _counted(reader: Reader, index: int, what: str, number: str) -> list[Count]:
    """Read a noun that is counted itself: خمسة قتلى, قتيلان, القتلى أربعة, عشرات الجرحى."""
    if negated(reader, index):
        return [Count(what, index, index + 1, 0, 0, 0, "count.none")]
    start, value, bound = _number_before(reader, index)
    last = index + 1
    side = side_at(reader, index + 1)
    if value is None and "جث" in reader.word(index) and (victims := victims_after(reader, index + 1, what)):
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
            victims_after(reader, index + 1, what)
            if number == "plural" and reader.word(index).endswith("اصابه")
            else None
        )
        if victims:
            return [victims]
        return [Count(what, index, index + 1, 2, None, None, "count.several", side)]
    total = Sum(value, exact=bound != "least", sides={side}, parts=1)
    last = read_more(reader, last, total, what)
    return [as_count(what, start, last, total, "count.noun")]


def _number_before(reader: Reader, index: int) -> tuple[int, int | None, str]:
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


def _bound(reader: Reader, start: int, last: int) -> str:
    for length in (4, 3, 2, 1):
        if start - length >= 0 and reader.phrase_at(start - length, reader.lists.at_least) == start:
            return "least"
    if reader.phrase_at(last, (("علي", "الاقل"), ("كحد", "ادني"))) or reader.phrase_at(last + 1, (("علي", "الاقل"),)):
        return "least"
    return ""


def _verbal(reader: Reader, index: int, what: str) -> list[Count]:
    if negated(reader, index):
        word = reader.word(index)
        if "صب" in word or "صيب" in word:  # لم يصب أحد: nobody was hurt at all
            return [Count(w, index, index + 1, 0, 0, 0, "count.none") for w in ("killed", "injured")]
        return [Count(what, index, index + 1, 0, 0, 0, "count.none")]
    if reader.word(index - 1) in ("محاوله", "بمحاوله") and what == "killed":
        return []
    count = (
        victims_after(reader, index + 1, what)
        or victims_before(reader, index, what)
        or single_victim(reader, index, what)
    )
    return [count] if count else []


def _none(reader: Reader, index: int) -> list[Count]:
    """Read that nobody was hurt: دون خسائر بشرية, أضرار مادية فقط."""
    last = reader.phrase_at(index, reader.lists.material_only)
    if not last:
        after = reader.phrase_at(index, reader.lists.nobody)
        last = after if after and negated(reader, index) else 0
    if not last:
        return []
    return [Count(what, index, last, 0, 0, 0, "count.none") for what in ("killed", "injured")]


def _qualified(reader: Reader, count: Count) -> Count:
    """Mark figures that update earlier ones and figures that one source claims."""
    before = {rest for word in reader.words[max(0, count.first - 6) : count.first + 1] for _, rest in readings(word)}
    update = bool(before & reader.lists.updates)
    claim = bool(before & reader.lists.claims)
    if not (update or claim):
        return count
    return Count(
        count.what, count.first, count.last, count.low, count.best, count.high, count.rule, count.side, update, claim
    )
