"""Who did it and who was hit: candidates, their features, and how the model weighs them."""

import math

import pytest

from extraction.linking.assemble import draft_incidents
from extraction.linking.finish import actor_candidates, locate
from extraction.roles import NOBODY, nobody, pair_features

TEXTS = (
    "قتل عنصران من قوات سوريا الديمقراطية وأصيب مدني، أمس الثلاثاء، بهجوم شنه مسلحون يعتقد أنهم من تنظيم داعش "
    "على حاجز في بلدة الشحيل، وتبنى التنظيم الهجوم.",
    "اعتقلت قوى الأمن الداخلي ثلاثة شبان من أبناء العشائر في بلدة ذيبان.",
    "خرج أهالي بلدة الكشكية في مظاهرة ضد قسد، وأطلق عناصرها الرصاص على المتظاهرين.",
    "قصفت قوات النظام والدفاع الوطني قرية جديد عكيدات بقذائف الهاون.",
)


@pytest.fixture(scope="module")
def events(material):
    """The types of the events of the texts, each with its candidates."""
    found = []
    for text in TEXTS:
        gathered = material(text)
        drafts, _ = draft_incidents(gathered)
        found += [(draft.sub_type, actor_candidates(gathered, draft, locate(gathered, draft)[0])) for draft in drafts]
    assert len(found) >= len(TEXTS)
    return found


def test_clues_share_no_feature(events):
    for _, found in events:
        for candidate in (*found, nobody(found)):
            assert sum(map(len, (*candidate.clues, *candidate.standing))) == len(candidate.all_features())


def test_chances_are_those_of_all_features_together(events, extractor):
    model = extractor.roles
    for sub_type, found in events:
        rows = [candidate.all_features() for candidate in (*found, nobody(found))]
        ids = [candidate.actor_id for candidate in (*found, nobody(found))]

        def weight(weights, names):
            return sum(weights.get(name, 0.0) for name in names)

        def against(one, other, same=("tribal_fighters", "civilians", "dz_military_council", NOBODY)):
            return 6.0 if one == other and one not in same else 0.0

        odds = {
            (i, j): math.exp(
                weight(model.perpetrator, one)
                + weight(model.target, other)
                + weight(model.pair, pair_features(ids[i], ids[j], sub_type))
                - against(ids[i], ids[j])
            )
            for i, one in enumerate(rows)
            for j, other in enumerate(rows)
        }
        whole = sum(odds.values())
        did, suffered = model.chances(sub_type, found)
        count = range(len(rows))
        assert did == pytest.approx([sum(odds[i, j] for j in count) / whole for i in count])
        assert suffered == pytest.approx([sum(odds[i, j] for i in count) / whole for j in count])


def test_what_a_model_keeps_changes_no_chance(events, extractor):
    model = extractor.roles
    first = [model.chances(sub_type, found) for sub_type, found in events]
    model.totals.clear()
    model.odds.clear()
    assert [model.chances(sub_type, found) for sub_type, found in events] == first


def test_civilians_are_always_a_candidate_and_nobody_never(events):
    for _, found in events:
        ids = [candidate.actor_id for candidate in found]
        assert "civilians" in ids
        assert NOBODY not in ids
        assert len(set(ids)) == len(ids)


def test_who_claims_an_attack_is_marked(events):
    _, found = events[0]
    assert [candidate.actor_id for candidate in found if candidate.claim] == ["isis"]


def test_who_is_listed_stands_beside(events):
    _, found = events[-1]
    beside = {candidate.actor_id: candidate.beside for candidate in found if candidate.beside}
    assert beside == {"assad_forces": {"ndf"}, "ndf": {"assad_forces"}}


def test_an_event_without_actors_leaves_civilians(material):
    gathered = material("انفجر لغم في بلدة الشحيل وقتل طفل.")
    drafts, _ = draft_incidents(gathered)
    assert [c.actor_id for c in actor_candidates(gathered, drafts[0], locate(gathered, drafts[0])[0])] == ["civilians"]
