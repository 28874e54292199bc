"""A purge leaves nothing of a report: not in the tables, not in the trail, not in the bytes of the files."""

import dataclasses
import sqlite3
from datetime import date

import builders
import pytest
from shared import ADMIN, EDITOR, contents
from sqlalchemy import event, select, text, update

from extraction.types import Span
from furat.errors import ReviewError, StoreError, WorkspaceError
from furat.store.frame import report, reports
from furat.store.ingest import ingest
from furat.store.keeping import trail, wipe
from furat.store.keeping.backup import back_up
from furat.store.keeping.copying import database_file
from furat.store.keeping.purge import purge
from furat.store.people import Person, Role
from furat.store.review import decisions
from furat.store.review.audit import history, undo
from furat.store.review.values import Vocabulary
from furat.store.tables import (
    Base,
    ChangedReportRow,
    ChangeRow,
    IncidentRow,
    LinkDecisionRow,
    LinkRow,
    MetaRow,
    ReportedIncidentRow,
    TombstoneRow,
)
from furat.store.workspace import open_workspace

CANARY = "canary7f3a"
"""Stands in everything that the purged report brings into the workspace."""

PURGED = f"{CANARY}-r"
CANARY_REPORT = builders.report(
    PURGED,
    f"{builders.TEXT}{CANARY} {CANARY} \n" * 40,  # long enough to lie on pages of its own
    title=f"{CANARY} عنوان",
    url=f"https://example.org/{CANARY}",
    source=f"{CANARY} مصدر",
    published=date(2021, 2, 17),
)


IN_CANARY = Span(len(builders.TEXT), len(builders.TEXT) + len(CANARY))
"""The words that the incidents of that report rest on."""


@pytest.fixture
def known(gazetteer):
    return Vocabulary(frozenset({"sdf", "isis"}), frozenset({"ied"}), gazetteer)


@pytest.fixture
def kept(workspace, reads):
    """The report that is to go, with two incidents, and three others with one each."""
    offered = [CANARY_REPORT, *(builders.report(f"r{n}") for n in (1, 2, 3))]
    reads(
        **{
            PURGED: [builders.incident(PURGED, n, evidence_span=IN_CANARY) for n in range(2)],
            **{f"r{n}": [builders.incident(f"r{n}")] for n in (1, 2, 3)},
        }
    )
    assert ingest(workspace, offered, builders.extractor()).added == 4
    with workspace.session(write=True) as session:  # what the rules linked
        session.add(LinkRow(first_id=f"{PURGED}-i0", second_id="r1-i0", score=0.9, reasons=[f"{CANARY} same words"]))
    return workspace


def work(workspace, known, gazetteer):
    """Everything that people may do, with the report that is to go and with others in the same acts."""
    one, two = f"{PURGED}-i0", f"{PURGED}-i1"
    decisions.accept(workspace, "r3-i0", EDITOR, why="r3 alone")
    decisions.merge(workspace, [one, "r1-i0", "r2-i0"], EDITOR, why=f"why {CANARY}")
    decisions.accept(workspace, one, EDITOR, why=f"{CANARY} again")
    decisions.reject(workspace, "r2-i0", EDITOR, reported=True, why=f"of the event that {CANARY} tells")
    decisions.correct(workspace, two, {"killed_best": 7}, EDITOR, known)
    decisions.place(workspace, two, (35.1, 40.4), EDITOR, gazetteer, name=f"بيت {CANARY}")
    number, twin = decisions.split(workspace, two, EDITOR, why=f"two {CANARY}")
    decisions.place(workspace, twin, (35.1, 40.4), EDITOR, gazetteer, name=f"دار {CANARY}")
    undo(workspace, number + 1, EDITOR, why=CANARY)
    undo(workspace, number, EDITOR)
    decisions.split(workspace, two, EDITOR)
    # A twin of another report, which joins an event of the report that is to go, and is taken back.
    made, twin = decisions.split(workspace, "r3-i0", EDITOR)
    joined = decisions.merge(workspace, [two, twin], EDITOR)
    undo(workspace, joined, EDITOR)
    undo(workspace, made, EDITOR)


def traces(workspace):
    """Return where the canary still stands: tables on any database, and every byte of the files of SQLite."""
    found = []
    with workspace.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            found += [(table.name, row) for row in connection.execute(select(table)) if CANARY in repr(tuple(row))]
        if connection.dialect.name == "postgresql":
            statistics = connection.execute(
                text("SELECT tablename, s::text FROM pg_stats s WHERE schemaname = current_schema()")
            )
            found += [tuple(row) for row in statistics if CANARY in row[1]]
    if file := database_file(workspace.engine):
        needles = [CANARY.encode(), CANARY.encode("utf-16-le")]
        for path in file.parent.glob(f"{file.name}*"):
            found += [path.name for needle in needles if needle in path.read_bytes()]
    return found


