"""Invented reports in any number, and a workspace filled with their incidents, for the benchmarks of large workspaces.

The texts are read by the rules as any report is. Each tells eight events of a day, two of which the next report tells
as well, so that linking has something to find.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import func, insert, select

from extraction.pipeline import load_extractor, read_report
from extraction.types import EventDate, Reading, Report
from furat.store.database import Workspace, bump_revision
from furat.store.ingest import incident_values, passages, report_values
from furat.store.tables import IncidentRow, ReportedIncidentRow, ReportRow, SearchableRow
from furat.store.workspace import open_workspace
from geo.gazetteer import load_gazetteer

EVENTS_PER_REPORT, EVENTS_TOLD_AGAIN = 8, 2
FIRST_DAY, DAYS = date(2012, 1, 1), 5000

SENTENCES = (
    "انفجرت عبوة ناسفة {day} في بلدة {place}، ما أدى إلى مقتل {number} من عناصر قسد.",
    "هاجم مسلحون مجهولون {day} حاجزاً لقسد في قرية {place}، ما أدى إلى إصابة {number} عناصر.",
    "قصفت قوات النظام {day} قرية {place} بقذائف الهاون، وأصيب {number} مدنيين.",
    "اعتقلت قسد {day} {number} أشخاص في بلدة {place}.",
    "خرج أهالي قرية {place} {day} في مظاهرة.",
    "قتل مجهولون {day} {number} مدنيين بالرصاص في بلدة {place}.",
)
NUMBERS = ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "عشرة")
TIMES = ("صباح أمس", "أمس", "مساء أمس", "ظهر أمس")


def reports(first: int, last: int, per_day: int) -> Iterator[Report]:
    """Yield the invented reports of these numbers; each is the same whenever it is made."""
    places = sorted({place.name_ar for place in load_gazetteer() if place.kind in {"town", "village"}})
    for number in range(first, last):
        begin = number * (EVENTS_PER_REPORT - EVENTS_TOLD_AGAIN)
        told = [_sentence(event, places, random.Random(number)) for event in range(begin, begin + EVENTS_PER_REPORT)]
        published = FIRST_DAY + timedelta(days=1 + number // per_day)
        yield Report(
            f"soak-{number}",
            f"{' '.join(told)}\nالنشرة رقم {number}.",
            published=published,
            source=f"شبكة متخيَّلة {number % 40}",
            fictional=True,
        )


def _sentence(event: int, places: Sequence[str], teller: random.Random) -> str:
    dice = random.Random(event)
    return dice.choice(SENTENCES).format(
        place=dice.choice(places), number=dice.choice(NUMBERS), day=teller.choice(TIMES)
    )


READ, AT_ONCE = 2000, 500


def filled(folder: Path, incidents: int) -> Workspace:
    """Return a workspace of so many incidents, made where the folder has none.

    Some thousand reports are read by the rules; the others repeat what these tell, on other days and under other names,
    since reading a million incidents takes half an hour and a page does not know the difference.
    """
    workspace = open_workspace(folder, fictional=True)
    with workspace.session() as session:
        if (session.scalar(select(func.count()).select_from(IncidentRow)) or 0) >= incidents:
            return workspace
    extractor = load_extractor(load_gazetteer())
    count = min(READ, -(-incidents // EVENTS_PER_REPORT))
    copies = _copies([read_report(report, extractor) for report in reports(0, count, per_day=max(1, count // DAYS))])
    now, kept = datetime.now(UTC), 0
    while kept < incidents:
        some = list(islice(copies, AT_ONCE))
        told = [incident_values(incident, reading.report) for reading in some for incident in reading.incidents]
        told = told[: incidents - kept]
        with workspace.session(write=True) as session:
            session.execute(insert(ReportRow), [report_values(reading.report, extractor, now) for reading in some])
            session.execute(insert(IncidentRow), [{"incident_id": row["event_id"], "created_at": now} for row in told])
            session.execute(insert(ReportedIncidentRow), told)
            session.execute(insert(SearchableRow), [row for reading in some for row in passages(reading)])
            bump_revision(session)
        kept += len(told)
    return workspace


def _copies(read: Sequence[Reading]) -> Iterator[Reading]:
    """Yield readings over and over, each time under other ids and some days from where they were."""
    dice = random.Random(1)
    for number, reading in enumerate(cycle(read)):
        report, shift = reading.report, timedelta(days=dice.randrange(DAYS))
        name, text = f"copy-{number}", f"{report.text}\n{number}"
        copy = replace(report, report_id=name, text=text, published=_later(report.published or FIRST_DAY, shift))
        incidents = tuple(
            replace(incident, report_id=name, incident_id=f"{name}-{at}", date=_dated(incident.date, shift))
            for at, incident in enumerate(reading.incidents)
        )
        yield replace(reading, report=copy, incidents=incidents)


def _dated(told: EventDate | None, shift: timedelta) -> EventDate | None:
    if told is None:
        return None
    start = _later(told.start, shift)
    return replace(told, start=start, end=start + (told.end - told.start))


def _later(day: date, shift: timedelta) -> date:
    """Return a day so much later, but within the time of the invented reports."""
    return FIRST_DAY + ((day + shift - FIRST_DAY) % timedelta(days=DAYS))
