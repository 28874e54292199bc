"""What a pass over a report needs to count casualties: words, persons, actors and marks; and what it yields."""

from dataclasses import field
from functools import lru_cache
from itertools import compress

from arabic.tokens import rests
from arabic.vocabulary import Table, word_class
from extraction.document import Document
from extraction.lexicon import CasualtyWords, Phrases
from extraction.terms import Found, Terms
from extraction.types import Estimate
from extraction.values import dataclass
from extraction.words import HARDLY

_MARKS = frozenset(".،؛:!؟\n;")


class _EndsPhrase(Table[bool]):
    """What can stand between two words."""

    def answer(self, word: str) -> bool:
        """Whether it ends a phrase."""
        return not _MARKS.isdisjoint(word)


_ENDS_PHRASE = _EndsPhrase()


@dataclass(frozen=True, slots=True)
class Count:
    """One statement of casualties: ``what`` is killed or injured, ``low``/``best``/``high`` as in ``Estimate``.

    ``first`` and ``last`` bound the phrase in tokens. ``update`` replaces earlier figures, ``claim`` is one source's
    figure beside others; ``side`` is the role of the victims: civilian, armed, or any.
    """

    what: str
    first: int
    last: int
    low: int
    best: int | None
    high: int | None
    rule: str
    side: str = "any"
    update: bool = False
    claim: bool = False
    mixed: bool = False  # civilians are counted with fighters
    also: bool = False  # beside those told before (أسفر أيضاً عن مقتل)
    earlier: bool = False  # what was known before (أفاد في وقت سابق بمقتل 11)

    @property
    def vague(self) -> bool:
        """Whether the number is only a plural, some or dozens."""
        return self.best is None

    @property
    def estimate(self) -> Estimate:
        """The count as low, best and high."""
        return Estimate(self.low, self.best, self.high)


@dataclass(slots=True)
class Sum:
    """Groups of victims that are being added up."""

    low: int = 0
    exact: bool = True
    vague: bool = False
    sides: set[str] = field(default_factory=set)
    parts: int = 0


_DEEDS = frozenset("هجوم هجوما تفجير تفجيرا عمليه الهجوم التفجير هجومين عمليات".split())
_ADJECTIVES = frozenset("مدني مدنيا مدنيه عسكري عسكريا عسكريه".split())
_ATTACKERS = ("انتحاري", "ارهابي")


class _Doubtful(Table[bool]):
    """Words for persons that are said of deeds and things too."""

    def answer(self, word: str) -> bool:
        """Whether a word is one of them."""
        return word == "اخري" or word in _ADJECTIVES or word.startswith(_ATTACKERS)


_DOUBTFUL = _Doubtful()


def _is_person(document: Document, terms: Terms, item: Found) -> bool:
    """Whether a word that may be said of a deed or a thing means a person where it stands."""
    word, first = document.words[item.first], item.first
    if word == "اخري":  # وأصيبت أخرى is a woman, أصابت غارة أخرى another raid
        return any(harm.last == first and harm.key in ("death", "wound") for harm in terms.triggers)
    if word.startswith(_ATTACKERS):
        return document.word(first - 1) not in _DEEDS  # أودى هجوم انتحاري بحياة أربعين
    if word in _ADJECTIVES:  # سيارة مدنية, موقعاً عسكرياً
        return not any(thing.first <= at < thing.last for thing in terms.objects for at in (first, first - 1))
    return True


_QUALIFYING = frozenset("سابق ايضا".split())
"""Words that, beside claims and updates of the lexicon, can say of a figure how it stands to others."""


class _Denying(Table[bool]):
    """Words that can deny what follows: the negations of the lexicon, ما and غير."""

    def __init__(self, none: frozenset[str]) -> None:
        super().__init__()
        self.none = none

    def answer(self, word: str) -> bool:
        """Whether a word, alone or behind و and ف, can deny."""
        return word in self.none or word.lstrip("وف") in (*self.none, "ما", "غير")


@lru_cache(maxsize=8)
def _denying(none: frozenset[str]) -> _Denying:
    """Return the words that can deny, made once for the negations of a lexicon."""
    return _Denying(none)


_FIGHTERS = frozenset(("tribal_fighters", "unidentified_gunmen"))  # named by words for persons (أبناء العشائر)


_BEFORE = frozenset("وفب")


