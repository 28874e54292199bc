"""Which incidents pass a filter: part by part, so that the counts beside a filter can leave its own part out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from furat.errors import FilterError
from furat.store.columns import ALL, EPOCH, NO_DAY, Coded, Columns, Mask, Rows, positions
from furat.store.filters import NOT_MAPPABLE, PRECISIONS, Filter
from furat.store.search import WordSearch, folded
from geo.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Passing:
    """The rows of a table that pass each part of a filter. A part is named after its field; both dates are one part,
    ``dates``, and both numbers of killed another, ``killed``."""

    columns: Columns
    parts: Mapping[str, Mask]

    def mask(self, *without: str) -> Mask:
        """Return the rows that pass all parts, but for those that are left out."""
        found = np.ones(len(self.columns), dtype=np.bool_)
        for name, mask in self.parts.items():
            if name not in without:
                found &= mask
        return found

    def rows(self, *without: str) -> Rows:
        """Return the same as rows."""
        kept = [mask for name, mask in self.parts.items() if name not in without]
        return positions(self.mask(*without)) if kept else ALL


def passing(columns: Columns, f: Filter, gazetteer: Gazetteer, search: WordSearch | None = None) -> Passing:
    """Return the rows of an incident table that each part of a filter lets through; what asks nothing is no part.

    Args:
        columns: Of a frame from ``incident_frame``, whole or filtered before.
        f: The filter.
        gazetteer: Its tree says what lies within a place.
        search: Finds the words of the filter in the workspace that the frame is of, at the level of the frame
            (``furat.store.search``); it can be left out where the filter asks for no words.

    Raises:
        FilterError: A place is neither in the gazetteer nor in the frame.
    """
    parts: dict[str, Mask] = {}
    for name, key in _SINGLE.items():
        if wanted := getattr(f, name):
            parts[name] = _any(columns.coded(key), wanted)
    if f.incident_ids:
        parts["incident_ids"] = columns.frame["incident_id"].isin(f.incident_ids).to_numpy(dtype=np.bool_)
    if f.sources:
        parts["sources"] = any_of(columns.coded("sources"), f.sources)
    if f.report_ids:  # the list is empty where there is but one report
        leading = columns.frame["report_id"].isin(f.report_ids).to_numpy(dtype=np.bool_)
        parts["report_ids"] = leading | any_of(columns.coded("report_ids"), f.report_ids)
    if f.places:
        parts["places"] = _places(columns, f.places, gazetteer)
    if f.actors:
        parts["actors"] = any_of(actors(columns, f.actor_role), f.actors)
    if f.precisions:
        parts["precisions"] = _any(precisions(columns), f.precisions)
    if f.killed_from is not None or f.killed_to is not None:
        parts["killed"] = _killed(columns, f)
    if f.confidence_from is not None:
        parts["confidence_from"] = columns.numbers("confidence") >= f.confidence_from
    if f.date_from is not None or f.date_to is not None:
        parts["dates"] = _dates(columns, f)
    if f.text.strip():
        if search is None:
            raise ValueError("a filter that asks for words wants the search of the workspace")
        parts["text"] = _words(columns, f.text, search)
    return Passing(columns, parts)


def apply_filter(
    frame: pd.DataFrame, f: Filter, gazetteer: Gazetteer, search: WordSearch | None = None
) -> pd.DataFrame:
    """Return the rows of an incident frame that the filter lets through, in their order; see ``passing``."""
    return frame[passing(Columns(frame), f, gazetteer, search).mask()]


def hidden_undated(found: Passing) -> int:
    """Count the incidents that match all but the dates because they have none; a page says so beside its result."""
    if "dates" not in found.parts:
        return 0
    return int(np.count_nonzero(found.mask("dates") & (found.columns.days("date_start") == NO_DAY)))


_SINGLE = {"event_types": "event_type", "sub_event_types": "sub_event_type", "reviews": "review"}
"""Parts of a filter whose values stand in one column as they are."""

_ROLE_COLUMNS = {"perpetrator": "perpetrators", "target": "targets"}


def actors(columns: Columns, role: str) -> Coded:
    """Return the actors of each row in a role, as lists; for ``either`` those of both sides, each once."""
    if role in _ROLE_COLUMNS:
        return columns.coded(_ROLE_COLUMNS[role])
    return columns.keep(("actors", role), lambda: _both_sides(columns))


def _both_sides(columns: Columns) -> Coded:
    did, hit = columns.coded("perpetrators"), columns.coded("targets")
    pairs, codes = np.unique(did.codes * max(1, len(hit.values)) + hit.codes, return_inverse=True)
    lists = [divmod(int(pair), max(1, len(hit.values))) for pair in pairs]
    return Coded(tuple(tuple(dict.fromkeys(did.values[a] + hit.values[b])) for a, b in lists), codes.astype(np.intp))


def precisions(columns: Columns) -> Coded:
    """Return how well the place of each row is known, as one of ``PRECISIONS``."""

    def make() -> Coded:
        codes = np.nan_to_num(columns.numbers("geo_precision"), nan=0.0).astype(np.intp) - 1
        nowhere = np.isnan(columns.numbers("lat")) | (codes < 0) | (codes > 2)
        return Coded(PRECISIONS, np.where(nowhere, PRECISIONS.index(NOT_MAPPABLE), codes))

    return columns.keep("precisions", make)


def places(columns: Columns) -> Coded:
    """Return the id of the place of each row. A village that the gazetteer lacks has none: it stands under the p-code
    that it was put under."""

    def make() -> Coded:
        ids, codes = columns.coded("place_id"), columns.coded("pcode")
        known = {value: number for number, value in enumerate(ids.values)}
        more = [value for value in codes.values if value not in known]
        values = (*ids.values, *more)
        at = {value: number for number, value in enumerate(values)}
        instead = np.array([*(at[value] for value in codes.values), -1], dtype=np.intp)
        return Coded(values, np.where(ids.codes >= 0, ids.codes, instead[codes.codes]))

    return columns.keep("places", make)


def _places(columns: Columns, asked: tuple[str, ...], gazetteer: Gazetteer) -> Mask:
    held = places(columns)
    wanted: set[str] = set()
    for place_id in asked:
        wanted.add(place_id)
        if gazetteer.get(place_id) is not None:
            wanted |= gazetteer.descendants(place_id)
        elif place_id not in held.values:
            # A gazetteer may lose a place that stored incidents still name: these stay findable by its id.
            words = f"There is no place {place_id!r} in the gazetteer. Find ids with: furat gazetteer search NAME"
            raise FilterError(words, "place", value=place_id)
    return _any(held, wanted)


def _any(column: Coded, wanted: Collection[str]) -> Mask:
    """Return the rows whose value is one of the wanted."""
    return column.where([value in wanted for value in column.values])


def any_of(lists: Coded, wanted: Iterable[str]) -> Mask:
    """Return the rows whose list holds any of the wanted."""
    asked = frozenset(wanted)
    return lists.where([not asked.isdisjoint(ids) for ids in lists.values])


def _killed(columns: Columns, f: Filter) -> Mask:
    harm = columns.harm("killed")
    mask = harm.known.copy()
    if f.killed_from is not None:
        mask &= harm.least >= f.killed_from
    if f.killed_to is not None:
        mask &= ~harm.open_ended & (harm.most <= f.killed_to)
    return mask


def _dates(columns: Columns, f: Filter) -> Mask:
    start, end = columns.days("date_start"), columns.days("date_end")
    mask: Mask = start != NO_DAY  # undated incidents drop out as soon as a date is asked for
    if f.date_from is not None:
        mask &= end >= _day_number(f.date_from)
    if f.date_to is not None:
        mask &= start <= _day_number(f.date_to)
    return mask


def _day_number(day: date) -> int:
    return (day - EPOCH).days


def _words(columns: Columns, text: str, search: WordSearch) -> Mask:
    """Match words as parts of words, since و ب ل ف ك and ال are written onto them (``بعبوة`` holds عبوة).

    Each word may stand in the evidence, in the title or in a name of the place.
    """
    mask = np.ones(len(columns), dtype=np.bool_)
    for word in folded(text).split():
        hits = columns.frame["incident_id"].isin(search(word)).to_numpy(dtype=np.bool_, copy=True)
        for key in ("place_name_ar", "place_name_en"):
            names = columns.coded(key)
            hits |= names.where([word in folded(name) for name in names.values])
        mask &= hits
    return mask
