"""What a loaded lexicon holds."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from arabic.tokens import readings, rests
from arabic.vocabulary import Table, WordClass
from extraction.phrases import PhraseIndex
from extraction.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Actor:
    """An armed, political or civilian actor. ``state``: taking a town is "Government regains territory"."""

    actor_id: str
    name_ar: str
    name_en: str
    aliases: tuple[str, ...]
    state: bool = False
    civilian: bool = False


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One line of the table of control: who is meant by a name on this bank (left, right, any) in [since, until)."""

    bank: str
    since: date | None
    until: date | None
    actor: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of trigger. ``head``: tells an event by itself; ``frame``: act, suffer or none (who does, who suffers)."""

    name: str
    head: bool
    frame: str


@dataclass(frozen=True, slots=True)
class Term:
    """What a form of the lexicon stands for: its category (trigger, actor, control, person, weapon, modality), the key
    within it, and what the form adds (verb or noun for triggers; singular, dual or plural for persons)."""

    category: str
    key: str
    form: str = ""


class RelationOf(Table[str | None]):
    """The spatial relation of a preposition or place word, alone or behind proclitics."""

    def __init__(self, relations: dict[str, str]) -> None:
        super().__init__()
        self.relations = relations

    def answer(self, word: str) -> str | None:
        """Return the relation that a word says."""
        return next((self.relations[rest] for _, rest in readings(word) if rest in self.relations), None)


class Carries(WordClass):
    """Words that say that people were brought to the place after it (نُقل إلى, مشفى الكسرة); المشفى does not."""

    def answer(self, word: str) -> bool:
        """Whether a word, without the article, is of the class."""
        return any(rest in self.stems and "ال" not in prefix for prefix, rest in readings(word))


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words around toponyms (``places.yaml``), folded. ``cues`` gives the kinds of place that a head noun announces,
    ``relations`` the spatial relation of a preposition or place word; ``known`` holds every form of the lexicon."""

    cues: dict[str, frozenset[str]]
    cue_forms: dict[str, str]  # each cue with the prepositions that may be written to it
    strong_cues: frozenset[str]
    unknown_cues: frozenset[str]
    not_names: frozenset[str]
    relations: dict[str, str]
    relation_of: RelationOf
    organisations: WordClass
    councils: WordClass
    origins: WordClass
    kin: WordClass
    given_names: frozenset[str]
    carries: Carries
    trusted: frozenset[str]
    cue_only: frozenset[str]
    contextual: frozenset[str]
    transparent: WordClass
    ordinary: dict[str, dict[str, frozenset[str]]]
    known: frozenset[str]


Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases as tuples of words by their first word, the longest first."""


def by_first_word(phrases: Iterable[tuple[str, ...]]) -> Phrases:
    """Arrange phrases to be looked up where they begin."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(listed) for word, listed in found.items()}


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """The word lists of ``casualties.yaml``, folded."""

    counted: dict[str, tuple[str, str]]  # form -> (killed or injured, singular, dual or plural)
    verbal: dict[str, str]
    at_least: Phrases
    about: Phrases
    several: frozenset[str]
    tens: frozenset[str]
    hundreds: frozenset[str]
    among: frozenset[str]
    none: frozenset[str]
    nobody: Phrases
    material_only: Phrases
    updates: frozenset[str]
    claims: frozenset[str]
    possessed: dict[str, tuple[str, str]]  # form -> (killed or injured, singular, dual or plural)
    talk: frozenset[str]
    targeted: frozenset[str]
    states: frozenset[str]
    active: frozenset[str]
    spoken: frozenset[str]
    only: frozenset[str]
    limbs: frozenset[str]
    losing: frozenset[str]
    lives: frozenset[str]
    things: frozenset[str]
    followed: frozenset[str]
    survived: frozenset[str]
    attempts: frozenset[str]
    unknown: frozenset[str]
    not_single: frozenset[str]
    starts: WordClass  # the words with which a statement of casualties can begin


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Phrases that stand for the last named of some actors; ``assume`` is taken where none was named. Names that hold
    one of the words of ``others`` are never meant: nobody says قواتنا of قوات حكومة دمشق."""

    phrases: frozenset[tuple[str, ...]]
    actors: frozenset[str]
    assume: str | None
    others: frozenset[str]


Marker = tuple[str, tuple[str, ...]]
"""The kind of a marker (agent, patient, doing, ...) and its phrase."""


class _Markers(Table[T]):
    """What a word is in the markers of ``roles.yaml``, which are given by their last word."""

    def __init__(self, by_last_word: dict[str, tuple[Marker, ...]]) -> None:
        super().__init__()
        self.by_last_word = by_last_word

    def ended_by(self, word: str) -> list[Marker]:
        """Return the markers that a word, with few proclitics or none, can end."""
        return [marker for _, rest in readings(word)[:3] for marker in self.by_last_word.get(rest, ())]


_NO_KINDS: frozenset[str] = frozenset()
_NO_MARKERS: dict[str, list[Marker]] = {}
"""What nearly every word gets: one object for all of them."""


class MarkersAlone(_Markers[frozenset[str]]):
    """The kinds of marker that a word, without its proclitics, is by itself."""

    def answer(self, word: str) -> frozenset[str]:
        """Return the kinds of a word."""
        return frozenset(kind for kind, phrase in self.ended_by(word) if len(phrase) == 1) or _NO_KINDS


class MarkersEnding(_Markers[dict[str, list[Marker]]]):
    """The markers of several words that a word can end, by the word before it."""

    def answer(self, word: str) -> dict[str, list[Marker]]:
        """Return the markers that a word can end."""
        longer = [marker for marker in self.ended_by(word) if len(marker[1]) > 1]
        if not longer:
            return _NO_MARKERS
        found: dict[str, list[Marker]] = {}
        for kind, phrase in longer:
            found.setdefault(phrase[-2], []).append((kind, phrase))
        return found


class MarkersBehind(_Markers[tuple[Marker, ...]]):
    """The markers whose last word a word is, alone or behind proclitics."""

    def answer(self, word: str) -> tuple[Marker, ...]:
        """Return the markers that a word can end."""
        return tuple(marker for rest in sorted(rests(word)) for marker in self.by_last_word.get(rest, ()))


class AnaphoraBeginning(Table[tuple[tuple[str, tuple[str, ...], Anaphor], ...]]):
    """The proclitics, the phrase and the meaning of each anaphor that a word can begin."""

    def __init__(self, by_first_word: dict[str, tuple[tuple[tuple[str, ...], Anaphor], ...]]) -> None:
        super().__init__()
        self.by_first_word = by_first_word

    def answer(self, word: str) -> tuple[tuple[str, tuple[str, ...], Anaphor], ...]:
        """Return the anaphora that a word can begin."""
        return tuple(
            (prefix, phrase, anaphor)
            for prefix, rest in readings(word)
            if "ال" not in prefix
            for phrase, anaphor in self.by_first_word.get(rest, ())
        )


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What single words can be in the markers and anaphora of ``roles.yaml``, folded: words that say who does and who
    suffers, and phrases that stand for an actor named before."""

    alone: MarkersAlone
    ending: MarkersEnding
    behind: MarkersBehind
    beginning: AnaphoraBeginning


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, and the index that finds their forms in one pass."""

    actors: dict[str, Actor]
    control: dict[str, tuple[ControlRow, ...]]
    left_bank: frozenset[str]
    foreign: frozenset[str]
    exceptions_until: date
    exceptions: frozenset[str]
    kinds: dict[str, Kind]
    weapons: frozenset[str]
    person_sides: dict[str, str]
    modality_reach: int
    place_words: PlaceWords
    casualty_words: CasualtyWords
    role_words: RoleWords
    index: PhraseIndex[Term]
    version: str
