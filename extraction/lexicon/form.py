"""The form of the lexicon files: which keys they have, of which type, and which ids they may name.

A slip in a word list fails silently: a misspelled key is never read, a word outside its brackets is read letter by
letter. So the files are checked whenever they are loaded, and every fault is told at once. A new list wants its key
here.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from arabic.folding import fold_text
from geo.place import KINDS

FRAMES = ("act", "suffer", "none")
SIDES = ("civilian", "armed", "any")
BANKS = ("left", "right", "any")
MODALITIES = tuple("negation denial plan statistic attempt flyover accident sport period month".split())

WORDS = "list of words"
"""Stands in ``FORM`` for a list of words in plain letters, each once."""

IDS = "list of ids"
"""Stands in ``FORM`` for a list of ids of the lexicon or the gazetteer."""


FORM: dict[str, Any] = {
    "actors": {
        "described": {"masculine": WORDS, "feminine": WORDS, "beliefs": WORDS},
        "actors": {
            "*": {"ar": str, "en": str, "aliases": WORDS, "adjectives?": WORDS, "state?": bool, "civilian?": bool}
        },
    },
    "control": {
        "left_bank": IDS,
        "foreign": WORDS,
        "right_bank_exceptions": {"until": date, "places": WORDS},
        "names": [{"aliases": WORDS, "rows": [{"bank": str, "from?": date, "until?": date, "actor": str}]}],
    },
    "people": {
        "people": [{"side": str, "broken": WORDS, "sound": WORDS, "plural": WORDS}],
        "objects": {"military": WORDS, "official": WORDS, "civil": WORDS},
    },
    "events": {
        "kinds": {
            "*": {"head": bool, "frame": str, "verbs?": WORDS, "present?": {"*": str}, "nouns?": WORDS, "words?": WORDS,
                  "exclude?": WORDS}
        },
        "weapons": {"*": WORDS},
        "modality": {"reach": int, **dict.fromkeys(MODALITIES, WORDS)},
    },
    "places": {
        "cues": {"*": IDS},
        "relations": {"*": WORDS},
        "ordinary": {"*": {"after?": WORDS, "before?": WORDS}},
        **dict.fromkeys("strong_cues unknown_cues not_names cue_only contextual trusted organisations councils origins "
                        "kin given_names carried transparent".split(), WORDS),
    },
    "casualties": {
        "counted": {what: {"singular": WORDS, "dual": WORDS, "plural": WORDS} for what in ("killed", "injured")},
        "verbal": {"killed": WORDS, "injured": WORDS},
        "possessed": {"killed": WORDS, "injured": WORDS},
        "verbs": {"killed": WORDS, "injured": WORDS},
        **dict.fromkeys("at_least about several tens hundreds among none nobody material_only".split(), WORDS),
        **dict.fromkeys("updates claims talk targeted not_single".split(), WORDS),
        **dict.fromkeys("states active spoken only limbs losing lives survived attempts unknown".split(), WORDS),
        **dict.fromkeys("things followed".split(), WORDS),
    },
    "roles": {
        **dict.fromkeys("agent patient belonging acting speaker claim".split(), WORDS),
        **dict.fromkeys("helping backed linking owning parting doing suffering finding".split(), WORDS),
        "anaphora": [{"phrases": WORDS, "actors": IDS, "assume?": str, "others?": WORDS}],
    },
}  # fmt: skip
"""Keys of each file; ``*`` stands for keys of the analyst's own, ``?`` marks one that may be missing."""

_KIND_OF_VALUE = {str: "a text", bool: "true or false", int: "a whole number", date: "a day (2024-12-08)"}
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u0652A-Za-z0-9]+( [\u0621-\u063a\u0641-\u0652A-Za-z0-9]+)*")


def faults(raw: dict[str, dict[str, Any]]) -> list[str]:
    """Return every fault of the files, each with file, entry and cure; of the ids only where the form is right."""
    found = [fault for name in FORM for fault in faults_of_form(raw[name], FORM[name], f"{name}.yaml")]
    return found or list(_faults_of_ids(raw))


def faults_of_form(value: Any, form: Any, where: str) -> Iterator[str]:
    """Yield each place at which a value has another form: unknown and missing keys, other types, odd letters."""
    if form in (WORDS, IDS):
        yield from _faults_of_list(value, where, words=form == WORDS)
    elif isinstance(form, list):
        if not isinstance(value, list):
            yield f"{where}: is no list of entries. Begin each entry with a dash."
            return
        for number, item in enumerate(value, 1):
            yield from faults_of_form(item, form[0], f"{where}: entry {number}")
    elif isinstance(form, dict):
        yield from _faults_of_keys(value, form, where)
    elif type(value) is not form:
        yield f"{where}: {value!r} is not {_KIND_OF_VALUE[form]}. Write {_KIND_OF_VALUE[form]}."


