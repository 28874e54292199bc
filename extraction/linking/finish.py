"""From a draft to a reported incident: location, casualties, actors, evidence and confidence."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from arabic.folding import fold_name
from extraction.actors import held_as, resolve_control
from extraction.classify import EVENT_TYPE_OF
from extraction.dates import event_date
from extraction.document import Document, within
from extraction.linking.confidence import share
from extraction.linking.draft import FORCES, Draft, Material
from extraction.linking.figures import estimate, sides_of, which_place
from extraction.linking.grounds import grounds
from extraction.locate import bank_of, between, location_of
from extraction.roles import CIVILIANS, Candidate, Event, candidates
from extraction.types import Evidence, Location, ReportedIncident
from extraction.values import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """An incident, and the chance that the report tells it at all."""

    incident: ReportedIncident
    there: float


def finish(material: Material, draft: Draft, drafts: Sequence[Draft]) -> Finished:
    """Turn one of the drafts of a report into an incident: location, casualties, actors, evidence and confidence."""
    document = material.document
    location, flags = locate(material, draft)
    draft.flags |= set(flags)
    killed, killed_evidence = estimate(document, draft, "killed")
    injured, injured_evidence = estimate(document, draft, "injured")
    cast = _cast(material, draft, location)
    perpetrators, targets, claimed, actor_evidence = _actors(material, draft, cast)
    sub_type = draft.sub_type
    if killed and killed.low and _resisted(sub_type, perpetrators, targets):
        sub_type = "Armed clash"
    when = event_date(draft.start, draft.end) if draft.start and draft.end else None
    if when is None:
        draft.flags.add("date_unknown")
    elif draft.inherited:
        draft.flags.add("date_inherited")
    if draft.shared:
        draft.flags.add("casualties_shared")
    evidence_span = document.span_of(draft.first, draft.last)
    trigger = next((t for t in draft.triggers if t.head), draft.triggers[0])
    evidence = [Evidence("event_type", document.span(t.start, t.end), f"trigger.{t.kind}") for t in draft.triggers[:4]]
    toponym = draft.scene.toponym
    evidence.append(Evidence("place", document.span(toponym.start, toponym.end), toponym.rule))
    if draft.dated is not None:
        evidence.append(Evidence("date", document.span(draft.dated.start, draft.dated.end), draft.dated.rule))
    evidence += [*killed_evidence, *injured_evidence, *actor_evidence, *_weapon_evidence(material, draft)]
    identity = (
        f"{document.report.report_id}|{location.place_id or location.name_ar}|{sub_type}|{trigger.start}|{trigger.end}"
    )
    incident_id = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    rests_on = _grounds(document, draft, drafts, location, cast)
    incident = ReportedIncident(
        incident_id,
        document.report.report_id,
        EVENT_TYPE_OF[sub_type],
        sub_type,
        when,
        location,
        tuple(perpetrators),
        tuple(targets),
        tuple(claimed),
        killed,
        injured,
        draft.shared,
        tuple(sorted(draft.weapons)),
        evidence_span,
        tuple(evidence),
        share(rests_on, material.confidence.right),
        tuple(sorted(draft.flags)),
    )
    there = share(rests_on, material.confidence.there)
    return Finished(incident, max(there, incident.confidence))  # what is right is there


def _resisted(sub_type: str, perpetrators: list[str], targets: list[str]) -> bool:
    """Whether those who were to be arrested struck the force: labelling guide, a raid that ends in fighting is a clash,
    and who opened fire is its perpetrator."""
    return sub_type == "Arrests" and not FORCES.isdisjoint(targets) and FORCES.isdisjoint(perpetrators)


def _weapon_evidence(material: Material, draft: Draft) -> list[Evidence]:
    """Return the first words that name each weapon in the passages that tell the event."""
    if not draft.weapons:
        return []
    found: dict[str, Evidence] = {}
    for told in draft.told:
        for item in within(material.terms.weapons, told.first, told.last):
            span = material.document.span(item.start, item.end)
            found.setdefault(item.key, Evidence("weapons", span, "weapon.word"))
    return [found[key] for key in sorted(draft.weapons) if key in found]


@dataclass(frozen=True, slots=True)
class _Cast:
    """The actors that may have a part in an event, and the indexes and chances of those that did it and were hit."""

    found: list[Candidate]
    did: list[tuple[int, float]]
    suffered: list[tuple[int, float]]


def _cast(material: Material, draft: Draft, location: Location) -> _Cast:
    found = actor_candidates(material, draft, location)
    did, suffered = material.roles.decide(draft.sub_type, found)
    if _both_hurt(draft) and suffered and CIVILIANS not in {i for i, _ in (*did, *suffered)}:
        suffered.append((CIVILIANS, suffered[0][1]))
    return _Cast(found, did, suffered)


def _both_hurt(draft: Draft) -> bool:
    """Whether civilians are told among the dead or wounded beside fighters (عنصران من قسد ومدني)."""
    return any(count.mixed for count in draft.counts)


def draft_grounds(material: Material, draft: Draft, drafts: Sequence[Draft]) -> dict[str, float]:
    """Return what the confidence in one of the drafts of a report rests on."""
    location, _ = locate(material, draft)
    return _grounds(material.document, draft, drafts, location, _cast(material, draft, location))


def _grounds(
    document: Document, draft: Draft, drafts: Sequence[Draft], location: Location, cast: _Cast
) -> dict[str, float]:
    return grounds(
        document,
        draft,
        drafts,
        wide=location.geo_precision == 3,
        did=max([chance for _, chance in cast.did], default=0.0),
        suffered=max([chance for _, chance in cast.suffered], default=0.0),
    )


def locate(material: Material, draft: Draft) -> tuple[Location, tuple[str, ...]]:
    """Return where a draft lies, and the flags that the location earns."""
    if draft.pair is not None and draft.scene.place and draft.pair.place:
        return between(draft.scene.place, draft.pair.place, material.gazetteer)
    return location_of(material.document, draft.scene, material.places, material.gazetteer)


# Days on which the ground in the governorate changed hands: the Islamic State takes it; the siege of the city is
# lifted; Baghuz falls; the government falls; the new authorities take the left bank.
_ERAS = (date(2014, 7, 1), date(2017, 9, 5), date(2019, 3, 23), date(2024, 12, 8), date(2026, 1, 18))


def actor_candidates(material: Material, draft: Draft, location: Location) -> list[Candidate]:
    """Return the actors that may have a part in a draft, with the features by which the model decides."""
    lexicon = material.lexicon
    when = draft.start or material.written
    bank = bank_of(location.place_id, material.gazetteer, lexicon.left_bank)
    bank = held_as(bank, fold_name(location.name_ar), when, lexicon)
    ids = {
        key: resolve_control(key, lexicon, when, bank) if key.startswith("control:") else key
        for key in {view.mention.key for view in material.views}
    }
    victims = sides_of(draft.counts) | draft.hurt
    hurt_elsewhere = _hurt_elsewhere(material, draft)
    people = frozenset(
        lexicon.person_sides.get(person.key, "any")
        for telling in draft.told
        for person in within(material.terms.people, telling.first, telling.last)
        if person.first not in hurt_elsewhere
    )
    parties = (
        [party for party in material.parties if party.first not in hurt_elsewhere]
        if hurt_elsewhere
        else material.parties
    )
    era = bisect_right(_ERAS, when) if when else -1
    items = material.document.items
    event = Event(draft.sub_type, victims, draft.objects, people, tuple(draft.told), parties, f"{bank} {era}", items)
    return candidates(event, material.views, ids)


def _hurt_elsewhere(material: Material, draft: Draft) -> set[int]:
    """Return the tokens that tell who was hurt at another place of the same list (غارتان على حطلة ومراط، قتلت الثانية
    أسرة): they have no part here."""
    return {
        at
        for telling in draft.told
        for count in within(material.counts, telling.first, telling.last)
        if count not in draft.counts and which_place(material.document, count, 2) is not None
        for at in range(count.first, count.last + _WHO)
    }


_WHO = 3  # words behind a figure that say who they are (سبعة من أسرة واحدة)


def _actors(material: Material, draft: Draft, cast: _Cast) -> tuple[list[str], list[str], list[str], list[Evidence]]:
    found, did, suffered = cast.found, cast.did, cast.suffered
    evidence: list[Evidence] = []
    named: dict[str, list[str]] = {"perpetrators": [], "targets": [], "claimed_by": []}
    for role, chosen in (("perpetrators", did), ("targets", suffered)):
        for index, _ in chosen:
            _name(material, draft, role, found[index], named[role], evidence)
    sure = {index for index, chance in did if chance >= 0.3}
    for index, candidate in enumerate(found):
        if candidate.claim and index in sure:
            _name(material, draft, "claimed_by", candidate, named["claimed_by"], evidence)
    return named["perpetrators"], named["targets"], named["claimed_by"], evidence


def _name(
    material: Material, draft: Draft, role: str, candidate: Candidate, named: list[str], evidence: list[Evidence]
) -> None:
    """Give an actor its part, with the words that name it; persons without a group are civilians by the words for them.
    No words, no value."""
    document = material.document
    place: tuple[int, int] | None = None
    if candidate.mention is not None:
        place = candidate.mention.start, candidate.mention.end
    else:
        place = _persons(material, draft)
    if place is not None:
        named.append(candidate.actor_id)
        rule = "role.claim" if role == "claimed_by" else "role.model" if candidate.mention else "role.persons"
        evidence.append(Evidence(role, document.span(*place), rule))


def _persons(material: Material, draft: Draft) -> tuple[int, int] | None:
    """Return the words that speak of persons without an armed role: a person, a victim, a home."""
    document = material.document
    for telling in draft.told:
        for person in within(material.terms.people, telling.first, telling.last):
            if material.lexicon.person_sides.get(person.key) == "civilian":
                return person.start, person.end
    for count in draft.counts:
        return document.starts[count.first], document.ends[count.last - 1]
    for telling in draft.told:
        for thing in within(material.terms.objects, telling.first, telling.last):
            return thing.start, thing.end
        for person in within(material.terms.people, telling.first, telling.last):
            return person.start, person.end
        for trigger in telling.triggers:
            if trigger.kind in ("protest", "arrest", "abduction", "assassination", "death", "wound", "disperse"):
                return trigger.start, trigger.end
    return None
