"""A frame that follows what people decided: always what the database holds."""

import builders
import pandas as pd
import pytest
from builders import EDITOR, events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared import ACTS, ADMIN, in_order

from extraction.lexicon import load_lexicon
from furat.errors import ReviewError
from furat.store import cache
from furat.store.cache import held_frame
from furat.store.following import followed, mark
from furat.store.frame import incident_frame
from furat.store.ingest import ingest
from furat.store.keeping.purge import purge
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
