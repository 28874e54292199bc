"""Statements of casualties in a report: words, digits, duals, lower bounds, vague numbers and "none".

``Estimate`` follows the labelling guide: a number n is n to n; "at least n" is n to unknown; several is 2 to unknown,
tens 20 to unknown; "none" is 0 to 0; what is not said is no estimate.
"""

from dataclasses import replace
from operator import attrgetter

from arabic.numerals import parse_number
from arabic.tokens import readings, rests
from arabic.vocabulary import WordClass
from extraction.casualties.groups import AND_HURT, NumberForms, read_behind_comma, read_group, read_more
from extraction.casualties.nobody import nobody_hurt, survived, unknown
from extraction.casualties.parts import mixed, next_places, parts_of, told_once, without_totals
from extraction.casualties.reader import Count, Reader, Sum, as_count, negated, side_at
from extraction.casualties.single import (
    lost_lives,
    possessed_victims,
    single_victim,
    told_by_place,
    told_of_two,
    victims_before,
)
from extraction.casualties.tolls import by_source, less_the_dead, one_more, qualified, raised_toll, spoken_figure
from extraction.casualties.victims import victims_after
from extraction.document import Document
from extraction.lexicon import CasualtyWords, by_first_word
from extraction.terms import Terms
from extraction.words import HAD_FALLEN, NAMED_AFTER, SOUGHT


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
    starts = lists.starts.positions(document.words)
    if not starts:
        return []
    reader = Reader(document, terms, lists, sides, barriers, dates or {})
    found: list[Count] = []
    after = 0
    for index in starts:
        if index < after or index in reader.dated:
            continue
        counts = (
            nobody_hurt(reader, index)
            or (reader.seldom[reader.words[index]] and _seldom(reader, index, found))
            or _at(reader, index)
        )
        if counts and found and counts[0].first < found[-1].last and counts[0].what == found[-1].what:
            counts = []  # the number was read with the verb before it (خسرت 12 قتيلاً)
        if counts and counts[-1].low:
            counts = [*counts, *(next_places(reader, counts[-1]) or by_source(reader, counts[-1]))]
        found += counts
        after = max((count.last for count in counts), default=0)
    told = less_the_dead(reader, without_totals(reader, told_once(reader, found)))
    counts = [qualified(reader, mixed(reader, count)) for each in told for count in parts_of(reader, each)]
    return sorted(counts, key=attrgetter("first"))


def _seldom(reader: Reader, index: int, found: list[Count]) -> list[Count]:
    """Read the statements that few words can begin: who survived, what a second source says, what a toll rose to."""
    return (
        survived(reader, index)
        or spoken_figure(reader, index, found)
        or _limb(reader, index)
        or lost_lives(reader, index)
        or raised_toll(reader, index)
        or one_more(reader, index, found)
    )


def _at(reader: Reader, index: int) -> list[Count]:
    word = reader.word(index)
    if word in _DEAD_OR_HURT and "بين" in reader.words[max(0, index - 2) : index]:
        return []  # "9 killed and wounded" together says neither
    if word.startswith("قتلت") and word != "قتلت" and reader.word(index - 1) in SOUGHT:
        return []  # بحثاً عن قتلته: who killed him
    for prefix, rest in readings(word):
        if rest in reader.lists.states:
            return _state(reader, index)
        if rest in _VICTIM_OF and reader.word(index - 1).lstrip("وف") in _WENT:
            victims = victims_after(reader, index + 1, "killed")  # راح ضحيته أربعة
            return [victims] if victims else []
        if rest in _VICTIMS_OF:
            victims = victims_after(reader, index + 1, "killed")
            return [victims] if victims and victims.last <= index + 5 else []  # آخر ضحاياها طفلان شقيقان
        possessed = reader.lists.possessed.get(rest)
        if possessed and (count := possessed_victims(reader, index, *possessed)):
            return [count]
        counted = reader.lists.counted.get(rest)
        if counted and counted[0] == "injured" and _of_bodies(reader, index):
            return []
        if counted and not (prefix and rest in reader.lists.verbal):
            return _counted(reader, index, *counted)
        what = reader.lists.verbal.get(rest)
        if what:
            return _verbal(reader, index, what)
    return []


