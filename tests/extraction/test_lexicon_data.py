"""Every entry of ``data/lexicon``: that it stands once, and that it is found in a sentence.

Keys, types, letters and ids are checked whenever the files are loaded, see test_lexicon_form.py.
"""

from datetime import date, timedelta
from functools import cache

import pytest
import yaml

from arabic.folding import fold_text
from extraction.actors import resolve_control
from extraction.document import prepare
from extraction.lexicon import DEFAULT_FOLDER, load_lexicon
from extraction.lexicon.form import FORM
from extraction.terms import find_terms
from extraction.toponyms import build_names, recognise
from extraction.types import Report
from geo.gazetteer import load_gazetteer

FILES = ("actors", "casualties", "control", "events", "people", "places", "roles")
RAW = {name: yaml.safe_load((DEFAULT_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")) for name in FILES}
LEXICON = load_lexicon()

PHRASES = {"at_least", "about", "nobody", "material_only", "trusted"}
"""Lists of ``places`` and ``casualties`` that may hold phrases; the others are matched word by word."""


def words_of(value, where):
    """Yield each list of words with the path to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from words_of(item, (*where, str(key)))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, item in enumerate(value):
            yield from words_of(item, (*where, str(number)))
    elif isinstance(value, list):
        yield where, value


LISTS = [(where, words) for name in FILES for where, words in words_of(RAW[name], (name,))]
IDS = {("control", "left_bank"), ("places", "cues"), ("roles", "anaphora", "actors")}
LISTS = [
    (where, words)
    for where, words in LISTS
    if not IDS & {where[:2], (*where[:2], where[-1])}  # ids and kinds are no words of a text
]


def test_every_file_has_its_form_and_is_checked_here():
    assert {path.stem for path in DEFAULT_FOLDER.glob("*.yaml")} == set(FILES) == set(FORM)


@pytest.mark.parametrize("keys", [RAW["places"]["cues"], RAW["places"]["ordinary"], RAW["actors"]["actors"]])
def test_keys_stay_apart_when_folded(keys):
    assert len({fold_text(key) for key in keys}) == len(keys)


@pytest.mark.parametrize("name", ["places", "casualties"])
def test_lists_that_are_matched_word_by_word_hold_no_phrases(name):
    lists = [(where, words) for where, words in LISTS if where[0] == name and where[1] not in PHRASES]
    assert [(where, word) for where, words in lists for word in words if " " in word] == []


# Entries that one scan finds


def entries():
    """Yield category, key and entry of every word that the scan looks for, as it is written in the files."""
    for key, entry in RAW["actors"]["actors"].items():
        yield from (("actor", key, alias) for alias in entry["aliases"])
    for number, entry in enumerate(RAW["control"]["names"]):
        yield from (("control", str(number), alias) for alias in entry["aliases"])
    for number, entry in enumerate(RAW["people"]["people"]):
        yield from (("person", str(number), noun) for part in ("broken", "sound", "plural") for noun in entry[part])
    for key, things in RAW["people"]["objects"].items():
        yield from (("object", key, thing) for thing in things)
    for key, entry in RAW["events"]["kinds"].items():
        unwanted = set(map(fold_text, entry.get("exclude", ())))
        for part in ("verbs", "nouns", "words"):
            for word in entry.get(part, ()):
                if part == "words" or fold_text(word) not in unwanted:
                    yield "trigger", key, word
    for key, words in RAW["events"]["weapons"].items():
        yield from (("weapon", key, word) for word in words)
    for key, words in RAW["events"]["modality"].items():
        yield from (("modality", key, word) for word in (words if key != "reach" else ()))


ENTRIES = list(entries())


def found(category, text):
    """Return keys and words of a category that a text is found to hold."""
    document = prepare(Report("r", text))
    terms = find_terms(document, LEXICON)
    lists = {"actor": terms.actors, "control": terms.control, "person": terms.people, "object": terms.objects,
             "trigger": terms.triggers, "weapon": terms.weapons, "modality": terms.modality}  # fmt: skip
    return [(item.key, document.text[item.start : item.end]) for item in lists[category]]


@pytest.mark.parametrize(("category", "key", "entry"), ENTRIES)
def test_an_entry_is_found_alone_and_behind_a_proclitic(category, key, entry):
    word = fold_text(entry)
    assert (key, word) in found(category, f"هناك {entry}.")
    # An entry may be listed with its conjunction as well (لم, ولم); the longer one is then found.
    assert {(key, word), (key, f"و{word}")} & set(found(category, f"ثم و{entry} هناك"))
    if word.startswith("ال") and len(word) > 4 and " " not in word and category in ("actor", "control", "trigger"):
        # ل and the article are written لل: what is read then begins with the ل of the article.
        assert any(got == key for got, _ in found(category, f"ثم لل{entry[2:]} هناك"))


@pytest.mark.parametrize("group", [("actor", "control"), ("object",), ("person",), ("trigger",)])
def test_an_entry_means_one_thing_in_its_category(group):
    meanings = {}
    for category, key, entry in ENTRIES:
        if category in group:
            meanings.setdefault(fold_text(entry), set()).add((category, key))
    assert {word: kinds for word, kinds in meanings.items() if len(kinds) > 1} == {}


# The table of control

BEGIN, END = date(2011, 3, 15), date(2026, 12, 31)


@pytest.mark.parametrize("number", sorted(LEXICON.control))
@pytest.mark.parametrize("bank", ["left", "right"])
def test_control_names_one_known_actor_on_every_day_and_bank(number, bank):
    rows = LEXICON.control[number]
    assert all(row.bank in ("left", "right", "any") for row in rows)
    assert all(row.since is None or row.until is None or row.since < row.until for row in rows)
    day = BEGIN
    while day <= END:
        dated = [row for row in rows if (row.since or row.until) and row.bank in (bank, "any")]
        holding = [row for row in dated if (row.since or BEGIN) <= day < (row.until or END + timedelta(1))]
        assert holding, f"no dated row holds on {day}"
        assert holding[0].actor in LEXICON.actors
        assert resolve_control(f"control:{number}", LEXICON, day, bank) == holding[0].actor
        day += timedelta(days=7)


@pytest.mark.parametrize("number", sorted(LEXICON.control))
def test_control_ends_with_a_row_for_what_has_no_date_and_holds_no_dead_row(number):
    rows = LEXICON.control[number]
    last = rows[-1]
    assert (last.bank, last.since, last.until) == ("any", None, None)
    assert last == next(row for row in rows if (row.bank, row.since, row.until) == ("any", None, None))
    for row in rows:
        day = row.since or (row.until and row.until - timedelta(days=1))
        banks = ["left", "right"] if row.bank == "any" else [row.bank]
        got = {resolve_control(f"control:{number}", LEXICON, day, bank) for bank in banks}
        assert row.actor in got, f"{row} is never taken"


def test_banks_and_exceptions_are_places_of_the_gazetteer():
    places = gazetteer()
    assert all(place_id in places for place_id in LEXICON.left_bank)
    names = {fold_text(name.text) for place in places for name in place.names}
    assert names >= LEXICON.exceptions


# Words around places, each in a sentence with a place


@cache
def gazetteer():
    return load_gazetteer()


@cache
def names():
    return build_names(gazetteer())


def toponyms(text):
    document = prepare(Report("r", text))
    actors = find_terms(document, LEXICON).actor_ranges
    return [
        (document.text[toponym.start : toponym.end], toponym)
        for toponym in recognise(document, names(), LEXICON.place_words, actors)
    ]


def read_behind(word, place):
    return [toponym for text, toponym in toponyms(f"هنا {word} {place} اليوم") if text.endswith(fold_text(place))]


@pytest.mark.parametrize("cue", RAW["places"]["cues"])
@pytest.mark.parametrize("prefix", ["", "و", "ب"])
def test_a_cue_announces_a_place(cue, prefix):
    # مدينة الشحيل and the like are names of the gazetteer themselves: there the cue is part of the name.
    read = [toponym for place in ("الشحيل", "غرانيج") for toponym in read_behind(prefix + cue, place)]
    assert fold_text(cue) in {toponym.cue for toponym in read}


@pytest.mark.parametrize(
    ("relation", "word"),
    [(relation, word) for relation, words in RAW["places"]["relations"].items() for word in words],
)
@pytest.mark.parametrize("prefix", ["", "و"])
def test_a_relation_is_read_before_a_place(relation, word, prefix):
    read = [toponym for place in ("الشحيل", "غرانيج") for toponym in read_behind(prefix + word, place)]
    assert relation in {toponym.relation for toponym in read}


ROLES = {"organisations": "organisation", "councils": "council", "origins": "origin", "kin": "kin",
         "carried": "carried"}  # fmt: skip


@pytest.mark.parametrize(("role", "word"), [(role, word) for key, role in ROLES.items() for word in RAW["places"][key]])
@pytest.mark.parametrize("prefix", ["", "و"])
def test_a_place_behind_such_a_word_is_no_scene(role, word, prefix):
    (toponym,) = read_behind(prefix + word, "الشحيل")
    assert toponym.role == role


@pytest.mark.parametrize("name", RAW["places"]["given_names"])
@pytest.mark.parametrize("prefix", ["", "و"])
def test_a_place_name_behind_a_given_name_is_a_person(name, prefix):
    assert read_behind(prefix + name, "الشحيل") == []


@pytest.mark.parametrize("word", RAW["places"]["ordinary"])
def test_ordinary_words_are_no_places_beside_the_words_listed(word):
    for other in RAW["places"]["ordinary"][word].get("after", ()):
        assert [text for text, _ in toponyms(f"هنا {other} {word} هناك") if text == fold_text(word)] == []
    for other in RAW["places"]["ordinary"][word].get("before", ()):
        assert [text for text, _ in toponyms(f"هنا {word} {other} هناك") if text == fold_text(word)] == []


# The page that says how the files are edited

PAGE = (DEFAULT_FOLDER.parents[1] / "docs" / "lexicon.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_explained(name):
    section = PAGE.split(f"\n## {name}.yaml\n")[1].split("\n## ")[0]
    whole = {"actors", "people", "names", "places"}  # keys that hold all there is in a file
    numbers = {"killed", "injured", "singular", "dual", "plural"}
    keys = {key.removesuffix("?") for key in keys_of(FORM[name])} - whole - numbers - {"*"}
    assert [key for key in sorted(keys) if f"`{key}" not in section and f"{key}:" not in section] == []


def keys_of(form):
    for item in form if isinstance(form, list) else [form]:
        if isinstance(item, dict):
            for key, part in item.items():
                yield key
                yield from keys_of(part)
