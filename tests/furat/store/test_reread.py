"""Newer rules read kept reports anew; what people decided stays."""

from datetime import date

import builders
import pytest
from builders import EDITOR, events, row

from extraction.types import Estimate, Span
from furat.store.frame import incident_frame
from furat.store.ingest import ingest
from furat.store.reread import outdated, reread
from furat.store.review import decisions
from furat.store.review.audit import history
from furat.store.review.values import Vocabulary

OLD, NEW = builders.extractor("rules-1"), builders.extractor("rules-2")


@pytest.fixture
def kept(workspace, reads):
    """A report that the old rules read: two incidents with evidence of their own."""
    reads(r1=[incident(0, Span(0, 20)), incident(1, Span(25, 50), place="C5110")])
    ingest(workspace, [builders.report("r1", published=date(2021, 2, 17))], OLD)
    return workspace


def incident(number, span, **changes):
    return builders.incident("r1", number, **{"evidence_span": span, "evidence": (), **changes})


def kinds(summary):
    return sorted((item.kind, item.incident_id) for item in summary.differences)


def test_the_same_reading_changes_nothing(kept, reads):
    assert outdated(kept, OLD) == []
    summary = reread(kept, NEW)
    assert (summary.reports, summary.same, summary.differences) == (1, 2, [])
    assert outdated(kept, NEW) == []
    assert reread(kept, NEW).reports == 0


def test_new_values_are_taken_over_and_named(kept, reads):
    reads(r1=[incident(0, Span(0, 20), killed=Estimate(5, 5, 5)), incident(1, Span(25, 50), place="C5110")])
    summary = reread(kept, NEW)
    (difference,) = summary.differences
    assert difference.columns == ("killed_low", "killed_best", "killed_high")
    assert row(kept, "r1-i0")["killed_best"] == 5


def test_another_id_with_the_same_words_is_the_same_incident(kept, reads):
    reads(r1=[incident(7, Span(2, 20), place="C5110"), incident(1, Span(25, 50), place="C5110")])
    summary = reread(kept, NEW)
    assert kinds(summary) == [("changed", "r1-i0")]
    assert row(kept, "r1-i0")["place_id"] == "C5110"
    assert set(events(kept)) == {"r1-i0", "r1-i1"}


def test_of_two_in_one_sentence_place_and_type_decide(workspace, reads):
    both = Span(0, 50)
    reads(r1=[incident(0, both), incident(1, both, place="C5110")])
    ingest(workspace, [builders.report("r1")], OLD)
    reads(r1=[incident(8, both, place="C5110", weapons=()), incident(9, both, injured=Estimate(1, 1, 1))])
    reread(workspace, NEW)
    assert (row(workspace, "r1-i0")["place_id"], row(workspace, "r1-i0")["injured_best"]) == ("C5119", 1)
    assert (row(workspace, "r1-i1")["place_id"], row(workspace, "r1-i1")["weapons"]) == ("C5110", [])


def test_what_is_read_for_the_first_time_is_added(kept, reads):
    reads(r1=[incident(0, Span(0, 20)), incident(1, Span(25, 50), place="C5110"), incident(2, Span(51, 60))])
    assert kinds(reread(kept, NEW)) == [("new", "r1-i2")]
    assert len(incident_frame(kept)) == 3


def test_what_is_no_longer_read_stays_and_is_marked(kept, reads):
    reads(r1=[incident(0, Span(0, 20))])
    assert kinds(reread(kept, NEW)) == [("lost", "r1-i1")]
    assert row(kept, "r1-i1")["lost"]
    assert len(incident_frame(kept)) == 2
    assert incident_frame(kept).set_index("incident_id")["lost"].to_dict() == {"r1-i0": False, "r1-i1": True}


def test_what_is_read_again_is_lost_no_longer(kept, reads):
    reads(r1=[incident(0, Span(0, 20))])
    reread(kept, NEW)
    reads(r1=[incident(0, Span(0, 20)), incident(1, Span(25, 50), place="C5110")])
    reread(kept, builders.extractor("rules-3"))
    assert not row(kept, "r1-i1")["lost"]


