"""``furat review``: every decision from the terminal, and what a stranger's text can do there (nothing)."""

import builders
import pytest
from click.testing import CliRunner

from extraction.types import Estimate
from furat.cli.main import main
from furat.store.frame import incident_frame, records
from furat.store.ingest import ingest


@pytest.fixture
def run(workspace, reads, address):
    """Run a command of ``furat review`` on three kept incidents."""
    days = {"a": "2019-01-01", "b": "2020-01-01", "c": "2021-02-16"}
    reads(
        **{
            key: [builders.incident(key, killed=Estimate(n, n, n), date=builders.days(days[key]))]
            for n, key in enumerate(days, start=1)
        }
    )
    texts = {key: f"{builders.TEXT}{key}" for key in "ab"} | {"c": f"{builders.TEXT}\u202e\x1b[2Jc"}
    offered = [builders.report(key, text, source="وكالة مثال") for key, text in texts.items()]
    ingest(workspace, offered, builders.extractor())
    where = ["--db", address["url"]] if "url" in address else ["--workspace", str(address["folder"])]

    def invoke(*words, **more):
        return CliRunner().invoke(main, ["review", *words, *where], **more)

    return invoke


def rows(workspace):
    return {row["incident_id"]: row for row in records(incident_frame(workspace), workspace)}


def test_queue(run):
    result = run("queue", "--limit", "2")
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("c-i0  ")
    assert "2021-02-16" in lines[0]
    assert "الشحيل" in lines[0]
    assert "3 incidents wait, 3 in all" in result.stderr


def test_show(run):
    run("merge", "a-i0", "b-i0", "--why", "حدث واحد")
    shown = run("show", "a-i0").stdout
    for words in (
        "told by 2 reports",
        "killed: 1 (a); 2 (b)",
        "وكالة مثال",
        "حدث واحد",
        "│ انفجرت عبوة",
        "Remote explosive",
    ):
        assert words in shown


def test_a_strangers_text_stays_text(run):
    shown = run("show", "c-i0").stdout
    assert "\u202e" not in shown
    assert "\x1b" not in shown


def test_decisions_and_the_way_back(run, workspace):
    assert run("accept", "a-i0").stderr == "act 1\n"
    assert rows(workspace)["a-i0"]["review"] == "accepted"
    run("correct", "a-i0", "killed_best=4", "targets=isis", "--why", "قائمة المشفى")
    assert (rows(workspace)["a-i0"]["killed_low"], rows(workspace)["a-i0"]["targets"]) == (4, ["isis"])
    run("place", "a-i0", "35.1", "40.4", "--name", "بيت")
    assert (rows(workspace)["a-i0"]["lat"], rows(workspace)["a-i0"]["place_name_ar"]) == (35.1, "بيت")
    run("reject", "b-i0")
    assert "b-i0" not in rows(workspace)
    run("undo", "4")
    assert "b-i0" in rows(workspace)
    listed = run("history").stdout.splitlines()
    assert [line.split("  ")[3].split()[0] for line in listed] == ["undo", "reject", "place", "correct", "accept"]
    assert "قائمة المشفى" in run("history", "a-i0").stdout
    assert "taken back by 5" in run("history", "b-i0").stdout


def test_split(run, workspace):
    run("merge", "a-i0", "b-i0")
    assert run("split", "a-i0", "b-i0").stdout == "b-i0\n"
    assert set(rows(workspace)) == {"a-i0", "b-i0", "c-i0"}
    twin = run("split", "a-i0").stdout.strip()
    assert twin in rows(workspace)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("accept", "none"), "There is no incident 'none'"),
        (("correct", "a-i0", "killed_best"), "sets nothing"),
        (("correct", "a-i0", "colour=red"), "no field 'colour'"),
        (("undo", "77"), "There is no act 77"),
        (("place", "a-i0", "95", "40"), "is no point"),
    ],
)
def test_a_clear_error(run, words, message):
    result = run(*words)
    assert (result.exit_code, message in result.stderr) == (1, True)
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("keys", "open_", "rejected"),
    [
        ("aaa", 0, 0),
        ("q", 3, 0),
        ("saq", 2, 0),
        ("r\naq", 1, 1),
        ("auq", 3, 0),
        ("ckilled_best=7\nq", 2, 0),
        ("p35 40\nq", 2, 0),
    ],
)
def test_walk_by_keys(run, workspace, keys, open_, rejected):
    assert run("walk", input=keys).exit_code == 0
    states = [row["review"] for row in rows(workspace).values()]
    assert (states.count("open"), 3 - len(states)) == (open_, rejected)


def test_walk_goes_on_after_a_value_that_cannot_be(run, workspace):
    result = run("walk", input="cnonsense\naq")
    assert "sets nothing" in result.output
    assert [row["review"] for row in rows(workspace).values()].count("accepted") == 1
