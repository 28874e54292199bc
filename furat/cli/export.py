"""``furat export``: what a workspace holds, filtered as on the screen."""

from pathlib import Path
from typing import Any

import click

from extraction.lexicon import load_lexicon
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
from furat.exchange.export import FORMATS, write_frame
from furat.exchange.geojson import AreaChoice
from furat.exchange.handout import MAPS, Ground, map_bytes, map_sheet
from furat.store.columns import Columns
from furat.store.filters import ACTOR_ROLES, FILTER_OPTIONS, FilterOption, find_place, make_filter
from furat.store.frame import incident_frame
from furat.store.gazetteer import local_gazetteer
from furat.store.passing import hidden_undated, passing
from furat.store.search import Level, word_search
from furat.wording import LANGUAGES
from geo.areas import load_areas
from geo.gazetteer import Gazetteer, load_gazetteer


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
    click.option("--format", type=click.Choice((*FORMATS, *MAPS)), required=True, help="Format to write."),
    output_option,
    click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=LANGUAGES[0],
        show_default=True,
        help=f"Maps ({', '.join(MAPS)}): their language.",
    ),
    click.option("--dpi", type=click.IntRange(50, 600), help="PNG: dots an inch [default: 200]."),
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
    language: str,
    dpi: int | None,
    areas: AreaChoice,
    excel: bool,
    workspace: Path | None,
    db: str | None,
    **wanted: Any,
) -> None:
    """Write the incidents of a workspace that a filter lets through, or a map of them.

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
        with open_stream(output) as out:
            if format in MAPS:
                sheet = map_sheet(kept, chosen, _ground(gazetteer, language), safe=safe_to_share)
                out.buffer.write(map_bytes(sheet, format, dpi=dpi))
            else:
                write_frame(
                    kept,
                    chosen,
                    source,
                    out,
                    format=format,
                    areas=areas,
                    shape=shape_for(format, areas, gazetteer),
                    excel=excel,
                    coarse=gazetteer if safe_to_share else None,
                    progress=lambda rows: progress(rows, unit="incident", total=len(kept)),
                )
        undated = hidden_undated(found)
    finally:
        source.close()
    if undated:
        click.echo(
            f"{undated} more incidents match but carry no date; leave out --from and --to to see them.", err=True
        )


def _ground(gazetteer: Gazetteer, language: str) -> Ground:
    actors = load_lexicon().actors

    def actor_name(actor_id: str) -> str:
        actor = actors.get(actor_id)
        return actor_id if actor is None else actor.name_ar if language == "ar" else actor.name_en

    return Ground(gazetteer, load_areas(), actor_name, language)
