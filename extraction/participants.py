"""Who stands where in a clause: groups of words for a party (دورية لقسد, عناصر من قوات النظام) and what governs each.

A party is the subject of a verb, its object, behind a preposition, or in the genitive of an event noun. Arabic says so
by order and small words: the verb stands before its subject (هاجم مسلحون حاجزاً), the passive and the verbs of suffering
before their victim (قُتل عنصر), مقتل and استهداف before whom they befall, قصف and هجوم before who does it.
"""

from dataclasses import replace
from functools import lru_cache

from arabic.numerals import parse_number
from arabic.tokens import readings, rests
from arabic.vocabulary import WordClass
from extraction.actors import ActorMention
from extraction.document import Document, Sentence
from extraction.lexicon import RoleWords
from extraction.terms import Terms
from extraction.triggers import Trigger
from extraction.values import dataclass

_FAMILY = {
    kind: family
    for family, kinds in {
        "hit": "bombard shelling strike air assault shooting grenade chemical storm raid rpg suicide",
        "blast": "ied explosion",
        "harm": "death wound",
        "kill": "assassination sexual",
        "seize": "arrest hold abduction led capture",
        "ground": "take enter",
        "leave": "withdraw",
        "clash": "clash brawl",
        "protest": "protest riot disperse",
        "seize things": "loot burn disrupt",
    }.items()
    for kind in (kinds.split() if family != "seize things" else "loot burn disrupt".split())
}
_REACH = 14  # words back from a group to what governs it
_STOPS = frozenset(".؛!؟\n:")


@dataclass(frozen=True, slots=True)
class Party:
    """A group of words for one party: its tokens, the actor's index (None for persons and things of nobody named), its
    head (the actor itself, a member, something military, a civilian, ...), how it is governed, and the event words that
    govern it."""

    first: int
    last: int
    actor: int | None
    head: str
    governed: str
    kind: str
    begin: int

    def part(self) -> str:
        """Return what grammar alone says: doer, sufferer, or nothing."""
        return _part(self.governed, self.kind, self.head)


@dataclass(slots=True)
class _Group:
    first: int
    last: int
    head: str
    prefix: str
    actor: int | None = None


def find_parties(
    document: Document,
    mentions: list[ActorMention],
    terms: Terms,
    triggers: list[Trigger],
    words: RoleWords,
    sides: dict[str, str],
) -> list[Party]:
    """Return the parties of a report in order."""
    markers = _markers(document, words)
    groups = _groups(document, mentions, terms, triggers, markers, sides)
    by_first = {trigger.first: trigger for trigger in triggers}
    by_last = {trigger.last - 1: trigger for trigger in triggers}
    ends: dict[int, Party] = {}
    out: list[Party] = []
    for group in groups:
        sentence = document.sentence_of[group.first]
        governed, kind, begin = _governed(document, sentence, group, by_first, by_last, ends, markers)
        actor = group.actor
        if actor is None and group.head == "person armed" and document.words[group.last - 1].endswith(_OWN):
            actor = next((p.actor for p in reversed(out) if p.actor is not None and p.first >= sentence.first), None)
        party = Party(group.first, group.last, actor, group.head, governed, kind, begin)
        if out and _killed_by_the_first(document, out[-1], party):
            first = ends[out[-1].last - 1] = replace(out[-1], governed="doing 0")
            out[-1], party = first, replace(party, governed="patient")
        ends[group.last - 1] = party
        out.append(party)
    return out


def _killed_by_the_first(document: Document, one: Party, other: Party) -> bool:
    """Whether two groups behind a verb of killing are who kills and who is killed (قتلت وحدات لقسد أمس
    متزعماً في داعش)."""
    if (one.governed, one.kind) != ("verb 0", "harm") or (other.governed, other.kind) != ("verb 1", "harm"):
        return False
    kill = document.words[one.first - 1].lstrip("وف") in _KILLS if one.first else False
    near = kill and 0 <= other.first - one.last <= _BETWEEN
    return near and all(document.gaps[at] == " " for at in range(one.last, other.first + 1))


_KILLS = frozenset("قتل قتلت قتلوا".split())
_BETWEEN = 2  # words of time between them


_NO_PERSON = frozenset(
    "عسكريه العسكريه امام اب اما اخر الاخر اخري الاخري طالبت طالبتا طالبوا محاسبه مشاركه متعاونه".split()
)  # look like a person only without vowels: أمام, آب, طالبت, المحاسبة
_OWN = ("ها", "هم", "ه")


