"""``docs/rules.md`` names every rule and flag that readings carry, and none that is gone."""

import re
from pathlib import Path

import pytest

from extraction.lexicon import load_lexicon
from extraction.linking.confidence import load_confidence_model
from extraction.pipeline import MODELS
from furat.analysis.explain import ROLES

ROOT = Path(__file__).resolve().parents[2]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "extraction").rglob("*.py")))
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
RULE = r"(?:date|place|count|actor|role)\.[a-z_]+"
RULES = sorted(set(re.findall(rf'"({RULE})[" ]', CODE)))
FLAGS = sorted(
    set(re.findall(r'flags\.(?:add|append)\("([a-z_]+)"\)', CODE))
    | set(re.findall(r'\(\s*"([a-z]+(?:_[a-z]+)+)",\s*\)', CODE))
)
REASONS = sorted(set(re.findall(r'[Rr]eject(?:ed)?\([^)]*, "([a-z ]+)"\)', CODE)))


def test_rules_and_flags_are_found_in_the_code():
    assert {"place.name", "date.numeric", "count.none", "actor.control", "role.model"} <= set(RULES)
    assert {"the same event told again", "no event that the words support", "most likely no incident"} <= set(REASONS)
    assert {"date_unknown", "place_not_in_gazetteer", "between_places"} <= set(FLAGS)


@pytest.mark.parametrize("name", RULES + FLAGS)
def test_each_is_explained(name):
    assert f"`{name}`" in PAGE


def test_no_rule_is_explained_that_is_gone():
    assert set(re.findall(rf"`({RULE})`", PAGE)) <= set(RULES)


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:arabic|extraction|data|scripts|docs)/[a-z_./]+)`", PAGE)))
)
def test_each_file_and_folder_named_is_there(path):
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


@pytest.mark.parametrize("kind", sorted(load_lexicon().kinds))
def test_each_kind_of_event_word_is_named(kind):
    assert f"`{kind}`" in PAGE


CONFIDENCE = load_confidence_model(MODELS / "confidence.json")
FEATURES = sorted(CONFIDENCE.there | CONFIDENCE.right)


@pytest.mark.parametrize("feature", FEATURES)
def test_each_feature_of_the_confidence_is_named(feature):
    name = re.sub("^(family|type|word|kind|definite) .*", r"\1 ...", feature)
    assert name == "bias" or f"`{name}`" in PAGE


@pytest.mark.parametrize("role", ROLES)
def test_each_role_of_a_place_is_named(role):
    assert f"| `{role}`" in PAGE or f", `{role}` |" in PAGE


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_for_not_taking_is_named(reason):
    assert f"| {reason} |" in PAGE
