"""The other places that the words of a report may mean, with why they were not taken."""

from furat.analysis.candidates import Considered, PlaceOption, Reason, considered
from furat.store.review.dossier import Telling
from furat.store.workspace import Workspace
from furat.ui import session
from furat.ui.cards import tag, text
from furat.ui.expanders import lazy_expander
from furat.ui.incident.facts import chip
from furat.ui.names import Names


def candidates_box(opened: Workspace, telling: Telling, names: Names) -> None:
    """Draw the box of the other places; the report is read again only when it is opened."""
    t = names.texts
    box = lazy_expander(t("candidates.title"), key=f"candidates-{telling.values['incident_id']}-{t.language}")
    if box.open:
        box.html(candidate_list(considered(telling, session.extractor(opened)), names))


def candidate_list(found: Considered, names: Names) -> str:
    """Return the places that the words may mean as a list, the one that was taken first."""
    t = names.texts
    head = f"{text(t('candidates.words'))} {chip(found.words, 'place')}" if found.words else text(t("candidates.none"))
    items = "".join(tag("li", _option(one, names)) for one in found.options)
    if found.words and not any(not one.taken for one in found.options):
        items += tag("li", text(t("candidates.alone")), class_="f-none")
    return tag("div", tag("p", head) + tag("ul", items), class_="f-candidates", dir=t.direction)


def _option(one: PlaceOption, names: Names) -> str:
    t = names.texts
    parts = [tag("bdi", text(names.place_option(one.place_id)))]
    if one.taken:
        parts.append(tag("span", text(t("candidates.taken")), class_="f-state f-state-accepted"))
    elif one.apart_km is not None:
        parts.append(tag("span", text(t("review.merge.km", km=f"{one.apart_km:.0f}")), class_="f-small"))
    if one.score is not None:
        parts.append(tag("span", text(t("candidates.score", score=t.figures(f"{one.score:.2f}"))), class_="f-small"))
    lines = [tag("div", " ".join(parts), class_="f-telling")]
    for key, reasons in (("candidates.for", one.reasons), ("candidates.against", one.against)):
        if reasons:
            words = ("؛ " if t.right_to_left else "; ").join(reason_words(each, names) for each in reasons)
            lines.append(tag("div", text(t(key, words=words)), class_="f-small"))
    return "".join(lines)


def reason_words(reason: Reason, names: Names) -> str:
    """Return a reason in the language of the page."""
    t, values = names.texts, dict(reason.values)
    if reason.code == "other":
        return values["words"]
    if "kind" in values:
        values["kind"] = t.label("kind", values["kind"])
    return t(f"candidate.{reason.code}", **values)
