"""The reports page as HTML: figures of a preview, faults with cause and cure, duplicates, a kept report."""

from collections.abc import Iterable, Sequence
from datetime import date

from furat.analysis.preview import Double, Preview
from furat.readers.fault import ReadFault
from furat.store.kept import BEGINNING, KeptReport
from furat.ui import controls
from furat.ui.cards import tag, text
from furat.ui.texts import Texts

_LONGEST = 300  # letters of a word in a table: values of strangers may be of any length


def figures(preview: Preview, t: Texts) -> str:
    """Return the figures of what was read."""
    values = (
        ("reports.figure.new", len(preview.read)),
        ("reports.figure.incidents", preview.incidents),
        ("reports.figure.known", preview.doubles.total),
        ("reports.figure.faults", preview.faults.total),
    )
    boxes = "".join(tag("div", tag("span", text(t(key))) + tag("b", text(t.number(count)))) for key, count in values)
    return tag("div", boxes, class_="f-figures", dir=t.direction)


def fault_table(faults: Sequence[ReadFault], t: Texts) -> str:
    """Return faults as a table: where, what is wrong, and what cures it."""
    rows = [
        (where(fault.file, fault.line, t), *(_with_values(words) for words in fault_words(fault, t)))
        for fault in faults
    ]
    return _table((t("reports.where"), t("reports.cause"), t("reports.cure")), rows, t)


def double_table(doubles: Sequence[Double], t: Texts) -> str:
    """Return duplicates as a table: where each stands, and which report has the same text."""
    rows = []
    for double in doubles:
        key = "reports.double.kept" if double.kept else "reports.double.here"
        other = tag("bdi", text(_clipped(double.other)))
        rows.append((where(double.file, double.line, t), text(t(key)) + " " + other))
    return _table((t("reports.where"), t("reports.double.same")), rows, t)


def fault_words(fault: ReadFault, t: Texts) -> tuple[str, str]:
    """Return what is wrong and what cures it, in the language of the page; the words of the commands for a kind of
    fault that has no text here."""
    key = f"fault.{fault.key}"
    if not fault.key or not t.has(key):
        return _plain(fault.what), _plain(fault.cure)
    values = {name: _value(value, t) for name, value in fault.values.items()}
    return t(key, **values), t(f"{key}.cure", **values)


_BEGIN, _END = "\ue000", "\ue001"  # of a value inside words; of private use, so that they mean nothing else


def _value(value: object, t: Texts) -> object:
    if isinstance(value, date):
        return t.day(value)
    if isinstance(value, str):
        return f"{_BEGIN}{_plain(value)}{_END}"
    return value


def _plain(words: str) -> str:
    return _clipped(words).replace(_BEGIN, "").replace(_END, "")


def _with_values(words: str) -> str:
    """Return words as HTML, with each value in them kept in its own direction."""
    return text(words).replace(_BEGIN, "<bdi>").replace(_END, "</bdi>")


def where(file: str, line: int | None, t: Texts) -> str:
    """Return the file in which something stands, with its line, as HTML."""
    written = tag("bdi", text(_clipped(file or t("reports.pasted"))))
    return written if line is None else f"{written} {text(t('reports.line', line=line))}"


def isolated(words: str) -> str:
    """Return a stranger's words for a label, kept in their own direction and from being Markdown."""
    return f"\u2068{controls.plain(_clipped(words, 80))}\u2069"


def kept_line(report: KeptReport, t: Texts) -> str:
    """Return a kept report as lines: its title, or the beginning of its text; outlet, day, id."""
    beginning = report.beginning + ("…" if len(report.beginning) == BEGINNING else "")
    title = _clipped(report.title or beginning, BEGINNING + 1)
    day = t.day(report.published) if report.published else t("report.published.unknown")
    about = [report.source, day, report.report_id, t("report.fictional") if report.fictional else None]
    parts = " · ".join(tag("bdi", text(_clipped(part))) for part in about if part)
    return tag(
        "div",
        tag("div", tag("bdi", text(title)), class_="f-kept-title") + tag("div", parts, class_="f-small"),
        class_="f-kept",
        dir=t.direction,
    )


def _table(heads: Iterable[str], rows: Iterable[Sequence[str]], t: Texts) -> str:
    """Return a table; the cells are HTML already."""
    head = tag("tr", "".join(tag("th", text(words), scope="col") for words in heads))
    body = "".join(tag("tr", "".join(tag("td", cell) for cell in row)) for row in rows)
    return tag("table", head + body, class_="f-list", dir=t.direction)


def _clipped(words: str, longest: int = _LONGEST) -> str:
    return words if len(words) <= longest else f"{words[:longest]}…"