_DEAD_OR_HURT = frozenset("قتيل قتلي جريح وجريح وجرحي".split())


def _counted(reader: Reader, index: int, what: str, number: str) -> list[Count]:
    """Read a noun that is counted itself: خمسة قتلى, قتيلان, القتلى أربعة, عشرات الجرحى."""
    word, before, following = reader.word(index), reader.word(index - 1), reader.word(index + 1)
    definite = word.removeprefix("و").removeprefix("ب").startswith(("ال", "لل"))
    if definite and number != "plural" and _number_before(reader, index)[1] is None:
        return []  # القتيل, الجثتان: who was told before
    if not NAMED_AFTER.isdisjoint(rests(before)):
        return []  # جمعة شهداء الصالحية, مدرسة الشهداء
    if negated(reader, index):
        hurt = ("killed", "injured") if word.endswith("اصابات") else (what,)
        return [] if unknown(reader, index) else [Count(w, index, index + 1, 0, 0, 0, "count.none") for w in hurt]
    if before == "من" and reader.word(index - 2).lstrip("وف") in _KNOWN:
        return []  # عُرف من القتلى العنصر فلان: one of those told
    start, value, bound = _number_before(reader, index)
    if before == "بين" and reader.word(index - 2) in ("من", "ومن"):
        return []  # من بين المصابين 4 عناصر: a part of those told
    if number == "singular" and value is None and "منهم" in reader.words[index + 1 : index + 3]:
        return []  # ويتبع قتيل ومصاب منهم للفرقة 60
    if value is not None and following in AND_HURT and number != "dual":
        return []  # أكثر من 10 قتلى وجرحى says neither
    if word in AND_HURT and _is_counted(reader, index - 1) and _number_before(reader, index - 1)[1]:
        return []
    last = index + 1
    side = side_at(reader, index + 1)
    if value is None and not definite and "جث" in word and (whose := _bodies_of(reader, index)):
        value, last = whose  # جثث لستة أشخاص
    if value is None and not definite and "جث" in word and (victims := victims_after(reader, index + 1, what)):
        return [victims]
    if value is None and number == "plural" and not definite:
        value, last = _after_genitive(reader, index)
    if number == "singular" and value is None and following == "من" and reader.word(index + 2) == "كل":
        value = 2  # قتيل من كل جانب
    if value is None and number == "dual":
        value = 2
    elif value is None and number == "singular":
        value = 1
    if value is None:
        after = reader.lists.among | {"الي"}
        at = reader.phrase_at(index + 1, reader.lists.about) or index + 1  # قدّروا القتلى بنحو مئة
        count = parse_number(reader.words, at) if not reader.stop(index + 1) else None
        if count and word.startswith(("ال", "وال")) and following not in after:
            value, last = count[0], count[1]
        elif before in ("حصيله", "عدد", "بين"):
            return []  # حصيلة قتلى الهجوم: the number stands elsewhere
    if value is None:
        joined = word.startswith("و") and _is_counted(reader, index - 1)  # عشرات القتلى والجرحى
        amount = rests(reader.word(index - 2) if joined else before)
        if amount & reader.lists.tens:
            return [Count(what, index - 1, index + 1, 20, None, None, "count.tens", side)]
        if amount & reader.lists.hundreds:
            return [Count(what, index - 1, index + 1, 200, None, None, "count.hundreds", side)]
        of_many = reader.words[max(0, index - 4) : index - 1]  # عدد غير محدد من القتلى
        if before == "من" and any(each.lstrip("وب") in _NUMBER_OF for each in of_many):
            return [Count(what, index - 2, index + 1, 2, None, None, "count.several", side)]  # عدداً من القتلى
        if definite and number == "plural":
            victims = None if reader.stop(index + 1) else victims_after(reader, index + 1, what)
            if victims and victims.last <= index + 6:
                return [victims]  # والضحايا رجل وولداه
            if not joined:
                return []
        if word.startswith("لاصاب") and (exposed := _exposed(reader, index)):
            return [exposed]
        if not _MOST.isdisjoint(reader.words[max(0, index - 3) : index]):
            return []  # أكثر الأيام ضحايا
        if word.startswith("ال") or (what == "injured" and word.endswith("اصابه")):
            return _verbal(reader, index, what) if word.endswith("اصابه") else []
        victims = victims_after(reader, index + 1, what) if number == "plural" and word.endswith("اصابه") else None
        if victims:
            return [victims]
        return [Count(what, index, index + 1, 2, None, None, "count.several", side)]
    total = Sum(value, exact=bound != "least", sides={side}, parts=1)
    return [_with_others(reader, what, start, last, total)]


