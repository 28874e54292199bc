"""``furat extract``: the incidents that reports tell."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from extraction.pipeline import Extractor, load_extractor, read_report
from extraction.record import incident_record
from furat.cli.common import (
    Inputs,
    areas_option,
    excel_option,
    open_stream,
    options,
    output_option,
    paths_argument,
    progress,
    published_option,
    shape_for,
)
from furat.exchange.export import FORMATS, write_incidents
from furat.exchange.geojson import AreaChoice
from furat.store.frame import FICTIONAL_FLAG
from geo.gazetteer import load_gazetteer


@click.command()
@options(
    paths_argument,
    click.option("--format", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="Format to write."),
    output_option,
    published_option,
    areas_option,
    excel_option,
)
def extract(
    *, paths: tuple[Path, ...], format: str, output: Path, published: date | None, areas: AreaChoice, excel: bool
) -> None:
    """Write the incidents that reports tell, without keeping anything.

    PATH is a file (.txt .html .jsonl .csv) or a folder of such files.
    """
    gazetteer = load_gazetteer()
    extractor = load_extractor(gazetteer)
    inputs = Inputs(paths, published)
    with open_stream(output) as out:
        write_incidents(
            _records(inputs, extractor),
            out,
            format=format,
            areas=areas,
            shape=shape_for(format, areas, gazetteer),
            excel=excel,
        )
    inputs.finish()


def _records(inputs: Inputs, extractor: Extractor) -> Iterator[dict[str, Any]]:
    for report in progress(inputs):
        for incident in read_report(report, extractor).incidents:
            record = incident_record(incident, report)
            if report.fictional and FICTIONAL_FLAG not in record["flags"]:
                record["flags"].append(FICTIONAL_FLAG)
            yield record
