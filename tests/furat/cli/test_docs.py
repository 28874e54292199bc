"""A command, option, filter or key that is not documented fails."""

import re
from pathlib import Path

import click
import pytest

from extraction.record import INCIDENT_KEYS
from furat.cli.main import main
from furat.cli.places import COLUMNS
from furat.store.filters import FILTER_OPTIONS
from furat.store.tables import Base

DOCS = Path(__file__).resolve().parents[3] / "docs"
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
STORE = (DOCS / "store.md").read_text(encoding="utf-8")
MODEL = (DOCS / "data-model.md").read_text(encoding="utf-8")


def _commands(command, name="furat"):
    if isinstance(command, click.Group):
        for sub in command.commands.values():
            yield from _commands(sub, f"{name} {sub.name}")
    else:
        yield name, command


COMMANDS = dict(_commands(main))
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


def _section(title, text=CLI):
    """The part of the page under a heading, up to the next of that level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no heading '## {title}'"
    return found.group(1)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section(name):
    assert _section(name).strip()


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_every_option_stands_in_the_section_of_its_command(name, option):
    assert f"`{option}`" in _section(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_documented_that_is_not_there(name):
    rows = re.findall(r"^\| (`-.*?) \|", _section(name), re.MULTILINE)
    documented = {option for row in rows for option in re.findall(r"`(--?[a-z-]+)`", row)}
    assert documented == {option for command, option in OPTIONS if command == name}


@pytest.mark.parametrize("option", FILTER_OPTIONS, ids=lambda option: option.field)
def test_every_filter_has_its_row_with_option_and_address(option):
    assert f"| `{option.option}` | `{option.query}` |" in _section("furat export")


@pytest.mark.parametrize(
    ("heading", "keys"),
    [("Incident record", INCIDENT_KEYS), ("Place record", COLUMNS)],
)
def test_every_key_is_explained(heading, keys):
    assert [key for key in keys if f"`{key}`" not in _section(heading, MODEL)] == []


@pytest.mark.parametrize("table", Base.metadata.tables)
def test_every_table_is_explained(table):
    assert f"| `{table}` |" in _section("Tables", STORE)


def test_columns_that_are_no_keys_of_the_record_are_explained():
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    assert [name for name in sorted(columns - set(INCIDENT_KEYS)) if f"`{name}`" not in _section("Tables", STORE)] == []
