"""Who did it and who was hit: actors found by name, by anaphora or by the table of control, and their part in an event."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from arabic.tokens import readings
from extraction.document import Document
from extraction.lexicon import Lexicon
from extraction.terms import Found, Terms

FORCES = frozenset(
    "sdf asayish syrian_government assad_forces coalition us_forces iranian_militias ndf hezbollah".split()
)
"""Actors that arrest and raid."""

REMOTE = frozenset("israel turkey russia us_forces coalition unidentified_aircraft".split())
"""Actors that strike from the air."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor at a place of the text. ``key`` is an actor id, or "control:N" for a name of the table of control whose
    meaning depends on date and bank; ``rule`` is actor.name, actor.control or actor.anaphora."""

    start: int
    end: int
    first: int
    last: int
    prefix: str
    key: str
    rule: str


def find_actors(document: Document, terms: Terms, lexicon: Lexicon) -> list[ActorMention]:
    """Return the actors of a report in the order of the text, those meant by التنظيم and الأخير included."""
    found = [_mention(item, item.key, "actor.name") for item in terms.actors]
    found += [_mention(item, f"control:{item.key}", "actor.control") for item in terms.control]
    found.sort(key=lambda m: m.start)
    taken = [(m.start, m.end) for m in found]
    for key, phrases in lexicon.role_words.anaphora.items():
        for phrase in phrases:
            found += _anaphora(document, phrase, key, found, taken)
    return sorted(found, key=lambda m: m.start)


def _mention(item: Found, key: str, rule: str) -> ActorMention:
    return ActorMention(item.start, item.end, item.first, item.last, item.prefix, key, rule)


def _anaphora(
    document: Document,
    phrase: tuple[str, ...],
    key: str,
    named: list[ActorMention],
    taken: list[tuple[int, int]],
) -> list[ActorMention]:
    out = []
    length = len(phrase)
    for index, word in enumerate(document.words):
        prefix = next((p for p, rest in readings(word) if rest == phrase[0] and "ال" not in p), None)
        if prefix is None or tuple(document.words[index + 1 : index + length]) != phrase[1:]:
            continue
        start, end = document.tokens[index].start, document.tokens[index + length - 1].end
        if any(a < end and start < b for a, b in taken):
            continue
        before = [m for m in named if m.end <= start]
        if key == "last":
            armed = [m for m in before if m.key not in ("civilians", "smugglers")]
            if not armed:
                continue
            out.append(ActorMention(start, end, index, index + length, prefix, armed[-1].key, "actor.anaphora"))
        elif any(m.key == key for m in before) or key == "isis":
            out.append(ActorMention(start, end, index, index + length, prefix, key, "actor.anaphora"))
    return out


def resolve_control(key: str, lexicon: Lexicon, when: date | None, bank: str | None, exception: bool) -> str:
    """Return the actor that a name of the table of control means on a date and a bank of the river.

    ``exception`` marks the left-bank villages that the fallen government held: they count as right bank until its fall.
    """
    rows = lexicon.control[key.removeprefix("control:")]
    if exception and when and when < lexicon.exceptions_until:
        bank = "right"
    for row in rows:
        if row.bank not in ("any", bank):
            continue
        if row.since and (when is None or when < row.since):
            continue
        if row.until and (when is None or when >= row.until):
            continue
        return row.actor
    return rows[-1].actor


@dataclass(frozen=True, slots=True)
class Part:
    """The part that an actor has in an event: perpetrator, target or claim, with the rule that says so."""

    actor: ActorMention
    role: str
    rule: str
    weight: float


def part_of(
    document: Document,
    actor: ActorMention,
    *,
    lexicon: Lexicon,
    kinds: frozenset[str],
    verbs: list[tuple[int, str, str]],
    first: int,
    last: int,
) -> Part | None:
    """Decide the part of one actor in the event told by tokens ``[first, last)``.

    ``verbs`` are the event words in reach as (token, kind, form). Markers just before the name decide (على يد, ضد,
    حاجز لـ); else the order of words: the first name after a verb of action is its subject, the next its object.
    """
    before = _before(document, actor, max(first, actor.first - 5))
    civil = actor.key in ("civilians", "smugglers")
    words = lexicon.role_words.phrases
    agent = _marker(before, words["agent"], reach=3)
    patient = _marker(before, words["patient"], reach=3)
    belonging = _marker(before, words["belonging"], reach=3)
    speaker = _marker(before, words["speaker"], reach=2)
    if _marker(before, words["claim"], reach=2) or _claims_after(document, actor, words["claim"]):
        return Part(actor, "claim", "role.claim", 3.0)
    if "protest" in kinds and actor.key == "civilians":
        return Part(actor, "perpetrator", "role.protest", 1.5)
    if speaker is not None and (agent is None or speaker <= agent) and (patient is None or speaker <= patient):
        return None
    if agent is not None and (patient is None or agent <= patient):
        return Part(actor, "perpetrator", "role.agent", 3.0)
    subject = _subject(document, actor, verbs, first, last, before, words["acting"])
    if patient is not None and not (subject and patient > 1):
        return Part(actor, "target", "role.patient", 2.5)
    if subject:
        return Part(actor, "perpetrator", "role.subject", 2.0)
    if belonging is not None:
        return Part(actor, "target", "role.belonging", 2.0)
    return _default(actor, kinds, verbs, civil)


def _before(document: Document, actor: ActorMention, low: int) -> list[set[str]]:
    """Return the readings of the words before an actor, nearest first, up to a mark that ends the phrase."""
    out = []
    at = actor.first - 1
    while at >= low:
        gap = document.text[document.tokens[at].end : document.tokens[at + 1].start]
        if any(mark in gap for mark in ".؛!؟\n") or ("،" in gap and out):
            break
        out.append({rest for _, rest in readings(document.words[at])} | {document.words[at]})
        at -= 1
    return out


def _marker(before: list[set[str]], phrases: frozenset[tuple[str, ...]], *, reach: int) -> int | None:
    """Return how many words before the actor the nearest phrase ends, or None."""
    for distance in range(min(reach, len(before))):
        for phrase in phrases:
            length = len(phrase)
            if distance + length > len(before):
                continue
            if all(phrase[length - 1 - i] in before[distance + i] for i in range(length)):
                return distance
    return None


def _claims_after(document: Document, actor: ActorMention, phrases: frozenset[tuple[str, ...]]) -> bool:
    following = document.words[actor.last : actor.last + 4]
    text = " ".join(following)
    return "مسووليته" in text or "مسووليتها" in text or (following[:1] == ["تبني"] or following[:1] == ["تبنت"])


def _subject(
    document: Document,
    actor: ActorMention,
    verbs: list[tuple[int, str, str]],
    first: int,
    last: int,
    before: list[set[str]],
    acting: frozenset[tuple[str, ...]],
) -> bool:
    """Whether the actor stands where the subject of a verb of action stands: right after it (with an acting noun
    between: داهمت دورية لقسد), or at the head of the clause before it (قسد تداهم)."""
    positions = [position for position, _, _ in verbs]
    at = bisect_left(positions, actor.first)
    nouns = {word for phrase in acting for word in phrase}
    for position, kind, form in reversed(verbs[:at]):
        if form != "verb" or kind in ("death", "wound", "explosion"):
            continue
        between = document.words[position + 1 : actor.first]
        if len(between) <= 4 and all(_neutral(word, nouns) for word in between):
            return True
        break
    for position, kind, form in verbs[at:]:
        if form != "verb" or kind in ("death", "wound") or position >= last:
            continue
        if position - actor.last <= 3 and (actor.first <= first + 3 or not before):
            return True
        break
    return False


def _neutral(word: str, nouns: set[str]) -> bool:
    neutral = {
        "من",
        "تابعه",
        "مسلحه",
        "قد",
        "امس",
        "اليوم",
        "يوم",
        "ايضا",
        "فجر",
        "مساء",
        "صباح",
        "ليل",
        "عناصر",
        "مشتركه",
    }
    return any(rest in nouns or rest in neutral for _, rest in readings(word))


def _default(actor: ActorMention, kinds: frozenset[str], verbs: list[tuple[int, str, str]], civil: bool) -> Part | None:
    """Fall back on what an actor mostly is in such an event."""
    if actor.key == "civilians":
        return Part(actor, "target", "role.default", 0.5)
    if actor.key == "unidentified_gunmen" or (actor.key in REMOTE and kinds & {"strike", "air", "bombard"}):
        return Part(actor, "perpetrator", "role.default", 1.0)
    if kinds & {"arrest", "raid"}:
        role = "perpetrator" if actor.key in FORCES else "target"
        return Part(actor, role, "role.default", 0.8)
    if actor.key == "smugglers":
        return Part(actor, "target", "role.default", 0.4)
    nearest = min((abs(position - actor.first), position, form) for position, _, form in verbs) if verbs else None
    if nearest and nearest[1] < actor.first and nearest[2] == "noun" and actor.prefix.endswith("ل"):
        return Part(actor, "perpetrator", "role.of", 1.0)  # هجوم لداعش
    if actor.key == "isis":
        return Part(actor, "perpetrator", "role.default", 0.6)
    return Part(actor, "target", "role.default", 0.4)
