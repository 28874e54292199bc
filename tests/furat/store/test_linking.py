"""Linking in the store: what is joined, what never is, and that it can be taken up, repeated and undone."""

from dataclasses import replace
from datetime import date

import builders
import pytest
from builders import EDITOR, events, row
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from extraction.lexicon import load_lexicon
from extraction.types import Estimate, Span
from furat.errors import StoreError
from furat.store.ingest import ingest
from furat.store.linking.account import Account
from furat.store.linking.block import candidates
from furat.store.linking.cluster import clusters, leader, pair
from furat.store.linking.compare import comparable, comparison, load_linker
from furat.store.linking.link import link, waiting_count
from furat.store.review import decisions
from furat.store.review.audit import undo
from furat.store.review.values import Vocabulary
from furat.store.tables import LinkRow


@pytest.fixture(scope="session")
def linker():
    return load_linker(load_lexicon())


@pytest.fixture
def told(workspace, reads):
    """Keep one incident for each report: ``told(r1={...}, r2={...})`` with changes of the builder's incident."""

    def keep(**changes):
        short = {"evidence_span": Span(0, 2), "evidence": ()}  # no details that all of them would share
        incidents = {key: [builders.incident(key, **(short | values))] for key, values in changes.items()}
        reads(**incidents)
        offered = [builders.report(key, published=date(2021, 2, 17)) for key in incidents]
        assert ingest(workspace, offered, builders.extractor()).added == len(offered)
        return workspace

    return keep


def links(workspace):
    with workspace.session() as session:
        return {(item.first_id, item.second_id): item.reasons for item in session.scalars(select(LinkRow)).all()}


ELSEWHERE = {"location": builders.location("C5110")}
LATER = {"date": builders.days("2021-02-19")}


class TestLink:
    def test_one_event_of_two_reports(self, told, linker):
        workspace = told(r1={}, r2={}, r3=LATER)
        summary = link(workspace, linker)
        assert (summary.compared, summary.links, summary.moved) == (3, 1, 1)
        assert events(workspace) == {"r1-i0": "r1-i0", "r2-i0": "r1-i0", "r3-i0": "r3-i0"}
        assert {"place:same", "days:same", "type:same"} <= set(links(workspace)["r1-i0", "r2-i0"])

    @pytest.mark.parametrize(
        "change",
        [
            ELSEWHERE,
            LATER,
            {"sub_event_type": "Arrests", "event_type": "Strategic developments", "targets": ("civilians",)},
            {"targets": ("civilians",), "killed": Estimate(9, 9, 9)},
        ],
        ids=["place", "day", "type", "whom and how many"],
    )
    def test_another_event(self, told, linker, change):
        workspace = told(r1={}, r2=change)
        link(workspace, linker)
        assert len(set(events(workspace).values())) == 2

    def test_two_incidents_of_one_report_are_two(self, workspace, reads, linker):
        reads(r1=[builders.incident("r1", 0), builders.incident("r1", 1)])
        ingest(workspace, [builders.report("r1")], builders.extractor())
        link(workspace, linker)
        assert len(set(events(workspace).values())) == 2

    def test_again_there_is_nothing_to_do(self, told, linker):
        workspace = told(r1={}, r2={})
        link(workspace, linker)
        assert link(workspace, linker).compared == waiting_count(workspace, linker) == 0

    def test_a_report_that_comes_later_joins(self, told, linker):
        workspace = told(r1={})
        link(workspace, linker)
        told(r2={})
        assert link(workspace, linker).compared == 1
        assert len(set(events(workspace).values())) == 1

    def test_other_weights_compare_anew(self, told, linker):
        workspace = told(r1={}, r2={})
        link(workspace, linker)
        strict = replace(linker, threshold=1.1, version="other")
        assert link(workspace, strict).compared == 2
        assert len(set(events(workspace).values())) == 2
        assert links(workspace) == {}

    @pytest.mark.parametrize("batch", [1, 2, 5, 100])
    def test_batches_make_no_difference(self, told, linker, batch):
        days = [builders.days(f"2021-02-{day}") for day in (10, 11, 12, 13, 20)]
        workspace = told(**{f"r{n}": {"date": days[n % 5]} for n in range(15)})
        assert link(workspace, linker, batch=batch).links == len(links(workspace)) == 15, "each pair is counted once"
        groups = {}
        for member, event in events(workspace).items():
            groups.setdefault(event, set()).add(int(member[1:].split("-")[0]) % 5)
        assert sorted(map(sorted, groups.values())) == [[n] for n in range(5)]

    def test_a_rejected_incident_is_left_out(self, told, linker):
        workspace = told(r1={}, r2={})
        decisions.reject(workspace, "r2-i0", EDITOR)
        link(workspace, linker)
        assert links(workspace) == {}

    def test_undated_incidents_by_the_week_of_their_publication(self, told, linker):
        workspace = told(r1={}, r2={"date": None})
        link(workspace, linker)
        assert len(set(events(workspace).values())) == 1


