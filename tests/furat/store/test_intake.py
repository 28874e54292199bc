"""Reports are kept in parts: what was kept stays, and is linked, however the rest ends."""

import builders
import pytest

import furat.store.intake
from furat.errors import ReviewError, WorkspaceError
from furat.store.frame import incident_frame, reports
from furat.store.intake import PART, Intake, take_in
from furat.store.linking.compare import load_linker
from furat.store.linking.link import waiting_count
from furat.store.people import Person, Role

LINKER = load_linker(builders.lexicon())


def taking(workspace, offered, into, **options):
    by = options.pop("by", lambda: builders.EDITOR)
    return take_in(workspace, offered, builders.extractor(), LINKER, by=by, into=into, **options)


def kept_ids(workspace):
    return {report.report_id for report in reports(workspace)}


def test_all_are_kept_and_linked_as_by_the_command(workspace, reads):
    reads(a=[builders.incident("a")], b=[builders.incident("b")], c=[])
    into = Intake()
    steps = list(taking(workspace, [builders.report(key) for key in "abc"], into))
    assert steps == [3]
    assert ([one.report_id for one in into.kept], into.incidents, into.known) == (["a", "b", "c"], 2, 0)
    assert into.moved == 1
    assert len(incident_frame(workspace)) == 1
    assert waiting_count(workspace, LINKER) == 0


def test_parts(workspace, reads):
    offered = [builders.report(f"r{number:03d}") for number in range(PART * 2 + 3)]
    assert list(taking(workspace, offered, Intake())) == [PART, 2 * PART, 2 * PART + 3]


def test_what_is_there_already_is_counted_apart(workspace, keep):
    keep(builders.report("a", "نص"))
    into = Intake()
    list(taking(workspace, [builders.report("b", "نص"), builders.report("c")], into))
    assert ([one.report_id for one in into.kept], into.known) == (["c"], 1)


def test_one_that_cannot_be_kept_does_not_hold_up_the_rest(workspace, keep):
    keep(builders.report("a", "نص"))
    into = Intake()
    list(taking(workspace, [builders.report("a", "نص آخر"), builders.report("b", fictional=True), builders.report("c")],
                into))  # fmt: skip
    assert [one.report_id for one in into.kept] == ["c"]
    assert len(into.faults) == 2


def test_after_a_stop_what_was_kept_is_linked_and_the_rest_is_not_there(workspace, reads):
    offered = [builders.report(f"r{number:03d}") for number in range(3 * PART)]
    reads(r000=[builders.incident("r000")])
    into = Intake()
    for _ in taking(workspace, offered, into, stopped=lambda: into.done >= PART):
        pass
    assert into.done == PART
    assert len(kept_ids(workspace)) == PART
    assert waiting_count(workspace, LINKER) == 0


def test_what_was_broken_off_goes_on_where_it_was(workspace, reads):
    offered = [builders.report(f"r{number:03d}") for number in range(2 * PART)]
    into = Intake()
    broken = taking(workspace, offered, into)
    next(broken)
    broken.close()
    assert list(taking(workspace, offered, into)) == [2 * PART]
    assert len(into.kept) == 2 * PART
    assert into.known == 0


@pytest.mark.parametrize("who", [None, Person("زائر", Role.VIEWER)])
def test_who_may_not_keep_keeps_nothing(workspace, reads, who):
    with pytest.raises(ReviewError):
        list(taking(workspace, [builders.report("a")], Intake(), by=lambda: who))
    assert kept_ids(workspace) == set()


def test_rights_that_are_withdrawn_end_it_at_the_next_part(workspace, reads):
    offered = [builders.report(f"r{number:03d}") for number in range(2 * PART)]
    rights = iter([builders.EDITOR, None])
    into = Intake()
    with pytest.raises(ReviewError):
        list(taking(workspace, offered, into, by=lambda: next(rights)))
    assert (into.done, len(kept_ids(workspace))) == (PART, PART)


def test_a_database_that_refuses_is_an_error_and_the_parts_before_stay(workspace, reads, monkeypatch):
    offered = [builders.report(f"r{number:03d}") for number in range(2 * PART)]
    into, keeping = Intake(), furat.store.intake.ingest

    def full(*args, **options):
        if into.done:
            raise WorkspaceError("the disk is full")
        return keeping(*args, **options)

    monkeypatch.setattr(furat.store.intake, "ingest", full)
    with pytest.raises(WorkspaceError):
        list(taking(workspace, offered, into))
    assert (into.done, len(kept_ids(workspace))) == (PART, PART)