def _groups(
    document: Document,
    mentions: list[ActorMention],
    terms: Terms,
    triggers: list[Trigger],
    markers: list[frozenset[str]],
    sides: dict[str, str],
) -> list[_Group]:
    taken = {i for m in mentions for i in range(m.first, m.last)}
    events = {i for t in triggers for i in range(t.first, t.last)}
    atoms = []
    for found, name in ((terms.people, "person"), (terms.objects, "thing")):
        for item in found:
            if item.first in taken or item.first in events:
                continue
            if name == "person" and _NO_PERSON.intersection(r for _, r in readings(document.words[item.first])):
                continue
            last = next((i for i in range(item.first, item.last) if i in taken), item.last)
            taken.update(range(item.first, last))
            key = sides.get(item.key, "any") if name == "person" else item.key
            atoms.append(_Group(item.first, last, f"{name} {key}", item.prefix))
    for number, mention in enumerate(mentions):
        own = mention.last > mention.first + 1 and "belonging" in markers[mention.first]
        atom = _Group(mention.first, mention.last, "thing owned" if own else "actor", mention.prefix, number)
        for at in (mention.first - 1, mention.first - 2):
            if at < 0 or at in taken or at in events or document.gaps[at + 1] != " ":
                break
            if "belonging" in markers[at]:
                prefix = _prefix(document, at)
                atom.first, atom.prefix, atom.head = at, prefix, "thing owned"
                break
            if at == mention.first - 2 and "acting" in markers[at] and document.words[at + 1] == "من":
                prefix = _prefix(document, at)
                atom.first, atom.prefix, atom.head = at, prefix, "unit"  # هاجمت القوات مجموعة من قسد
                break
        atoms.append(atom)
    atoms.sort(key=lambda group: group.first)
    for atom in atoms:
        if atom.head.startswith("thing") and "acting" in markers[atom.first]:
            atom.head = "unit"
    groups: list[_Group] = []
    for atom in atoms:
        if (
            groups
            and events.isdisjoint(range(groups[-1].last, atom.first))
            and _joins(document, groups[-1], atom, markers)
        ):
            groups[-1].last = atom.last
            if atom.actor is not None:
                groups[-1].actor = atom.actor
        else:
            groups.append(atom)
    return groups


def _prefix(document: Document, at: int) -> str:
    """Return the proclitic of the noun that begins a group."""
    return next((p for p, _ in readings(document.words[at])[1:2] if p in ("ب", "ل", "و", "وب", "ول")), "")


def _joins(document: Document, group: _Group, atom: _Group, markers: list[frozenset[str]]) -> bool:
    """Whether an actor or noun goes on with the group before it: حاجز | لقسد, عناصر | من قسد, حافلة | تقل | عناصر."""
    if atom.first - group.last > 3 or atom.first < group.last or atom.prefix[:1] in ("و", "ف"):
        return False
    if any(gap != " " and gap.strip(" \"'“”«»()") for gap in document.gaps[group.last : atom.first + 1]):
        return False
    between = markers[group.last : atom.first]
    if group.actor is not None:
        return atom.actor is not None and any("owning" in names for names in between)
    if not between:
        return not atom.prefix.startswith(("ب", "ك"))
    if atom.prefix.startswith("ل") and atom.actor is not None:
        return not any("parting" in names for names in between) and len(between) <= 2
    if atom.head.startswith("thing") and document.words[atom.first - 1] == "في":
        return False  # قضى شاب تحت التعذيب في سجن تابع لقسد
    return any("linking" in names for names in between)


def _preposition(
    document: Document, sentence: Sentence, group: _Group, markers: list[frozenset[str]]
) -> tuple[str, int]:
    """Return which preposition a group stands behind, and the token before its phrase."""
    bare = group.prefix.lstrip("وف")
    preposition = {"ب": "by", "ل": "for", "ك": "as"}.get(bare[:1], "")
    at = group.first - 1
    if at > sentence.first and document.words[at] == "من" and document.words[at - 1] in _AMOUNT:
        at -= 2  # على عدد من عناصر داعش
    if at >= sentence.first and document.words[at] in ("من", "عن") and not preposition and not markers[at] & _MARKERS:
        preposition = "from"
    return preposition, at