class TestPeople:
    def test_what_a_person_separated_stays_apart(self, told, linker):
        workspace = told(r1={}, r2={}, r3={})
        link(workspace, linker)
        decisions.split(workspace, "r1-i0", EDITOR, out=["r2-i0"])
        link(workspace, replace(linker, version="again"))
        told(r4={})
        link(workspace, linker)
        found = events(workspace)
        assert found["r1-i0"] == found["r3-i0"] != found["r2-i0"]

    def test_what_a_person_joined_stays_together(self, told, linker):
        workspace = told(r1={}, r2=LATER | ELSEWHERE)
        decisions.merge(workspace, ["r1-i0", "r2-i0"], EDITOR)
        link(workspace, linker)
        assert len(set(events(workspace).values())) == 1

    def test_a_split_that_is_taken_back(self, told, linker):
        workspace = told(r1={}, r2={})
        link(workspace, linker)
        number, _ = decisions.split(workspace, "r1-i0", EDITOR, out=["r2-i0"])
        undo(workspace, number, EDITOR)
        assert len(set(events(workspace).values())) == 1

    def test_a_correction_is_compared_anew(self, told, linker, gazetteer):
        workspace = told(r1={}, r2=ELSEWHERE)
        link(workspace, linker)
        known = Vocabulary(frozenset(), frozenset(), gazetteer)
        decisions.correct(workspace, "r2-i0", {"place_id": row(workspace, "r1-i0")["place_id"]}, EDITOR, known)
        assert link(workspace, linker).compared == 1
        assert len(set(events(workspace).values())) == 1


IDS = [f"m{n}" for n in range(7)]
PAIRS = st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] < p[1]), max_size=12)


@given(
    links=st.dictionaries(st.sampled_from([(a, b) for a in IDS for b in IDS if a < b]), st.floats(0.5, 1), max_size=15),
    apart=PAIRS,
    reports=st.lists(st.integers(0, 4), min_size=7, max_size=7),
    order=st.permutations(IDS),
)
def test_clusters_keep_their_promises(links, apart, reports, order):
    members = {member: f"r{reports[IDS.index(member)]}" for member in IDS}
    groups = clusters(members, links, (), apart)
    assert sorted(member for group in groups for member in group) == IDS
    for group in groups:
        assert len({members[member] for member in group}) == len(group), "one report tells an event once"
        assert not any(pair(a, b) in apart for a in group for b in group if a != b), "separated by a person"
    shuffled = {at: links[at] for at in sorted(links, key=lambda at: order.index(at[0]))}
    assert clusters({member: members[member] for member in order}, shuffled, (), apart) == groups


@given(joined=PAIRS)
def test_what_people_join_is_joined(joined):
    groups = clusters(dict.fromkeys(IDS, "r"), {}, joined, ())
    of = {member: number for number, group in enumerate(groups) for member in group}
    assert all(of[a] == of[b] for a, b in joined)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ({"a": "a", "b": "a", "c": "c"}, "a"),
        ({"b": "b", "c": "b", "a": "a"}, "b"),
        ({"b": "x", "c": "x"}, "b"),
        ({"b": "b", "c": "c"}, "b"),
    ],
)
def test_an_event_keeps_its_id(events, expected):
    assert leader(events, events) == expected


DATES = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 20), st.integers(0, 40)).map(
        lambda at: (date.fromordinal(737000 + at[0]), date.fromordinal(737000 + at[0] + at[1]))
    ),
)


PLACES = st.sampled_from([(35.0, 40.0), (35.05, 40.05), (35.4, 40.4), None])
PUBLISHED = date.fromordinal(737010)


def _account(number, days, at, reach):
    return Account(
        incident_id=f"i{number}",
        report_id=f"r{number}",
        published=PUBLISHED,
        sub_event_types=frozenset({"Attack"}),
        start=days[0] if days else None,
        end=days[1] if days else None,
        place=None if at is None else f"p{at}" if number % 2 else f"p{number}",
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        reach_km=reach if at else 0.0,
        perpetrators=frozenset(),
        targets=frozenset(),
        killed=(None, None),
        injured=(None, None),
        details=frozenset(),
    )


@given(st.lists(st.tuples(DATES, PLACES, st.sampled_from([0.0, 30.0])), max_size=9))
def test_blocking_loses_no_pair_that_may_be_one(drawn):
    """Against every pair, one by one."""
    told = [_account(number, *values) for number, values in enumerate(drawn)]
    got = [pair(one.incident_id, other.incident_id) for one, other in candidates(told)]
    assert len(got) == len(set(got))
    expected = {
        pair(one.incident_id, other.incident_id)
        for at, one in enumerate(told)
        for other in told[at + 1 :]
        if comparable(one, other) and _covered(one) and _covered(other) and _touch(_covered(one), _covered(other))
    }
    assert set(got) == expected


def _covered(told):
    """Undated ones stand for the week before their publication; vague ones are left out."""
    if told.start is None:
        return PUBLISHED.toordinal() - 7, PUBLISHED.toordinal()
    return None if (told.end - told.start).days > 31 else (told.start.toordinal(), told.end.toordinal())


def _touch(one, other):
    return max(one[0], other[0]) - min(one[1], other[1]) <= 1


def test_weights_that_are_not_there(tmp_path):
    with pytest.raises(StoreError, match="train_links"):
        load_linker(load_lexicon(), tmp_path / "none.json")


def test_every_weight_is_of_a_word_that_comparison_can_say(linker):
    heads = {"place", "days", "type", "perpetrators", "targets", "killed", "injured", "details"}
    assert {word.split(":")[0] for word in linker.weights} <= heads
    assert comparison.__doc__
