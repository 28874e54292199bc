"""Labels are checked while they are read: a slip is named with its line and never measured."""

import json
from pathlib import Path

import pytest

from extraction.classify import EVENT_TYPE_OF
from furat.analysis.evaluation.labels import EVENT_TYPE, read_gold

DOCUMENT = {
    "id": "g1", "title": None, "source": None, "url": None, "published": "2021-02-16", "text": "هجوم في الشحيل أمس",
    "places": [{"start": 8, "end": 14, "surface": "الشحيل", "name_ar": "الشحيل", "kind": "town", "lat": 35.1,
                "lon": 40.5, "optional": False}],
    "incidents": [{"sub_event_types": ["Armed clash"], "date_start": "2021-02-15", "date_end": "2021-02-15",
                   "place_name_ar": "الشحيل", "place_kind": "town", "lat": 35.1, "lon": 40.5, "perpetrators": ["isis"],
                   "targets": [], "killed_low": None, "killed_high": None, "injured_low": 1, "injured_high": 1,
                   "casualties_shared": False, "optional": False}],
}  # fmt: skip


def changed(part=None, **values):
    document = json.loads(json.dumps(DOCUMENT))
    (document[part][0] if part else document).update(values)
    return document


def write(path, *lines):
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_good_document(tmp_path):
    (document,), faults = read_gold(write(tmp_path / "g.jsonl", DOCUMENT, ""))
    assert faults == []
    assert document.report.published.isoformat() == "2021-02-16"
    assert document.mentions[0].surface == "الشحيل"
    assert document.incidents[0].injured == (1, 1)
    assert document.incidents[0].perpetrators == {"isis"}


def test_a_document_whose_mentions_nobody_labelled_is_none_that_names_no_place(tmp_path):
    without = {key: value for key, value in DOCUMENT.items() if key != "places"}
    documents, faults = read_gold(write(tmp_path / "g.jsonl", without, changed(id="g2", places=[])))
    assert faults == []
    assert [document.mentions for document in documents] == [None, ()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[1]", "no JSON object"),
        (changed(id=""), "id is missing"),
        (changed(text=None), "text is missing"),
        (changed(published="16.2."), "published is no date"),
        (changed(places=None), "places is no list"),
        (changed(incidents=[3]), "incidents is no list"),
        (changed("places", start=7), "is not the surface"),
        (changed("places", end=99), "no range of the text"),
        (changed("places", start=True), "no range of the text"),
        (changed("places", lat=99), "no point"),
        (changed("places", lon=None), "no point"),
        (changed("places", name_ar=" "), "name_ar is missing"),
        (changed("incidents", sub_event_types=[]), "sub_event_types"),
        (changed("incidents", sub_event_types=["Clash"]), "Clash"),
        (changed("incidents", date_end=None), "no range"),
        (changed("incidents", date_start="2021-02-16"), "no range"),
        (changed("incidents", date_start="2021-02-31"), "no date"),
        (changed("incidents", killed_low=-1), "killed_low is no count"),
        (changed("incidents", killed_low="2"), "killed_low is no count"),
        (changed("incidents", casualties_shared=True), "casualties_shared"),
        (changed("incidents", targets="sdf"), "targets is no list"),
        (changed("incidents", place_name_ar=None), "place_name_ar is missing"),
    ],
)
def test_a_slip_is_named_with_file_and_line_and_the_rest_is_read(tmp_path, line, words):
    path = write(tmp_path / "g.jsonl", changed(id="g0"), line)
    documents, (fault,) = read_gold(path)
    assert [document.report.report_id for document in documents] == ["g0"]
    assert str(fault).startswith(f"{path}:2: ")
    assert words in str(fault)


def test_the_same_id_twice(tmp_path):
    _, (fault,) = read_gold(write(tmp_path / "g.jsonl", DOCUMENT, "", DOCUMENT))
    assert "stands already on line 1" in fault.what
    assert fault.line == 3


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "no labelled document"), (b"\xff\xfe\x00", "not UTF-8"), (None, "cannot be read")]
)
def test_a_file_that_is_none(tmp_path, data, words):
    path = tmp_path / "g.jsonl"
    if data is not None:
        path.write_bytes(data)
    documents, (fault,) = read_gold(path)
    assert documents == []
    assert words in fault.what


def test_the_page_on_labelling_names_every_type_and_key():
    page = (Path(__file__).resolve().parents[4] / "docs" / "labelling.md").read_text(encoding="utf-8")
    assert [sub for sub in EVENT_TYPE if sub not in page] == []
    keys = set(DOCUMENT) | set(DOCUMENT["places"][0]) | set(DOCUMENT["incidents"][0])
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_labels_and_readings_speak_of_the_same_types():
    assert EVENT_TYPE == EVENT_TYPE_OF