def _of_bodies(reader: Reader, index: int) -> bool:
    """Whether wounds are only those of bodies told before (عُثر على جثث أربعة رجال مقيدة الأيدي ومصابة بطلقات, جثة شاب
    مصاباً بثلاث طلقات)."""
    shots = reader.word(index + 1).startswith(_BY_SHOTS) or (
        reader.word(index + 1).startswith("ب") and reader.word(index + 2) in ("طلقات", "رصاصات")
    )
    return shots and any("جث" in word for word in reader.words[max(0, index - _TO_BODIES) : index])


_BY_SHOTS = ("بطلق", "برصاص", "بعيار")
_TO_BODIES = 9  # words


def _bodies_of(reader: Reader, index: int) -> tuple[int, int] | None:
    """Read a number behind ل (عُثر على جثث لستة أشخاص): its value and the index after it."""
    owner = reader.word(index + 1)
    if not owner.startswith("ل") or reader.stop(index + 1):
        return None
    number = parse_number([owner[1:], *reader.words[index + 2 : index + 6]])
    return (number[0], index + 1 + number[1]) if number else None


def _with_others(reader: Reader, what: str, start: int, last: int, total: Sum) -> Count:
    """Return the count with the groups that follow its noun (14 قتيلاً من القوات، و23 من مسلحي التنظيم)."""
    last = read_more(reader, last, total, what)
    last = read_behind_comma(reader, last, total) or last
    return as_count(what, start, last, total, "count.noun")


def _exposed(reader: Reader, index: int) -> Count | None:
    """Read who suffered wounds (تعرض أربعة أطفال، أمس، لإصابات بليغة)."""
    for at in range(index - 1, max(-1, index - _EXPOSED_REACH), -1):
        if reader.word(at).lstrip("وف") in _SUFFERED:
            total = Sum()
            after = read_group(reader, at + 1, total, first=True)
            return as_count("injured", at, after, total, "count.victims") if after else None
    return None


_EXPOSED_REACH = 14
_SUFFERED = frozenset("تعرض تعرضت تعرضوا".split())
_KNOWN = frozenset("عرف عرفت يعرف".split())
_MOST = frozenset("اكثر اقل اكبر اسوا اشد".split())
_VICTIMS_OF = frozenset("ضحاياها ضحاياه ضحاياهم".split())
_NUMBER_OF = frozenset("عدد عددا مجموعه العديد".split())
_VICTIM_OF = frozenset("ضحيه ضحيته ضحيتها ضحيتهما ضحيتهم".split())
_WENT = frozenset("راح راحت يروح ذهب ذهبت".split())


def _state(reader: Reader, index: int) -> list[Count]:
    """Read a state beside the finding of a body or a shooting (عثر عليه مقتولاً, سقط قتيلاً): it counts where nothing
    before it in the sentence does, or where a number stands before it (ستة منهم مقتولين)."""
    of_them = index - 1 if reader.word(index - 1) == "منهم" else index
    start, value, bound = _number_before(reader, of_them)
    if value is not None and reader.word(index + 1) in AND_HURT:
        return []
    if value is not None:
        total = Sum(value, exact=bound != "least", sides={side_at(reader, index + 1)}, parts=1)
        return [_with_others(reader, "killed", start, index + 1, total)]
    victims = _found_so(reader, index) or victims_before(reader, index, "killed")
    if victims:
        return [victims]
    if reader.word(index).endswith("ين") or negated(reader, index):
        return []
    if any(not rests(reader.word(at)).isdisjoint(_LEFT) for at in (index - 1, index - 2)):
        # خلّف قتيلاً من الحاجز وثلاثة من المهاجمين
        total = Sum(1, sides={side_at(reader, index + 1)}, parts=1)
        return [_with_others(reader, "killed", index, index + 1, total)]
    return [Count("killed", index, index + 1, 1, 1, 1, "count.state")]


