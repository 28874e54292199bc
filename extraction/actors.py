"""Actors of a report: found by name, by anaphora (التنظيم, الأخيرة) or by the table of control."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from arabic.folding import fold_text
from arabic.tokens import rests, tokenize
from arabic.vocabulary import WordClass
from extraction.document import Document
from extraction.lexicon import Anaphor, Lexicon
from extraction.phrases import longest
from extraction.terms import Found, Terms
from extraction.values import dataclass


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
    for item in terms.control:
        if document.word(item.last) not in lexicon.foreign:
            found.append(_mention(item, f"control:{item.key}", "actor.control"))
    found += _councils(document, lexicon, found)
    found.sort(key=lambda m: m.start)
    taken = [(m.start, m.end) for m in found]
    beginning = lexicon.role_words.beginning
    begun = [(at, *begins) for at in beginning.positions(document.words) for begins in beginning[document.words[at]]]
    of_speaker = any(anaphor.others for *_, anaphor in begun)  # قواتنا, which few reports say
    signed = (_signed(document, found) or _publisher(document, lexicon)) if of_speaker else None
    for index, prefix, phrase, anaphor in begun:
        mention = _anaphora(document, index, prefix, phrase, anaphor, found, taken, signed)
        if mention is not None:
            found.append(mention)
            taken.append((mention.start, mention.end))
    found = [_unclear(document, m) if m.key in _WHOSE_PLANES else m for m in found]
    return _owned(document, sorted(found, key=lambda m: m.start))


def _councils(document: Document, lexicon: Lexicon, named: list[ActorMention]) -> list[ActorMention]:
    """Return the councils that bear the name of their town (مجلس الكسرة المحلي, مجلس بلدة محيميدة, بلدية أبريهة): each
    is that of who rules there, like any local council."""
    if not any(stem in document.text for stem in _COUNCIL.stems):
        return []
    found = []
    for at in _COUNCIL.positions(document.words):
        last = _end_of_council(document, at)
        if last and not any(m.first < last and at < m.last for m in named):
            (hit,) = list(lexicon.index.scan("المجلس المحلي "))[:1]
            start, end = document.starts[at], document.ends[last - 1]
            found.append(ActorMention(start, end, at, last, "", f"control:{hit.payload.key}", "actor.control"))
    return found


def _end_of_council(document: Document, at: int) -> int:
    """Return the token after the name of a council that begins at a token, or 0."""
    words = document.words[at : at + _LONGEST_NAME]
    whole = all(gap == " " for gap in document.gaps[at + 1 : at + 3])
    if not whole or len(words) < 2 or "ال" in words[0] or words[1] in _NO_TOWN:
        return 0
    if words[0].endswith("بلديه"):
        return at + 2
    if words[1] in _OF_TOWN:
        return at + 3
    kind = next((n for n, word in enumerate(words) if n > 1 and word in _LOCAL), 0)
    return at + kind + 1 if kind and all(gap == " " for gap in document.gaps[at + 1 : at + kind + 1]) else 0


_COUNCIL = WordClass(("مجلس", "بلديه"))
_LONGEST_NAME = 5  # words: مجلس أبو حمام المحلي
_OF_TOWN = frozenset("بلده مدينه ناحيه قريه".split())
_NO_TOWN = frozenset("محلي بلدي الشعب في من علي عن التي كانت وقال".split())
_LOCAL = frozenset("المحلي المدني البلدي".split())
_WHOSE_PLANES = frozenset("coalition us_forces russia israel turkey assad_forces".split())
_NOT_CLEAR = frozenset("يتضح تتضح يعرف تعرف يتبين تتبين".split())


def _unclear(document: Document, mention: ActorMention) -> ActorMention:
    """Return aircraft of nobody known for an air force that the text only wonders about (طائرات لم يتضح إن كانت
    للتحالف)."""
    before = document.words[max(0, mention.first - 5) : mention.first]
    if "لم" not in before or _NOT_CLEAR.isdisjoint(before):
        return mention
    return replace(mention, key="unidentified_aircraft")


_OF = frozenset("تابع تابعه التابع التابعه التابعين تابعين يتبع تتبع يتبعون التابعون تابعون".split())
_LOYAL = frozenset("موالون موالين مواليين موالي".split())  # مسلحون موالون لقائد في المجلس
_BELIEF = 8  # words between gunmen and whose men they are believed to be
_BELIEVED = frozenset("يعتقد يرجح يشتبه يظن رجح رجحت يشتبهون".split())
_THEY = ("انهم", "انها", "انهما", "بانهم", "بانها", "بانتما", "انتما", "تبعيت")  # they are, their belonging


def _believed(between: Sequence[str]) -> bool:
    """Whether the words between gunmen and an actor say whose men they are believed to be (مسلحون يُرجّح أنهم من
    داعش)."""
    return not _BELIEVED.isdisjoint(between) and any(word.startswith(_THEY) for word in between)


def _owned(document: Document, found: list[ActorMention]) -> list[ActorMention]:
    """Give a body to the actor that it belongs to: الشرطة العسكرية التابعة لقسد is the SDF, مسلحون من تنظيم داعش the
    Islamic State. Only where the name of the body alone does not say whose it is."""
    out: list[ActorMention] = []
    for mention in found:
        if out and _belongs(document, out[-1], mention):
            out[-1] = replace(out[-1], key=mention.key, last=mention.last, end=mention.end)
        else:
            out.append(mention)
    return out


def _belongs(document: Document, body: ActorMention, owner: ActorMention) -> bool:
    """Whether a body that may be anybody's is said to be of the actor named behind it."""
    gunmen = body.key == "unidentified_gunmen"
    if not (gunmen or body.key.startswith("control:")) or owner.key in (body.key, "civilians", "aanes"):
        return False
    apart = owner.first - body.last
    if not 0 < apart <= _BELIEF:
        return False
    between = document.words[body.last : owner.first]
    if gunmen and _believed(between):
        return True
    near = apart <= 3
    belongs = near and not _OF.isdisjoint(between) and all(word in _OF or word.startswith("ال") for word in between)
    if gunmen:
        belongs = belongs or between[0] in _LOYAL or between == ["من"]
    return belongs and all(not gap.strip(" \"'“”«»()") for gap in document.gaps[body.last : owner.first + 1])


