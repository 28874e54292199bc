"""What the pages stand on, opened once for all sessions: workspace, gazetteer, boundaries and names."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from extraction.lexicon import Lexicon, load_lexicon
from extraction.pipeline import Extractor, load_extractor
from furat.analysis import ready
from furat.analysis.ready import Incidents
from furat.store.gazetteer import Additions, additions
from furat.store.linking.compare import Linker, load_linker
from furat.store.review.values import Vocabulary
from furat.store.workspace import (
    SAMPLES,
    Workspace,
    named_workspace,
    open_workspace,
    samples_workspace,
)
from furat.ui.names import Names
from furat.ui.texts import Texts, load_texts
from geo.areas import Areas, load_areas
from geo.background import background
from geo.gazetteer import Gazetteer, load_gazetteer
from geo.layers import Background

logger = logging.getLogger(__name__)

_BY_VERSION: dict[str | type, Callable[[Any], Any]] = {Gazetteer: lambda places: places.version}
"""How caches tell gazetteers apart: a version covers the tables and what people added."""


@dataclass
class _Opened:
    """The samples' workspace, once it is open."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    samples: Workspace | None = None


@st.cache_resource(show_spinner=False)
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the tables, loaded once."""
    return load_gazetteer()


def gazetteer_of(opened: Workspace) -> Gazetteer:
    """Return the gazetteer with what people added in the workspace; made anew only when something was added."""
    return _with_additions(additions(opened), gazetteer())


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Additions: repr, **_BY_VERSION})
def _with_additions(added: Additions, base: Gazetteer) -> Gazetteer:
    return added.on(base)


@st.cache_resource(show_spinner=False)
def areas() -> Areas:
    """Return the boundaries, loaded once."""
    return load_areas()


@st.cache_resource(show_spinner=False)
def lexicon() -> Lexicon:
    """Return the lexicon, loaded once."""
    return load_lexicon()


@st.cache_resource(show_spinner=False)
def linker() -> Linker:
    """Return the weights of linking, loaded once."""
    return load_linker(lexicon())


def extractor(opened: Workspace) -> Extractor:
    """Return rules and data for reading reports with the gazetteer of the workspace, made once for each gazetteer."""
    return _extractor(gazetteer_of(opened))


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=_BY_VERSION)
def _extractor(places: Gazetteer) -> Extractor:
    return load_extractor(places)


def vocabulary(opened: Workspace) -> Vocabulary:
    """Return what values may be in a workspace."""
    return Vocabulary(lexicon().actors.keys(), lexicon().weapons, gazetteer_of(opened))


@st.cache_resource(show_spinner=False)
def actor_names() -> Mapping[str, Mapping[str, str]]:
    """Return the names of the actors by id and language, from the lexicon."""
    return {key: {"ar": actor.name_ar, "en": actor.name_en} for key, actor in lexicon().actors.items()}


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs=_BY_VERSION)
def map_background(right_to_left: bool, places: Gazetteer) -> Background:
    """Return the background of the map, made once for each direction of writing and each gazetteer."""
    return background(areas(), places, right_to_left=right_to_left)


def names(language: str, opened: Workspace) -> Names:
    """Return the names in a language, those that people added in the workspace among them."""
    return Names(load_texts(language), gazetteer_of(opened), actor_names())


def workspace(t: Texts) -> Workspace:
    """Return the workspace that the environment names, else that of the samples, which are read with a bar at first.

    Raises:
        WorkspaceError: if it cannot be opened; the message says what to do.
    """
    folder, url = named_workspace()
    if folder is not None or url is not None:
        return _named_workspace(folder, url)
    place = st.empty()
    with place.container():
        opened = _samples(t)
    place.empty()
    return opened


@st.cache_resource(show_spinner=False)
def _named_workspace(folder: Path | None, url: str | None) -> Workspace:
    return open_workspace(folder, url=url)


def _samples(t: Texts) -> Workspace:
    opened = _opened()
    # Two windows that open at the same moment: the second one waits for the first to read the samples.
    with opened.lock:
        if opened.samples is None:
            opened.samples = _read_samples(t)
    return opened.samples


def _read_samples(t: Texts) -> Workspace:
    bar = st.progress(0.0, text=t("loading.samples"))
    done, total = 0, sum(1 for line in SAMPLES.read_text(encoding="utf-8").splitlines() if line.strip())

    def step(_: object) -> None:
        nonlocal done
        done += 1
        bar.progress(min(1.0, done / total), text=t("loading.report", done=done, total=total))

    return samples_workspace(extractor=load_extractor(gazetteer()), progress=step)


@st.cache_resource(show_spinner=False)
def _opened() -> _Opened:
    return _Opened()


def incidents(opened: Workspace) -> Incidents:
    """Return the incidents of the workspace as they are now; made anew only when it has changed."""
    return ready.incidents(opened)