_LEFT = frozenset("خلف خلفت اوقع اوقعت مخلفا مخلفه موقعا موقعه خلفوا اوقعوا".split())


def _found_so(reader: Reader, index: int) -> Count | None:
    """Read the group that a state is said of right behind على (عثر سكان على ثلاثة رعاة مقتولين)."""
    for at in range(index - 1, max(-1, index - _TO_STATE), -1):
        if reader.stop(at + 1):
            return None
        if reader.word(at) == "علي":
            total = Sum()
            after = read_group(reader, at + 1, total, first=True)
            return as_count("killed", at + 1, index + 1, total, "count.before") if after == index else None
    return None


_TO_STATE = 8  # words from على to the state


def _after_genitive(reader: Reader, index: int) -> tuple[int | None, int]:
    """Read a number behind the owner of the dead (قتلى الخصم سبعة, عدد قتلى قسد 5): value and the index after."""
    at = reader.actors.get(index + 1, index + 2)
    if (
        reader.stop(index + 1)
        or reader.stop(at)
        or not (index + 1 in reader.actors or reader.word(index + 1).startswith("ال"))
    ):
        return None, index + 1
    number = parse_number(reader.words, at)
    return (number[0], number[1]) if number and reader.stop(number[1]) else (None, index + 1)


def _is_counted(reader: Reader, index: int) -> bool:
    return any(rest in reader.lists.counted for _, rest in readings(reader.word(index)))


def _number_before(reader: Reader, index: int) -> tuple[int, int | None, str]:
    """Return start, value and bound ("least", "about" or "") of a number that ends right before ``index``."""
    for length in (4, 3, 2, 1):
        start = index - length
        forms = _NUMBERS[reader.word(start)]
        if not forms or reader.is_time(start) or any(map(reader.stop, range(start + 1, index + 1))):
            continue
        for form in forms:
            number = parse_number([form, *reader.words[start + 1 : index]])
            if number and number[1] == length:
                return start, number[0], _bound(reader, start, index)
    return index, None, ""


_NUMBERS = NumberForms("و", "ب", "ل", "ال", "وب")


def _bound(reader: Reader, start: int, last: int) -> str:
    for length in (4, 3, 2, 1):
        if start - length >= 0 and reader.phrase_at(start - length, reader.lists.at_least) == start:
            return "least"
    if reader.phrase_at(last, _AT_LEAST) or reader.phrase_at(last + 1, _AT_THE_LEAST):
        return "least"
    return ""


_AT_THE_LEAST = by_first_word((("علي", "الاقل"), ("في", "الاقل")))
_AT_LEAST = _AT_THE_LEAST | by_first_word((("كحد", "ادني"),))