_SIGNATURE = 6  # words of a line that only says who speaks
_LAST_LINES = 3


def _signed(document: Document, named: list[ActorMention]) -> str | None:
    """Return the actor that signs a statement in a short line at its end (قوى الأمن الداخلي (الأسايش))."""
    lines = [s for s in document.sentences[-_LAST_LINES:] if s.last - s.first <= _SIGNATURE]
    signing = [m.key for m in named for s in lines if m.first == s.first or (m.last == s.last and m.first > s.first)]
    return next((key for key in signing if not key.startswith("control:")), signing[0] if signing else None)


def _publisher(document: Document, lexicon: Lexicon) -> str | None:
    """Return the actor whose office published a report (المكتب الإعلامي لقوات سوريا الديمقراطية): قواتنا are its."""
    if not document.report.source:
        return None
    plain = " ".join([*tokenize(fold_text(document.report.source)).words, ""])
    named = longest([hit for hit in lexicon.index.scan(plain) if hit.payload.category == "actor"])
    return named[0].payload.key if named else None


def _mention(item: Found, key: str, rule: str) -> ActorMention:
    return ActorMention(item.start, item.end, item.first, item.last, item.prefix, key, rule)


def _anaphora(
    document: Document,
    index: int,
    prefix: str,
    phrase: tuple[str, ...],
    anaphor: Anaphor,
    named: list[ActorMention],
    taken: list[tuple[int, int]],
    signed: str | None,
) -> ActorMention | None:
    """Return whom a phrase such as التنظيم or الأخيرة stands for: the last actor named before that it can mean, or for
    قواتنا who signed the statement."""
    last = index + len(phrase)
    if tuple(document.words[index + 1 : last]) != phrase[1:]:
        return None
    start, end = document.starts[index], document.ends[last - 1]
    if any(a < end and start < b for a, b in taken):
        return None
    if phrase[-1].endswith("قوات") and document.word(last).startswith("ال") and document.gaps[last] == " ":
        return None  # القوات العراقية: whose they are is told by an adjective that no list holds
    if any(m.first == last for m in named) and not phrase[0].startswith("ال"):
        return None  # مرتزقة "الدفاع الوطني": whose they are is named
    noun = next((word for word in phrase if word.startswith("ال")), phrase[0]).removeprefix("ال")
    fitting = [m for m in named if m.end <= start and (m.key in anaphor.actors or _is_called(document, m, noun))]
    if anaphor.others:
        fitting = [m for m in fitting if not any(rests(w) & anaphor.others for w in document.words[m.first : m.last])]
    key = max(fitting, key=lambda m: m.start).key if fitting else anaphor.assume
    if anaphor.others and signed in anaphor.actors:
        key = signed
    return ActorMention(start, end, index, last, prefix, key, "actor.anaphora") if key else None


_HOSTILE_NAMES = ("ي ب ك", "بي كا كا", "واي بي جي", "بي كي كي", "البي كي كي", "البككة")


def _is_called(document: Document, mention: ActorMention, noun: str) -> bool:
    """Whether a name begins with a noun or stands behind it (تنظيم "ي ب ك" is an organisation like any other); who says
    "ي ب ك" of the SDF calls it so."""
    if noun == "تنظيم" and document.text.startswith(_HOSTILE_NAMES, mention.start):
        return True
    return noun in rests(document.word(mention.first - 1)) or document.text.startswith(f"{noun} ", mention.start)


def held_as(bank: str | None, name: str, when: date | None, lexicon: Lexicon) -> str | None:
    """Return the bank whose rulers held a place on a date: the left-bank villages that the fallen government held count
    as right bank until its fall. ``name`` is the Arabic name of the place, folded."""
    return "right" if when and when < lexicon.exceptions_until and name in lexicon.exceptions else bank


def resolve_control(key: str, lexicon: Lexicon, when: date | None, bank: str | None) -> str:
    """Return the actor that a name of the table of control means on a date and a bank of the river (``held_as``)."""
    rows = lexicon.control[key.removeprefix("control:")]
    for row in rows:
        if row.bank not in ("any", bank):
            continue
        if row.since and (when is None or when < row.since):
            continue
        if row.until and (when is None or when >= row.until):
            continue
        return row.actor
    return rows[-1].actor
