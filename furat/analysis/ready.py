"""The incidents of each workspace as they are now, made once for all who look, and anew only after a change."""

import threading
from dataclasses import dataclass, field

import pandas as pd

from furat.analysis.picture import picture
from furat.analysis.places import largest
from furat.store.cache import Held, held_frame
from furat.store.columns import Columns
from furat.store.database import Workspace, shown
from furat.store.filters import Filter
from furat.store.search import WordSearch, word_search
from geo.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Incidents:
    """All incidents of a workspace, and the search for words in them."""

    columns: Columns
    search: WordSearch

    @property
    def frame(self) -> pd.DataFrame:
        """The frame that the columns are of."""
        return self.columns.frame


@dataclass
class _Latest:
    lock: threading.Lock = field(default_factory=threading.Lock)
    held: Held | None = None
    made: Incidents | None = None


_BY_WORKSPACE: dict[str, _Latest] = {}


def incidents(workspace: Workspace) -> Incidents:
    """Return the incidents of a workspace as they are now; the same value as before where nothing has changed."""
    latest = _BY_WORKSPACE.setdefault(shown(workspace.engine.url), _Latest())
    # Two windows that open at the same moment: the second one waits for what the first one makes.
    with latest.lock:
        held = held_frame(workspace, latest.held)
        if latest.made is None or held is not latest.held:
            latest.held, latest.made = held, Incidents(Columns(held.frame), word_search(workspace))
        return latest.made


def prepare(workspace: Workspace, gazetteer: Gazetteer) -> None:
    """Make all that the first look at the incidents takes, so that it is there when somebody looks."""
    columns = incidents(workspace).columns
    picture(columns, Filter(), None, gazetteer)
    largest(columns, gazetteer)