class TestDecided:
    @pytest.fixture(params=["accept", "reject", "correct"])
    def decided(self, request, kept, gazetteer):
        if request.param == "correct":
            known = Vocabulary(frozenset(), frozenset(), gazetteer)
            decisions.correct(kept, "r1-i0", {"killed_best": 4, "place_id": "C5110"}, EDITOR, known)
        else:
            getattr(decisions, request.param)(kept, "r1-i0", EDITOR)
        return kept

    @pytest.mark.parametrize(
        "readings",
        [
            [incident(0, Span(0, 20), killed=Estimate(9, 9, 9))],
            [incident(5, Span(1, 19), killed=Estimate(9, 9, 9), targets=())],
            [],
        ],
        ids=["read otherwise", "read under another id", "no longer read"],
    )
    def test_is_never_touched(self, decided, reads, readings):
        before, trail = row(decided, "r1-i0"), history(decided)
        reads(r1=[*readings, incident(1, Span(25, 50), place="C5110")])
        summary = reread(decided, NEW)
        assert summary.decided == 1
        assert row(decided, "r1-i0") == before
        assert history(decided) == trail
        assert set(events(decided)) == {"r1-i0", "r1-i1"}, "and it is not read a second time beside it"

    def test_a_twin_is_a_persons_and_stays(self, kept, reads):
        _, twin = decisions.split(kept, "r1-i0", EDITOR)
        reread(kept, NEW)
        assert not row(kept, twin)["lost"]

    def test_a_link_survives(self, kept, reads, workspace):
        reads(r2=[builders.incident("r2", 0)])
        ingest(workspace, [builders.report("r2")], OLD)
        decisions.merge(kept, ["r1-i0", "r2-i0"], EDITOR)
        reads(r1=[incident(9, Span(1, 20), injured=Estimate(1, 1, 1)), incident(1, Span(25, 50), place="C5110")])
        reread(kept, NEW)
        assert events(kept)["r1-i0"] == events(kept)["r2-i0"]


def test_taken_up_where_it_was_broken_off(workspace, reads):
    reads(**{f"r{n}": [builders.incident(f"r{n}")] for n in range(4)})
    ingest(workspace, [builders.report(f"r{n}") for n in range(4)], OLD)

    def stop(report_id):
        if report_id == "r1":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reread(workspace, NEW, progress=stop)
    assert outdated(workspace, NEW) == ["r2", "r3"]
    assert reread(workspace, NEW).reports == 2


def test_a_reading_that_contradicts_its_report_is_a_fault_and_the_rest_is_read(workspace, reads):
    reads(r1=[builders.incident("r1")], r2=[builders.incident("r2")])
    ingest(workspace, [builders.report("r1"), builders.report("r2")], OLD)
    reads(r1=[builders.incident("r1", evidence_span=Span(0, 10_000))])
    summary = reread(workspace, NEW)
    assert (summary.reports, len(summary.faults)) == (1, 1)
    assert outdated(workspace, NEW) == ["r1"]


def test_a_larger_gazetteer_is_a_reason_to_read_anew(kept):
    other = builders.extractor("rules-1")
    other.gazetteer = type("G", (), {"version": "other"})()
    assert outdated(kept, other) == ["r1"]


def test_the_command_prints_what_changed(runner, tmp_path, reads):
    from furat.cli.main import main

    (tmp_path / "r1.txt").write_text(builders.TEXT, encoding="utf-8")
    where = ["--workspace", str(tmp_path / "w")]
    reads(r1=[builders.incident("r1")])
    runner.invoke(main, ["ingest", str(tmp_path / "r1.txt"), *where])
    assert runner.invoke(main, ["reread", *where]).stdout == ""
    target = builders.open_address(str(tmp_path / "w"))
    with target.session(write=True) as session:
        from furat.store.tables import ReportRow

        session.get_one(ReportRow, "r1").rules_version = "older"
    target.close()
    reads(r1=[builders.incident("r1", killed=Estimate(3, 3, 3)), builders.incident("r1", 1, "C5110")])
    result = runner.invoke(main, ["reread", *where])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == ["r1  r1-i0  killed_low, killed_best, killed_high", "r1  r1-i1  new"]
    assert "1 reports read anew: 1 incidents changed, 1 new" in result.stderr
