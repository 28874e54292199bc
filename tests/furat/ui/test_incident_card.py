"""The incident card: each value beside its words, unknown stays unknown, strangers' words stay text."""

import re
from dataclasses import replace

import builders
import pytest
from builders import EDITOR

from extraction.classify import EVENT_TYPE_OF
from extraction.types import Estimate, Evidence, Span
from furat.analysis.candidates import CODES, Considered, PlaceOption, Reason
from furat.analysis.quotes import NO_WORDS, accounts, shown_tellings, telling_kind
from furat.analysis.reviewing import can_accept, can_reject, state_of
from furat.store.review import decisions
from furat.store.review.dossier import dossier
from furat.ui.incident import candidates, facts
from furat.ui.incident.accounts import accounts_table
from furat.ui.incident.dialog import row_of_card
from furat.ui.incident.emphasis import emphasis
from furat.ui.incident.report import address, report_head, report_text
from furat.ui.names import Names
from furat.ui.texts import LANGUAGES, load_texts

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \u202eturned"
ACTORS = {
    "sdf": {"en": "SDF", "ar": "قسد"},
    "isis": {"en": "ISIS", "ar": "داعش"},
    "hts": {"en": "HTS", "ar": "الهيئة"},
}
TEXT = builders.TEXT
CLASH = {
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "perpetrators": ("isis", "hts"),
    "claimed_by": ("isis",),
}


def says(field, words, text=TEXT):
    start = text.index(words)
    return Evidence(field, Span(start, start + len(words)), "a.rule")


EVIDENCE = (
    says("event_type", "انفجرت"), says("place", "الشحيل"), says("date", "اليوم"), says("targets", "قسد"),
    says("killed", "قتل عنصران"), says("weapons", "عبوة ناسفة"),
)  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def names(request, gazetteer):
    return Names(load_texts(request.param), gazetteer, ACTORS)


@pytest.fixture
def found(keep, workspace):
    """Keep an incident of one report and return its dossier."""

    def make(of=None, **changes):
        keep(of or builders.report("r1", TEXT), builders.incident("r1", **{"evidence": EVIDENCE, **changes}))
        return dossier(workspace, "r1-i0")

    return make


def facts_of(told, names):
    return facts.facts(row_of_card(told), shown_tellings(told)[0], names)


def test_every_value_stands_beside_its_words(found, names):
    table, t = facts_of(found(), names), names.texts
    for key, words in (("killed", "قتل عنصران"), ("place", "الشحيل"), ("date", "اليوم"), ("targets-0", "قسد")):
        (value,) = re.findall(rf'<div class="f-value f-say-{key}" tabindex="0">(.*?)</div>', table)
        assert f'dir="rtl" lang="ar">{words}</q>' in value
    for words in (t.label("precision", "1"), t.label("time", "1"), "35.0921, 40.4543", "ACLED 1 · UCDP 1", "0.75"):
        assert words in table
    assert "الشحيل" in table and "Shiheil" in table


def test_the_units_around_the_place_are_in_the_language_of_the_page(found, names):
    table = facts_of(found(), names)
    assert {"en": "Deir-ez-Zor governorate", "ar": "محافظة دير الزور"}[names.texts.language] in table


def test_words_that_a_value_points_at_are_marked_in_the_report_under_its_key(found, names):
    told = found()
    telling = shown_tellings(told)[0]
    pointed = set(re.findall(r"f-say-([a-z_0-9-]+)", facts_of(told, names)))
    assert pointed == {"event_type", "place", "date", "targets-0", "killed", "weapons-0"}
    report, style = report_text(telling, names.texts), emphasis(facts.keys(telling))
    assert [key for key in pointed if not re.search(rf'<mark [^>]*f-of-{key}[ "]', report)] == []
    assert [key for key in pointed if not re.search(rf'<span class="f-at[^"]* f-at-{key}[ "]', report)] == []
    assert [key for key in pointed if f".f-say-{key}:is" not in style or f"mark.f-of-{key} " not in style] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"killed": None}, "killed"),
        ({"targets": ()}, "targets"),
        ({"location": None}, "place"),
        ({"date": None}, "date"),
    ],
)
def test_what_is_not_stated_says_so_and_points_at_nothing(found, names, changes, field):
    table = facts_of(found(evidence=(), **changes), names)
    assert f"f-say-{field}" not in table
    assert any(names.texts(key) in table for key in ("report.unknown", "card.noplace", "date.unknown"))
    assert ">0<" not in table


