"""The labelled documents are sound: offsets, names, ids, dates, counts, coordinates.

A wrong label hides a wrong rule.
"""

import datetime as dt
import importlib.util
import itertools
import json
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from geo.distance import km
from geo.gazetteer import load_gazetteer

ROOT = Path(__file__).parents[2]
GOLD = Path(__file__).parent
SETS = ("own", "cases", "blind")


def _documents(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


OWN = _documents("own")
DOCUMENTS = [document for name in SETS for document in _documents(name)]
EACH_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["id"])
COUNTS = ("killed", "injured")
LETTER = "[\u0621-\u063a\u0641-\u064a]"
AT_WORD_START = re.compile(rf"(?<!{LETTER})(?:[وف]?[بلك]?)ـ*$")
"""Up to where a name may begin: the start of a word, or a proclitic or two, stretched or not (لـ)."""


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("label", ROOT / "scripts" / "label.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["label"] = module
    spec.loader.exec_module(module)
    return module


label = _script()
GAZETTEER = load_gazetteer()
SPOTS = {(place.name_ar, place.kind, place.lat, place.lon) for place in GAZETTEER}
NAMED = {(place.name_ar, place.kind) for place in GAZETTEER}
NAMES = {label.fold(name.text) for place in GAZETTEER for name in place.names if name.language == "ar"}
NAMES |= {name.removeprefix("ال") for name in NAMES}


@pytest.mark.parametrize("name", SETS)
def test_documents_are_what_the_sources_give(name: str) -> None:
    written = label.as_lines(label.read_sources(GOLD / name, GAZETTEER))
    assert (GOLD / f"{name}.jsonl").read_text(encoding="utf-8") == written, "run: python scripts/label.py"


@pytest.mark.parametrize("name", SETS)
def test_ids_are_unique_and_in_order(name: str) -> None:
    ids = [document["id"] for document in _documents(name)]
    assert ids == sorted(set(ids), key=lambda each: int(each.rpartition("-")[2]))


def test_enough_of_everything() -> None:
    incidents = [incident for document in OWN for incident in document["incidents"]]
    assert len(OWN) >= 36
    assert sum(not document["incidents"] for document in OWN) >= 6
    assert len(incidents) >= 130
    types = Counter(kind for incident in incidents for kind in incident["sub_event_types"])
    assert len(types) >= 18
    assert {actor for incident in incidents for actor in incident["perpetrators"] + incident["targets"]} >= {
        "sdf", "asayish", "isis", "coalition", "us_forces", "assad_forces", "ndf", "syrian_government",
        "iranian_militias", "russia", "israel", "tribal_fighters", "unidentified_gunmen", "civilians",
    }  # fmt: skip


@EACH_DOCUMENT
def test_document(document: dict[str, Any]) -> None:
    assert document["fictional"] is True
    assert document["source"] and document["text"].strip() == document["text"]
    assert document["url"] is None
    if document["published"] is not None:
        assert dt.date(2012, 1, 1) <= dt.date.fromisoformat(document["published"]) <= dt.date(2026, 11, 21)


@EACH_DOCUMENT
def test_mentions(document: dict[str, Any]) -> None:
    text, last = document["text"], 0
    for mention in document["places"]:
        start, end = mention["start"], mention["end"]
        assert last <= start < end <= len(text), "mentions overlap or stand out of order"
        last = end
        assert text[start:end] == mention["surface"] == mention["surface"].strip()
        assert not re.match(LETTER, text[end : end + 1]), f"{mention['surface']} is cut off"
        assert AT_WORD_START.search(text[:start]), f"more than a proclitic before {mention['surface']}"
        name = label.fold(mention["surface"])
        if name not in NAMES:
            assert not (name[0] in "وبلفك" and name[1:] in NAMES and not name.startswith("ل")), f"proclitic in {name}"


@EACH_DOCUMENT
def test_coordinates_are_those_of_the_gazetteer(document: dict[str, Any]) -> None:
    for mention in document["places"]:
        if mention["lat"] is None:
            assert mention["lon"] is None
            # A river that is named alone has no one point.
            river = mention["kind"] == "river" and mention["optional"]
            assert river or (mention["name_ar"], mention["kind"]) not in NAMED, "the gazetteer has it by now"
        else:
            assert (mention["name_ar"], mention["kind"], mention["lat"], mention["lon"]) in SPOTS
    mentioned = {(m["lat"], m["lon"]) for m in document["places"] if m["lat"] is not None}
    half_ways = {
        (round((first[0] + second[0]) / 2, 5), round((first[1] + second[1]) / 2, 5))
        for first, second in itertools.combinations(sorted(mentioned), 2)
        if km(first, second) <= label.LONGEST_HALF_WAY_KM
    }
    for incident in document["incidents"]:
        spot = (incident["lat"], incident["lon"])
        listed = (incident["place_name_ar"], incident["place_kind"])
        # A scene that the text does not name would be a guess of the labeller.
        assert spot in mentioned | half_ways, incident
        assert (*listed, *spot) in SPOTS or listed not in NAMED or spot in half_ways, incident


@EACH_DOCUMENT
def test_incidents(document: dict[str, Any]) -> None:
    for incident in document["incidents"]:
        assert incident["sub_event_types"]
        assert set(incident["sub_event_types"]) <= set(label.SUB_EVENT_TYPES.values())
        for role in ("perpetrators", "targets"):
            assert set(incident[role]) <= label.ACTORS
            assert len(set(incident[role])) == len(incident[role])
        start, end = incident["date_start"], incident["date_end"]
        assert (start is None) == (end is None)
        if start is not None:
            assert dt.date.fromisoformat(start) <= dt.date.fromisoformat(end)
            if document["published"] is not None:
                assert end <= document["published"], "an event after publication"
        for what in COUNTS:
            low, high = incident[f"{what}_low"], incident[f"{what}_high"]
            assert low is not None or high is None
            assert low is None or (low >= 0 and (high is None or low <= high))
            assert not incident["casualties_shared"] or low is None


def test_no_incident_is_labelled_twice() -> None:
    for document in DOCUMENTS:
        keys = [
            (i["sub_event_types"][0], i["date_start"], i["place_name_ar"], i["killed_low"], *i["perpetrators"])
            for i in document["incidents"]
        ]
        assert len(set(keys)) == len(keys), document["id"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("3", (3, 3)), (0, (0, 0)), ("2+", (2, None)), ("4-7", (4, 7)), (None, (None, None))],
)
def test_read_count(value: object, expected: tuple[int | None, int | None]) -> None:
    assert label.read_count(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (dt.date(2020, 2, 29), ("2020-02-29", "2020-02-29")),
        ("2020-02-28..2020-03-01", ("2020-02-28", "2020-03-01")),
        (None, (None, None)),
    ],
)
def test_read_dates(value: object, expected: tuple[str | None, str | None]) -> None:
    assert label.read_dates(value) == expected


