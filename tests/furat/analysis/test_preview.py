"""What would be kept is told before it is kept: new, known, twice, failed with the cause; and nothing is written."""

import json
from datetime import UTC, date, datetime
from itertools import pairwise

import builders
import pandas as pd
import pytest

import furat.analysis.preview
from extraction.types import Span
from furat.analysis.preview import (
    LISTED,
    PASTED_LETTERS,
    UPLOADED_BYTES,
    UPLOADED_FILES,
    Asked,
    Preview,
    Step,
    Upload,
    card_rows,
    cuts,
    keepable,
    limit_passed,
    marks_within,
    passages_within,
    read_through,
)
from furat.readers.inputs import Defaults
from furat.store.database import revision
from furat.store.frame import reports
from furat.store.keeping.purge import purge
from furat.store.people import Person, Role
from furat.store.workspace import open_workspace

TODAY = date(2026, 11, 21)
ADMIN = Person("سلمى", Role.ADMIN)
TEXT = builders.TEXT


def line(**record):
    return json.dumps(record, ensure_ascii=False) + "\n"


def file(name, content):
    return Upload(name, content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def read(workspace, reads):
    """Read uploads, and perhaps a pasted text; return the preview and the steps."""

    def through(*uploads, pasted="", defaults=None):
        into = Preview()
        asked = Asked(pasted, tuple(uploads), defaults or Defaults())
        steps = list(read_through(asked, workspace, builders.extractor(), into, today=TODAY))
        return into, steps

    return through


def ids(made):
    return [item.report.report_id for item in made.read]


def faults(made):
    return [(fault.file, fault.line, fault.key) for fault in made.faults.items]


@pytest.mark.parametrize(
    ("letters", "sizes", "passed"),
    [
        (0, [], "nothing"),
        (1, [], None),
        (PASTED_LETTERS, [], None),
        (PASTED_LETTERS + 1, [], "letters"),
        (0, [0], None),
        (0, [1] * UPLOADED_FILES, None),
        (0, [1] * (UPLOADED_FILES + 1), "files"),
        (5, [UPLOADED_BYTES], None),
        (0, [UPLOADED_BYTES, 1], "bytes"),
        (0, [10 * 1024**2], None),
    ],
)
def test_limits(letters, sizes, passed):
    assert limit_passed(letters, sizes) == passed


def test_new_reports_come_with_their_incidents(read, reads):
    reads(a=[builders.incident("a"), builders.incident("a", 1)])
    made, _ = read(file("a.txt", TEXT), file("b.txt", "نص لا يروي شيئاً"))
    assert ids(made) == ["a", "b"]
    assert [len(item.incidents) for item in made.read] == [2, 0]
    assert (made.incidents, made.silent) == (2, 1)


def test_nothing_is_written(read, workspace):
    before = revision(workspace)
    made, _ = read(file("a.txt", TEXT), file("b.txt", "x"), pasted="نص")
    assert len(made.read) == 3
    assert (reports(workspace), revision(workspace)) == ([], before)


def test_pasted_text_and_its_address(read):
    defaults = Defaults(date(2021, 2, 16), "شبكة", "https://example.org")
    made, _ = read(file("a.txt", "نص آخر"), pasted=TEXT, defaults=defaults)
    pasted, sent = (item.report for item in made.read)
    assert (pasted.text, pasted.url, pasted.source) == (TEXT, "https://example.org", "شبكة")
    assert (sent.published, sent.source, sent.url) == (date(2021, 2, 16), "شبكة", None)


def test_a_text_that_is_kept_names_the_report_that_has_it(read, keep):
    keep(builders.report("old", TEXT))
    made, _ = read(file("new.txt", TEXT))
    (double,) = made.doubles.items
    assert (double.file, double.report_id, double.other, double.kept) == ("new.txt", "new", "old", True)
    assert made.read == []


def test_a_text_that_stands_twice_in_the_upload_is_read_once(read):
    made, _ = read(file("a.txt", TEXT), file("b.txt", TEXT), file("a.jsonl", line(id="c", text=TEXT)), pasted=TEXT)
    assert len(made.read) == 1
    first = made.read[0].report.report_id
    assert [(double.file, double.line, double.other, double.kept) for double in made.doubles.items] == [
        ("a.txt", None, first, False),
        ("b.txt", None, first, False),
        ("a.jsonl", 1, first, False),
    ]


def test_an_id_of_another_text_is_a_fault(read, keep):
    keep(builders.report("a", "النص الأول"))
    made, _ = read(file("a.txt", TEXT), file("b.txt", "x"), file("m.jsonl", line(id="b", text="y")))
    assert faults(made) == [("a.txt", None, "id_kept"), ("m.jsonl", 1, "id_twice")]
    assert ids(made) == ["b"]


def test_a_purged_text_is_a_fault_with_its_day(read, keep, workspace):
    keep(builders.report("a", TEXT))
    purge(workspace, "a", "طلب", ADMIN)
    made, _ = read(file("a.txt", TEXT))
    (fault,) = made.faults.items
    assert (fault.key, fault.values) == ("purged", {"day": datetime.now(UTC).date()})


def test_faults_of_files_stand_beside_what_was_read(read):
    made, _ = read(
        file("bad.txt", bytes(range(256)) * 20),
        file("paper.pdf", b"%PDF"),
        file("m.jsonl", line(id="x", text="نص") + "{bad\n" + line(id="z", text="غداً", published="2099-01-01")),
    )
    assert ids(made) == ["x"]
    assert faults(made) == [
        ("bad.txt", None, "no_text_file"),
        ("paper.pdf", None, "kind_not_read"),
        ("m.jsonl", 2, "not_json_at"),
        ("m.jsonl", 3, "future"),
    ]


def test_a_report_that_is_too_long_is_not_read_and_says_so(read, monkeypatch):
    monkeypatch.setattr(furat.analysis.preview, "REPORT_BYTES", 1024**2)
    monkeypatch.setattr(furat.analysis.preview, "read_report", lambda *_: pytest.fail("it was read"))
    made, _ = read(file("big.txt", "ب" * 700_000))
    (fault,) = made.faults.items
    assert (fault.key, fault.values) == ("too_long", {"size": "1.3", "limit": 1})


def test_a_megabyte_on_one_line_is_read(read):
    made, _ = read(file("line.txt", "A" * 1024**2))
    assert ids(made) == ["line"]


def test_a_report_on_which_the_rules_break_is_a_fault_and_the_rest_is_read(read, monkeypatch, caplog):
    def broken(report, _extractor):
        if report.report_id == "b":
            raise ZeroDivisionError(report.text)
        return builders.reading(report)

    monkeypatch.setattr(furat.analysis.preview, "read_report", broken)
    made, _ = read(file("a.txt", "1"), file("b.txt", "سر"), file("c.txt", "3"))
    assert ids(made) == ["a", "c"]
    assert faults(made) == [("b.txt", None, "rules")]
    assert "سر" not in caplog.text


def test_a_reading_that_points_outside_the_text_is_a_fault(read, reads):
    reads(a=[builders.incident("a", evidence_span=Span(0, 10_000))])
    made, _ = read(file("a.txt", TEXT))
    assert (faults(made), made.read) == ([("a.txt", None, "rules")], [])


def test_more_reports_than_are_read_at_once(read, monkeypatch):
    monkeypatch.setattr(furat.analysis.preview, "REPORTS", 3)
    made, _ = read(file("m.jsonl", "".join(line(id=str(number), text=str(number)) for number in range(9))))
    assert ids(made) == ["0", "1", "2"]
    assert faults(made) == [("m.jsonl", None, "too_many")]


def test_faults_beyond_the_list_are_counted(read):
    made, _ = read(file("m.jsonl", "{bad\n" * (LISTED + 7)))
    assert (len(made.faults.items), made.faults.total) == (LISTED, LISTED + 7)


def test_steps_tell_the_files_then_the_reports(read):
    _, steps = read(file("one.txt", "1"), file("two.jsonl", line(id="x", text="2") + line(id="y", text="3")))
    assert steps == [
        Step("open", "one.txt", 0, 2),
        Step("open", "two.jsonl", 1, 2),
        Step("read", "one", 0, 3),
        Step("read", "x", 1, 3),
        Step("read", "y", 2, 3),
        Step("read", "", 3, 3),
    ]


def test_what_was_read_before_a_stop_is_there(workspace, reads):
    into = Preview()
    asked = Asked(uploads=(file("m.jsonl", "".join(line(id=str(n), text=str(n)) for n in range(9))),))
    for step in read_through(asked, workspace, builders.extractor(), into, today=TODAY):
        if step == Step("read", "4", 4, 9):
            break
    assert ids(into) == ["0", "1", "2", "3"]


def test_a_workspace_takes_either_real_reports_or_fictional_ones(read, workspace, tmp_path):
    made, _ = read(file("m.jsonl", line(id="real", text="1") + line(id="made up", text="2", fictional=True)))
    assert [keepable(item, workspace) for item in made.read] == [True, False]
    samples = open_workspace(tmp_path / "samples", fictional=True)
    assert [keepable(item, samples) for item in made.read] == [False, True]
    samples.close()


def test_rows_are_like_those_of_the_frame(read, reads):
    reads(a=[builders.incident("a", date=None, location=None)], b=[builders.incident("b")])
    made, _ = read(file("a.txt", TEXT), file("b.txt", TEXT + " "))
    bare, full = (card_rows(item)[0] for item in made.read)
    assert pd.isna(bare["date_start"])
    assert bare["place_name_ar"] is None
    assert (full["date_start"], full["targets"], full["place_id"]) == (pd.Timestamp("2021-02-16"), ("sdf",), "C5119")
    assert (full["report_ids"], full["review"]) == ((), "open")


@pytest.mark.parametrize(
    ("published", "dated", "wants"), [(None, False, True), (date(2021, 2, 17), False, False), (None, True, False)]
)
def test_a_date_of_publication_is_wanted_where_an_incident_has_none(read, reads, published, dated, wants):
    reads(a=[builders.incident("a") if dated else builders.incident("a", date=None)])
    made, _ = read(file("a.txt", TEXT), defaults=Defaults(published))
    assert made.read[0].wants_date is wants


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("", [0, 0]),
        ("abc", [0, 3]),
        ("a" * 10, [0, 10]),
        ("a" * 25, [0, 10, 20, 25]),
        ("aaaa bbbb cccc dddd", [0, 10, 19]),
        ("aaaaaaa\nbbbb", [0, 8, 12]),
    ],
)
def test_long_texts_are_cut_between_words(text, edges):
    assert cuts(text, 10) == edges


@pytest.mark.parametrize("length", [0, 1, 9_999, 40_000, 1_000_003])
def test_parts_put_together_are_the_text(length):
    text = ("قال المصدر إن " * (length // 14 + 1))[:length]
    edges = cuts(text)
    assert "".join(text[start:end] for start, end in pairwise(edges)) == text


def test_marks_and_passages_move_with_the_part(read, reads):
    reads(a=[builders.incident("a")])  # place at 32 to 38, killed at 45 to 51, told by 0 to 59
    made, _ = read(file("a.txt", TEXT))
    (item,) = made.read
    assert [(mark["field"], mark["start"], mark["end"]) for mark in marks_within(item, 0, 100)] == [
        ("place", 32, 38),
        ("killed", 45, 51),
    ]
    assert [(mark["field"], mark["start"], mark["end"]) for mark in marks_within(item, 34, 47)] == [
        ("place", 0, 4),
        ("killed", 11, 13),
    ]
    assert marks_within(item, 60, 90) == []
    assert passages_within(item, 30, 200) == [(0, 29)]
    assert passages_within(item, 59, 200) == []