def _governed(
    document: Document,
    sentence: Sentence,
    group: _Group,
    by_first: dict[int, Trigger],
    by_last: dict[int, Trigger],
    ends: dict[int, Party],
    markers: list[frozenset[str]],
) -> tuple[str, str, int]:
    """Say how a group is governed, by which kind of event word, and where its phrase begins."""
    preposition, at = _preposition(document, sentence, group, markers)
    between = passed = 0
    if _jailer(document, sentence, group):
        return "agent", "harm", group.first
    if group.first in by_last and by_last[group.first].first < group.first:
        return "verb 0", _family(document, by_last[group.first]), group.first
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
            family, verb = _family(document, trigger), _is_verb(document, trigger)
            if preposition == "for" and trigger.kind == "air" and at == group.first - 1:
                if document.words[trigger.first].lstrip("وف").startswith("ب"):
                    return "agent", family, trigger.first  # قُتل بمسيّرة للتحالف
                preposition, at = "", trigger.first - 1  # مروحيات للتحالف: its aircraft stand where it would
                continue
            if preposition:
                return f"{preposition} {'verb' if verb else 'noun'}", family, group.first
            if verb:
                return f"verb {min(between, 2)}", family, group.first
            near = not passed and all(_counts(word) for word in document.words[at + 1 : group.first])
            near = near and (
                document.words[trigger.last - 1] == "علي" or not document.text.startswith(("ال", "بال"), trigger.start)
            )  # إلقاء القبض على ثلاثة أشخاص
            if trigger.kind not in _THINGS and (near or not trigger.prefix.startswith(("ب", "وب"))):
                return ("of noun" if near else "behind noun"), family, trigger.first
            between += trigger.kind in _THINGS and document.words[trigger.first].lstrip("وف")[:1] != "ب"
            at = trigger.first - 1
            continue
        if markers[at] and not preposition and (found := markers[at] & _MARKERS):
            name = min(found, key=_ORDER.index)
            if name in ("doing", "suffering"):
                return f"{name} {min(between, 2)}", "", group.first
            event = next((by_last[i] for i in range(at, max(sentence.first, at - 8) - 1, -1) if i in by_last), None)
            if name == "speaker":
                event = next((by_first[i] for i in range(group.last, group.last + 4) if i in by_first), None)
                return name, _FAMILY.get(event.kind, "other") if event else "", group.first
            if passed == 0 and group.first - at <= (6 if name == "helping" else 4):
                return name, _FAMILY.get(event.kind, "other") if event else "", at
        at -= 1
    own = _head_of(document, sentence, group.last, group.last + _TO_VERB, by_first, markers)
    if own is not None:
        return *own, group.first
    return (f"{preposition} alone" if preposition else "alone"), "", group.first


def _jailer(document: Document, sentence: Sentence, group: _Group) -> bool:
    """Whether somebody died under torture in the prison of a group (قضى شاب تحت التعذيب في سجن تابع لقسد)."""
    if group.actor is None:
        return False
    before = document.words[max(sentence.first, group.first - _TO_PRISON) : group.last]
    tortured = _TORTURE.positions(before)
    return bool(tortured) and any(rest.startswith(_PRISONS) for word in before[tortured[-1] :] for rest in rests(word))


_TORTURE = WordClass(("تعذيب", "التعذيب"))
_TO_PRISON = 7  # words from the torture to whose prison it was
_PRISONS = ("سجن", "سجون", "معتقل", "زنزان")


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
        if trigger is not None and _is_verb(document, trigger) and trigger.prefix[:1] not in ("و", "ف"):
            return "head", _family(document, trigger)
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
_ORDER = ("helping", "agent", "patient", "suffering", "doing", "finding", "speaker")
_MARKERS = frozenset(_ORDER)
_PAST = frozenset(
    "سيطر بسط فرض اطلق فتح القي قبض شن نفذ اقام انشا نصب لقي عثر قضي اسقط قطع انشق اضرم فض حل سقط".split()
)


def _is_verb(document: Document, trigger: Trigger) -> bool:
    """Whether an event word is a verb: listed so, or a fixed phrase that begins with one (ألقت القبض, سيطرت على)."""
    if trigger.form in ("verb", "noun"):
        return trigger.form == "verb"
    word = document.words[trigger.first]
    if word.lstrip("وف") in _MADE_AN_END and _of_somebody(document, trigger.last):
        return True
    if word.lstrip("وف").startswith(_PASSIVES):
        return True
    return any(stem.removesuffix("ت").removesuffix("وا") in _PAST for stem in (word, word[1:]))


