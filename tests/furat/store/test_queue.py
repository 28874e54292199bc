"""What waits, in the order of what matters."""

from datetime import date

import builders
import pytest
from builders import EDITOR

from extraction.types import Estimate
from furat.errors import ReviewError
from furat.store.frame import incident_frame
from furat.store.ingest import ingest
from furat.store.review import decisions
from furat.store.review.dossier import dossier
from furat.store.review.queue import WEIGHTS, queue
from furat.store.review.values import Vocabulary
from furat.store.tables import ReportedIncidentRow

SURE = {"confidence": 0.95, "killed": None}


@pytest.fixture
def kept(workspace, reads):
    def keep(**changes):
        reads(**{key: [builders.incident(key, **{**SURE, **values})] for key, values in changes.items()})
        ingest(workspace, [builders.report(key) for key in changes], builders.extractor())
        return workspace

    return keep


@pytest.mark.parametrize(
    ("worse", "reason"),
    [
        ({"killed": Estimate(20, 20, 20)}, "many_deaths"),
        ({"killed": Estimate(8, None, None)}, "many_deaths"),
        ({"confidence": 0.1}, "low_confidence"),
        ({"flags": ("claims_disagree",)}, "claims_disagree"),
        ({"flags": ("place_not_in_gazetteer",)}, "place_not_in_gazetteer"),
        ({"location": None}, "no_place"),
        ({"date": None}, "no_date"),
    ],
)
def test_what_matters_more_comes_first_and_says_why(kept, worse, reason):
    items = queue(incident_frame(kept(a={}, b=worse, c={})))
    assert [items[0].incident_id, items[0].reasons] == ["b-i0", (reason,)]
    assert [item.reasons for item in items[1:]] == [(), ()]


def test_what_is_no_longer_read_comes_before_many_deaths(kept):
    workspace = kept(a={"killed": Estimate(50, 50, 50), "confidence": 0.2}, b={})
    with workspace.session(write=True) as session:
        session.get_one(ReportedIncidentRow, "b-i0").lost = True
    assert queue(incident_frame(workspace))[0].reasons == ("lost",)


def test_sources_that_disagree(kept):
    workspace = kept(a={"killed": Estimate(1, 1, 1)}, b={"killed": Estimate(2, 2, 2)}, c={})
    decisions.merge(workspace, ["a-i0", "b-i0"], EDITOR)
    assert queue(incident_frame(workspace))[0].reasons == ("sources_disagree",)


@pytest.mark.parametrize("decide", [decisions.accept, decisions.reject])
def test_what_is_decided_waits_no_longer(kept, decide):
    workspace = kept(a={}, b={})
    decide(workspace, "a-i0", EDITOR)
    assert [item.incident_id for item in queue(incident_frame(workspace))] == ["b-i0"]


def test_of_equals_the_newest_first_and_no_more_than_asked(kept):
    workspace = kept(a={"date": builders.days("2020-01-01")}, b={"date": builders.days("2021-01-01")}, c={"date": None})
    ids = [item.incident_id for item in queue(incident_frame(workspace))]
    assert ids == ["c-i0", "b-i0", "a-i0"]
    assert len(queue(incident_frame(workspace), limit=2)) == 2


def test_nothing_waits(workspace):
    assert queue(incident_frame(workspace)) == []


def test_every_reason_has_a_weight_above_nothing():
    assert min(WEIGHTS.values()) > 0


class TestDossier:
    def test_all_that_is_known(self, kept, gazetteer):
        workspace = kept(a={"killed": Estimate(1, 1, 1)}, b={"killed": Estimate(3, 3, 3)})
        decisions.merge(workspace, ["a-i0", "b-i0"], EDITOR, why="واحد")
        known = Vocabulary(frozenset(), frozenset(), gazetteer)
        decisions.correct(workspace, "b-i0", {"killed_best": 2}, EDITOR, known)
        found = dossier(workspace, "b-i0")
        assert found.event_id == "a-i0"
        assert [telling.report.report_id for telling in found.tellings] == ["a", "b"]
        assert [claim.low for claim in found.killed] == [1, 2]
        assert [change.act for change in found.changes] == ["correct", "merge"]

    def test_none(self, workspace):
        with pytest.raises(ReviewError, match="no incident 'x'"):
            dossier(workspace, "x")

    def test_in_the_order_of_publication(self, workspace, reads):
        reads(a=[builders.incident("a")], b=[builders.incident("b")])
        days = {"a": date(2021, 2, 18), "b": date(2021, 2, 17)}
        ingest(workspace, [builders.report(key, published=day) for key, day in days.items()], builders.extractor())
        decisions.merge(workspace, ["a-i0", "b-i0"], EDITOR)
        assert [telling.report.report_id for telling in dossier(workspace, "a-i0").tellings] == ["b", "a"]
