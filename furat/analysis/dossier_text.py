"""A dossier as lines for a terminal; what reports say is a stranger's text, and shown as such."""

from collections.abc import Iterator, Mapping
from typing import Any

from furat.analysis.explain_text import shown
from furat.store.linking.combine import Claim
from furat.store.review.audit import Change
from furat.store.review.dossier import Dossier, Telling

_ACTORS = (("perpetrators", "by"), ("targets", "against"), ("claimed_by", "claimed by"))


def dossier_lines(dossier: Dossier) -> Iterator[str]:
    """Yield the lines that show an incident: its reports with their values and words, claims, links, and the trail."""
    count = len(dossier.tellings)
    yield f"Incident {shown(dossier.event_id)}, told by {count} report{'s' if count != 1 else ''}"
    for telling in dossier.tellings:
        yield ""
        yield from _telling(telling)
    for what, told in (("killed", dossier.killed), ("injured", dossier.injured)):
        if len(told) > 1:
            yield ""
            yield f"{what}: " + "; ".join(_claim(claim) for claim in told)
    if dossier.links:
        yield ""
        yield "linked:"
        for link in dossier.links:
            words = ", ".join(link.reasons)
            yield f"  {shown(link.first_id)} - {shown(link.second_id)}  {link.score:.2f}  {words}"
    if dossier.changes:
        yield ""
        yield "decisions, newest first:"
        yield from (f"  {line}" for line in map(change_line, dossier.changes))


def change_line(change: Change) -> str:
    """Return an act of the trail in one line."""
    about = f" {shown(change.event_id)}" if change.event_id else ""
    taken = f" (taken back by {change.undone_by})" if change.undone_by else ""
    back = f" of {change.undoes}" if change.undoes else ""
    why = f": {shown(change.why)}" if change.why else ""
    return f"{change.change_id}  {change.at:%Y-%m-%d %H:%M}  {shown(change.who)}  {change.act}{back}{about}{taken}{why}"


def _telling(telling: Telling) -> Iterator[str]:
    values, report = telling.values, telling.report
    published = report.published.isoformat() if report.published else "day unknown"
    about = ", ".join(shown(item) for item in (report.report_id, published, report.source, report.title) if item)
    marks = ", ".join([values["review"], *(["no longer read by the rules"] if values["lost"] else [])])
    yield f"[{shown(values['incident_id'])}] {about} ({marks})"
    yield f"  what   {values['sub_event_type']}"
    yield f"  when   {_days(values)}"
    yield f"  where  {_place(values)}"
    for key, words in _ACTORS:
        if values[key]:
            yield f"  {words}: {', '.join(values[key])}"
    harm = ", ".join(f"{what} {_range(values, what)}" for what in ("killed", "injured"))
    yield f"  {'one figure covers several incidents' if values['casualties_shared'] else harm}"
    yield f"  confidence {values['confidence']:.2f}" + (
        f", flags: {', '.join(values['flags'])}" if values["flags"] else ""
    )
    if values["as_read"]:
        read = ", ".join(f"{key} {shown(str(value))}" for key, value in values["as_read"].items() if key != "spans")
        yield f"  the rules had read: {read}"
    yield f"  │ {shown(values['evidence'])}"


def _days(values: Mapping[str, Any]) -> str:
    start, end = values["date_start"], values["date_end"]
    if start is None:
        return "not known"
    return str(start) if start == end else f"{start} to {end}"


def _place(values: Mapping[str, Any]) -> str:
    names = " · ".join(shown(str(values[key])) for key in ("place_name_ar", "place_name_en") if values[key])
    if not names:
        return "none"
    point = f" {values['lat']:.4f}, {values['lon']:.4f}" if values["lat"] is not None else " without coordinates"
    precision = f" (precision {values['geo_precision']})" if values["geo_precision"] else ""
    return f"{names} [{values['place_id'] or 'not in the gazetteer'}]{point}{precision}"


def _range(values: Mapping[str, Any], what: str) -> str:
    low, high = values[f"{what}_low"], values[f"{what}_high"]
    if low is None and high is None:
        return "not told"
    if low == high:
        return str(low)
    return f"{low if low is not None else 0} or more" if high is None else f"{low} to {high}"


def _claim(claim: Claim) -> str:
    figures = {"n_low": claim.low, "n_high": claim.high}
    day = f" {claim.published}" if claim.published else ""
    return f"{_range(figures, 'n')} ({shown(str(claim.row['report_id']))}{day})"