def _faults_of_keys(value: Any, form: dict[str, Any], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: holds no keys and values. It has {_known(form)}."
        return
    parts = {key.removesuffix("?"): part for key, part in form.items()}
    for key, item in value.items():
        if not isinstance(key, str):
            yield f"{where}: the key {key!r} is no text. Put it in quotes."
        elif key not in parts and "*" not in parts:
            yield f"{where}: unknown key {key!r}. It has {_known(form)}."
        else:
            yield from faults_of_form(item, parts.get(key, parts.get("*")), f"{where}: {key}")
    for key in form:
        if key[-1] not in "?*" and key not in value:
            yield f"{where}: lacks {key!r}. Add it; docs/lexicon.md says what it holds."


def _known(form: dict[str, Any]) -> str:
    named = [key.removesuffix("?") for key in form if key != "*"]
    return "the keys " + ", ".join(named) if named else "keys of your own, each with its values"


def _faults_of_list(value: Any, where: str, *, words: bool) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where}: is no list. Write [one, two]."
        return
    seen: dict[str, str] = {}
    for item in value:
        if not isinstance(item, str):
            yield f"{where}: {item!r} is no word. Put it in quotes, or take it out."
        elif words and not _PLAIN.fullmatch(item):
            yield f"{where}: {item!r} is not in plain letters parted by one space. Write it without marks."
        else:
            folded = fold_text(item) if words else item
            if folded in seen:
                yield f"{where}: {item!r} stands twice ({seen[folded]!r}). Take one out."
            seen[folded] = item


def _faults_of_ids(raw: dict[str, dict[str, Any]]) -> Iterator[str]:
    actors = raw["actors"]["actors"]
    control = {f"control:{number}" for number in range(len(raw["control"]["names"]))}
    for number, entry in enumerate(raw["control"]["names"], 1):
        for at, row in enumerate(entry["rows"], 1):
            where = f"control.yaml: names: entry {number}: row {at}"
            yield from _unknown(row["actor"], actors, where, "actor", "Use an id of actors.yaml")
            yield from _unknown(row["bank"], BANKS, where, "bank")
            since, until = row.get("from"), row.get("until")
            if since and until and since >= until:
                yield f"{where}: from {since} is not before until {until}. Exchange them, or mend one."
    for number, entry in enumerate(raw["people"]["people"], 1):
        yield from _unknown(entry["side"], SIDES, f"people.yaml: people: entry {number}", "side")
    for key, entry in raw["events"]["kinds"].items():
        where = f"events.yaml: kinds: {key}"
        yield from _unknown(entry["frame"], FRAMES, where, "frame")
        for verb in entry.get("present", ()):
            if verb not in entry.get("verbs", ()):
                yield f"{where}: present: {verb!r} is none of its verbs. Add the verb, or take its present out."
        if not any(entry.get(part) for part in ("verbs", "nouns", "words")):
            yield f"{where}: has no verbs, nouns or words. Add some, or take the kind out."
    cues = raw["places"]["cues"]
    for cue, kinds in cues.items():
        for kind in kinds:
            yield from _unknown(kind, KINDS, f"places.yaml: cues: {cue}", "kind of place")
    for key in ("strong_cues", "unknown_cues"):
        for cue in raw["places"][key]:
            yield from _unknown(cue, cues, f"places.yaml: {key}", "cue", "Add it to cues")
    for number, entry in enumerate(raw["roles"]["anaphora"], 1):
        where = f"roles.yaml: anaphora: entry {number}"
        for actor in entry["actors"]:
            yield from _unknown(
                actor, {*actors, *control}, where, "actor", "Use an id of actors.yaml or control:NUMBER"
            )
        assumed = entry.get("assume")
        if assumed is not None and assumed not in entry["actors"]:
            yield f"{where}: assume: {assumed!r} is none of its actors. Add it there."


def _unknown(value: str, known: Any, where: str, what: str, cure: str | None = None) -> Iterator[str]:
    if value not in known:
        yield f"{where}: unknown {what} {value!r}. {cure or 'Known: ' + ', '.join(known)}."
