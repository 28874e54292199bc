"""Everyday phrases of Arabic news, each in one plain sentence: what a reader sees at once must be read at once."""

from datetime import date
from pathlib import Path

import pytest

SECTIONS = (Path(__file__).parent / "everyday.txt").read_text(encoding="utf-8").split("\n\n")[1:]


def phrases(section):
    """The phrases of a section with what they tell."""
    (lines,) = (s.strip("\n").split("\n")[1:] for s in SECTIONS if s.strip("\n").startswith(f"# {section}:"))
    return [tuple(line.split(" | ")) for line in lines]


@pytest.mark.parametrize(("who", "killed"), phrases("victims"))
def test_how_many_were_killed(read, who, killed):
    (incident,) = read(f"قُتل {who} أمس برصاص مجهولين في بلدة الشحيل.", date(2023, 8, 8)).incidents
    assert f"{incident.killed.low}{'+' if incident.killed.high is None else ''}" == killed


@pytest.mark.parametrize(("force", "actor"), phrases("forces"))
def test_who_was_attacked(read, force, actor):
    (incident,) = read(f"استهدف مسلحون أمس سيارة لعناصر من {force} في بلدة الشحيل.", date(2023, 8, 8)).incidents
    assert incident.targets == (actor,)


@pytest.mark.parametrize(("when", "expected"), phrases("days"))
def test_when_it_happened(read, when, expected):
    (incident,) = read(f"قُتل عنصران من قسد {when} برصاص مجهولين في بلدة الشحيل.", date(2024, 5, 15)).incidents
    start, _, end = expected.partition("..")
    assert (str(incident.date.start), str(incident.date.end)) == (start, end or start)


@pytest.mark.parametrize(("where", "expected"), phrases("places"))
def test_where_it_happened(read, where, expected):
    found = read(f"قُتل عنصران أمس برصاص مجهولين {where}.", date(2023, 5, 15)).incidents
    assert " ".join(f"{i.location.place_id} {i.location.geo_precision}" for i in found) == expected


@pytest.mark.parametrize(("text", "expected"), phrases("events"))
def test_what_happened(told, text, expected):
    found = told(f"{text}.", date(2024, 8, 8))
    assert [event.removeprefix("الشحيل ") for event in found] == ([] if expected == "none" else [expected])