def assert_guarded(workspace):
    with workspace.session(write=True) as session:
        session.execute(
            text(
                'INSERT INTO changes (at, who, act, "before", "after", why) '
                "VALUES ('2021-01-01 00:00:00', 'a', 'accept', '{}', '{}', 'b')"
            )
        )
    for statement in ("UPDATE changes SET why = 'x'", "DELETE FROM changes"):
        with pytest.raises(WorkspaceError, match="only grow"), workspace.session(write=True) as session:
            session.execute(text(statement))


def rows(workspace, table):
    with workspace.session() as session:
        return [
            {column.key: getattr(item, column.key) for column in table.__table__.columns}
            for item in session.scalars(select(table))
        ]


class TestNothingStays:
    def test_of_a_report_that_nobody_touched(self, kept):
        assert traces(kept)
        done = purge(kept, PURGED, "طلب الأهل", ADMIN)
        assert (done.erased.sha256, done.erased.incidents, done.left) == (CANARY_REPORT.sha256, 2, "")
        assert traces(kept) == []

    def test_of_a_report_that_people_worked_on(self, kept, known, gazetteer):
        work(kept, known, gazetteer)
        with kept.session(write=True) as session:  # a link of the rules keeps the groups apart from the decisions
            session.merge(LinkRow(first_id=f"{PURGED}-i1", second_id="r3-i0", score=0.4, reasons=[CANARY]))
        assert len({name for name, *_ in traces(kept)}) >= 6
        done = purge(kept, PURGED, "طلب الأهل", ADMIN)
        assert done.erased.incidents == 3
        assert done.erased.acts >= 12
        assert traces(kept) == []
        builders.assert_sound(kept)
        assert_guarded(kept)

    def test_others_stay_as_they_were(self, kept, known, gazetteer):
        work(kept, known, gazetteer)
        before = {item["incident_id"]: item for item in rows(kept, ReportedIncidentRow)}
        purge(kept, PURGED, "طلب", ADMIN)
        after = {item["incident_id"]: item for item in rows(kept, ReportedIncidentRow)}
        assert set(after) == {"r1-i0", "r2-i0", "r3-i0"}
        for key, item in after.items():
            differing = {name for name in item if item[name] != before[key][name]}
            assert differing <= {"event_id", "version"}
        assert [report(kept, f"r{n}").text for n in (1, 2, 3)] == [builders.report(f"r{n}").text for n in (1, 2, 3)]

    def test_the_opening_that_finishes_a_purge_that_was_killed(self, kept, opening, monkeypatch):
        monkeypatch.setattr("furat.store.keeping.purge.wipe", lambda _workspace: "killed before it was wiped")
        assert purge(kept, PURGED, "طلب", ADMIN).left
        assert {"key": "unwiped", "value": "yes"} in rows(kept, MetaRow)
        kept.close()
        again = opening()
        assert traces(again) == []
        assert "unwiped" not in {item["key"] for item in rows(again, MetaRow)}

    def test_somebody_in_the_way_is_named_and_the_next_opening_finishes(self, kept, opening, monkeypatch):
        monkeypatch.setattr("furat.store.database.LOCK_WAIT_SECONDS", 0.2)
        other = opening()
        with other.session() as session:
            session.scalars(select(MetaRow)).all()  # a reader that holds on to what was there
            assert purge(kept, PURGED, "طلب", ADMIN).left
            again = opening()  # and is still in the way
            assert "unwiped" in {item["key"] for item in rows(again, MetaRow)}
        again = opening()
        assert "unwiped" not in {item["key"] for item in rows(again, MetaRow)}

    def test_what_is_deleted_is_overwritten(self, kept):
        if kept.engine.dialect.name == "sqlite":
            with kept.engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


