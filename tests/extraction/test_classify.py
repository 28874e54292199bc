"""From the event words of a scene to an ACLED sub-event type, as the labelling guide decides."""

from collections import Counter
from dataclasses import fields
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.classify import EVENT_TYPE_OF, EVENT_TYPES, FAMILIES, Scene, classify, lead, same_event_possible

SHELLING = "Shelling/artillery/missile attack"
IED = "Remote explosive/landmine/IED"
LOOTING = "Looting/property destruction"


def scene(kinds, **values):
    """A scene of these event words; what is not said is empty or False."""
    given = {"kinds": Counter(kinds.split())}
    for field in fields(Scene)[1:]:
        default = "" if "frozenset" in str(field.type) else False
        value = values.pop(field.name, default)
        given[field.name] = frozenset(value.split()) if isinstance(value, str) else value
    assert not values
    return Scene(**given)


HURT = {"hurt": True}
CIVILIANS = {"hurt": True, "victims": "civilian"}
FIGHTERS = {"hurt": True, "victims": "armed"}
POST = {"objects": "military"}
HOME = {"objects": "civil"}


@pytest.mark.parametrize(
    ("kinds", "values", "expected"),
    [
        ("clash", {}, "Armed clash"),
        ("clash death", FIGHTERS, "Armed clash"),
        ("clash shelling", {}, "Armed clash"),  # shelling that goes with a ground clash
        ("clash assault", POST, "Armed clash"),
        ("assault", POST, "Armed clash"),
        ("assault shooting", POST, "Armed clash"),
        ("assault rpg", POST, "Armed clash"),
        ("assault death", {**POST, **FIGHTERS}, "Armed clash"),
        ("assault", {"armed_target": True}, "Armed clash"),
        ("shooting death", FIGHTERS, "Armed clash"),
        ("shooting", HOME, "Attack"),
        ("shooting death", CIVILIANS, "Attack"),
        ("assault death", CIVILIANS, "Attack"),
        ("assassination", {}, "Attack"),
        ("assassination death", FIGHTERS, "Attack"),
        ("death", CIVILIANS, "Attack"),
        ("death", FIGHTERS, "Armed clash"),
        ("wound", CIVILIANS, "Attack"),
        ("death", {}, None),
        ("wound", {}, None),
        ("withdraw", {}, None),
        ("rpg", {}, None),
        ("", {}, None),
        ("ied explosion", {}, IED),
        ("ied explosion death", CIVILIANS, IED),
        ("ied assault", POST, IED),
        ("ied death", FIGHTERS, IED),
        ("ied wound", CIVILIANS, IED),
        ("ied", {}, IED),
        ("explosion", {}, IED),
        ("explosion death", CIVILIANS, IED),
        ("suicide", {}, "Suicide bomb"),
        ("suicide explosion death", FIGHTERS, "Suicide bomb"),
        ("suicide assault", POST, "Suicide bomb"),
        ("suicide ied explosion", {"weapons": "car_bomb"}, "Suicide bomb"),
        ("suicide air assault", {"weapons": "drone"}, "Air/drone strike"),
        ("shelling", {}, SHELLING),
        ("bombard", {}, SHELLING),
        ("bombard shelling death", CIVILIANS, SHELLING),
        ("shelling wound", CIVILIANS, SHELLING),
        ("shelling assault", POST, SHELLING),
        ("strike", {}, "Air/drone strike"),
        ("strike death", FIGHTERS, "Air/drone strike"),
        ("strike assault air", POST, "Air/drone strike"),
        ("air bombard", {}, "Air/drone strike"),
        ("air assault", POST, "Air/drone strike"),
        ("air death", CIVILIANS, "Air/drone strike"),
        ("air raid arrest", {}, "Arrests"),  # a landing that ends in detentions
        ("grenade", {}, "Grenade"),
        ("grenade explosion wound", CIVILIANS, "Grenade"),
        ("chemical bombard", {}, "Chemical weapon"),
        ("chemical shelling wound", CIVILIANS, "Chemical weapon"),
        ("sexual assault", CIVILIANS, "Sexual violence"),
        ("abduction", {}, "Abduction/forced disappearance"),
        ("abduction shooting", {}, "Abduction/forced disappearance"),
        ("led", {}, "Abduction/forced disappearance"),
        ("arrest", {}, "Arrests"),
        ("arrest raid", {}, "Arrests"),
        ("arrest led", {"by_force": True}, "Arrests"),
        ("raid", {}, "Arrests"),
        ("raid storm", {}, "Arrests"),
        ("raid clash", {}, "Armed clash"),
        ("raid clash arrest death", FIGHTERS, "Armed clash"),
        ("protest", {}, "Peaceful protest"),
        ("protest disperse", {}, "Protest with intervention"),
        ("protest shooting disperse", {}, "Protest with intervention"),
        ("protest arrest", {}, "Protest with intervention"),
        ("protest shooting wound", CIVILIANS, "Excessive force against protesters"),
        ("protest shooting death disperse", CIVILIANS, "Excessive force against protesters"),
        ("protest burn", {}, "Violent demonstration"),
        ("protest storm", {}, "Violent demonstration"),
        ("take", {"state_taker": True}, "Government regains territory"),
        ("take clash", {"state_taker": True}, "Government regains territory"),
        ("take", {}, "Non-state actor overtakes territory"),
        ("take clash death", FIGHTERS, "Non-state actor overtakes territory"),
        ("take", {"peaceful": True, "state_taker": True}, "Non-violent transfer of territory"),
        ("enter withdraw", {"peaceful": True}, "Non-violent transfer of territory"),
        ("enter", {"state_taker": True}, None),
        ("loot", {}, LOOTING),
        ("burn", {}, LOOTING),
        ("loot assault", HOME, LOOTING),
        ("disrupt ied", {}, "Disrupted weapons use"),
        ("disrupt", {}, "Disrupted weapons use"),
        ("disrupt ied explosion death", FIGHTERS, IED),
        ("agreement", {}, "Agreement"),
        ("change", {}, "Change to group/activity"),
        ("base", {}, "Headquarters or base established"),
    ],
)
def test_the_type_of_a_scene(kinds, values, expected):
    assert classify(scene(kinds, **values)) == expected


