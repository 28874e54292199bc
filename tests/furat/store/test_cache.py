"""The frame that is kept: always what the database holds, whatever happened to database or file in between."""

import shutil

import builders
import numpy as np
import pandas as pd
import pytest
from builders import EDITOR, events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared import ACTS, ADMIN, mode

from extraction.lexicon import load_lexicon
from furat.errors import ReviewError
from furat.store import cache
from furat.store.cache import held_frame
from furat.store.following import followed, mark
from furat.store.frame import incident_frame
from furat.store.ingest import ingest
from furat.store.keeping.backup import back_up
from furat.store.keeping.purge import purge
from furat.store.keeping.restore import restore
from furat.store.review import decisions
from furat.store.review.additions import learn_spelling
from furat.store.review.audit import undo
from furat.store.review.values import Vocabulary

same = pd.testing.assert_frame_equal


@pytest.fixture(scope="session")
def known(gazetteer):
    return Vocabulary(frozenset(load_lexicon().actors), frozenset({"ied"}), gazetteer)


@pytest.fixture
def kept(opening_fresh):
    return opening_fresh()


@pytest.fixture
def every_size(monkeypatch):
    """Also a small frame is cached."""
    monkeypatch.setattr(cache, "LEAST_ROWS", 0)


@pytest.fixture
def beside(kept, every_size):
    """The file of the cache, on the database that has one."""
    if kept.folder is None:
        assert held_frame(kept).frame.equals(incident_frame(kept))
        return None
    held_frame(kept)
    return kept.folder / "cache" / "incidents.arrow"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from([*sorted(ACTS), "undo"]), st.integers(0, 4), st.integers(0, 4)), max_size=8
    )
)
def test_a_frame_that_follows_decisions_is_the_one_that_is_read_anew(steps, opening_fresh, known):
    workspace = opening_fresh()
    ids = sorted(events(workspace))[-5:]
    was, frame = mark(workspace), incident_frame(workspace)
    done = []
    for name, one, other in steps:
        try:
            if name == "undo":
                undo(workspace, done.pop() if done else 0, EDITOR)
            else:
                done.append(ACTS[name](workspace, ids[one], ids[other], known))
        except ReviewError:
            continue
    now = mark(workspace)
    same(in_order(followed(workspace, frame, was, now)), in_order(incident_frame(workspace)))


def in_order(frame):
    """The incidents by id, categories as plain values: which categories a frame has beyond its values is all one."""
    plain = frame.astype({key: object for key in frame.columns if isinstance(frame[key].dtype, pd.CategoricalDtype)})
    assert frame["date_start"].dropna().is_monotonic_decreasing
    return plain.sort_values("incident_id", ignore_index=True)


@pytest.mark.parametrize(
    "more",
    [
        lambda w, known: ingest(w, [builders.report("later", "نص آخر")], builders.extractor()),
        lambda w, known: purge(w, sorted(events(w))[0].split("-")[0], "سبب", ADMIN),
    ],
    ids=["ingest", "purge"],
)
def test_what_is_more_than_a_decision_is_read_anew(kept, known, more):
    was, frame = mark(kept), incident_frame(kept)
    decisions.accept(kept, sorted(events(kept))[-1], EDITOR)
    more(kept, known)
    assert followed(kept, frame, was, mark(kept)) is None
    same(held_frame(kept, cache.Held(frame, was)).frame, incident_frame(kept))


def test_an_addition_to_the_gazetteer_leaves_the_frame_as_it_is(kept, known):
    was, frame = mark(kept), incident_frame(kept)
    learn_spelling(kept, "عرزالة", "C5119", EDITOR, known.gazetteer)
    assert followed(kept, frame, was, mark(kept)) is frame


def test_nothing_happened_and_nothing_is_made(kept):
    held = held_frame(kept)
    assert held_frame(kept, held) is held


def test_a_small_frame_leaves_no_file(kept):
    held_frame(kept)
    assert kept.folder is None or not (kept.folder / "cache").exists()


def test_the_file_gives_back_what_was_put_in(kept, known, beside):
    if beside is None:
        return
    decisions.correct(
        kept, sorted(events(kept))[0], {"date_start": "", "killed_best": "", "targets": ""}, EDITOR, known
    )
    decisions.merge(kept, sorted(events(kept))[1:3], EDITOR)
    decisions.place(kept, sorted(events(kept))[3], (35.0, 40.0), EDITOR, known.gazetteer)
    beside.unlink()
    made = held_frame(kept)
    found = cache._read(kept)
    same(found.frame, made.frame)
    assert found.at == made.at == mark(kept)
    assert (mode(beside), mode(beside.parent)) == (0o600, 0o700)
    assert builders.TEXT.split()[0].encode() not in beside.read_bytes()


def test_a_file_of_before_is_brought_up_to_decisions(kept, beside):
    if beside is None:
        return
    one = sorted(events(kept))[0]
    decisions.reject(kept, one, EDITOR)
    found = held_frame(kept).frame
    assert one not in set(found["incident_id"])
    same(in_order(found), in_order(incident_frame(kept)))


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
        lambda file: file.write_bytes(bytes(np.random.default_rng(1).integers(0, 255, 5000, dtype=np.uint8))),
        lambda file: file.unlink(),
    ],
    ids=["empty", "cut off", "noise", "gone"],
)
def test_a_file_that_cannot_be_read_is_made_anew(kept, beside, harm):
    if beside is None:
        return
    whole = beside.stat().st_size
    harm(beside)
    same(held_frame(kept).frame, incident_frame(kept))
    assert beside.stat().st_size == whole


def test_a_file_of_another_form_is_made_anew(kept, beside, monkeypatch):
    if beside is None:
        return
    monkeypatch.setattr(cache, "_FORMAT", "of tomorrow")
    assert cache._read(kept) is None
    held_frame(kept)
    assert cache._read(kept) is not None


def test_a_folder_that_cannot_be_written_costs_only_time(kept, beside):
    if beside is None:
        return
    shutil.rmtree(beside.parent)
    beside.parent.write_text("in the way")
    same(held_frame(kept).frame, incident_frame(kept))


def test_a_purge_takes_the_file_away(kept, beside):
    purge(kept, sorted(events(kept))[0].split("-")[0], "سبب", ADMIN)
    assert beside is None or not beside.exists()


def test_a_restore_takes_the_file_away(kept, beside):
    if beside is None:
        return
    copy = back_up(kept)
    restore(copy, kept.folder, ADMIN, replace=True)
    assert not beside.exists()
