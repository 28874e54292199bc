"""The export that is safe to share: nothing in it leads back to a report or to a person."""

import dataclasses
import json

import builders
import pytest
from click.testing import CliRunner

from furat.cli.main import main
from furat.exchange.shareable import SHAREABLE_KEYS, shareable
from furat.store.frame import incident_frame, records
from furat.store.review import decisions

CANARY = "كناري"


@pytest.fixture
def kept(workspace, keep, gazetteer):
    """Incidents whose every text and name is a canary, at a town, a hand-placed house, a desert, and nowhere."""
    unknown = dataclasses.replace(builders.location("C5119"), place_id=None, name_ar=f"دار {CANARY}", name_en=CANARY)
    given = builders.report(
        CANARY, f"{CANARY} {builders.TEXT}", title=CANARY, source=CANARY, url=f"https://{CANARY}.example"
    )
    keep(
        given,
        builders.incident(CANARY, 0, incident_id="a"),
        builders.incident(CANARY, 1, incident_id="b"),
        builders.incident(CANARY, 2, incident_id="c", location=unknown),
        builders.incident(CANARY, 3, "dz-badiyat-ash-shula", incident_id="d"),
        builders.incident(CANARY, 4, None, incident_id="e"),
    )
    decisions.place(workspace, "b", (35.0637, 40.4456), builders.EDITOR, gazetteer, name=f"بيت {CANARY}")
    return workspace


def shared(workspace, gazetteer):
    return {row["incident_id"]: row for row in shareable(records(incident_frame(workspace), workspace), gazetteer)}


def test_no_word_name_id_or_address_is_left(kept, gazetteer):
    rows = shared(kept, gazetteer)
    assert all(tuple(row) == SHAREABLE_KEYS for row in rows.values())
    assert CANARY not in json.dumps(rows, ensure_ascii=False)


@pytest.mark.parametrize("incident", ["a", "b", "c"])
def test_a_place_becomes_its_sub_district(kept, gazetteer, incident):
    row = shared(kept, gazetteer)[incident]
    assert (row["place_kind"], row["geo_precision"]) == ("subdistrict", 3)
    unit = gazetteer[row["place_id"]]
    assert (row["lat"], row["lon"], row["admin3"]) == (unit.lat, unit.lon, row["admin3"])
    assert row["admin3"]


def test_what_is_no_unit_becomes_the_unit_that_holds_it(kept, gazetteer):
    assert shared(kept, gazetteer)["d"]["place_kind"] in {"subdistrict", "district", "governorate"}
    assert shared(kept, gazetteer)["e"]["place_id"] is None


def test_what_happened_is_left(kept, gazetteer):
    row = shared(kept, gazetteer)["a"]
    assert (row["date_start"], row["killed_best"], row["targets"], row["reports"]) == ("2021-02-16", 2, ["sdf"], 1)


@pytest.mark.parametrize("format", ["jsonl", "csv", "geojson"])
def test_the_command(kept, address, format):
    where = ["--db", address["url"]] if "url" in address else ["--workspace", str(address["folder"])]
    words = ["export", "--safe-to-share", "--format", format, "--text", CANARY, *where]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert CANARY not in result.stdout
    assert "2021-02-16" in result.stdout
