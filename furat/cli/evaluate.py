"""``furat evaluate``: how well labelled documents are read."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from extraction.pipeline import load_extractor, read_report
from extraction.types import Reading, Report
from furat.analysis.evaluation.failures import Failures, failures
from furat.analysis.evaluation.labels import LabelledDocument, read_gold
from furat.analysis.evaluation.links import evaluate_links, link_lines
from furat.analysis.evaluation.measure import evaluate as measure
from furat.analysis.evaluation.tables import as_json, as_markdown, as_text, error_lines
from furat.cli.common import progress
from furat.store.linking.compare import load_linker
from geo.gazetteer import Gazetteer, load_gazetteer


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--errors", is_flag=True, help="List each miss: document, field, expected, got.")
@click.option("--failures", "by_kind", is_flag=True, help="Count the misses by kind of failure.")
@click.option(
    "--only",
    metavar="ID,...|FILE",
    multiple=True,
    help="Measure these documents only: ids, or a file of labelled documents or of ids, one a line; may be repeated.",
)
@click.option(
    "--exclude", metavar="ID,...|FILE", multiple=True, help="Leave these documents out, written in the same way."
)
@click.option("--links", "by_links", is_flag=True, help="Measure the linking of reports, on labels that name events.")
@click.option("--json", "as_record", is_flag=True, help="Print one JSON object.")
@click.option("--markdown", is_flag=True, help="Print the tables as Markdown.")
def evaluate(
    *,
    gold: Path,
    errors: bool,
    by_kind: bool,
    by_links: bool,
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    as_record: bool,
    markdown: bool,
) -> None:
    """Read labelled documents and print how well the reading agrees with the labels, stage by stage.

    GOLD is a JSON Lines file as docs/labelling.md describes it. Each score comes with the interval that a resampling
    of the documents gives, and stated confidence is set against the share that is right.
    """
    if as_record and markdown:
        raise click.UsageError("--json and --markdown are two forms of one output; choose one.")
    documents, faults = read_gold(gold)
    for fault in faults:
        click.echo(str(fault), err=True)
    documents = _chosen(documents, _ids(only), _ids(exclude))
    if documents and by_links:
        _links(documents, errors=errors, as_record=as_record, markdown=markdown)
    elif documents:
        gazetteer = load_gazetteer()
        read = partial(read_report, extractor=load_extractor(gazetteer))
        evaluation = measure(progress(documents, unit="document", total=len(documents)), read, gazetteer)
        kinds = _failures(documents, read, gazetteer) if by_kind else None
        if as_record:
            click.echo(json.dumps(as_json(evaluation, errors=errors, failures=kinds), ensure_ascii=False))
        else:
            click.echo(as_markdown(evaluation, kinds) if markdown else as_text(evaluation, kinds))
            if errors:
                click.echo()
                for line in error_lines(evaluation):
                    click.echo(line)
    elif not faults:
        raise click.ClickException("No document is left to measure. Check --only and --exclude.")
    if faults:
        click.get_current_context().exit(1)


def _links(documents: Sequence[LabelledDocument], *, errors: bool, as_record: bool, markdown: bool) -> None:
    if not any(incident.event for document in documents for incident in document.incidents):
        raise click.ClickException(
            'No label names an event. Give each incident the key "event", the same in every report that tells it '
            "(docs/labelling.md)."
        )
    gazetteer = load_gazetteer()
    extractor = load_extractor(gazetteer)
    read = partial(read_report, extractor=extractor)
    evaluation = evaluate_links(documents, read, load_linker(extractor.lexicon), gazetteer)
    if as_record:
        click.echo(json.dumps(asdict(evaluation), ensure_ascii=False))
        return
    lines = link_lines(evaluation, markdown=markdown)
    if errors:
        lines += ["", *(f"wrong   {pair}" for pair in evaluation.wrong)]
        lines += [f"missed  {pair}" for pair in evaluation.missed]
    click.echo("\n".join(lines))


def _failures(
    documents: Sequence[LabelledDocument], read: Callable[[Report], Reading], gazetteer: Gazetteer
) -> Failures:
    counts: Failures = Counter()
    for document in documents:
        counts += failures(document, read(document.report), gazetteer)
    return counts


def _ids(values: Sequence[str]) -> list[str]:
    """Return the ids that an option names: in a file where there is one of that name, else joined by commas."""
    ids: list[str] = []
    for value in values:
        path = Path(value)
        if not path.is_file():
            ids += [part.strip() for part in value.split(",") if part.strip()]
        elif path.suffix == ".jsonl":
            documents, faults = read_gold(path)
            if faults:
                raise click.ClickException("\n".join(map(str, faults)))
            ids += [document.report.report_id for document in documents]
        else:
            ids += path.read_text(encoding="utf-8").split()
    return ids


def _chosen(
    documents: Sequence[LabelledDocument], only: Sequence[str], exclude: Sequence[str]
) -> list[LabelledDocument]:
    known = {document.report.report_id for document in documents}
    missing = [report_id for report_id in only if report_id not in known]
    if missing:
        raise click.ClickException(f"No such document: {', '.join(missing)}. Check --only against the ids of the file.")
    wanted = set(only) or known
    return [document for document in documents if document.report.report_id in wanted - set(exclude)]
