"""What people add to the gazetteer is on the pages at once."""

import builders

from furat.analysis.places import spots
from furat.store.columns import ALL
from furat.store.people import Person, Role
from furat.store.review.additions import add_place, learn_spelling
from furat.store.review.audit import undo
from furat.ui import session
from furat.ui.names import Names

EDITOR = Person("سلمى", Role.EDITOR)


def labels(names: Names):
    return [label.first for label in session.map_background(False, names.gazetteer).labels]


def test_an_added_place_is_named_found_and_drawn_at_once(workspace, keep):
    keep(builders.report(), builders.incident())
    before = session.names("en", workspace)
    assert session.names("en", workspace).gazetteer is before.gazetteer
    number, place_id = add_place(
        workspace, EDITOR, session.gazetteer(), name_ar="عرزالة", name_en="Arzalah", kind="village",
        parent_id="SY090102", lat=35.1, lon=40.5,
    )  # fmt: skip
    after = session.names("en", workspace)
    assert (before.place(place_id), after.place(place_id)) == (place_id, "Arzalah · عرزالة")
    assert ("Arzalah" in labels(before), "Arzalah" in labels(after)) == (False, True)
    undo(workspace, number, EDITOR)
    assert session.names("en", workspace).gazetteer is before.gazetteer


def test_incidents_are_put_on_the_map_with_the_gazetteer_of_the_moment(workspace, keep):
    keep(builders.report(), builders.incident())
    first = session.incidents(workspace)
    assert session.incidents(workspace) is first
    learn_spelling(workspace, "عرزالة", "C5119", EDITOR, session.gazetteer())
    assert session.incidents(workspace) is not first
    seen = spots(session.incidents(workspace).columns, ALL, session.gazetteer_of(workspace))
    assert [spot.spot_id for spot in seen] == ["C5119"]
