"""The texts of the two languages: none missing, same placeholders, right plural forms."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from extraction.lexicon import load_lexicon
from furat.store.frame import FICTIONAL_FLAG
from furat.store.linking.combine import SOURCES_DISAGREE, TOLL_UPDATED
from furat.store.linking.compare import load_linker
from furat.store.review.queue import WEIGHTS
from furat.store.review.values import FIELDS
from furat.store.tables import REVIEW_STATES
from furat.ui.texts import FOLDER, LANGUAGES, TextError, load_texts
from geo.place import KINDS, NAME_USES

FLAGS_OF_THE_RULES = (
    "approximate_coordinates between_places casualties_shared claims_disagree date_inherited date_unknown guessed_name "
    "place_by_anaphora place_not_in_gazetteer region_between_places"
).split()

ROOT = Path(__file__).resolve().parents[3]
AR, EN = load_texts("ar"), load_texts("en")


def _placeholders(entry):
    """The placeholders of a text; of plural forms, those of its general one ('one' may spell the number out)."""
    text = entry if isinstance(entry, str) else entry["other"]
    return set(re.findall(r"\{(\w+)\}", text))


def _asked_keys():
    """Every key that the pages ask for by name: the first argument of a call of `t(...)`, `texts(...)`."""
    for path in (ROOT / "furat" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            asks = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"t", "texts"}
            if asks and node.args and isinstance(node.args[0], ast.Constant):
                yield path.name, node.args[0].value


def test_both_files_hold_the_same_keys():
    assert set(AR.entries) == set(EN.entries)


@pytest.mark.parametrize("key", sorted(EN.entries))
def test_placeholders_agree(key):
    assert _placeholders(AR.entries[key]) == _placeholders(EN.entries[key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language):
    lines = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8").splitlines()
    keys = [line.split(": ")[0].rstrip(":") for line in lines if re.match(r"[a-z]", line)]
    assert sorted(keys) == sorted(set(keys))


def test_every_key_that_a_page_asks_for_exists():
    asked = list(_asked_keys())
    assert len(asked) > 30
    assert [(file, key) for file, key in asked if key not in EN.entries] == []


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "لا حوادث"), (1, "حادثة واحدة"), (2, "حادثتان"), (7, "7 حوادث"), (11, "11 حادثة"), (1200, "1,200 حادثة")],
)
def test_arabic_plurals(count, words):
    assert AR("tip.incidents", n=count) == words


@pytest.mark.parametrize(("count", "words"), [(1, "1 incident"), (0, "0 incidents"), (1200, "1,200 incidents")])
def test_english_plurals(count, words):
    assert EN("tip.incidents", n=count) == words


@pytest.mark.parametrize(
    ("texts", "start", "end", "written"),
    [
        (EN, date(2021, 2, 15), date(2021, 2, 15), "15 Feb 2021"),
        (EN, date(2021, 2, 5), date(2021, 2, 15), "5–15 Feb 2021"),
        (EN, date(2021, 1, 30), date(2021, 2, 2), "30 Jan 2021 – 2 Feb 2021"),
        (AR, date(2021, 11, 15), date(2021, 11, 15), "15 تشرين الثاني 2021"),
        (AR, date(2021, 4, 1), date(2021, 4, 10), "1–10 نيسان 2021"),
        (EN, None, None, "Date unknown"),
    ],
)
def test_dates(texts, start, end, written):
    assert texts.days(start, end) == written


def test_a_label_without_a_text_is_its_own_id_made_readable():
    assert EN.label("kind", "water_tower") == "water tower"
    assert AR.label("kind", "town") == "بلدة"


def test_a_missing_text_names_file_and_key():
    with pytest.raises(TextError, match=r"ar\.yaml.*no\.such"):
        AR("no.such")


def test_plural_forms_need_a_number():
    with pytest.raises(TextError, match="needs n"):
        EN("tip.incidents")


def test_an_unknown_language_is_refused():
    with pytest.raises(TextError, match="'fr'"):
        load_texts("fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_plain_yaml(language):
    assert isinstance(yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8")), dict)


@pytest.mark.parametrize(
    "key",
    [
        *(f"reason.{reason}" for reason in WEIGHTS),
        *(f"field.{field}" for field in (*FIELDS, "point")),
        *(f"review.state.{state}" for state in REVIEW_STATES),
        *(f"use.{use}" for use in NAME_USES),
        *(f"act.{act}" for act in ("accept", "correct", "place", "reject", "merge", "split")),
        *(f"link.{word.replace(':', '.')}" for word in load_linker(load_lexicon()).weights),
        *(f"word.{flag}" for flag in (SOURCES_DISAGREE, TOLL_UPDATED, FICTIONAL_FLAG, *FLAGS_OF_THE_RULES)),
        *(f"help.flag.{flag}" for flag in (SOURCES_DISAGREE, TOLL_UPDATED, FICTIONAL_FLAG, *FLAGS_OF_THE_RULES)),
    ],
)
def test_every_word_of_a_review_has_a_text(key):
    assert EN.has(key)


@pytest.mark.parametrize("texts", [AR, EN], ids=["ar", "en"])
def test_words_beside_each_other_keep_their_directions(texts):
    assert (
        texts.beside(["الشحيل", "", "9 Aug"])
        == {"ar": "الشحيل\u200f · \u200f9 Aug", "en": "الشحيل\u200e · \u200e9 Aug"}[texts.language]
    )


WEAPONS = yaml.safe_load((ROOT / "data" / "lexicon" / "events.yaml").read_text(encoding="utf-8"))["weapons"]


@pytest.mark.parametrize("weapon", sorted(WEAPONS))
def test_every_weapon_of_the_lexicon_has_a_word(weapon):
    assert EN.has(f"word.{weapon}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_place_has_a_word(kind):
    assert EN.has(f"kind.{kind}")
