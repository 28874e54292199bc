"""A report of the incident as HTML: whose it is, where it came from, and its text with the words marked."""

from extraction.types import Report
from furat.analysis.addresses import linked_host
from furat.analysis.reviewing import row_of
from furat.store.review.dossier import Telling
from furat.ui import cards
from furat.ui.cards import tag, text
from furat.ui.highlight import highlighted, marks_of
from furat.ui.incident.facts import help_
from furat.ui.texts import Texts


def report_head(telling: Telling, t: Texts) -> str:
    """Return the title of a report, its outlet and day, its address and its id."""
    report = telling.report
    title = tag("h3", text(report.title), class_="f-headline", dir="rtl", lang="ar") if report.title else ""
    about = cards.about(report, t)
    if report.fictional:
        about += " · " + tag("bdi", text(t("report.fictional")))
    lines = [title, tag("div", about, class_="f-small", dir=t.direction)]
    if report.url:
        lines.append(tag("div", address(report, t), class_="f-small f-address", dir=t.direction))
    named = text(t("report.id")) + ": " + tag("bdi", text(report.report_id), dir="ltr")
    lines.append(tag("div", named, class_="f-small", dir=t.direction))
    return "".join(lines)


def address(report: Report, t: Texts) -> str:
    """Return the address of a report as text; a plain web address is a link that names its host and gives nothing away.

    The link is no more than an offer: following it tells the other side who looks, so a note says so beside it.
    """
    host = linked_host(report.url)
    written = tag("bdi", text(report.url), dir="ltr")
    if host is None:
        return f"{text(t('report.address'))}: {written}"
    where = tag("bdi", text(host), dir="ltr")
    open_ = tag(
        "a",
        f"{text(t('report.address.open'))} {where}",
        href=str(report.url),
        target="_blank",
        rel="noreferrer noopener",
        referrerpolicy="no-referrer",
    )
    note = help_(t("report.address"), [t("report.address.help")], t)
    return f"{text(t('report.address'))}: {written} · {open_}{note}"


def report_text(telling: Telling, t: Texts) -> str:
    """Return the text of a report with the evidence of its incident marked, in a box that keys reach and scroll."""
    row = row_of(telling)
    passage = (int(row["evidence_start"]), int(row["evidence_end"]))
    written = highlighted(telling.report.text, marks_of(row["spans"]), passage, anchors=True)
    named = {"aria-label": t("report.text")}
    return tag("div", written, class_="f-report f-scroll", dir="rtl", lang="ar", tabindex="0", role="region", **named)
