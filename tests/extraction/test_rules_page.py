"""``docs/rules.md`` names every rule and flag that readings carry, and none that is gone."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "extraction").rglob("*.py")))
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
RULE = r"(?:date|place|count|actor|role)\.[a-z_]+"
RULES = sorted(set(re.findall(rf'"({RULE})[" ]', CODE)))
FLAGS = sorted(
    set(re.findall(r'flags\.(?:add|append)\("([a-z_]+)"\)', CODE))
    | set(re.findall(r'\(\s*"([a-z]+(?:_[a-z]+)+)",\s*\)', CODE))
)


def test_rules_and_flags_are_found_in_the_code():
    assert {"place.name", "date.numeric", "count.none", "actor.control", "role.model"} <= set(RULES)
    assert {"date_unknown", "place_not_in_gazetteer", "between_places"} <= set(FLAGS)


@pytest.mark.parametrize("name", RULES + FLAGS)
def test_each_is_explained(name):
    assert f"`{name}`" in PAGE


def test_no_rule_is_explained_that_is_gone():
    assert set(re.findall(rf"`({RULE})`", PAGE)) <= set(RULES)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:arabic|extraction)/[a-z_]+\.py)`", PAGE))))
def test_each_module_named_is_there(path):
    assert (ROOT / path).is_file()
