import csv
import io
import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.types import Report
from furat.readers.fault import ReadFault
from furat.readers.inputs import read_inputs
from furat.readers.records import csv_rows, jsonl_rows

TODAY = date(2026, 11, 21)
TEXT = "انفجرت عبوة ناسفة في بلدة الشحيل، وقتل عنصران.\r\nولم تتبن أي جهة الهجوم\u2028حتى الآن.\r"


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def read(*paths, published=None):
    return list(read_inputs([Path(path) for path in paths], published=published, today=TODAY))


def line(**record):
    return json.dumps(record, ensure_ascii=False) + "\n"


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
    def test_kept_as_published(self, put, encoding):
        text = TEXT if encoding != "cp1256" else TEXT.replace("\u2028", "\n")
        (report,) = read(put("خبر 1.txt", text.encode(encoding)))
        assert report == Report("خبر 1", text)

    def test_ending_in_capitals(self, put):
        assert [item.report_id for item in read(put("A.TXT", TEXT))] == ["A"]

    def test_a_date_for_those_that_carry_none(self, put):
        (report,) = read(put("a.txt", TEXT), published=date(2021, 2, 16))
        assert report.published == date(2021, 2, 16)

    def test_ten_megabytes(self, put):
        (report,) = read(put("big.txt", TEXT * 120_000))
        assert len(report.text.encode()) > 10_000_000

    def test_a_stem_that_cannot_be_an_id(self, tmp_path):
        path = tmp_path / ("a\tb" + ".txt")
        path.write_text(TEXT, encoding="utf-8", newline="")
        (report,) = read(path)
        assert report.report_id == report.sha256[:16]


