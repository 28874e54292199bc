"""What governs a group: a verb before or behind it, a preposition, an event noun, a marker such as على يد."""

from arabic.numerals import parse_number
from arabic.tokens import rests
from arabic.vocabulary import Beginnings, WordClass
from extraction.document import Document, Sentence
from extraction.parties.groups import Group
from extraction.parties.party import Party
from extraction.parties.verbs import FAMILIES, family_of, is_verb
from extraction.triggers import Trigger
from extraction.values import dataclass
from extraction.views import fires_from_its_ground
from extraction.words import DROVE_OUT, OUT_OF_IT


@dataclass(slots=True)
class Surroundings:
    """What may govern a group: the markers that end at each token, the event words by their first and by their last
    token, and the parties read before by their last one; and what the report tells anywhere at all."""

    document: Document
    markers: list[frozenset[str]]
    by_first: dict[int, Trigger]
    by_last: dict[int, Trigger]
    ends: dict[int, Party]
    torture: bool
    accusation: bool


def surroundings(document: Document, markers: list[frozenset[str]], triggers: list[Trigger]) -> Surroundings:
    """Return the surroundings of the groups of a report, before any party is read. Of torture and of accusations few
    reports tell; the letters that all forms of these words share are looked for once."""
    return Surroundings(
        document,
        markers,
        by_first={trigger.first: trigger for trigger in triggers},
        by_last={trigger.last - 1: trigger for trigger in triggers},
        ends={},
        torture="تعذيب" in document.text,
        accusation="تهم" in document.text or "تهام" in document.text,
    )


_REACH = 14  # words back from a group to what governs it


_STOPS = frozenset(".؛!؟\n:")


def _preposition(around: Surroundings, sentence: Sentence, group: Group) -> tuple[str, int]:
    """Return which preposition a group stands behind, and the token before its phrase."""
    words = around.document.words
    preposition = _PREPOSITIONS.get(group.prefix.lstrip("وف")[:1], "") if group.prefix else ""
    at = group.first - 1
    if at > sentence.first and words[at] == "من" and (words[at - 1] in _AMOUNT or _counts(words[at - 1])):
        at -= 2  # على عدد من عناصر داعش, قتلت وحدة من الجيش 10 من إرهابيي داعش
    if not preposition and at >= sentence.first and words[at] in _FROM and _MARKERS.isdisjoint(around.markers[at]):
        preposition = "from"
    return preposition, at


_FENDS_OFF = Beginnings("تصد تتصد يتصد صد احبط تحبط يحبط افشل تفشل يفشل".split(), before="وفس")
_FENDING = WordClass("تصدي التصدي صد احباط افشال".split())
"""Verbs and nouns of fending an attack off: who does so was attacked."""
_TO_DEED = 3  # words from who speaks to what they did
_PREPOSITIONS = {"ب": "by", "ل": "for", "ك": "as"}
_FROM = frozenset(("من", "عن"))


