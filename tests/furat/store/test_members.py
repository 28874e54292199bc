"""Who may sign in: the list, its trail, and the last admin."""

from datetime import UTC, datetime

import builders
import pytest

from furat.errors import MemberError, ReviewError, WorkspaceError
from furat.store.ingest import ingest
from furat.store.members import add_member, folded, members, person_of, remove_member, role_names
from furat.store.people import Person, Role, local_person
from furat.store.review.audit import history, undo
from furat.store.tables import PersonRow

ADMIN = Person("salma@example.org", Role.ADMIN)
EDITOR = Person("karim@example.org", Role.EDITOR)
VIEWER = Person("zair@example.org", Role.VIEWER)


@pytest.fixture
def team(workspace):
    """An admin, an editor and a viewer; three acts."""
    for person in (ADMIN, EDITOR, VIEWER):
        add_member(workspace, person.name, person.role, ADMIN)
    return workspace


def listed(workspace):
    return {member.email: member.role for member in members(workspace)}


TEAM = {person.name: person.role for person in (ADMIN, EDITOR, VIEWER)}


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("Salma@Example.ORG", "salma@example.org"),
        ("  karim@example.org\n", "karim@example.org"),
        ("first.last+furat@sub.example.org", "first.last+furat@sub.example.org"),
    ],
)
def test_an_address_is_folded(written, held):
    assert folded(written) == held


@pytest.mark.parametrize(
    "written",
    [
        "",
        "salma",
        "@example.org",
        "salma@",
        "a@b@c",
        "sal ma@example.org",
        "salma@example.org\nkarim@example.org",
        "\u212aarim@example.org",  # the Kelvin sign, a k in lower case
        "k\u0430rim@example.org",  # a Cyrillic letter that looks like an a
        "karim\u202e@example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_address_is_refused_and_nobodys(team, written):
    with pytest.raises(MemberError, match="no e-mail address"):
        add_member(team, written, Role.VIEWER, ADMIN)
    assert person_of(team, written) is None
    assert listed(team) == TEAM


def test_members_are_listed_with_role_and_day(team):
    assert [(member.email, member.role) for member in members(team)] == sorted(TEAM.items())
    assert all(member.added_at.tzinfo is not None for member in members(team))


@pytest.mark.parametrize("written", ["karim@example.org", "KARIM@example.org "])
def test_a_member_is_known_by_address_whatever_its_case(team, written):
    assert person_of(team, written) == EDITOR


def test_who_is_not_on_the_list_is_nobody(team):
    assert person_of(team, "other@example.org") is None


def test_another_role_keeps_the_day(team):
    (before,) = [member for member in members(team) if member.email == EDITOR.name]
    add_member(team, EDITOR.name.upper(), Role.VIEWER, ADMIN)
    (after,) = [member for member in members(team) if member.email == EDITOR.name]
    assert (after.role, after.added_at) == (Role.VIEWER, before.added_at)


def test_every_change_stands_in_the_trail(team):
    add_member(team, VIEWER.name, Role.EDITOR, ADMIN)
    remove_member(team, VIEWER.name, ADMIN)
    removed, raised, added, *_ = history(team)
    assert [(act.act, act.who) for act in (removed, raised, added)] == [("member", ADMIN.name)] * 3
    assert added.before["people"][VIEWER.name] is None
    assert added.after["people"][VIEWER.name]["role"] == "viewer"
    assert (raised.before["people"], raised.after["people"]) == (
        {VIEWER.name: {"role": "viewer"}},
        {VIEWER.name: {"role": "editor"}},
    )
    assert removed.before["people"][VIEWER.name]["role"] == "editor"
    assert removed.after["people"][VIEWER.name] is None


@pytest.mark.parametrize("by", [VIEWER, EDITOR], ids=["viewer", "editor"])
@pytest.mark.parametrize(
    "act",
    [
        lambda w, by: add_member(w, "new@example.org", Role.VIEWER, by),
        lambda w, by: add_member(w, by.name, Role.ADMIN, by),
        lambda w, by: remove_member(w, VIEWER.name, by),
        lambda w, by: undo(w, 3, by),
    ],
    ids=["add", "raise oneself", "remove", "undo"],
)
def test_only_an_admin_says_who_signs_in(team, act, by):
    with pytest.raises(ReviewError, match=f"{by.role.name.lower()} here, and this needs"):
        act(team, by)
    assert listed(team) == TEAM
    assert len(history(team)) == 3


@pytest.mark.parametrize(
    "act",
    [
        lambda w, **more: remove_member(w, ADMIN.name, ADMIN, **more),
        lambda w, **more: add_member(w, ADMIN.name, Role.EDITOR, ADMIN, **more),
    ],
    ids=["remove", "lower"],
)
class TestTheLastAdmin:
    def test_stays_while_sign_in_is_used(self, team, act):
        with pytest.raises(MemberError, match="last admin"):
            act(team)
        assert listed(team) == TEAM
        assert len(history(team)) == 3

    def test_may_go_when_there_is_another(self, team, act):
        add_member(team, EDITOR.name, Role.ADMIN, ADMIN)
        act(team)
        assert listed(team).get(ADMIN.name) is not Role.ADMIN

    def test_may_go_where_nobody_signs_in(self, team, act):
        act(team, sign_in=False)
        assert Role.ADMIN not in listed(team).values()


class TestUndo:
    def test_a_removal_is_taken_back(self, team):
        before = members(team)
        undo(team, remove_member(team, EDITOR.name, ADMIN), ADMIN)
        assert members(team) == before

    def test_the_last_admin_is_not_undone(self, team):
        with pytest.raises(MemberError, match="last admin"):
            undo(team, 1, ADMIN)
        assert listed(team) == TEAM


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda w: remove_member(w, "other@example.org", ADMIN), "other@example.org is no member"),
        (lambda w: add_member(w, EDITOR.name, Role.EDITOR, ADMIN), "Nothing would change"),
    ],
)
def test_a_clear_error(team, act, message):
    with pytest.raises(ReviewError, match=message):
        act(team)


def test_a_role_that_is_not_known_opens_nothing(team):
    with team.session(write=True) as session:
        session.add(PersonRow(email="odd@example.org", role="owner", added_at=datetime.now(UTC)))
    with pytest.raises(WorkspaceError, match="'owner'"):
        person_of(team, "odd@example.org")


def test_the_roles_from_the_least():
    assert list(role_names()) == ["viewer", "editor", "admin"]


class TestKeepingReports:
    def test_a_viewer_keeps_nothing_and_reads_nothing(self, workspace, reads):
        def never():
            raise AssertionError("a report was read")
            yield

        with pytest.raises(ReviewError, match="viewer here, and this needs editor"):
            ingest(workspace, never(), builders.extractor(), by=VIEWER)

    @pytest.mark.parametrize("by", [EDITOR, ADMIN, local_person(), None])
    def test_others_do(self, workspace, reads, by):
        reads(r1=[builders.incident("r1")])
        assert ingest(workspace, [builders.report("r1")], builders.extractor(), by=by).added == 1