@pytest.mark.parametrize(
    ("killed", "written", "best"),
    [
        (Estimate(2, 2, 2), "2", False),
        (Estimate(3, 4, 5), "3–5", True),
        (Estimate(2, None, None), "2+", False),
        (Estimate(0, 0, 0), "0", False),
    ],
)
def test_casualties_are_a_range_with_the_best_figure_where_it_says_more(found, names, killed, written, best):
    table, t = facts_of(found(killed=killed), names), names.texts
    assert f"<b>{t.figures(written)}</b>" in table
    assert (t("incident.best", figure=4) in table) == best


def test_a_value_without_words_says_why(found, names):
    table = facts_of(found(evidence=(), flags=("date_inherited",)), names)
    assert names.texts("nowords.inherited") in table
    assert names.texts("nowords.lost") in table


def test_an_actor_that_only_another_report_names_says_so(keep, workspace, names):
    keep(builders.report("r1", TEXT), builders.incident("r1", evidence=EVIDENCE, confidence=0.9))
    keep(builders.report("r2", f"{TEXT} 2"), builders.incident("r2", targets=("isis",), evidence=()))
    decisions.merge(workspace, ["r1-i0", "r2-i0"], EDITOR)
    told = dossier(workspace, "r1-i0")
    table, t = facts_of(told, names), names.texts
    assert names.actor("isis") in table and names.actor("sdf") in table
    assert t("nowords.elsewhere") in table


def test_who_says_so_is_a_table_with_literal_words(keep, workspace, names):
    keep(builders.report("r1", TEXT, source="أ"), builders.incident("r1", evidence=EVIDENCE))
    second = f"وقتل ثلاثة. {TEXT}"
    killed = (says("killed", "وقتل ثلاثة", second),)
    keep(
        builders.report("r2", second, source=HOSTILE),
        builders.incident("r2", killed=Estimate(3, 3, 3), evidence=killed, evidence_span=Span(0, 20)),
    )
    decisions.merge(workspace, ["r1-i0", "r2-i0"], EDITOR)
    told, t = dossier(workspace, "r1-i0"), names.texts
    table = accounts_table(accounts(shown_tellings(told)), row_of_card(told), t)
    for words in ("قتل عنصران</q>", "وقتل ثلاثة</q>", t.figures("2–3"), t("review.together"), t("incident.differ")):
        assert words in table
    assert "<script" not in table and "\u202e" not in table


def test_one_report_has_no_sum(found, names):
    told = found()
    table = accounts_table(accounts(shown_tellings(told)), row_of_card(told), names.texts)
    assert names.texts("review.together") not in table and names.texts("incident.differ") not in table


@pytest.mark.parametrize(
    ("language", "changes", "sentence"),
    [
        ("en", {"perpetrators": ("isis",)}, "Explosion of a bomb or mine by ISIS against SDF."),
        ("ar", {"perpetrators": ("isis",)}, "انفجار عبوة ناسفة أو لغم: الفاعل داعش، والمستهدَف قسد."),
        ("en", {}, "Explosion of a bomb or mine against SDF; who did it is not stated."),
        ("ar", {}, "انفجار عبوة ناسفة أو لغم: المستهدَف قسد، ولم يُذكر الفاعل."),
        (
            "en",
            CLASH,
            "Armed clash between ISIS and HTS on one side and SDF on the other. Claimed by ISIS.",
        ),
        (
            "ar",
            CLASH,
            "اشتباك مسلح: أحد الطرفين داعش والهيئة، والآخر قسد. الجهة المتبنّية: داعش.",
        ),
    ],
)  # fmt: skip
def test_one_sentence_says_who_did_what_to_whom(found, gazetteer, language, changes, sentence):
    told = found(**changes)
    assert facts.sentence(row_of_card(told), Names(load_texts(language), gazetteer, ACTORS)) == sentence


def test_an_invented_report_says_so_once(found, names):
    told = found(flags=("date_inherited", "fictional"))
    invented = [replace(one, report=replace(one.report, fictional=True)) for one in told.tellings]
    assert row_of_card(replace(told, tellings=invented))["flags"] == ["date_inherited", "fictional"]
    assert row_of_card(told)["flags"] == ["date_inherited"]