class TestJsonl:
    def test_all_keys_and_more(self, put):
        record = {
            "id": "x-1", "text": TEXT, "published": "2021-02-16", "source": "مثال", "url": "https://example.org",
            "title": "عنوان", "fictional": True, "places": [{"a": 1}], "note": None,
        }  # fmt: skip
        (report,) = read(put("a.jsonl", line(**record)))
        assert report == Report("x-1", TEXT, "عنوان", date(2021, 2, 16), "مثال", "https://example.org", True)

    def test_nulls_and_numbers(self, put):
        path = put("a.jsonl", line(id=7, text=TEXT, published=None, source=None, title=None, url=None))
        assert read(path) == [Report("7", TEXT)]

    def test_without_id_the_hash_of_the_text(self, put):
        one, two = read(put("a.jsonl", line(text="نص أول") + line(id=" ", text="نص ثان")))
        assert (one.report_id, two.report_id) == (one.sha256[:16], two.sha256[:16])
        assert one.report_id != two.report_id

    def test_line_ends_of_windows_blank_lines_and_no_last_line_end(self, put):
        path = put("a.jsonl", "\r\n" + line(id="a", text="x").strip() + "\r\n\n" + line(id="b", text="y").strip())
        assert [item.report_id for item in read(path)] == ["a", "b"]

    def test_unicode_line_ends_do_not_part_a_record(self, put):
        (report,) = read(put("a.jsonl", line(id="a", text="x\u2028y\u2029z\x85")))
        assert report.text == "x\u2028y\u2029z\x85"

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
    def test_other_encodings(self, put, encoding):
        content = line(id="a", text="انفجرت عبوة ناسفة في بلدة الشحيل، وقتل عنصران من قسد.") * 1
        (report,) = read(put("a.jsonl", content.encode(encoding)))
        assert report.text.startswith("انفجرت")

    @pytest.mark.parametrize(
        ("content", "what", "cure"),
        [
            ("{not json}", "is not JSON", "one JSON object a line"),
            ("[" * 100_000, "is not JSON", "one JSON object a line"),
            ("1" * 5000, "is not JSON", "one JSON object a line"),
            ("[1, 2]", "not an object", '{"id"'),
            ('"text"', "not an object", '{"id"'),
            ("null", "not an object", '{"id"'),
            ('{"id": "a"}', "has no text", '"text"'),
            ('{"text": null}', "has no text", '"text"'),
            ('{"text": 7}', '"text" is not text', "as text"),
            ('{"text": "x", "id": true}', '"id" is not text', "as text"),
            ('{"text": "x", "source": ["a"]}', '"source" is not text', "as text"),
            ('{"text": "x", "fictional": "yes"}', '"fictional" is not true or false', "true or false"),
            ('{"text": "  \\n "}', "is empty", "Remove it"),
            ('{"text": "x", "published": "2021-02-30"}', "is no date", "YYYY-MM-DD"),
            ('{"text": "x", "published": "16/2/2021"}', "is no date", "YYYY-MM-DD"),
            ('{"text": "x", "published": "2026-11-22"}', "in the future", "Correct it"),
            ('{"text": "x", "published": "1021-02-16"}', "cannot be", "Correct it"),
            ('{"text": "\\ud800"}', "half of a character", "anew"),
            ('{"text": "a\\u0000b"}', "NUL", "Remove it"),
            ('{"text": "x", "id": "a\\nb"}', "id cannot be one", "255"),
            (json.dumps({"text": "x", "id": "a" * 256}), "id cannot be one", "255"),
        ],
    )
    def test_faults_name_file_line_and_cure_and_the_rest_is_read(self, put, content, what, cure):
        path = put("a.jsonl", line(id="1", text="قبل") + content + "\n" + line(id="3", text="بعد"))
        before, fault, after = read(path)
        assert (before.report_id, after.report_id) == ("1", "3")
        assert isinstance(fault, ReadFault)
        assert str(fault).startswith(f"{path}:2: ")
        assert what in fault.what
        assert cure in fault.cure

    @pytest.mark.parametrize(
        ("value", "day"),
        [
            ("2021-02-16", date(2021, 2, 16)),
            (" 2021-02-16 ", date(2021, 2, 16)),
            ("2021-02-16T23:30:00", date(2021, 2, 16)),
            ("2021-02-16T23:30:00+03:00", date(2021, 2, 16)),
            ("2021-02-16T23:30:00Z", date(2021, 2, 16)),
            ("2026-11-21", TODAY),
            ("", None),
        ],
    )
    def test_dates(self, put, value, day):
        (report,) = read(put("a.jsonl", line(id="a", text="x", published=value)))
        assert report.published == day

    def test_its_own_date_comes_first(self, put):
        path = put("a.jsonl", line(id="a", text="x", published="2021-02-16") + line(id="b", text="y"))
        assert [item.published for item in read(path, published=TODAY)] == [date(2021, 2, 16), TODAY]

    def test_a_default_date_in_the_future_is_a_fault_of_each_report_that_would_take_it(self, put):
        path = put("a.jsonl", line(id="a", text="x", published="2021-02-16") + line(id="b", text="y"))
        report, fault = read(path, published=TODAY + timedelta(days=1))
        assert report.report_id == "a"
        assert "future" in fault.what

    @given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])).filter(str.strip)))
    def test_every_text_comes_back(self, texts):
        content = "".join(line(text=text) for text in texts)
        assert [raw.text for _, raw in jsonl_rows(content)] == texts