def test_read_text_counts_offsets_without_the_marks() -> None:
    text, mentions = label.read_text("قتيل في {ذبان} و{البصيرة?}؛ صورة ل{لشحيل=الشحيل}", label.Places(GAZETTEER))
    assert text == "قتيل في ذبان والبصيرة؛ صورة للشحيل"
    assert [text[m["start"] : m["end"]] for m in mentions] == ["ذبان", "البصيرة", "لشحيل"]
    assert [(m["name_ar"], m["optional"]) for m in mentions] == [("ذيبان", False), ("البصيرة", True), ("الشحيل", False)]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ({"text": "في {نمل}"}, "no place"),
        ({"text": "في {الطابية}"}, "several places"),
        ({"text": "في {الشحيل"}, "a brace is left over"),
        ({"text": "خبر", "incident": []}, "unknown key incident"),
        ({"text": "خبر", "incidents": [{"type": "riot", "place": "الشحيل"}]}, "riot is not one of"),
        ({"text": "خبر", "incidents": [{"type": "ied", "place": "الشحيل", "by": "nobody"}]}, "nobody is not one of"),
        ({"text": "خبر", "incidents": [{"type": "ied", "place": "الشحيل", "killed": "many"}]}, "no count"),
        ({"text": "خبر", "incidents": [{"type": "ied", "place": "الشحيل", "date": "2020-02-02..2020-02-01"}]}, "ends"),
        ({"text": "خبر", "incidents": [{"type": "ied", "between": ["الشحيل", "الباغوز"]}]}, "km apart"),
        ({"text": "خبر", "incidents": [{"type": "ied", "place": "الشحيل", "shared": True, "killed": 1}]}, "shared"),
    ],
)
def test_a_source_that_cannot_be_labelled_says_why(source: dict[str, Any], complaint: str, tmp_path: Path) -> None:
    document = {"id": "own-900", "source": "مثال", **source}
    (tmp_path / "new.yaml").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(label.LabelError, match=complaint) as caught:
        list(label.read_sources(tmp_path, GAZETTEER))
    assert str(caught.value).startswith("new.yaml: own-900: ")