class TestTrail:
    def test_the_act_stands_in_it_without_the_report(self, kept):
        purge(kept, PURGED, "طلب الأهل", ADMIN)
        (act,) = history(kept)
        assert (act.act, act.who, act.why, act.event_id) == ("purge", "سلمى", "طلب الأهل", None)
        assert act.after == {"sha256": CANARY_REPORT.sha256}
        with pytest.raises(ReviewError, match="changes no row"):
            undo(kept, act.change_id, EDITOR)

    def test_acts_stay_with_who_and_when_and_lose_their_words(self, kept, known, gazetteer):
        work(kept, known, gazetteer)
        before = {item.change_id: item for item in history(kept)}
        purge(kept, PURGED, "طلب", ADMIN)
        after = {item.change_id: item for item in history(kept)}
        assert set(before) < set(after)
        for number, act in before.items():
            kept_as = after[number]
            assert (kept_as.at, kept_as.who, kept_as.act, kept_as.undoes) == (act.at, act.who, act.act, act.undoes)
        assert (before[1], before[1].why) == (after[1], "r3 alone")
        assert after[2].why == trail.REMOVED

    def test_what_the_same_act_did_to_others_can_still_be_taken_back(self, kept):
        number = decisions.merge(kept, [f"{PURGED}-i0", "r1-i0", "r2-i0"], EDITOR)
        purge(kept, PURGED, "طلب", ADMIN)
        events = {item["incident_id"]: item["event_id"] for item in rows(kept, ReportedIncidentRow)}
        assert events["r1-i0"] == events["r2-i0"] == "r1-i0"
        undo(kept, number, EDITOR)
        events = {item["incident_id"]: item["event_id"] for item in rows(kept, ReportedIncidentRow)}
        assert events["r1-i0"] != events["r2-i0"]
        assert rows(kept, LinkDecisionRow) == []

    def test_an_act_on_it_alone_cannot(self, kept):
        number = decisions.accept(kept, f"{PURGED}-i1", EDITOR)
        purge(kept, PURGED, "طلب", ADMIN)
        with pytest.raises(ReviewError, match="a purge has removed"):
            undo(kept, number, EDITOR)

    def test_acts_of_another_report_are_still_found_by_its_own_purge(self, kept, known, gazetteer):
        work(kept, known, gazetteer)
        purge(kept, PURGED, "طلب", ADMIN)
        purge(kept, "r3", "طلب", ADMIN)
        assert "r3" not in {item["report_id"] for item in rows(kept, ChangedReportRow)}
        assert not [item for item in rows(kept, ChangeRow) if "r3" in repr(item)]

    def test_a_purge_that_fails_leaves_all_and_the_guard(self, kept, known, gazetteer, monkeypatch):
        work(kept, known, gazetteer)
        before = contents(kept)

        def broken(*_arguments):
            raise ZeroDivisionError

        monkeypatch.setattr("furat.store.keeping.purge.regroup", broken)
        with pytest.raises(ZeroDivisionError):
            purge(kept, PURGED, "طلب", ADMIN)
        assert contents(kept) == before
        assert_guarded(kept)

    def test_a_purge_that_fails_while_the_guard_is_lifted(self, kept, known, gazetteer):
        """The database refuses in the middle of it: the guard comes back with the rest."""
        work(kept, known, gazetteer)
        before = contents(kept)

        def refuse(_connection, _cursor, statement, *_arguments):
            if statement.startswith("UPDATE changes"):
                raise ZeroDivisionError

        event.listen(kept.engine, "before_cursor_execute", refuse)
        with pytest.raises(ZeroDivisionError):
            purge(kept, PURGED, "طلب", ADMIN)
        event.remove(kept.engine, "before_cursor_execute", refuse)
        assert contents(kept) == before
        assert_guarded(kept)


class TestEvents:
    def test_an_event_that_bore_its_id_takes_another(self, kept):
        decisions.merge(kept, ["r1-i0", "r2-i0"], EDITOR)
        before = {item["incident_id"]: item["event_id"] for item in rows(kept, ReportedIncidentRow)}
        assert before["r1-i0"] == before["r2-i0"] == f"{PURGED}-i0"
        purge(kept, PURGED, "طلب", ADMIN)
        events = {item["incident_id"]: item["event_id"] for item in rows(kept, ReportedIncidentRow)}
        assert events == {"r1-i0": "r1-i0", "r2-i0": "r1-i0", "r3-i0": "r3-i0"}

    def test_what_only_it_held_together_falls_apart(self, kept):
        with kept.session(write=True) as session:
            session.add(LinkRow(first_id=f"{PURGED}-i0", second_id="r2-i0", score=0.9, reasons=[]))
            session.execute(
                update(ReportedIncidentRow)
                .where(ReportedIncidentRow.incident_id.in_(["r1-i0", "r2-i0"]))
                .values(event_id=f"{PURGED}-i0")
            )
        purge(kept, PURGED, "طلب", ADMIN)
        events = {item["incident_id"]: item["event_id"] for item in rows(kept, ReportedIncidentRow)}
        assert events == {f"r{n}-i0": f"r{n}-i0" for n in (1, 2, 3)}

    def test_every_event_that_is_left_is_one_of_a_reported_incident(self, kept, known, gazetteer):
        work(kept, known, gazetteer)
        purge(kept, PURGED, "طلب", ADMIN)
        reported = {item["incident_id"] for item in rows(kept, ReportedIncidentRow)}
        assert {item["incident_id"] for item in rows(kept, IncidentRow)} == reported
        decisions.split(kept, "r1-i0", EDITOR, out=["r1-i0"])  # and can still be taken apart
        builders.assert_sound(kept)


