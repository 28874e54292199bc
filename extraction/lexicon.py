"""The lexicons of ``data/lexicon``, loaded once at the edge and expanded to the forms that reports write."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from arabic.folding import fold_text
from extraction.phrases import PhraseIndex

DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicon"


class LexiconError(Exception):
    """A lexicon file that cannot be used; the message names the file, the entry and the cure."""


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


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words around toponyms (``places.yaml``), folded. ``cues`` gives the kinds of place that a head noun announces,
    ``relations`` the spatial relation of a preposition or place word; ``known`` holds every form of the lexicon."""

    cues: dict[str, frozenset[str]]
    strong_cues: frozenset[str]
    unknown_cues: frozenset[str]
    not_names: frozenset[str]
    relations: dict[str, str]
    organisations: frozenset[str]
    councils: frozenset[str]
    origins: frozenset[str]
    kin: frozenset[str]
    given_names: frozenset[str]
    carried: frozenset[str]
    trusted: frozenset[str]
    cue_only: frozenset[str]
    contextual: frozenset[str]
    ordinary: dict[str, dict[str, frozenset[str]]]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, and the index that finds their forms in one pass."""

    actors: dict[str, Actor]
    control: dict[str, tuple[ControlRow, ...]]
    left_bank: frozenset[str]
    exceptions_until: date
    exceptions: frozenset[str]
    kinds: dict[str, Kind]
    person_sides: dict[str, str]
    modality_reach: int
    place_words: PlaceWords
    index: PhraseIndex[Term]
    version: str


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Load and expand the lexicons. Raises ``LexiconError`` for a file or an entry that cannot be used."""
    folder = folder or DEFAULT_FOLDER
    raw = {name: _read(folder / f"{name}.yaml") for name in ("actors", "control", "people", "events", "places")}
    actors = {key: _actor(key, entry) for key, entry in raw["actors"]["actors"].items()}
    control = {}
    for number, entry in enumerate(raw["control"]["names"]):
        control[str(number)] = tuple(_row(row, actors) for row in entry["rows"])
    kinds = {key: Kind(key, entry["head"], entry["frame"]) for key, entry in raw["events"]["kinds"].items()}
    sides = {str(number): entry["side"] for number, entry in enumerate(raw["people"]["people"])}
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.read_bytes())
    exceptions = raw["control"]["right_bank_exceptions"]
    index = PhraseIndex(_forms(raw), article=True)
    return Lexicon(
        actors=actors,
        control=control,
        left_bank=frozenset(raw["control"]["left_bank"]),
        exceptions_until=exceptions["until"],
        exceptions=frozenset(fold_text(name) for name in exceptions["places"]),
        kinds=kinds,
        person_sides=sides,
        modality_reach=raw["events"]["modality"]["reach"],
        place_words=_place_words(raw["places"], index.forms),
        index=index,
        version=digest.hexdigest()[:12],
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: cannot be read ({error}). Restore the file from the repository.") from error
    except yaml.YAMLError as error:
        raise LexiconError(f"{path.name}: is not valid YAML ({error}). Mend the line that it names.") from error
    if not isinstance(content, dict):
        raise LexiconError(f"{path.name}: must hold keys and values. See docs/lexicon.md for its form.")
    return content


def _actor(key: str, entry: dict[str, Any]) -> Actor:
    missing = {"ar", "en", "aliases"} - set(entry)
    unknown = set(entry) - {"ar", "en", "aliases", "state", "civilian"}
    if missing or unknown:
        raise LexiconError(f"actors.yaml: {key}: missing {sorted(missing)}, unknown {sorted(unknown)}. Mend the keys.")
    aliases = tuple(entry["aliases"])
    return Actor(key, entry["ar"], entry["en"], aliases, entry.get("state", False), entry.get("civilian", False))


def _row(row: dict[str, Any], actors: dict[str, Actor]) -> ControlRow:
    if row["actor"] not in actors:
        raise LexiconError(f"control.yaml: unknown actor {row['actor']}. Use an id of actors.yaml.")
    return ControlRow(row["bank"], row.get("from"), row.get("until"), row["actor"])


def _place_words(raw: dict[str, Any], known: frozenset[str]) -> PlaceWords:
    lists = {
        key: frozenset(fold_text(word) for word in words)
        for key, words in raw.items()
        if key not in ("cues", "relations", "ordinary")
    }
    return PlaceWords(
        cues={fold_text(cue): frozenset(kinds) for cue, kinds in raw["cues"].items()},
        relations={fold_text(word): relation for relation, words in raw["relations"].items() for word in words},
        ordinary={
            fold_text(word): {side: frozenset(map(fold_text, words)) for side, words in sides.items()}
            for word, sides in raw["ordinary"].items()
        },
        known=known,
        **lists,
    )


def _forms(raw: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    for key, entry in raw["actors"]["actors"].items():
        for alias in entry["aliases"]:
            yield alias, Term("actor", key)
    for number, entry in enumerate(raw["control"]["names"]):
        for alias in entry["aliases"]:
            yield alias, Term("control", str(number))
    for number, entry in enumerate(raw["people"]["people"]):
        yield from _person_forms(str(number), entry)
    for key, entry in raw["events"]["kinds"].items():
        yield from _trigger_forms(key, entry)
    for key, words in raw["events"]["weapons"].items():
        for word in words:
            yield word, Term("weapon", key)
    for key, words in raw["events"]["modality"].items():
        if key != "reach":
            for word in words:
                yield word, Term("modality", key)


def _person_forms(key: str, entry: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    for noun in entry["broken"] + entry["sound"]:
        folded = fold_text(noun)
        stem = folded[:-1] + "ت" if folded.endswith("ه") else folded
        for ending in ("", "ا", "ه", "ها", "هم"):
            yield stem + ending if ending else folded, Term("person", key, "singular")
        yield stem + "ان", Term("person", key, "dual")
        yield stem + "ين", Term("person", key, "dual" if noun in entry["broken"] else "plural")
        # "his two companions": the ن of the dual falls before a pronoun or a genitive.
        for ending in ("يه", "اه", "يها", "يهم"):
            yield stem + ending, Term("person", key, "dual")
    for noun in entry["sound"]:
        for ending in ("ون", "و", "ي", "ات"):
            yield fold_text(noun) + ending, Term("person", key, "plural")
    for noun in entry["plural"]:
        folded = fold_text(noun)
        for ending in ("", "ا", "ه", "ها", "هم"):
            yield folded + ending, Term("person", key, "plural")


def _trigger_forms(key: str, entry: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    unwanted = {fold_text(form) for form in entry.get("exclude", ())}
    for past in entry.get("verbs", ()):
        for form in verb_forms(fold_text(past), present=fold_text(entry.get("present", {}).get(past, ""))):
            if form not in unwanted:
                yield form, Term("trigger", key, "verb")
    for noun in entry.get("nouns", ()):
        for form in noun_forms(fold_text(noun)):
            if form not in unwanted:
                yield form, Term("trigger", key, "noun")
    for phrase in entry.get("words", ()):
        yield phrase, Term("trigger", key, "word")


def verb_forms(past: str, *, present: str = "") -> Iterator[str]:
    """Yield the third-person forms of a verb from its folded past stem, with object pronouns.

    The present of the derived forms drops the alef of the past (استهدف, يستهدف; أطلق, يطلق); other presents are given.
    """
    if " " in past:
        yield past
        return
    weak = past.endswith("ي")
    stem = past[:-1] if weak else past
    for ending in ("ت", "وا", "تا", "ته", "تها", "تهم", "تهما", "وه", "وها", "وهم", "و"):
        yield stem + ending
    for ending in ("", "ا", "ه", "ها", "هم", "هما", "ن"):
        yield past + ending
    base = present or (past[1:] if past.startswith("ا") and len(past) > 3 else past)
    for person in "يت":
        for ending in ("", "ون", "وا", "ان", "ه", "ها", "هم"):
            yield person + base + ending


def noun_forms(noun: str) -> Iterator[str]:
    """Yield the forms of a folded noun: case ending, dual, plural in ات, possessive pronouns."""
    if " " in noun:
        yield noun
        return
    feminine = noun.endswith("ه")
    stem = noun[:-1] + "ت" if feminine else noun
    yield noun
    for ending in ("ه", "ها", "هم", "هما", "ان", "ين", "ا", "ي"):
        if not (feminine and ending in ("ا", "ي")):
            yield stem + ending
    plural = (noun[:-1] if feminine else noun) + "ات"
    for ending in ("", "ه", "ها", "هم"):
        yield plural + ending