class Reader:
    """One pass over a report."""

    def __init__(
        self,
        document: Document,
        terms: Terms,
        lists: CasualtyWords,
        sides: dict[str, str],
        barriers: frozenset[int],
        dates: dict[int, int],
    ) -> None:
        self.document = document
        self.words = document.words
        self.word = document.word
        self.stops = frozenset(
            compress(document.pauses, _ENDS_PHRASE.of(map(document.gaps.__getitem__, document.pauses)))
        )
        self.lists = lists
        self.people: dict[int, Found] = {
            item.first: item
            for item in terms.people
            if not _DOUBTFUL[document.words[item.first]] or _is_person(document, terms, item)
        }
        self.actors: dict[int, int] = {item.first: item.last for item in (*terms.actors, *terms.control)}
        self.fighters = frozenset(item.first for item in terms.actors if item.key in _FIGHTERS)
        self.triggers = {item.first: item for item in terms.triggers}
        self.sides = sides
        self.barriers = barriers
        self.dates = dates
        self.dated = frozenset(at for first, after in dates.items() for at in range(first, after))
        # Classes of words that say at once whether a rule can concern a word.
        self.denying = _denying(lists.none)
        self.qualifying = word_class(lists.claims, lists.updates, _QUALIFYING)
        self.bounding = word_class(tuple(lists.at_least), tuple(lists.about))
        self.saying_nobody = word_class(tuple(lists.material_only), tuple(lists.nobody))
        self.survived = word_class(lists.survived)
        self.seldom = word_class(lists.survived, lists.spoken, lists.limbs, lists.losing, lists.updates, lists.followed)

    def stop(self, index: int) -> bool:
        """Whether a mark that ends a phrase stands between token ``index - 1`` and ``index``."""
        return index in self.stops or not 0 < index < len(self.words)

    def is_time(self, index: int) -> bool:
        """Whether a number is part of a time of day (16:10)."""
        if not 0 <= index < len(self.words):
            return False
        text, start, end = self.document.text, self.document.starts[index], self.document.ends[index]
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        return (before[-1:] == ":" and before[:1].isdigit()) or (after[:1] == ":" and after[1:].isdigit())

    def phrase_at(self, index: int, phrases: Phrases) -> int:
        """Return the index after a phrase that begins at ``index`` (a first و, ف or ب allowed), or 0."""
        first = self.word(index)
        begun = phrases.get(first, ())
        if first[:1] in _BEFORE:
            begun += phrases.get(first[1:], ())
        for phrase in begun:
            if tuple(self.words[index + 1 : index + len(phrase)]) == phrase[1:]:
                return index + len(phrase)
        return 0


def same_sentence(reader: Reader, first: int, second: int) -> bool:
    """Whether two tokens stand in one sentence."""
    sentence_of = reader.document.sentence_of
    return sentence_of[first] is sentence_of[second]


def side_at(reader: Reader, index: int) -> str:
    """Return the role of the persons named at a token or right after it: civilian, armed or any."""
    person = reader.people.get(index) or reader.people.get(index + 1)
    return side_of(reader, person) if person else "any"


_BESIDE = 4  # words between somebody and his companion (قُتل سائقها وأصيب مرافقه)


class _Companion(Table[bool]):
    """Words for somebody who goes with another one."""

    def answer(self, word: str) -> bool:
        """Whether a word, alone or behind proclitics, begins so."""
        return any(rest.startswith(("مرافق", "سائق", "سايق", "مترجم")) for rest in rests(word))


_COMPANION = _Companion()
HIS = ("ه", "ها", "هما", "هم")


def side_of(reader: Reader, person: Found) -> str:
    """Return the role of a word for persons. A companion is what the one before him is: a driver's is a civilian, an
    officer's driver no civilian; sons of a tribe that is a party are its fighters."""
    side = reader.sides.get(person.key, "any")
    if person.first in reader.fighters:
        return "armed"
    his = side == "armed" or reader.word(person.first).endswith(HIS)
    if his and _COMPANION[reader.word(person.first)]:
        before = [reader.people[at] for at in range(person.first - _BESIDE, person.first) if at in reader.people]
        return reader.sides.get(before[-1].key, "any") if before else side
    return side


def as_count(what: str, first: int, last: int, total: Sum, rule: str) -> Count:
    """Return what was summed as a count; a vague part makes the whole vague."""
    civilian, armed = "civilian" in total.sides, "armed" in total.sides
    side = "armed" if armed else "civilian" if civilian else "any"
    mixed = civilian and armed
    if total.vague:
        return Count(what, max(0, first), last, total.low, None, None, rule, side, mixed=mixed)
    high = total.low if total.exact else None
    return Count(what, max(0, first), last, total.low, total.low, high, rule, side, mixed=mixed)


_NEAR = 6  # words from a negation to what it governs
_FARTHEST = 8  # the same where it says that no news came
_REACHED_US = frozenset("ترد يرد".split())
_NOT_SAID = frozenset("ان محدد محدده معروف معلوم قليل".split())


def negated(reader: Reader, index: int) -> bool:
    """Whether a word of negation governs the casualty word: دون وقوع قتلى أو جرحى, لم تسفر عن إصابات."""
    if not reader.denying.among(reader.words[max(0, index - _FARTHEST) : index]):
        return False
    at = index - 1
    seen = 0
    while at >= 0 and seen < _FARTHEST and not reader.stop(at + 1):
        word = reader.word(at)
        if seen >= _NEAR and reader.word(at + 1) not in _REACHED_US:
            seen, at = seen + 1, at - 1
            continue  # ولم ترد أنباء عن سقوط قتلى أو جرحى
        if word == "غير" and reader.word(at - 1) != "من":  # it denies the next word only: ذخيرة غير منفجرة
            return at == index - 1 and reader.word(index) not in _NOT_SAID
        if word.lstrip("وف") == "ما" and at == index - 2:  # ما في خسائر, ما خلفت قتلى ولا جرحى
            return reader.word(at + 1) in ("في", "فيه", "صار") or "ولا" in reader.words[index + 1 : index + 4]
        if word in reader.lists.none or (word[:1] in "وف" and word[1:] in reader.lists.none):
            if HARDLY[reader.word(at + 1)]:
                return False  # لم تمض ساعات على مقتله حتى
            if word in ("لا", "ولا", "لم", "ولم") and reader.word(at + 1) in ("يقل", "تقل", "يزال", "تزال", "يقلون"):
                return False
            between = reader.words[at + 1 : index]
            return not any(w in reader.lists.verbal and w not in ("سقوط", "مقتل", "اصابه", "خساره") for w in between)
        if word in reader.lists.among or word in reader.lists.only:
            return False
        seen += 1
        at -= 1
    return False