class TestTombstone:
    def test_a_purged_text_is_refused_under_whatever_id(self, kept):
        purge(kept, PURGED, "طلب الأهل", ADMIN)
        (stone,) = rows(kept, TombstoneRow)
        assert (stone["sha256"], stone["reason"], stone["who"]) == (CANARY_REPORT.sha256, "طلب الأهل", "سلمى")
        offered = [CANARY_REPORT, dataclasses.replace(CANARY_REPORT, report_id="new"), builders.report("r4")]
        summary = ingest(kept, offered, builders.extractor())
        assert (summary.added, len(summary.faults)) == (1, 2)
        for fault in summary.faults:
            assert "طلب الأهل" in fault
            assert str(stone["at"].date()) in fault
        assert sorted(item.report_id for item in reports(kept)) == ["r1", "r2", "r3", "r4"]

    def test_a_text_that_is_purged_while_it_is_read(self, kept, monkeypatch):
        offered = builders.report("late")

        def purged_meanwhile(of, _extractor):
            with kept.session(write=True) as session:
                session.add(
                    TombstoneRow(
                        sha256=of.sha256, reason="طلب", who="سلمى", at=rows(kept, IncidentRow)[0]["created_at"]
                    )
                )
            return builders.reading(of, builders.incident("late"))

        monkeypatch.setattr("furat.store.ingest.read_report", purged_meanwhile)
        assert "purged" in ingest(kept, [offered], builders.extractor()).faults[0]
        assert report(kept, "late") is None

    @pytest.mark.parametrize(
        ("report_id", "reason", "by", "error", "message"),
        [
            ("none", "طلب", ADMIN, StoreError, "no report 'none'"),
            (PURGED, "  ", ADMIN, StoreError, "reason"),
            (PURGED, "طلب", EDITOR, ReviewError, "editor.*admin"),
            (PURGED, "طلب", Person("زائر", Role.VIEWER), ReviewError, "viewer.*admin"),
        ],
    )
    def test_a_purge_that_is_refused_changes_nothing(self, kept, report_id, reason, by, error, message):
        before = contents(kept)
        with pytest.raises(error, match=message):
            purge(kept, report_id, reason, by)
        assert contents(kept) == before


class TestBackups:
    @pytest.fixture
    def workspace(self, tmp_path):
        """One in a folder, whatever database the other tests run on: a server has tools of its own for backups."""
        opened = open_workspace(tmp_path / "w")
        yield opened
        opened.close()

    def test_those_that_hold_the_text_are_named(self, kept, tmp_path):
        first, second = back_up(kept), back_up(kept, tmp_path / "second.sqlite")
        done = purge(kept, PURGED, "طلب", ADMIN)
        assert (set(done.holding), done.doubtful) == ({first, second}, ())
        clean = back_up(kept)
        assert clean not in purge(kept, "r1", "طلب", ADMIN).doubtful

    def test_those_without_it_are_not(self, kept):
        purge(kept, PURGED, "طلب", ADMIN)
        later = back_up(kept)
        assert CANARY.encode() not in later.read_bytes()
        done = purge(kept, "r1", "طلب", ADMIN)
        assert done.holding == (later,)

    def test_those_that_nobody_can_look_into_may_hold_it(self, kept, tmp_path):
        moved, broken = back_up(kept), back_up(kept, tmp_path / "b.sqlite")
        moved.rename(tmp_path / "elsewhere.sqlite")
        broken.write_bytes(b"no database" * 500)
        half = moved.parent / "killed.sqlite.part"
        half.write_bytes(b"")
        done = purge(kept, PURGED, "طلب", ADMIN)
        assert done.holding == ()
        assert {path for path, _ in done.doubtful} == {moved, broken, half}

    def test_one_with_damaged_pages_may_hold_it(self, kept):
        path = back_up(kept)
        connection = sqlite3.connect(path)
        connection.execute("DELETE FROM reports")  # the incidents stay, and so does what they quote
        connection.commit()
        connection.close()
        done = purge(kept, PURGED, "طلب", ADMIN)
        assert [item for item, _ in done.doubtful] == [path]

    def test_they_are_only_read(self, kept):
        path = back_up(kept)
        before = path.read_bytes()
        purge(kept, PURGED, "طلب", ADMIN)
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]


def test_a_wipe_that_the_database_refuses_says_so(kept, monkeypatch):
    def refuse(*_arguments):
        raise WorkspaceError("the disk is full")

    monkeypatch.setattr(wipe, "_wipe_sqlite", refuse)
    monkeypatch.setattr(wipe, "_wipe_postgresql", refuse)
    assert purge(kept, PURGED, "طلب", ADMIN).left == "the disk is full"
    assert report(kept, PURGED) is None