KINDS = st.sets(
    st.sampled_from(
        """suicide ied explosion bombard shelling rpg strike air grenade chemical assault shooting clash storm
        assassination death wound abduction led arrest raid protest disperse burn loot disrupt take enter withdraw base
        agreement change sexual""".split()
    )
)


@given(KINDS, st.sets(st.sampled_from(["civilian", "armed", "any"])), st.booleans(), st.booleans())
def test_every_scene_has_a_known_type_or_none(kinds, victims, hurt, military):
    given_scene = scene(" ".join(kinds), victims=" ".join(victims), hurt=hurt, objects="military" if military else "")
    found = classify(given_scene)
    assert found is None or found in EVENT_TYPE_OF
    assert found == classify(given_scene)


def test_each_sub_event_type_belongs_to_one_event_type():
    listed = [sub for subs in EVENT_TYPES.values() for sub in subs]
    assert len(listed) == len(set(listed)) == len(EVENT_TYPE_OF)
    assert set(FAMILIES) <= set(listed)


@pytest.mark.parametrize(
    ("first", "second", "possible"),
    [
        ("Armed clash", "Armed clash", True),
        ("Armed clash", "Attack", True),
        ("Armed clash", SHELLING, True),
        ("Armed clash", IED, True),
        ("Suicide bomb", IED, True),
        ("Grenade", IED, True),
        ("Armed clash", "Government regains territory", True),
        (SHELLING, "Air/drone strike", True),
        ("Peaceful protest", "Protest with intervention", True),
        ("Peaceful protest", "Excessive force against protesters", True),
        ("Arrests", "Arrests", True),
        ("Arrests", IED, False),
        ("Peaceful protest", IED, False),
        ("Peaceful protest", "Air/drone strike", False),
        ("Arrests", "Peaceful protest", False),
        ("Abduction/forced disappearance", "Air/drone strike", False),
        ("Agreement", SHELLING, False),
    ],
)
def test_which_types_can_be_tellings_of_one_event(first, second, possible):
    assert same_event_possible(first, second) is possible
    assert same_event_possible(second, first) is possible


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["Armed clash"], "Armed clash"),
        (["Armed clash", "Suicide bomb"], "Suicide bomb"),
        (["Attack", IED], IED),
        ([IED, "Suicide bomb"], "Suicide bomb"),
        (["Armed clash", "Government regains territory"], "Government regains territory"),
        ([SHELLING, "Air/drone strike"], "Air/drone strike"),
        (["Peaceful protest", "Excessive force against protesters"], "Excessive force against protesters"),
        (["Attack", "Armed clash"], "Armed clash"),
        (["Arrests"], "Arrests"),
    ],
)
def test_the_most_telling_type_leads(types, expected):
    assert lead(types) == expected
    assert lead(reversed(types)) == expected


def test_leading_does_not_depend_on_the_order_within_a_family():
    families: dict[str, list[str]] = {}
    for sub, family in FAMILIES.items():
        families.setdefault(family, []).append(sub)
    for family in ("bomb", "fire", "air", "control"):
        for first, second in combinations(families[family], 2):
            assert lead([first, second]) == lead([second, first])


def test_a_hurt_civilian_makes_no_fight_between_forces():
    for kinds, objects in product(["shooting", "assault death"], ["", "civil"]):
        assert classify(scene(kinds, objects=objects, **CIVILIANS)) == "Attack"