class TestCsv:
    def table(self, rows, delimiter=",", header=("id", "text", "published", "source", "url", "title")):
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
        return out.getvalue()

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_all_columns(self, put, delimiter, encoding):
        row = ("a-1", TEXT, "2021-02-16", "مثال", "https://example.org", 'عنوان، "مقتبس"')
        path = put("a.csv", self.table([row], delimiter).encode(encoding))
        assert read(path) == [Report("a-1", TEXT, row[5], date(2021, 2, 16), "مثال", "https://example.org")]

    def test_other_columns_order_capitals_and_missing_cells(self, put):
        path = put("a.csv", "note,Text ,ID,published\nx,نص,1\n\n,,,\ny,نص ثان,2,\n")
        assert read(path) == [Report("1", "نص"), Report("2", "نص ثان")]

    @pytest.mark.parametrize(
        ("cell", "value"), [("true", True), ("Yes", True), ("1", True), ("", False), ("no", False)]
    )
    def test_fictional(self, put, cell, value):
        (report,) = read(put("a.csv", f"text,fictional\nنص,{cell}\n"))
        assert report.fictional is value

    def test_the_line_is_that_on_which_the_row_begins(self, put):
        path = put("a.csv", 'id,text,published\n1,"one\ntwo\nthree",\n2,x,2021-99-99\n3,y,\n')
        one, fault, three = read(path)
        assert (one.text, three.report_id) == ("one\ntwo\nthree", "3")
        assert str(fault).startswith(f"{path}:5: '2021-99-99' is no date")

    @pytest.mark.parametrize(
        ("content", "at", "what"),
        [
            ("id,body\n1,x\n", ":1", "no column text (it has id, body)"),
            ("id,text,text\n1,x,y\n", ":1", "column text stands twice"),
            ("", "", "is empty"),
            ("\n\n", "", "is empty"),
            ("id,text\n", "", "holds no report"),
            ("id,text\n1,x,y\n", ":2", "3 cells, the header 2"),
            ("id,text\n1,\n", ":2", "the report is empty"),
            ("text,fictional\nx,maybe\n", ":2", "not true or false"),
            ('id,text\n1,"never closed\n', ":2", "cannot be read from here"),
        ],
    )
    def test_faults(self, put, content, at, what):
        path = put("a.csv", content)
        (fault,) = read(path)
        assert str(fault).startswith(f"{path}{at}: ")
        assert what in str(fault)

    def test_rows_before_a_break_are_kept(self, put):
        report, fault = read(put("a.csv", 'id,text\n1,x\n2,"never closed\n'))
        assert (report.report_id, fault.line) == ("1", 3)

    def test_a_cell_of_ten_megabytes(self, put):
        (report,) = read(put("a.csv", self.table([("1", TEXT * 120_000, "", "", "", "")])))
        assert len(report.text) == len(TEXT) * 120_000

    @given(
        st.lists(
            st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")).filter(str.strip)
        )
    )
    def test_every_text_comes_back(self, texts):
        content = self.table([("", text, "", "", "", "") for text in texts])
        assert [raw.text for _, raw in csv_rows(content)] == texts


class TestHtml:
    ARTICLE = (
        "قال مصدر محلي إن عبوة ناسفة انفجرت صباح اليوم في بلدة الشحيل شرقي دير الزور، ما أدى إلى مقتل "
        "عنصرين وإصابة ثالث بجروح خطيرة، ونقل المصابون إلى مستشفى قريب."
    )

    def page(self, head="", charset="utf-8", more=""):
        return (
            f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}">'
            f"<title>خبر من المثال</title>{head}</head><body>"
            "<nav><a href='/'>الرئيسية</a><a href='/a'>أخبار 12/11/2020</a></nav>"
            f"<article><h1>انفجار في الشحيل</h1><p>{self.ARTICLE}</p>"
            f"<p>{self.ARTICLE} وتكرر ذلك مساء.</p>{more}</article>"
            "<footer>قتل 15 في حادث آخر</footer></body></html>"
        )

    def test_the_article_without_the_furniture(self, put):
        (report,) = read(put("page.html", self.page()))
        assert self.ARTICLE in report.text
        assert "الرئيسية" not in report.text
        assert "<" not in report.text
        assert (report.report_id, report.title, report.published) == ("page", "خبر من المثال", None)

    def test_what_the_page_declares(self, put):
        head = (
            '<meta property="og:title" content="انفجار &quot;قوي&quot;"><meta property="og:site_name" content="مثال">'
            '<link rel="canonical" href="https://example.org/1">'
            '<meta property="article:published_time" content="2021-02-16T10:00:00+03:00">'
        )
        (report,) = read(put("page.htm", self.page(head)))
        assert (report.title, report.source, report.url) == ('انفجار "قوي"', "مثال", "https://example.org/1")
        assert report.published == date(2021, 2, 16)

    @pytest.mark.parametrize(
        "data",
        [
            '{"@type": "NewsArticle", "datePublished": "2021-02-16"}',
            '[{"@type": "X"}, {"datePublished": "2021-02-16T08:00:00Z"}]',
            '{"@graph": [{"@type": "WebPage"}, {"datePublished": "2021-02-16"}]}',
        ],
    )
    def test_linked_data(self, put, data):
        (report,) = read(put("page.html", self.page(f'<script type="application/ld+json">{data}</script>')))
        assert report.published == date(2021, 2, 16)

    @pytest.mark.parametrize("data", ["{broken", "7", '{"@graph": 7}', '{"datePublished": 7}'])
    def test_broken_linked_data_is_no_fault(self, put, data):
        (report,) = read(put("page.html", self.page(f'<script type="application/ld+json">{data}</script>')))
        assert report.published is None

    @pytest.mark.parametrize(
        ("encoding", "charset"), [("cp1256", "windows-1256"), ("cp1256", "utf-8"), ("utf-16", "utf-16")]
    )
    def test_encodings(self, put, encoding, charset):
        (report,) = read(put("page.html", self.page(charset=charset).encode(encoding)))
        assert self.ARTICLE in report.text

    @pytest.mark.parametrize("content", ["", "   ", "<html><body></body></html>"])
    def test_no_article(self, put, content):
        (fault,) = read(put("page.html", content))
        assert isinstance(fault, ReadFault)
        assert fault.cure

    def test_a_script_is_never_text(self, put):
        (report,) = read(put("page.html", self.page(more="<script>alert('x')</script>")))
        assert "alert" not in report.text