def governed_by(around: Surroundings, sentence: Sentence, group: Group) -> tuple[str, str, int]:
    """Say how a group is governed, by which kind of event word, and where its phrase begins."""
    document, markers, by_last = around.document, around.markers, around.by_last
    words, gaps = document.words, document.gaps
    preposition, at = _preposition(around, sentence, group)
    between = passed = 0
    outright = _outright(around, sentence, group)
    if outright is not None:
        return outright
    if at == group.first - 3 and not preposition and (harmed := _of_women(document, by_last.get(at))):
        return "verb 1", harmed, group.first
    if (phrase := by_last.get(group.first)) is not None and phrase.first < group.first:
        return "verb 0", family_of(document, phrase), group.first
    if group.first > sentence.first and words[group.first - 1] == "بين" and words[group.first - 2] != "من":
        return "between", "clash", group.first - 1
    joined = group.prefix[:1] == "و" and gaps[group.last : group.last + 1] == [" "]
    if joined and (own := _head_of(around, sentence, group.last, group.last + 1)):
        return *own, group.first  # قصف على القاعدة والميليشيات تتبنى
    farthest = max(sentence.first, group.first - _REACH)
    while at >= farthest:
        gap = gaps[at + 1]
        if (gap != " " and not _STOPS.isdisjoint(gap)) or words[at] in _THAT:
            break
        party = around.ends.get(at)
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
                if words[trigger.first].lstrip("وف").startswith("ب"):
                    return "agent", family, trigger.first  # قُتل بمسيّرة للتحالف
                preposition, at = "", trigger.first - 1  # مروحيات للتحالف: its aircraft stand where it would
                continue
            if preposition:
                return f"{preposition} {'verb' if verb else 'noun'}", family, group.first
            if not between and _attack_hits(document, group, by_last.get(trigger.first - 1), trigger):
                return "verb 1", "hit", group.first
            if verb:
                return *_behind_verb(document, group, trigger, family, between), group.first
            near = not passed and all(map(_counts, words[at + 1 : group.first]))
            if noun := _behind_noun(document, trigger, family, near=near):
                return noun, family, trigger.first
            between += trigger.kind in _THINGS and words[trigger.first].lstrip("وف")[:1] != "ب"
            at = trigger.first - 1
            continue
        marked = markers[at]
        if marked and not passed and group.first - at <= _TO_HELP and _helps(document, at, marked):
            return "helping", _family_at(by_last, range(at, max(sentence.first, at - 8) - 1, -1)), at
        if marked and not preposition and not _MARKERS.isdisjoint(marked):
            name = min(marked & _MARKERS, key=_ORDER.index)
            if name in ("doing", "suffering"):
                return f"{name} {min(between, 2)}", "", group.first
            if name == "speaker" and any(map(_FENDING.__getitem__, words[group.last : group.last + _TO_DEED])):
                return "suffering 0", "", group.first  # أعلنت قسد التصدي لهجوم
            if name == "speaker":
                return name, _family_at(around.by_first, range(group.last, group.last + 4)), group.first
            if passed == 0 and group.first - at <= _TO_MARKER:
                return name, _family_at(by_last, range(at, max(sentence.first, at - 8) - 1, -1)), at
        at -= 1
    if own := _head_of(around, sentence, group.last, group.last + _TO_VERB):
        return *own, group.first
    return (f"{preposition} alone" if preposition else "alone"), "", group.first


def _family_at(triggers: dict[int, Trigger], tokens: range) -> str:
    """Return the family of the first event word at some tokens, or an empty string."""
    event = next((triggers[at] for at in tokens if at in triggers), None)
    return FAMILIES.get(event.kind, "other") if event else ""


def _outright(around: Surroundings, sentence: Sentence, group: Group) -> tuple[str, str, int] | None:
    """Say how a group is governed where the words beside it tell its part outright, whatever verb stands before."""
    document, first = around.document, group.first
    before = document.word(first - 1)
    if group.actor is not None:
        if around.torture and _jailer(document, sentence, group):
            return "agent", "harm", first
        if fires_from_its_ground(document, first):
            return "agent", "hit", first
    if before in _HANDS and _fell(around, sentence, first):
        return "agent", "ground", first
    if around.accusation:
        if _ACCUSES[before] and not document.word(group.last).startswith("ب"):
            return "speaker", "", first  # اتهمت قسد قوات النظام: who is right behind the verb accuses
        if _accused(around, sentence, group):
            return "agent", "hit", first
    joint = around.ends.get(first - 2) if before == "مع" and first > sentence.first + 1 else None
    if joint and joint.governed == "for noun" and joint.kind != "clash":
        return joint.governed, joint.kind, joint.begin  # إنزال للتحالف مع قسد
    return None


def _helps(document: Document, at: int, markers: frozenset[str]) -> bool:
    """Whether words of support end at a token: who backs a force took part only with what stands behind بـ."""
    return "helping" in markers or ("backed" in markers and document.words[at + 1].startswith("ب"))


_TO_HELP = 6  # words from a group to the words of support before it
_TO_MARKER = 4  # words from a group to any other marker


def _accused(around: Surroundings, sentence: Sentence, group: Group) -> bool:
    """Whether somebody is accused of the deed behind ب (اتهمت قسد، وهي تحالف من …، مدفعية الجيش بقصف موقع لها)."""
    deed = around.by_first.get(group.last)
    named = deed is not None and deed.prefix.startswith("ب")
    if group.actor is None or not (named or around.document.word(group.last) in _HAVING_DONE_IT):
        return False
    return _ACCUSES.among(around.document.words[max(sentence.first, group.first - _TO_ACCUSER) : group.first])


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


def _behind_verb(document: Document, group: Group, trigger: Trigger, family: str, between: int) -> tuple[str, str]:
    """Say how a group behind a verb is governed by it, after ``between`` others, and by which kind of event word."""
    verb = document.words[trigger.first]
    if DROVE_OUT[verb] and document.words[trigger.last] in OUT_OF_IT:
        return "verb 1", family  # وطرد منها مسلحي التنظيم: who did it is told before
    if trigger.kind == "clash" and _FENDS_OFF[verb]:
        return f"suffering {min(between, 2)}", ""  # تصدت القوة لهجوم, أحبطت محاولة تسلل
    return f"verb {_argument(document, group, family, between)}", family


