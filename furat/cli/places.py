"""``furat places``: the places that reports name."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from extraction.pipeline import Extractor, load_extractor, read_report
from extraction.record import place_record
from furat.cli.common import (
    Inputs,
    excel_option,
    open_stream,
    options,
    output_option,
    paths_argument,
    progress,
    published_option,
)
from furat.exchange.csv import write_csv
from furat.exchange.jsonl import write_jsonl
from geo.gazetteer import load_gazetteer

COLUMNS = ("report_id start end surface place_id name_ar name_en kind lat lon score candidates fictional").split()
"""Keys of a place mention: the contract's, and whether the report is invented."""


@click.command()
@options(
    paths_argument,
    click.option(
        "--format", type=click.Choice(("jsonl", "csv")), default="jsonl", show_default=True, help="Format to write."
    ),
    output_option,
    published_option,
    excel_option,
)
def places(*, paths: tuple[Path, ...], format: str, output: Path, published: date | None, excel: bool) -> None:
    """Write the places that reports name, each mention with what it was resolved to and the candidates.

    PATH is a file (.txt .html .jsonl .csv) or a folder of such files.
    """
    extractor = load_extractor(load_gazetteer())
    inputs = Inputs(paths, published)
    with open_stream(output) as out:
        if format == "csv":
            write_csv(_records(inputs, extractor), out, columns=COLUMNS, excel=excel)
        else:
            write_jsonl(_records(inputs, extractor), out)
    inputs.finish()


def _records(inputs: Inputs, extractor: Extractor) -> Iterator[dict[str, Any]]:
    for report in progress(inputs):
        for mention in read_report(report, extractor).places:
            place = extractor.gazetteer.get(mention.place_id)
            yield place_record(mention, report, place) | {"fictional": report.fictional}
