"""What governs a group: a verb before or behind it, a preposition, an event noun, a marker such as على يد."""

from arabic.numerals import parse_number
from arabic.tokens import rests
from arabic.vocabulary import WordClass
from extraction.document import Document, Sentence
from extraction.parties.groups import Group
from extraction.parties.party import Party
from extraction.parties.verbs import FAMILIES, family_of, is_verb
from extraction.triggers import Trigger
from extraction.views import fires_from_its_ground
from extraction.words import DROVE_OUT, OUT_OF_IT

_REACH = 14  # words back from a group to what governs it


_STOPS = frozenset(".؛!؟\n:")


def _preposition(
    document: Document, sentence: Sentence, group: Group, markers: list[frozenset[str]]
) -> tuple[str, int]:
    """Return which preposition a group stands behind, and the token before its phrase."""
    bare = group.prefix.lstrip("وف")
    preposition = {"ب": "by", "ل": "for", "ك": "as"}.get(bare[:1], "")
    at = group.first - 1
    amount = document.words[at - 1] if at > sentence.first and document.words[at] == "من" else ""
    if amount in _AMOUNT or (amount and _counts(amount)):
        at -= 2  # على عدد من عناصر داعش, قتلت وحدة من الجيش 10 من إرهابيي داعش
    if at >= sentence.first and document.words[at] in ("من", "عن") and not preposition and not markers[at] & _MARKERS:
        preposition = "from"
    return preposition, at


def governed_by(
    document: Document,
    sentence: Sentence,
    group: Group,
    by_first: dict[int, Trigger],
    by_last: dict[int, Trigger],
    ends: dict[int, Party],
    markers: list[frozenset[str]],
) -> tuple[str, str, int]:
    """Say how a group is governed, by which kind of event word, and where its phrase begins."""
    preposition, at = _preposition(document, sentence, group, markers)
    between = passed = 0
    outright = _outright(document, sentence, group, by_first, ends)
    if outright is not None:
        return outright
    if at == group.first - 3 and not preposition and (harmed := _of_women(document, by_last.get(at))):
        return "verb 1", harmed, group.first
    if group.first in by_last and by_last[group.first].first < group.first:
        return "verb 0", family_of(document, by_last[group.first]), group.first
    if (
        group.first > sentence.first
        and document.words[group.first - 1] == "بين"
        and document.words[group.first - 2] != "من"
    ):
        return "between", "clash", group.first - 1
    if group.prefix[:1] == "و" and document.gaps[group.last : group.last + 1] == [" "]:
        own = _head_of(document, sentence, group.last, group.last + 1, by_first, markers)
        if own is not None:
            return *own, group.first  # قصف على القاعدة والميليشيات تتبنى
    while at >= max(sentence.first, group.first - _REACH):
        gap = document.gaps[at + 1]
        if (gap != " " and not _STOPS.isdisjoint(gap)) or document.words[at] in _THAT:
            break
        party = ends.get(at)
        if party is not None:
            if group.prefix[:1] == "و" and not passed and not preposition and at == group.first - 1:
                return party.governed, party.kind, party.begin
            between += party.governed.startswith(("verb", "doing", "suffering"))
            passed += 1
            at = min(party.first, party.begin) - 1
            continue
        trigger = by_last.get(at)
        if trigger is not None:
            family, verb = family_of(document, trigger), is_verb(document, trigger)
            if preposition == "for" and trigger.kind == "air" and at == group.first - 1:
                if document.words[trigger.first].lstrip("وف").startswith("ب"):
                    return "agent", family, trigger.first  # قُتل بمسيّرة للتحالف
                preposition, at = "", trigger.first - 1  # مروحيات للتحالف: its aircraft stand where it would
                continue
            if preposition:
                return f"{preposition} {'verb' if verb else 'noun'}", family, group.first
            if verb and DROVE_OUT[document.words[trigger.first]] and document.words[trigger.last] in OUT_OF_IT:
                return "verb 1", family, group.first  # وطرد منها مسلحي التنظيم: who did it is told before
            if verb:
                return f"verb {_argument(document, group, family, between)}", family, group.first
            near = not passed and all(_counts(word) for word in document.words[at + 1 : group.first])
            near = near and (
                document.words[trigger.last - 1] == "علي" or not document.text.startswith(("ال", "بال"), trigger.start)
            )  # إلقاء القبض على ثلاثة أشخاص
            if trigger.kind not in _THINGS and (near or not trigger.prefix.startswith(("ب", "وب"))):
                return ("of noun" if near else "behind noun"), family, trigger.first
            between += trigger.kind in _THINGS and document.words[trigger.first].lstrip("وف")[:1] != "ب"
            at = trigger.first - 1
            continue
        if markers[at] and not passed and group.first - at <= _TO_HELP and _helps(document, at, markers[at]):
            event = next((by_last[i] for i in range(at, max(sentence.first, at - 8) - 1, -1) if i in by_last), None)
            return "helping", FAMILIES.get(event.kind, "other") if event else "", at
        if markers[at] and not preposition and (found := markers[at] & _MARKERS):
            name = min(found, key=_ORDER.index)
            if name in ("doing", "suffering"):
                return f"{name} {min(between, 2)}", "", group.first
            event = next((by_last[i] for i in range(at, max(sentence.first, at - 8) - 1, -1) if i in by_last), None)
            if name == "speaker":
                event = next((by_first[i] for i in range(group.last, group.last + 4) if i in by_first), None)
                return name, FAMILIES.get(event.kind, "other") if event else "", group.first
            if passed == 0 and group.first - at <= _TO_MARKER:
                return name, FAMILIES.get(event.kind, "other") if event else "", at
        at -= 1
    own = _head_of(document, sentence, group.last, group.last + _TO_VERB, by_first, markers)
    if own is not None:
        return *own, group.first
    return (f"{preposition} alone" if preposition else "alone"), "", group.first


