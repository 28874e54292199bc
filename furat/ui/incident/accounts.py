"""Who says so: each report with its outlet, its day, its own figures and its literal words, as HTML."""

from collections.abc import Mapping, Sequence
from typing import Any

from furat.analysis.figures import Range, range_text
from furat.analysis.quotes import Account, differ
from furat.ui import cards
from furat.ui.cards import tag, text
from furat.ui.incident.facts import chip
from furat.ui.texts import Texts

_COUNTS = ("killed", "injured")


def accounts_table(told: Sequence[Account], row: Mapping[str, Any], t: Texts) -> str:
    """Return what each report says of the dead and the wounded, and what comes of it together."""
    labels = (t("review.claims"), t("report.killed"), t("report.injured"))
    lines = [tag("tr", "".join(tag("th", text(label), scope="col") for label in labels))]
    for account in told:
        number = tag("span", text(t.number(account.number)), class_="f-number") if len(told) > 1 else ""
        who = tag("th", f"{number} {cards.about(account.telling.report, t)}", scope="row")
        cells = _cell(account.killed, account.killed_words, account, "killed", t)
        cells += _cell(account.injured, account.injured_words, account, "injured", t)
        lines.append(tag("tr", who + cells))
    if len(told) > 1:
        total = "".join(tag("td", tag("b", text(_together(row, what, t)))) for what in _COUNTS)
        lines.append(tag("tr", tag("th", text(t("review.together")), scope="row") + total, class_="f-total"))
    table = tag("table", "".join(lines), class_="f-claims f-accounts", dir=t.direction)
    note = tag("p", text(t("incident.differ")), class_="f-small", dir=t.direction) if differ(told) else ""
    return table + note


def _cell(figures: Range, words: Sequence[str], account: Account, what: str, t: Texts) -> str:
    if account.shared:
        said = text(t("card.shared"))
    elif figures.low is None:
        said = tag("span", text(t("report.unknown")), class_="f-none")
    else:
        said = text(t.figures(range_text(figures)))
    return tag("td", " ".join([said, *(chip(one, what) for one in words)]))


def _together(row: Mapping[str, Any], what: str, t: Texts) -> str:
    if row["casualties_shared"]:
        return t("card.shared")
    estimate = cards.row_range(row, what)
    return t("report.unknown") if estimate.low is None else t.figures(range_text(estimate))
