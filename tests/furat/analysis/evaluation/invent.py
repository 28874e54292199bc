"""Invented labels and disturbed readings of them, the same for the same seed: what scorers are compared on.

Only ``Random.random`` is used, whose sequence Python guarantees to stay the same for a seed.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random

from furat.analysis.evaluation.labels import EVENT_TYPE

PLACES = ["الشحيل", "ذيبان", "الميادين", "محافظة دير الزور", "ناحية البصيرة", "هجين", "غرانيج", "أبو حمام", "السوسة"]
KINDS = ["town", "city", "village", "governorate", "subdistrict", "desert", "oil_field", "region"]
ACTORS = ["sdf", "isis", "civilians", "unidentified_gunmen", "assad_forces"]
SUBS = list(EVENT_TYPE)
COUNTS = [(None, None), (0, 0), (1, 1), (2, 2), (2, None), (3, None), (20, None), (2, 4), (None, 3)]


class Dice:
    def __init__(self, seed):
        self._random = Random(seed).random

    def one(self, items):
        return items[int(self._random() * len(items))]

    def some(self, items, share=0.3):
        return [item for item in items if self._random() < share]

    def below(self, number):
        return int(self._random() * number)

    def happens(self, share):
        return self._random() < share

    def spread(self, width):
        return (self._random() * 2 - 1) * width


def gold_documents(seed, count=6):
    dice = Dice(seed)
    return [_document(f"doc-{number}", dice) for number in range(count)]


def _document(doc_id, dice):
    text, places = "", []
    for _ in range(dice.below(7)):
        name = dice.one(PLACES)
        start = len(text) + 2
        text += f"، {name} كلام"
        lat, lon = (None, None) if dice.happens(0.1) else (35 + dice.spread(0.6), 40 + dice.spread(0.6))
        places.append(
            {"start": start, "end": start + len(name), "surface": name, "name_ar": name, "kind": dice.one(KINDS),
             "lat": lat, "lon": lon, "optional": dice.happens(0.2)}
        )  # fmt: skip
    incidents = [_incident(dice) for _ in range(dice.below(6))]
    return {"id": doc_id, "title": None, "source": None, "url": None, "published": "2021-03-01",
            "text": text or "نص", "places": places, "incidents": incidents}  # fmt: skip


def _incident(dice):
    start = date(2021, 2, 1) + timedelta(days=dice.below(28)) if dice.happens(0.9) else None
    end = start + timedelta(days=dice.one([0, 0, 0, 1, 9, 30])) if start else None
    shared = dice.happens(0.15)
    killed, injured = ((None, None) if shared else dice.one(COUNTS) for _ in range(2))
    lat, lon = (None, None) if dice.happens(0.1) else (35 + dice.spread(0.3), 40 + dice.spread(0.3))
    return {
        "sub_event_types": dice.some(SUBS, 0.08) or [dice.one(SUBS)],
        "date_start": start and start.isoformat(), "date_end": end and end.isoformat(),
        "place_name_ar": dice.one(PLACES), "place_kind": dice.one(KINDS), "lat": lat, "lon": lon,
        "perpetrators": dice.some(ACTORS), "targets": dice.some(ACTORS),
        "killed_low": killed[0], "killed_high": killed[1], "injured_low": injured[0], "injured_high": injured[1],
        "casualties_shared": shared, "optional": dice.happens(0.15), "note": None,
    }  # fmt: skip


def disturbed(documents, seed, noise=0.25):
    """Return incident and place records as a reader would give who is right most of the time."""
    dice = Dice(1000 + seed)
    incidents, places = [], []
    for document in documents:
        for label in document["incidents"]:
            for _ in range(dice.one([0, 1, 1, 1, 1, 2])):
                incidents.append({"report_id": document["id"], **_misread(label, dice, noise)})
        for label in document["places"]:
            if not dice.happens(noise / 2):
                places.append({"report_id": document["id"], **_misheard(label, dice, noise)})
        if dice.happens(noise):
            places.append({"report_id": document["id"], "start": 1, "end": 2 + dice.below(30), "surface": "كلام",
                           "name_ar": "كلام", "kind": None, "lat": None, "lon": None})  # fmt: skip
    return incidents, places


def _misread(label, dice, noise):
    record = {key: value for key, value in label.items() if key not in ("sub_event_types", "optional", "note")}
    record["sub_event_type"] = dice.one(SUBS) if dice.happens(noise) else dice.one(label["sub_event_types"])
    record["confidence"] = round(abs(dice.spread(1)), 3)
    if dice.happens(noise) and record["lat"] is not None:
        record["lat"] += dice.spread(0.4)
    if dice.happens(noise / 3):
        record["lat"] = record["lon"] = None
    if dice.happens(noise):
        record["place_name_ar"] = dice.one(PLACES)
    if dice.happens(noise):
        record["date_start"] = record["date_end"] = None
    elif record["date_start"] and dice.happens(noise):
        for key in ("date_start", "date_end"):
            record[key] = (date.fromisoformat(record[key]) + timedelta(days=dice.below(7) - 3)).isoformat()
    for role in ("perpetrators", "targets"):
        if dice.happens(noise):
            record[role] = dice.some(ACTORS)
    for what in ("killed", "injured"):
        if dice.happens(noise):
            record[f"{what}_low"], record[f"{what}_high"] = dice.one(COUNTS)
    return record


def _misheard(label, dice, noise):
    record = {key: value for key, value in label.items() if key != "optional"}
    if dice.happens(noise):
        record["start"] = max(0, record["start"] - dice.below(9))
    if dice.happens(noise):
        record["end"] = max(record["start"] + 1, record["end"] + dice.below(24) - 4)
    if dice.happens(noise) and record["lat"] is not None:
        record["lat"] += dice.spread(0.4)
    if dice.happens(noise):
        record["kind"] = dice.one(KINDS)
    if dice.happens(noise):
        record["name_ar"] = dice.one(PLACES)
    return record


def write_lines(path: Path, records):
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path
