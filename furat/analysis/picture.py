"""What the explore page shows of one filter: map, timeline, list, figures and counts, all made of the same rows."""

from dataclasses import dataclass

import numpy as np

from furat.analysis.facets import Facets, facets
from furat.analysis.figures import Summary, summary
from furat.analysis.places import Spot, spot_mask, spots, unplaced
from furat.analysis.timeline import Timeline, timeline
from furat.store.columns import Columns, Rows
from furat.store.filters import Filter
from furat.store.passing import Passing, passing
from furat.store.search import WordSearch
from geo.gazetteer import Gazetteer

SPOT = "spot"
"""The name of the clicked place among the parts of what passes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of one filter.

    ``rows`` pass the filter and ``chosen`` are those of them at the place that was clicked, if one was: list and
    figures show them. The map shows ``marks`` of all ``rows``, so that another place can be clicked; the timeline
    leaves the filter's own dates out, so that they can be moved. ``found`` says which rows pass each part, the clicked
    place, ``spot``, among the parts: to the counts beside the filters it is a filter like the others.
    """

    found: Passing
    rows: Rows
    chosen: Rows
    marks: list[Spot]
    figures: Summary
    facets: Facets
    timeline: Timeline
    unplaced: Rows


def picture(
    columns: Columns, f: Filter, spot_id: str | None, gazetteer: Gazetteer, search: WordSearch | None = None
) -> Picture:
    """Return the picture of a filter and of the spot that was clicked, if one was.

    Raises:
        FilterError: A place is neither in the gazetteer nor among the incidents.
    """
    found = passing(columns, f, gazetteer, search)
    if spot_id is not None:
        found = Passing(columns, {**found.parts, SPOT: spot_mask(columns, gazetteer, spot_id)})
    rows, chosen = found.rows(SPOT), found.rows()
    return Picture(
        found=found,
        rows=rows,
        chosen=chosen,
        marks=spots(columns, rows, gazetteer),
        figures=summary(columns, chosen),
        facets=facets(found, f, gazetteer),
        timeline=timeline(columns, found.rows("dates")),
        unplaced=unplaced(columns, chosen),
    )


def neighbours(columns: Columns, rows: Rows, incident_id: str) -> tuple[str | None, str | None]:
    """Return the incidents before and after one in the list of rows, round its ends; None where there is no other.

    Of one that is not in the list the neighbours are the last and the first.
    """
    ids = columns.frame["incident_id"]
    listed = np.arange(len(columns)) if isinstance(rows, slice) else rows
    found = np.flatnonzero((ids == incident_id).to_numpy(dtype=bool))
    at = int(np.searchsorted(listed, found[0])) if len(found) else len(listed)
    is_listed = at < len(listed) and len(found) > 0 and int(listed[at]) == int(found[0])
    if len(listed) - is_listed < 1:
        return None, None
    before, after = ((at - 1) % len(listed), (at + 1) % len(listed)) if is_listed else (len(listed) - 1, 0)
    return str(ids.iloc[int(listed[before])]), str(ids.iloc[int(listed[after])])
