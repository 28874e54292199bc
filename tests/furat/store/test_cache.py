"""The frame on disk: always what the database holds, whatever happened to database or file in between."""

import shutil

import builders
import numpy as np
import pandas as pd
import pytest
from builders import EDITOR, events
from shared import ADMIN, in_order, mode

from extraction.lexicon import load_lexicon
from furat.store import cache
from furat.store.cache import held_frame
from furat.store.following import mark
from furat.store.frame import incident_frame
from furat.store.keeping.backup import back_up
from furat.store.keeping.purge import purge
from furat.store.keeping.restore import restore
from furat.store.review import decisions
from furat.store.review.values import Vocabulary

same = pd.testing.assert_frame_equal


@pytest.fixture(scope="session")
def known(gazetteer):
    return Vocabulary(frozenset(load_lexicon().actors), frozenset({"ied"}), gazetteer)


@pytest.fixture
def kept(opening_fresh):
    return opening_fresh()


@pytest.fixture
def address(tmp_path):
    """A folder, whatever database the other tests run on: a server has none for the file."""
    return {"folder": tmp_path / "workspace"}


@pytest.fixture
def every_size(monkeypatch):
    """Also a small frame is cached."""
    monkeypatch.setattr(cache, "LEAST_ROWS", 0)


@pytest.fixture
def beside(kept, every_size):
    """The file of the cache."""
    held_frame(kept)
    return kept.folder / "cache" / "incidents.arrow"


def test_a_small_frame_leaves_no_file(kept):
    held_frame(kept)
    assert not (kept.folder / "cache").exists()


def test_the_file_gives_back_what_was_put_in(kept, known, beside):
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
    whole = beside.stat().st_size
    harm(beside)
    same(held_frame(kept).frame, incident_frame(kept))
    assert beside.stat().st_size == whole


def test_a_file_of_another_form_is_made_anew(kept, beside, monkeypatch):
    monkeypatch.setattr(cache, "_FORMAT", "of tomorrow")
    assert cache._read(kept) is None
    held_frame(kept)
    assert cache._read(kept) is not None


def test_a_folder_that_cannot_be_written_costs_only_time(kept, beside):
    shutil.rmtree(beside.parent)
    beside.parent.write_text("in the way")
    same(held_frame(kept).frame, incident_frame(kept))


def test_a_purge_takes_the_file_away(kept, beside):
    purge(kept, sorted(events(kept))[0].split("-")[0], "سبب", ADMIN)
    assert not beside.exists()


def test_a_restore_takes_the_file_away(kept, beside):
    copy = back_up(kept)
    restore(copy, kept.folder, ADMIN, replace=True)
    assert not beside.exists()
