"""``furat review``: decide on incidents, from the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from extraction.lexicon import Lexicon, load_lexicon
from furat.analysis.dossier_text import change_line, dossier_lines
from furat.analysis.explain_text import shown
from furat.cli.common import db_option, link_waiting, open_for, options, workspace_option
from furat.cli.review_labels import labels
from furat.errors import ReviewError
from furat.store.database import Workspace
from furat.store.frame import incident_frame
from furat.store.gazetteer import local_gazetteer
from furat.store.people import local_person
from furat.store.review import decisions
from furat.store.review.audit import history as acts
from furat.store.review.audit import undo as take_back
from furat.store.review.dossier import dossier
from furat.store.review.queue import QueueItem
from furat.store.review.queue import queue as waiting
from furat.store.review.values import FIELDS, Vocabulary
from geo.areas import load_areas
from geo.gazetteer import Gazetteer, load_gazetteer

incident_argument = click.argument("incident", metavar="INCIDENT")
why_option = click.option("--why", default="", metavar="TEXT", help="Reason, kept in the audit trail.")
reported_option = click.option(
    "--reported", is_flag=True, help="Decide on this reported incident alone, not on all reports of the event."
)

KEYS = {
    "a": "accept",
    "r": "reject",
    "c": "correct",
    "p": "place",
    "u": "undo the last",
    "s": "skip",
    "q": "quit",
}
"""The keys of ``furat review walk``."""


@click.group()
def review() -> None:
    """Decide on incidents: accept, correct, reject, split, merge, place; see why, and take it back."""


review.add_command(labels)


@contextmanager
def _opened(workspace: Path | None, db: str | None) -> Iterator[Workspace]:
    target = open_for(workspace, db, create=False)
    try:
        yield target
    finally:
        target.close()


@review.command()
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Most incidents to list.")
@options(workspace_option, db_option)
def queue(*, limit: int, workspace: Path | None, db: str | None) -> None:
    """List the incidents that wait, the weightiest first: no longer read, many deaths, sources that disagree, doubt."""
    with _opened(workspace, db) as target:
        frame = incident_frame(target)
    items = waiting(frame, limit=limit)
    rows = frame.set_index("incident_id")
    for item in items:
        row = rows.loc[item.incident_id]
        day = "undated" if row["date_start"] != row["date_start"] else str(row["date_start"].date())
        place = shown(str(row["place_name_ar"])) if isinstance(row["place_name_ar"], str) else "no place"
        click.echo(
            f"{shown(item.incident_id)}  {item.weight:.2f}  {day}  {place}  {row['sub_event_type']}  "
            f"{', '.join(item.reasons)}"
        )
    click.echo(f"{int((frame['review'] == 'open').sum())} incidents wait, {len(frame)} in all", err=True)


@review.command()
@incident_argument
@options(workspace_option, db_option)
def show(*, incident: str, workspace: Path | None, db: str | None) -> None:
    """Show all that is known of an incident: its reports and their words, claims, links, decisions."""
    with _opened(workspace, db) as target:
        for line in dossier_lines(dossier(target, incident)):
            click.echo(line)


@review.command()
@incident_argument
@options(reported_option, why_option, workspace_option, db_option)
def accept(*, incident: str, reported: bool, why: str, workspace: Path | None, db: str | None) -> None:
    """Take an incident as it stands."""
    with _opened(workspace, db) as target:
        _said(decisions.accept(target, incident, local_person(), why=why, reported=reported))


@review.command()
@incident_argument
@options(reported_option, why_option, workspace_option, db_option)
def reject(*, incident: str, reported: bool, why: str, workspace: Path | None, db: str | None) -> None:
    """Say that an incident is none: it leaves map, counts and exports, and stays in the database."""
    with _opened(workspace, db) as target:
        _said(decisions.reject(target, incident, local_person(), why=why, reported=reported))


@review.command()
@incident_argument
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@options(why_option, workspace_option, db_option)
def correct(*, incident: str, values: tuple[str, ...], why: str, workspace: Path | None, db: str | None) -> None:
    """Set values of an incident, such as ``killed_best=3 targets=sdf;civilians date_start=2021-02-16``.

    An empty value stands for unknown. What the rules had read is kept beside it.
    """
    with _opened(workspace, db) as target:
        lexicon = load_lexicon()
        _said(decisions.correct(target, incident, _assigned(values), local_person(), _known(target, lexicon), why=why))
        link_waiting(target, lexicon)


@review.command()
@incident_argument
@click.argument("lat", type=float)
@click.argument("lon", type=float)
@click.option("--name", default="", metavar="TEXT", help="What the point is called; else the nearest place.")
@options(why_option, workspace_option, db_option)
def place(
    *, incident: str, lat: float, lon: float, name: str, why: str, workspace: Path | None, db: str | None
) -> None:
    """Put an incident at a point (WGS 84, degrees). For a place of the gazetteer: correct INCIDENT place_id=ID."""
    with _opened(workspace, db) as target:
        _said(
            decisions.place(
                target, incident, (lat, lon), local_person(), _gazetteer(target), name=name, areas=load_areas(), why=why
            )
        )
        link_waiting(target, load_lexicon())


@review.command()
@click.argument("incidents", nargs=-1, required=True, metavar="INCIDENT...")
@options(why_option, workspace_option, db_option)
def merge(*, incidents: tuple[str, ...], why: str, workspace: Path | None, db: str | None) -> None:
    """Say that incidents are one event."""
    with _opened(workspace, db) as target:
        _said(decisions.merge(target, incidents, local_person(), why=why))


@review.command()
@incident_argument
@click.argument("out", nargs=-1, metavar="[REPORTED...]")
@options(why_option, workspace_option, db_option)
def split(*, incident: str, out: tuple[str, ...], why: str, workspace: Path | None, db: str | None) -> None:
    """Take reported incidents out of an incident, as an event of their own.

    An incident that one report tells is doubled instead: the twin waits to be corrected.
    """
    with _opened(workspace, db) as target:
        number, made = decisions.split(target, incident, local_person(), out=out, why=why)
        _said(number)
        click.echo(made)


@review.command()
@click.argument("act", type=int)
@options(why_option, workspace_option, db_option)
def undo(*, act: int, why: str, workspace: Path | None, db: str | None) -> None:
    """Take an act back, by its number; undoing that one does it again."""
    with _opened(workspace, db) as target:
        _said(take_back(target, act, local_person(), why=why))
        link_waiting(target, load_lexicon())


@review.command()
@click.argument("incident", required=False)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Most acts to list.")
@options(workspace_option, db_option)
def history(*, incident: str | None, limit: int, workspace: Path | None, db: str | None) -> None:
    """List the newest acts, newest first: who, when, what, why; of one incident, or of all."""
    with _opened(workspace, db) as target:
        for change in acts(target, incident, limit=limit):
            click.echo(change_line(change))


@review.command()
@options(workspace_option, db_option)
def walk(*, workspace: Path | None, db: str | None) -> None:
    """Go through the queue, one incident after the other, one key a decision."""
    with _opened(workspace, db) as target:
        lexicon = load_lexicon()
        last: int | None = None
        for item in waiting(incident_frame(target)):
            step, last = _decide(target, item, lexicon, last)
            if not step:
                break
        link_waiting(target, lexicon)


def _decide(target: Workspace, item: QueueItem, lexicon: Lexicon, last: int | None) -> tuple[bool, int | None]:
    """Show an incident and take keys until it is decided or passed over; return whether to go on, and the last act."""
    click.echo()
    for line in dossier_lines(dossier(target, item.incident_id)):
        click.echo(line)
    if item.reasons:
        click.echo(f"waits because: {', '.join(item.reasons)}")
    by = local_person()
    acts_by_key: dict[str, Callable[[], int]] = {
        "a": lambda: decisions.accept(target, item.incident_id, by),
        "r": lambda: decisions.reject(target, item.incident_id, by, why=click.prompt("why", default="")),
        "c": lambda: decisions.correct(
            target,
            item.incident_id,
            _assigned(click.prompt(f"FIELD=VALUE ... ({', '.join(FIELDS)})").split()),
            by,
            _known(target, lexicon),
        ),
        "p": lambda: decisions.place(
            target, item.incident_id, _point(click.prompt("LAT LON")), by, _gazetteer(target), areas=load_areas()
        ),
    }
    while True:
        click.echo(" ".join(f"[{key}]{name}" for key, name in KEYS.items()))
        key = click.getchar()
        try:
            if key in acts_by_key:
                last = acts_by_key[key]()
                return True, last
            if key == "u" and last is not None:
                click.echo(f"act {take_back(target, last, by)}: act {last} taken back")
                last = None
        except ReviewError as error:
            click.echo(str(error))
        if key == "s":
            return True, last
        if key in {"q", "\x03", "\x04"}:
            return False, last


def _assigned(values: tuple[str, ...] | list[str]) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    for value in values:
        name, sign, given = value.partition("=")
        if not sign:
            raise ReviewError(f"{value!r} sets nothing. Write FIELD=VALUE; fields are: {', '.join(FIELDS)}.")
        wanted[name.strip()] = given
    return wanted


def _point(written: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in written.replace(",", " ").split())
    except ValueError as error:
        raise ReviewError(f"{written!r} is no point. Write latitude and longitude: 35.07 40.43") from error
    return lat, lon


def _known(target: Workspace, lexicon: Lexicon) -> Vocabulary:
    return Vocabulary(lexicon.actors.keys(), lexicon.weapons, _gazetteer(target))


def _gazetteer(target: Workspace) -> Gazetteer:
    return local_gazetteer(target, load_gazetteer())


def _said(number: int) -> None:
    click.echo(f"act {number}", err=True)
