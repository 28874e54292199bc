"""Stage 1: toponym recognition (which words name a place) and resolution (which place they name)."""

from collections import Counter
from collections.abc import Sequence

from furat.analysis.evaluation.found import FoundMention
from furat.analysis.evaluation.labels import GoldMention
from furat.analysis.evaluation.matching import SEAT_KINDS, pair_up, same_name, same_place
from furat.analysis.evaluation.miss import Miss


def compare_places(
    report_id: str, labels: Sequence[GoldMention], mentions: Sequence[FoundMention]
) -> tuple[Counter[str], list[Miss]]:
    """Return the counts ``place_tp``, ``place_fp``, ``place_fn``, ``resolved`` of ``resolved_of``, and each miss.

    Resolution is measured on recognised mentions whose label has coordinates, so that a missed name counts once.
    """
    counts: Counter[str] = Counter()
    misses: list[Miss] = []
    pairs = pair_up(labels, mentions, overlap)
    for i, j in pairs:
        label, mention = labels[i], mentions[j]
        if label.optional:
            continue
        counts["place_tp"] += 1
        if label.lat is None:
            continue
        counts["resolved_of"] += 1
        if _resolved(label, mention):
            counts["resolved"] += 1
        else:
            expected = f"{label.name_ar} ({label.kind}) {label.lat},{label.lon}"
            got = f"{mention.names[0] if mention.names else None} ({mention.kind}) {mention.lat},{mention.lon}"
            misses.append(Miss(report_id, "resolution", label.surface, expected, got))
    paired_labels, paired_mentions = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, label in enumerate(labels):
        if i not in paired_labels and not label.optional:
            counts["place_fn"] += 1
            misses.append(Miss(report_id, "place", f"{label.start}-{label.end}", label.surface, None))
    for j, mention in enumerate(mentions):
        if j not in paired_mentions:
            counts["place_fp"] += 1
            misses.append(Miss(report_id, "place", f"{mention.start}-{mention.end}", None, mention.surface))
    return counts, misses


def overlap(label: GoldMention, mention: FoundMention) -> float:
    """Return the shared characters, or 0 where they are under half of the label or the mention runs far beyond it."""
    shared = min(label.end, mention.end) - max(label.start, mention.start)
    length = label.end - label.start
    if shared * 2 < length or mention.end - mention.start > 2 * length + 12:
        return 0
    return shared


def _resolved(label: GoldMention, mention: FoundMention) -> bool:
    if same_place(label.name_ar, label.kind, label.lat, label.lon, mention):
        return True
    # A bare name may be read as the town or as the unit that bears its name (دير الزور).
    seats = label.kind in SEAT_KINDS and mention.kind in SEAT_KINDS
    return seats and same_name(label.name_ar, mention.names)