def _attack_hits(document: Document, group: Group, first: Trigger | None, second: Trigger) -> bool:
    """Whether of two event words side by side one is a verb of hitting and the other its subject (هجوماً استهدف دورية,
    استهدف هجوم دورية): then the group behind them is hit. An actor behind the noun owns it (استهدف هجوم داعش حاجزاً)."""
    if first is None or is_verb(document, first) == is_verb(document, second):
        return False
    verb, noun = (first, second) if is_verb(document, first) else (second, first)
    owner = noun is second and group.head == "actor"
    return noun.kind in _ATTACK and _HITS[document.words[verb.first]] and not owner


_ATTACK = frozenset(("assault", "explosion", "suicide", "bombard", "strike"))
_HITS = Beginnings("استهدف تستهدف يستهدف طال تطال يطال ضرب تضرب يضرب".split(), before="وف")


def _behind_noun(document: Document, trigger: Trigger, family: str, *, near: bool) -> str:
    """Say how a group behind an event noun is governed by it, right behind it or not; empty where it is not."""
    onto = document.words[trigger.last - 1] == "علي"
    if near and onto and family == "seize":
        return "patient"  # القبض على ثلاثة من فلول النظام
    near = near and (onto or not document.text.startswith(("ال", "بال"), trigger.start))  # إلقاء القبض على ثلاثة أشخاص
    if trigger.kind in _THINGS or not (near or not trigger.prefix.startswith(("ب", "وب"))):
        return ""
    return "of noun" if near else "behind noun"


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
    before = document.words[max(sentence.first, group.first - _TO_PRISON) : group.last]
    tortured = _TORTURE.positions(before)
    return bool(tortured) and any(rest.startswith(_PRISONS) for word in before[tortured[-1] :] for rest in rests(word))


_TORTURE = WordClass(("تعذيب", "التعذيب"))


_TO_PRISON = 7  # words from the torture to whose prison it was


_PRISONS = ("سجن", "سجون", "معتقل", "زنزان", "احتجاز", "فرع", "افرع")


def _fell(around: Surroundings, sentence: Sentence, first: int) -> bool:
    """Whether ground fell into the hands of the group that begins at a token (سقطت القرية بيد العشائر, باتت تحت سيطرة
    قسد)."""
    words, by_first = around.document.words, around.by_first
    before = (by_first.get(at) for at in range(max(sentence.first, first - _TO_HANDS), first))
    return any(t and t.kind == "take" and words[t.first].lstrip("وف").startswith(_FELL) for t in before)


_HANDS = frozenset("قبضه بقبضه يد بيد ايدي بايدي سيطره".split())


_FELL = ("سقط", "وقع", "اصبح", "بات", "صار", "غد", "اضح", "امس")


_TO_HANDS = 16  # words from the verb to in whose hands the place is


def _head_of(around: Surroundings, sentence: Sentence, first: int, last: int) -> tuple[str, str] | None:
    """Say what a group that stands before its verb is the subject of (قسد داهمت)."""
    document = around.document
    for index in range(first, min(sentence.last, last)):
        if index > first and document.gaps[index] != " ":
            return None
        trigger = around.by_first.get(index)
        if trigger is not None and trigger.prefix[:1] not in _JOINED and is_verb(document, trigger):
            return "head", family_of(document, trigger)
        if "doing" in around.markers[index]:
            return "head doing", ""
        if "suffering" in around.markers[index]:
            return "head suffering", ""
    return None


_JOINED = ("و", "ف", "ب")


_TO_VERB = 8


def _counts(word: str) -> bool:
    return word in _QUANTITY or word.isdigit() or parse_number([word]) is not None


_THAT = frozenset("ان بان وان وبان".split())  # أن opens a clause: what stands before it governs nothing in it


_AMOUNT = frozenset("عدد عددا عشرات العشرات مييات بعض العديد الكثير".split())


_QUANTITY = frozenset("احد احدي عدد من عده بعض كل ما لا يقل عن اكثر".split())


_THINGS = frozenset("ied shelling air rpg grenade".split())


_ORDER = ("agent", "patient", "suffering", "doing", "finding", "speaker")


_MARKERS = frozenset(_ORDER)
