"""``furat explain``: why reports are read as they are."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from extraction.pipeline import load_extractor, read_report
from extraction.types import Report
from furat.analysis.explain import explain as explained
from furat.analysis.explain import explanation_record
from furat.analysis.explain_text import explanation_lines, json_safe
from furat.cli.common import Inputs, additions_options, gazetteer_for, open_stream, options, published_option


@click.command()
@options(
    click.argument("reports", metavar="REPORT...", nargs=-1, required=True, type=click.Path(path_type=Path)),
    published_option,
    click.option("--id", "ids", metavar="REPORT_ID", multiple=True, help="Only this report; may be repeated."),
    click.option(
        "--format",
        type=click.Choice(("text", "json")),
        default="text",
        show_default=True,
        help="Text for a terminal, or one JSON object a line for each report.",
    ),
    *additions_options,
)
def explain(
    *,
    reports: tuple[Path, ...],
    published: date | None,
    ids: tuple[str, ...],
    format: str,
    workspace: Path | None,
    db: str | None,
) -> None:
    """Print reports with their readings: each value with the words and the rule behind it, what else was considered.

    REPORT is a file (.txt .html .jsonl .csv) or a folder of such files.
    """
    extractor = load_extractor(gazetteer_for(workspace, db))
    inputs = Inputs(reports, published)
    missing = set(ids)
    with open_stream(Path("-")) as out:
        for number, report in enumerate(_chosen(inputs, ids)):
            missing.discard(report.report_id)
            explanation = explained(read_report(report, extractor))
            if format == "json":
                out.write(json_safe(json.dumps(explanation_record(explanation), ensure_ascii=False)) + "\n")
            else:
                _write_text(explanation_lines(explanation), out, first=number == 0)
    for report_id in sorted(missing):
        inputs.fault(f"{report_id}: no report of the input has this id. Check --id against the ids of the file.")
    inputs.finish()


def _chosen(inputs: Inputs, ids: tuple[str, ...]) -> Iterator[Report]:
    return (report for report in inputs if not ids or report.report_id in ids)


def _write_text(lines: Iterator[str], out: TextIO, *, first: bool) -> None:
    if not first:
        out.write("\n")
    out.writelines(f"{line}\n" for line in lines)
