"""``furat export``: what a workspace holds, filtered as on the screen."""

from pathlib import Path
from typing import Any

import click

from furat.cli.common import (
    areas_option,
    db_option,
    excel_option,
    open_for,
    open_stream,
    options,
    output_option,
    progress,
    shape_for,
    workspace_option,
)
from furat.exchange.export import FORMATS, write_incidents
from furat.exchange.geojson import AreaChoice
from furat.exchange.shareable import SHAREABLE_KEYS, shareable
from furat.store.columns import Columns
from furat.store.filters import ACTOR_ROLES, FILTER_OPTIONS, FilterOption, describe, find_place, make_filter
from furat.store.frame import RECORD_KEYS, incident_frame, records
from furat.store.gazetteer import local_gazetteer
from furat.store.passing import hidden_undated, passing
from furat.store.search import Level, word_search
from geo.gazetteer import load_gazetteer


def _click_option(option: FilterOption) -> Any:
    if option.kind == "role":
        return click.option(option.option, option.field, type=click.Choice(ACTOR_ROLES), help=option.help)
    many = option.kind == "many"
    text = f"{option.help} May be given several times." if many else option.help
    metavar = {"date": "DATE", "count": "NUMBER", "share": "NUMBER"}.get(option.kind, "TEXT")
    return click.option(option.option, option.field, multiple=many, metavar=metavar, help=text)


@click.command()
@options(
    *(_click_option(option) for option in FILTER_OPTIONS),
    click.option(
        "--level",
        type=click.Choice(("incident", "reported")),
        default="incident",
        show_default=True,
        help="One row an incident, or one for each report that tells it.",
    ),
    click.option(
        "--safe-to-share",
        is_flag=True,
        help="Leave out the words, addresses and ids of reports; places become their sub-district.",
    ),
    click.option("--format", type=click.Choice(FORMATS), required=True, help="Format to write."),
    output_option,
    areas_option,
    excel_option,
    workspace_option,
    db_option,
)
def export(
    *,
    level: Level,
    safe_to_share: bool,
    format: str,
    output: Path,
    areas: AreaChoice,
    excel: bool,
    workspace: Path | None,
    db: str | None,
    **wanted: Any,
) -> None:
    """Write the incidents of a workspace that a filter lets through.

    Filters are those of the dashboard: values of one filter are alternatives, different filters are all required.
    """
    source = open_for(workspace, db, create=False)
    try:
        gazetteer = local_gazetteer(source, load_gazetteer())
        wanted["places"] = [find_place(gazetteer, text) for text in wanted["places"]]
        chosen = make_filter(wanted)
        frame = incident_frame(source, level=level)
        search = word_search(source, level=level)
        found = passing(Columns(frame), chosen, gazetteer, search)
        kept = frame[found.mask()]
        rows = progress(records(kept, source), unit="incident", total=len(kept))
        with open_stream(output) as out:
            write_incidents(
                shareable(rows, gazetteer) if safe_to_share else rows,
                out,
                format=format,
                areas=areas,
                shape=shape_for(format, areas, gazetteer),
                about={"safe_to_share": True} if safe_to_share else describe(chosen),  # a filter may name somebody
                excel=excel,
                columns=SHAREABLE_KEYS if safe_to_share else RECORD_KEYS,
            )
        undated = hidden_undated(found)
    finally:
        source.close()
    if undated:
        click.echo(
            f"{undated} more incidents match but carry no date; leave out --from and --to to see them.", err=True
        )