def _verbal(reader: Reader, index: int, what: str) -> list[Count]:
    word, before, following = reader.word(index), reader.word(index - 1), reader.word(index + 1)
    if negated(reader, index):
        if unknown(reader, index):
            return []
        if "صب" in word or "صيب" in word or "تاذ" in word:  # لم يصب أحد: nobody was hurt at all
            return [Count(w, index, index + 1, 0, 0, 0, "count.none") for w in ("killed", "injured")]
        return [Count(what, index, index + 1, 0, 0, 0, "count.none")]
    if before in ("محاوله", "بمحاوله") and what == "killed":
        return []
    if following in _BY_IT and not (index + 2 in reader.people or parse_number(reader.words, index + 2)):
        return []  # بجراحه التي أصيب بها في هجوم
    if following == "عن" and _arrests(reader, index + 2):
        return []  # أسفر عن اعتقال شخصين
    if word == "القضاء" and following != "علي":
        return []  # the judiciary
    if before in _CASES:
        return []  # حالات اغتيال تطال مدنيين
    if _FELL[word] and _shells_fell(reader, index):
        return []
    if _THEY_FELL[word] and any(_is_counted(reader, at) for at in range(max(0, index - 3), index)):
        return []  # ثلاثة قتلى وسبعة جرحى سقطوا أمس
    if _MASSACRE[word] and not _WENT.isdisjoint(reader.words[index + 1 : index + 8]):
        return []  # مجزرة راح ضحيتها 11 مدنياً
    if what == "injured" and word.startswith("و") and not reader.stop(index):
        both = _KILLED[before]
        at = reader.phrase_at(index + 1, reader.lists.about) or index + 1
        if both and parse_number(reader.words, at):
            return []  # قتل وجرح سبعة أشخاص says neither
    if word.endswith("وا") and (by_place := told_by_place(reader, index, what)):
        return by_place
    rose = following in _AS_MARTYRS and victims_before(reader, index, what)
    count = (
        rose
        or (not reader.stop(index) and told_of_two(reader, index, what))
        or victims_after(reader, index + 1, what)
        or victims_before(reader, index, what)
        or told_of_two(reader, index, what)
        or single_victim(reader, index, what)
    )
    if count and count.rule == "count.single" and _companion(reader, index):
        count = replace(count, low=2, best=2, high=2)
    return [count] if count else []


def _shells_fell(reader: Reader, index: int) -> bool:
    """Whether what fell are shells told before, or some of them (صواريخ أطلقوها قد سقطت على الحي, خمسة صواريخ، سقطت
    ثلاثة منها في النهر)."""
    number = parse_number(reader.words, index + 1)
    of_them = reader.word(number[1]) == "منها" if number else reader.word(index + 1) in ("احدها", "احداها", "بعضها")
    of_them = of_them or reader.word(index - 1) in HAD_FALLEN
    first = reader.document.sentence_of[index].first
    shells = (reader.triggers.get(at) for at in range(first, index))
    return of_them and any(item is not None and item.key in ("shelling", "rpg", "strike") for item in shells)


_FELL = WordClass(("سقط", "سقطت"))
_THEY_FELL = WordClass("سقطوا سقطا قضوا قضيا".split())
_MASSACRE = WordClass(("مجزره",))
_WITH_REACH = 16


def _companion(reader: Reader, index: int) -> bool:
    """Whether somebody close to the one who is named was killed with him (اغتال مجهولون الشيخ فلاناً وسائقه)."""
    for at in range(index + 1, min(index + _WITH_REACH, len(reader.words))):
        gap = reader.document.gaps[at]
        if at in reader.triggers or "." in gap or "\n" in gap:
            return False
        if reader.word(at) in ("واحد", "واحدي") and reader.word(at + 1).startswith(("مرافق", "حراس", "عناصر")):
            return True  # مقتل القيادي فلان، وأحد مرافقيه
        person = reader.people.get(at)
        own = person is not None and person.form == "singular" and person.last == at + 1
        if own and reader.word(at).startswith("و") and reader.word(at).endswith(("ه", "ها")):
            return True
    return False


_AS_MARTYRS = frozenset("شهداء شهيدين شهيدا قتلي صرعي".split())
_BY_IT = frozenset("بها به".split())
_CASES = frozenset("حالات حوادث موجه".split())


def _arrests(reader: Reader, index: int) -> bool:
    return index in reader.triggers and reader.triggers[index].key in ("arrest", "abduction", "hold")


_KILLED = WordClass("قتل مقتل استشهد استشهاد قضي".split())


def _limb(reader: Reader, index: int) -> list[Count]:
    """Read that somebody lost a limb: فبُترت يده, وبُترت ساق ثالث."""
    if rests(reader.word(index)).isdisjoint(reader.lists.limbs):
        return []
    return [Count("injured", index, index + 2, 1, 1, 1, "count.limb")]
