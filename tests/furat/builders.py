"""Reports and reported incidents built by hand: tests of the application do not hang on what the rules read."""

import dataclasses
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from sqlalchemy import select

from extraction.lexicon import Lexicon, load_lexicon
from extraction.types import Estimate, EventDate, Evidence, Location, Reading, Report, ReportedIncident, Span
from furat.store.people import Person, Role
from furat.store.tables import ReportedIncidentRow
from furat.store.workspace import Workspace, open_workspace
from geo.gazetteer import Gazetteer, load_gazetteer

EDITOR = Person("سلمى", Role.EDITOR)

TEXT = "انفجرت عبوة ناسفة اليوم في بلدة الشحيل، وقتل عنصران من قسد.\r\nولم تتبن أي جهة الهجوم.\n"
"""Our own words; with a Windows line end, which must survive every way."""


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def extractor(version: str = "test-1") -> SimpleNamespace:
    return SimpleNamespace(gazetteer=gazetteer(), lexicon=lexicon(), version=version)


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def report(report_id: str = "r1", text: str | None = None, **changes) -> Report:
    return Report(report_id, text if text is not None else f"{TEXT}{report_id}", **changes)


def location(place_id: str) -> Location:
    place = gazetteer()[place_id]
    admin = gazetteer().admin(place_id)
    area = place.is_area
    return Location(
        place_id, place.name_ar, place.name_en, place.kind, place.lat, place.lon, 3 if area else 1, 3 if area else 1,
        place.uncertainty_km, admin.admin1, admin.admin2, admin.admin3, admin.pcode,
    )  # fmt: skip


def days(start: str, end: str | None = None) -> EventDate:
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    exact = first == last
    return EventDate(first, last, 1 if exact else 2, 1 if exact else 2)


def incident(report_id: str = "r1", number: int = 0, place: str | None = "C5119", **changes) -> ReportedIncident:
    made = ReportedIncident(
        incident_id=f"{report_id}-i{number}",
        report_id=report_id,
        event_type="Explosions/Remote violence",
        sub_event_type="Remote explosive/landmine/IED",
        date=days("2021-02-16"),
        location=location(place) if place else None,
        perpetrators=(),
        targets=("sdf",),
        claimed_by=(),
        killed=Estimate(2, 2, 2),
        injured=None,
        casualties_shared=False,
        weapons=("ied",),
        evidence_span=Span(0, 59),
        evidence=(Evidence("place", Span(32, 38), "place.exact"), Evidence("killed", Span(45, 51), "count.dual")),
        confidence=0.75,
        flags=("no_perpetrator",),
    )
    return dataclasses.replace(made, **changes)


def reading(of: Report, *incidents: ReportedIncident, places=()) -> Reading:
    return Reading(of, tuple(places), incidents)


def numbered_reading(of: Report, _extractor: object) -> Reading:
    """What a reader of ``reports(n)`` finds: as many incidents as the last digit of the id says."""
    return reading(of, *(incident(of.report_id, number) for number in range(int(of.report_id[-1]))))


def numbered_reports(count: int) -> list[Report]:
    return [report(f"n{number:04d}") for number in range(count)]


def written_address(address: dict) -> str:
    """Write the ``address`` of a test for another process."""
    return address.get("url") or str(address["folder"])


def open_address(written: str) -> Workspace:
    return open_workspace(url=written) if "://" in written else open_workspace(Path(written))


def assert_sound(workspace: Workspace) -> None:
    """The database itself finds no fault; PostgreSQL holds its keys at every write."""
    if workspace.engine.dialect.name == "sqlite":
        with workspace.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def row(workspace, incident_id):
    with workspace.session() as session:
        found = session.get(ReportedIncidentRow, incident_id)
        return {column.key: getattr(found, column.key) for column in ReportedIncidentRow.__table__.columns}


def events(workspace):
    with workspace.session() as session:
        return dict(session.execute(select(ReportedIncidentRow.incident_id, ReportedIncidentRow.event_id)).all())