def _family(document: Document, trigger: Trigger) -> str:
    """Return what an event word says of its subject: انفجر has no object, فجّر has; a damma marks the passive."""
    family = _FAMILY.get(trigger.kind, "other")
    word = document.words[trigger.first]
    if family == "harm" and word.lstrip("وف") in _MADE_AN_END and _of_somebody(document, trigger.last):
        return "kill"
    if trigger.form == "word" and word.lstrip("وف").startswith(_PASSIVES):
        return f"{family} passive"
    if trigger.form == "verb":
        if (family == "blast" and word.lstrip("وف").startswith("نفجر")) or "انفجر" in word:
            return "burst"
        span = document.span(trigger.start, trigger.end)
        if "\u064f" in document.report.text[span.start : span.end][1:5]:
            return f"{family} passive"
    elif trigger.form == "noun" and family == "hit" and _BEFALLING.intersection(w for _, w in readings(word)):
        return "hit on"
    return family


_PASSIVES = ("اغتيل", "هوجم", "دوهم")
"""Passives whose letters are other ones than those of the active."""

_MADE_AN_END = frozenset("قضي قضت قضوا".split())
_TO_OBJECT = 7  # words from قضى to على


def _of_somebody(document: Document, first: int) -> bool:
    """Whether قضى على somebody is told, who was killed, not قضى, who died (قضت القوات أمس على عدد من عناصر التنظيم)."""
    for at in range(first, min(first + _TO_OBJECT, len(document.words) - 1)):
        if document.gaps[at].strip(" \"'«»"):
            return False
        if document.words[at] == "علي":
            return not document.words[at + 1].startswith(("اثر", "يد", "الفور"))
    return False


def _markers(document: Document, words: RoleWords) -> list[frozenset[str]]:
    """Return for each token the kinds of marker that end there: من قبل, على, قال."""
    out = words.alone.of(document.words)
    for at in words.ending.positions(document.words):
        longer = words.ending[document.words[at]]
        for rest in rests(document.words[at - 1]) if at else ():
            more = [kind for kind, phrase in longer.get(rest, ()) if _leads(document, at - 1, phrase)]
            if more:
                out[at] = out[at].union(more)
    return out


def _leads(document: Document, at: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase but its last two stand before a token."""
    before = phrase[:-2]
    if at < len(before):
        return False
    return all(word in rests(document.words[at - len(before) + i]) for i, word in enumerate(before))


_BEFALLING = frozenset("استهداف مهاجمه اقتحام مداهمه تفجير دهم تفتيش قصفه".split())
_BEFALLS = frozenset(("harm", "kill", "seize", "hit on"))  # the genitive of these nouns suffers (مقتل, اغتيال, اعتقال)


@lru_cache(maxsize=10_000)
def _part(governed: str, kind: str, head: str) -> str:
    how, _, slot = governed.partition(" ")
    if how == "agent" or (how == "doing" and slot == "0") or governed == "head doing":
        return "doer"
    if how == "helping":
        return "helper"
    if how == "patient" or (how == "suffering" and slot == "0") or governed == "head suffering":
        return "sufferer"
    if kind.endswith("passive"):
        return "sufferer" if slot == "0" or how == "head" else ""
    if how in ("verb", "head"):
        if kind == "harm" and (slot == "0" or how == "head"):
            return "sufferer" if head != "actor" else "killing"
        if kind == "burst" or kind in ("other", "clash", "leave"):
            return f"{kind} {slot}"
        if how == "verb" and slot != "0":
            return "sufferer"
        if head.startswith("thing"):  # استهدفت قاعدة: a place or vehicle is what was hit, the subject is told before
            return "sufferer" if how == "verb" else "thing does"
        return "doer"
    if how in ("of", "behind"):
        if kind in _BEFALLS:
            return "sufferer" if how == "of" else "behind harm"
        return f"{how} {kind}"
    if how == "from":
        return "sufferer" if kind == "ground" else f"from {kind}"
    if how in ("by", "for"):
        if slot == "alone":
            return ""
        if kind in ("burst", "blast"):
            return "sufferer"
        return (
            ("doer" if head == "actor" else "sufferer")
            if how == "for" and slot == "noun" and kind == "hit"
            else f"{how} {kind}"
        )
    return how