def _outright(
    document: Document, sentence: Sentence, group: Group, by_first: dict[int, Trigger], ends: dict[int, Party]
) -> tuple[str, str, int] | None:
    """Say how a group is governed where the words beside it tell its part outright, whatever verb stands before."""
    first = group.first
    if _jailer(document, sentence, group):
        return "agent", "harm", first
    if group.actor is not None and fires_from_its_ground(document, first):
        return "agent", "hit", first
    if _into_whose_hands(document, sentence, group, by_first):
        return "agent", "ground", first
    if _ACCUSES[document.word(first - 1)] and not document.word(group.last).startswith("ب"):
        return "speaker", "", first  # اتهمت قسد قوات النظام: who is right behind the verb accuses
    if _accused(document, sentence, group, by_first):
        return "agent", "hit", first
    joint = ends.get(first - 2) if first > sentence.first + 1 else None
    if joint and document.words[first - 1] == "مع" and joint.governed == "for noun" and joint.kind != "clash":
        return joint.governed, joint.kind, joint.begin  # إنزال للتحالف مع قسد
    return None


def _helps(document: Document, at: int, markers: frozenset[str]) -> bool:
    """Whether words of support end at a token: who backs a force took part only with what stands behind بـ."""
    return "helping" in markers or ("backed" in markers and document.words[at + 1].startswith("ب"))


_TO_HELP = 6  # words from a group to the words of support before it
_TO_MARKER = 4  # words from a group to any other marker


def _accused(document: Document, sentence: Sentence, group: Group, by_first: dict[int, Trigger]) -> bool:
    """Whether somebody is accused of the deed behind ب (اتهمت قسد، وهي تحالف من …، مدفعية الجيش بقصف موقع لها)."""
    deed = by_first.get(group.last)
    named = deed is not None and deed.prefix.startswith("ب")
    if group.actor is None or not (named or document.word(group.last) in _HAVING_DONE_IT):
        return False
    before = document.words[max(sentence.first, group.first - _TO_ACCUSER) : group.first]
    return _ACCUSES.among(before)


_HAVING_DONE_IT = frozenset("بالمسووليه بالوقوف بتنفيذ بتنفيذه بارتكاب بالتورط بالضلوع بتدبير".split())


_TO_ACCUSER = 16
_ACCUSES = WordClass("اتهم اتهمت تتهم يتهم اتهموا يتهمون متهما متهمه متهمين اتهام".split())


def _of_women(document: Document, trigger: Trigger | None) -> str:
    """Return the family of a feminine verb: an amount of men right behind it is no subject of it (واحتجزت ستة من عناصر
    الأمن), but its object."""
    if trigger is None or not is_verb(document, trigger) or not document.words[trigger.last - 1].endswith("ت"):
        return ""
    family = family_of(document, trigger)
    return "" if family.endswith("passive") or family == "burst" else family