def test_a_strangers_words_are_text(found, names):
    text = f"{TEXT}{HOSTILE}"
    report = builders.report("r1", text, title=HOSTILE, source=HOSTILE, url=f"https://example.org/{HOSTILE}")
    told = found(report, evidence=(*EVIDENCE, says("injured", HOSTILE, text)), injured=Estimate(1, 1, 1))
    telling, row = shown_tellings(told)[0], row_of_card(told)
    row |= {"place_name_ar": HOSTILE, "place_name_en": HOSTILE, "sub_event_type": HOSTILE, "flags": [HOSTILE]}
    row |= {"place_id": None, "admin1": HOSTILE, "perpetrators": (HOSTILE,), "weapons": (HOSTILE,)}
    option = PlaceOption(HOSTILE, 0.5, 3.0, False, (Reason("other", {"words": HOSTILE}),), ())
    written = "".join(
        [
            facts.headline(row, "open", names),
            facts.facts(row, telling, names),
            accounts_table(accounts([telling]), row, names.texts),
            report_head(telling, names.texts),
            report_text(telling, names.texts),
            candidates.candidate_list(Considered(HOSTILE, (option,)), names),
        ]
    )
    assert "<script" not in written and "<img" not in written
    assert "\u202e" not in written
    assert "href" not in written


@pytest.mark.parametrize(
    ("url", "link"),
    [("https://example.org/a?b=1&c=2", True), ("javascript:alert(1)", False), ("https://a@b.example/", False)],
)
def test_only_a_plain_web_address_is_a_link_and_it_gives_nothing_away(names, url, link):
    written = address(builders.report("r1", url=url), names.texts)
    assert ("<a " in written) == link
    if link:
        for words in ('href="https://example.org/a?b=1&amp;c=2"', 'rel="noreferrer noopener"', 'target="_blank"'):
            assert words in written
        assert '<bdi dir="ltr">example.org</bdi>' in written
        assert names.texts("report.address.help") in written


def test_candidates_say_names_kind_units_distance_and_why_not(names):
    taken = PlaceOption("C5119", 0.9, 0.0, True, (Reason("inside"), Reason("kind", {"kind": "town"})), ())
    other = PlaceOption("C5104", 0.5, 12.3, False, (), (Reason("lacks.near", {"km": "4"}),))
    written, t = candidates.candidate_list(Considered("الشحيل", (taken, other)), names), names.texts
    for words in (
        t("candidates.taken"), "الشحيل", "Shiheil", t.label("kind", "town"), t("review.merge.km", km="12"),
        t("candidate.lacks.near", km="4"), t("candidate.kind", kind=t.label("kind", "town")), t.figures("0.90"),
    ):  # fmt: skip
        assert words in written


@pytest.mark.parametrize(
    ("made", "key"), [(Considered("", ()), "candidates.none"), (Considered("الشحيل", ()), "candidates.alone")]
)
def test_where_there_is_no_other_place_it_says_so(names, made, key):
    assert names.texts(key) in candidates.candidate_list(made, names)


def test_what_is_left_to_decide(found, workspace):
    told = found()
    assert (state_of(told), can_accept(told), can_reject(told)) == ("open", True, True)
    decisions.accept(workspace, "r1-i0", EDITOR)
    told = dossier(workspace, "r1-i0")
    assert (state_of(told), can_accept(told), can_reject(told)) == ("accepted", False, True)
    decisions.reject(workspace, "r1-i0", EDITOR)
    told = dossier(workspace, "r1-i0")
    assert (state_of(told), can_accept(told), can_reject(told)) == ("rejected", True, False)


KINDS = {telling_kind(event, sub) for sub, event in EVENT_TYPE_OF.items()}
TERMS = [
    *(f"help.sub.{sub}" for sub in EVENT_TYPE_OF),
    *(f"told.{sub}" for sub in EVENT_TYPE_OF),
    *(f"help.event.{event}" for event in set(EVENT_TYPE_OF.values())),
    *(f"tell.{kind}.{who}" for kind in KINDS for who in ("both", "by", "against", "none")),
    *(f"help.{what}.{code}" for what in ("precision", "time") for code in (1, 2, 3)),
    *(f"help.ucdp.{code}" for code in range(1, 7)),
    *(f"nowords.{why}" for why in NO_WORDS),
    *(f"candidate.{code}" for code in CODES),
]  # fmt: skip


@pytest.mark.parametrize("key", sorted(set(TERMS)))
def test_every_term_of_the_card_is_explained(key):
    assert load_texts("en").has(key) and load_texts("ar").has(key)