class TestPaths:
    def test_a_folder_in_order_with_all_that_lies_in_it(self, put, tmp_path):
        for name in ("b.txt", "a.txt", "sub/c.txt", "notes.pdf", ".hidden.txt", ".git/d.txt", "z.jsonl"):
            put(name, line(id="z", text="نص z") if name.endswith("jsonl") else f"نص {name}")
        assert [item.report_id for item in read(tmp_path)] == ["a", "b", "c", "z"]

    def test_faults_between_reports(self, put, tmp_path):
        first, empty, last = put("a.txt", "نص"), put("b.txt", " \n"), put("c.txt", "نص آخر")
        one, missing, void, other = read(first, tmp_path / "none.txt", empty, last)
        assert (one.report_id, other.report_id) == ("a", "c")
        assert str(missing) == f"{tmp_path / 'none.txt'}: there is no such file or folder. Check the path."
        assert str(void) == f"{empty}: the report is empty. Remove it, or give it its text."

    @pytest.mark.parametrize("name", ["a.pdf", "a", "a.json", "a.docx"])
    def test_other_kinds_of_files(self, put, name):
        (fault,) = read(put(name, "x"))
        assert "are not read" in fault.what
        assert ".jsonl" in fault.cure

    def test_a_folder_without_reports(self, tmp_path):
        (fault,) = read(tmp_path)
        assert "holds no report" in fault.what

    def test_an_empty_jsonl(self, put):
        (fault,) = read(put("a.jsonl", "\n \n"))
        assert "holds no report" in fault.what

    def test_a_file_that_cannot_be_opened(self, put, monkeypatch):
        path = put("a.txt", "x")

        def refuse(self):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
        (fault,) = read(path)
        assert "Permission denied" in fault.what

    def test_a_folder_that_cannot_be_listed(self, put, tmp_path, monkeypatch):
        def refuse(_path):
            raise PermissionError(13, "Permission denied", str(tmp_path))

        monkeypatch.setattr(os, "scandir", refuse)
        (fault,) = read(tmp_path)
        assert (fault.file, "Permission denied" in fault.what) == (str(tmp_path), True)

    def test_an_unreadable_encoding(self, put):
        fault, other = read(put("a.txt", bytes(range(128, 256))), put("b.txt", "نص"))
        assert "encoding cannot be told" in fault.what
        assert other.report_id == "b"

    def test_the_same_id_with_another_text_names_both(self, put):
        first = put("one/a.txt", "نص أول")
        second = put("two/x.jsonl", "\n" + line(id="a", text="نص ثان"))
        report, fault = read(first, second)
        assert report.text == "نص أول"
        assert str(fault).startswith(f"{second}:2: the id a belongs already to another text, in {first}.")

    def test_the_same_report_twice_is_read_once(self, put):
        first, second = put("one/a.txt", "نص"), put("two/a.txt", "نص")
        assert [item.report_id for item in read(first, second, first, first.parent)] == ["a"]

    def test_three_texts_with_one_id_are_two_faults(self, put):
        items = read(put("a.jsonl", "".join(line(id="a", text=text) for text in ("1", "2", "1", "3"))))
        assert [isinstance(item, ReadFault) for item in items] == [False, True, True]