def _argument(document: Document, group: Group, family: str, between: int) -> int:
    """Return which noun behind its verb a group is, subject or objects, after ``between`` others: 0, 1 or 2."""
    if not between and family in _DONE_TO_SOMEBODY and _accusative(document, group):
        return 1
    return min(between, 2)


_DONE_TO_SOMEBODY = frozenset(("hit", "harm", "kill", "seize"))


def _accusative(document: Document, group: Group) -> bool:
    """Whether a single person stands in the accusative, and so is no subject, but whom somebody struck who was told
    before (اعتقل خلاله قيادياً في داعش). Behind a number the accusative is only what is counted (قُتل 15 عنصراً), and
    without its vowel it looks like a dual before a noun that it belongs to (قُتل عنصرا الحراسة)."""
    word = document.words[group.first]
    if not group.head.startswith("person") or not word.endswith("ا") or word[-2:] in ("تا", "وا", "ها"):
        return False
    if group.first and _counts(document.words[group.first - 1]):
        return False
    end = document.span_of(group.first, group.first + 1).end
    vowelled = _TANWEEN in document.report.text[end - 2 : end + 1]  # before the alef or, as is written today, on it
    return vowelled or document.word(group.first + 1) in _BEHIND_INDEFINITE


_TANWEEN = "\u064b"
_BEHIND_INDEFINITE = frozenset("في من يدعي كان يعمل يستقل ينتمي اثناء خلال بعد قرب امام داخل علي".split())


def _jailer(document: Document, sentence: Sentence, group: Group) -> bool:
    """Whether somebody died under torture in the prison of a group (قضى شاب تحت التعذيب في سجن تابع لقسد)."""
    if group.actor is None:
        return False
    before = document.words[max(sentence.first, group.first - _TO_PRISON) : group.last]
    tortured = _TORTURE.positions(before)
    return bool(tortured) and any(rest.startswith(_PRISONS) for word in before[tortured[-1] :] for rest in rests(word))


_TORTURE = WordClass(("تعذيب", "التعذيب"))


_TO_PRISON = 7  # words from the torture to whose prison it was


_PRISONS = ("سجن", "سجون", "معتقل", "زنزان", "احتجاز", "فرع", "افرع")


def _into_whose_hands(document: Document, sentence: Sentence, group: Group, by_first: dict[int, Trigger]) -> bool:
    """Whether ground fell to a group (سقطت القرية بيد العشائر, باتت تحت سيطرة قسد)."""
    if group.first == 0 or document.words[group.first - 1] not in _HANDS:
        return False
    before = (by_first.get(at) for at in range(max(sentence.first, group.first - _TO_HANDS), group.first))
    return any(t and t.kind == "take" and document.words[t.first].lstrip("وف").startswith(_FELL) for t in before)


_HANDS = frozenset("قبضه بقبضه يد بيد ايدي بايدي سيطره".split())


_FELL = ("سقط", "وقع", "اصبح", "بات", "صار", "غد", "اضح", "امس")


_TO_HANDS = 16  # words from the verb to in whose hands the place is


def _head_of(
    document: Document,
    sentence: Sentence,
    first: int,
    last: int,
    by_first: dict[int, Trigger],
    markers: list[frozenset[str]],
) -> tuple[str, str] | None:
    """Say what a group that stands before its verb is the subject of (قسد داهمت)."""
    for index in range(first, min(sentence.last, last)):
        if index > first and document.gaps[index] != " ":
            return None
        trigger = by_first.get(index)
        if trigger is not None and is_verb(document, trigger) and trigger.prefix[:1] not in ("و", "ف", "ب"):
            return "head", family_of(document, trigger)
        if "doing" in markers[index]:
            return "head doing", ""
        if "suffering" in markers[index]:
            return "head suffering", ""
    return None


_TO_VERB = 8


def _counts(word: str) -> bool:
    return word in _QUANTITY or word.isdigit() or parse_number([word]) is not None


_THAT = frozenset("ان بان وان وبان".split())  # أن opens a clause: what stands before it governs nothing in it


_AMOUNT = frozenset("عدد عددا عشرات العشرات مييات بعض العديد الكثير".split())


_QUANTITY = frozenset("احد احدي عدد من عده بعض كل ما لا يقل عن اكثر".split())


_THINGS = frozenset("ied shelling air rpg grenade".split())


_ORDER = ("agent", "patient", "suffering", "doing", "finding", "speaker")


_MARKERS = frozenset(_ORDER)
