"""The bundled reports: invented, marked as such, without labels, and readable."""

import json
import re
from datetime import date

from extraction.types import Report
from furat.readers.inputs import read_inputs
from furat.store.workspace import SAMPLES

RECORDS = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]


def test_all_are_read_and_marked():
    reports = list(read_inputs([SAMPLES], today=date(2026, 11, 21)))
    assert all(isinstance(report, Report) and report.fictional for report in reports)
    assert len(reports) == len(RECORDS) >= 40


def test_ids_are_numbered_and_texts_differ():
    assert [record["id"] for record in RECORDS] == [f"sample-{number:03d}" for number in range(1, len(RECORDS) + 1)]
    assert len({record["text"] for record in RECORDS}) == len(RECORDS)


def test_only_what_a_report_has():
    assert {tuple(record) for record in RECORDS} == {("id", "title", "source", "published", "fictional", "text")}


def test_no_address_leads_out():
    assert [record["id"] for record in RECORDS if re.search(r"https?://|www\.", json.dumps(record))] == []


def test_short_and_long_over_many_years_with_and_without_a_date():
    lengths = [len(record["text"]) for record in RECORDS]
    years = {record["published"][:4] for record in RECORDS if record["published"]}
    assert min(lengths) < 400
    assert max(lengths) > 2500
    assert len(years) >= 10
    assert any(record["published"] is None for record in RECORDS)


def test_the_page_beside_them_says_what_they_are():
    page = (SAMPLES.parent / "README.md").read_text(encoding="utf-8")
    assert page.startswith("# Samples: fictional reports")
