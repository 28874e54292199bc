"""What came as bytes with a name is read as the file of that name is; what was pasted, as a file without one."""

import json
from datetime import date, timedelta

import pytest

from extraction.types import Report
from furat.readers.fault import ReadFault
from furat.readers.inputs import Defaults, Found, read_inputs, read_pasted, read_upload

TODAY = date(2026, 11, 21)
DAY = date(2021, 2, 16)
TEXT = "انفجرت عبوة ناسفة في بلدة الشحيل، وقتل عنصران من قسد.\r\nولم تتبن أي جهة الهجوم حتى الآن.\n"
PAGE = f"""<html><head><title>عنوان</title><meta property="og:site_name" content="وكالة">
<meta property="article:published_time" content="2021-02-17T08:00:00Z">
<link rel="canonical" href="https://example.org/1"></head>
<body><article><p>{TEXT * 6}</p></article></body></html>"""


def line(**record):
    return json.dumps(record, ensure_ascii=False) + "\n"


def upload(name, content, **defaults):
    data = content if isinstance(content, bytes) else content.encode()
    return list(read_upload(name, data, defaults=Defaults(**defaults), today=TODAY))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("خبر 1.txt", TEXT),
        ("A.TXT", TEXT.replace("\r", "").encode("cp1256")),
        ("page.html", PAGE),
        ("page.HTM", PAGE),
        ("many.jsonl", line(id="a", text=TEXT) + "{bad\n" + line(text="نص بلا معرّف")),
        ("many.csv", f'id,text,published\nc1,"{TEXT}",2021-02-16\nc2,x,tomorrow\n'),
        ("a\tb.txt", TEXT),
        ("empty.txt", " \n"),
        ("empty.jsonl", ""),
        ("binary.txt", bytes(range(256)) * 9),
        ("paper.pdf", b"%PDF-1.7"),
        ("no ending", TEXT),
    ],
)
def test_the_same_reports_ids_and_faults_as_from_a_file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    read = list(read_inputs([path], today=TODAY))
    sent = upload(str(path), content)
    assert [item.report if isinstance(item, Found) else item for item in sent] == read


def test_the_name_may_hold_folders_of_any_system():
    assert [item.report.report_id for item in upload("C:\\reports\\2021\\a.txt", TEXT)] == ["a"]
    assert [item.report.report_id for item in upload("2021/a.txt", TEXT)] == ["a"]


@pytest.mark.parametrize("name", ["\u202etxt.a.txt", "x" * 300 + ".txt", "\x00.txt"])
def test_a_name_that_cannot_be_an_id_gives_way_to_the_hash(name):
    (found,) = upload(name, TEXT)
    assert found.report.report_id == found.report.sha256[:16]
    assert found.file == name


def test_file_and_line_are_told():
    content = line(id="a", text="x") + "\n" + line(id="b", text="y")
    assert [(item.file, item.line) for item in upload("m.jsonl", content)] == [("m.jsonl", 1), ("m.jsonl", 3)]
    assert [(item.file, item.line) for item in upload("t.txt", TEXT)] == [("t.txt", None)]


def test_what_stands_twice_is_yielded_twice():
    assert len(upload("m.jsonl", line(id="a", text="x") * 2)) == 2


def test_defaults_hold_only_where_a_file_says_nothing():
    given = {"published": DAY, "source": "شبكة", "url": "https://example.org/default"}
    content = line(id="a", text="x") + line(
        id="b", text="y", published="2020-01-01", source="وكالة", url="https://example.org/own"
    ) + line(id="c", text="z", source="  ")  # fmt: skip
    bare, own, blank = (item.report for item in upload("m.jsonl", content, **given))
    assert (bare.published, bare.source, bare.url) == (DAY, "شبكة", "https://example.org/default")
    assert (own.published, own.source, own.url) == (date(2020, 1, 1), "وكالة", "https://example.org/own")
    assert blank.source == "شبكة"
    (page,) = upload("p.html", PAGE, **given)
    assert (page.report.published, page.report.source) == (date(2021, 2, 17), "وكالة")
    assert page.report.url == "https://example.org/1"


@pytest.mark.parametrize(("day", "key"), [(TODAY + timedelta(days=1), "future"), (date(1800, 1, 1), "too_early")])
def test_a_default_date_that_cannot_be_is_a_fault_of_each_report_that_would_take_it(day, key):
    content = line(id="a", text="x") + line(id="b", text="y", published="2020-01-01")
    fault, found = upload("m.jsonl", content, published=day)
    assert (fault.key, fault.line) == (key, 1)
    assert found.report.report_id == "b"


def test_a_pasted_text_is_a_report_with_what_was_said_of_it():
    found = read_pasted(TEXT, defaults=Defaults(DAY, "شبكة", "https://example.org"), today=TODAY)
    assert found == Found(
        Report(found.report.sha256[:16], TEXT, None, DAY, "شبكة", "https://example.org"), "", None
    )  # fmt: skip


@pytest.mark.parametrize(("text", "key"), [(" \n", "report_empty"), ("a\x00b", "nul"), ("\ud800", "half_character")])
def test_a_pasted_text_that_is_none_is_a_fault(text, key):
    fault = read_pasted(text, defaults=Defaults(), today=TODAY)
    assert isinstance(fault, ReadFault)
    assert fault.key == key


@pytest.mark.parametrize("name", ["source", "url"])
def test_what_was_typed_is_checked_like_the_text(name):
    fault = read_pasted(TEXT, defaults=Defaults(**{name: "a\x00b"}), today=TODAY)
    assert (fault.key, fault.values) == ("nul", {"name": name})


def test_ten_megabytes_of_reports():
    content = "".join(line(id=f"r{number}", text=TEXT * 8) for number in range(8000))
    assert len(content.encode()) > 10_000_000
    assert len(upload("big.jsonl", content)) == 8000


def test_a_megabyte_of_a_strangers_value_is_not_repeated():
    (fault,) = upload("m.jsonl", line(text="x", published="9" * 1_000_000))
    assert len(str(fault)) < 400
    (fault,) = upload("m.csv", "y" * 1_000_000 + "\nz\n")
    assert len(str(fault)) < 400
