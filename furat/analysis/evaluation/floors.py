"""Floors under the scores: what CI holds, so that accuracy never goes down unnoticed."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from furat.analysis.evaluation.attributes import ATTRIBUTES
from furat.errors import FloorsError

GATED = (
    "toponym_f1",
    "resolution_accuracy",
    "incident_f1",
    "strict_f1",
    "full_f1",
    *(f"{name}_accuracy" for name in ATTRIBUTES),
)
"""The scores that have floors; precision and recall may be traded for each other."""

MARGIN = 0.01
"""How far under the measured score a new floor is set: a rule that helps elsewhere may cost a document here."""

_HEAD = """\
# Floors under the scores of labelled corpora: the gate fails when a score falls under its floor, or when a corpus is
# not the one that was measured. Written by scripts/set_floors.py, which raises; lowering takes --lower.
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled file, its path from the project root, the SHA-256 of what was measured, and the floors by score."""

    file: str
    sha256: str
    floors: Mapping[str, float]


def corpus_sha256(path: Path) -> str:
    """Return the SHA-256 of a corpus as 64 hexadecimal digits. Windows line ends count as plain ones, since a clone
    may have put them in."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_floors(path: Path) -> list[Corpus]:
    """Read a file of floors. Raises ``FloorsError`` when it is not of the form that ``write_floors`` gives it."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))["corpora"]
        return [_corpus(row, path) for row in rows]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise FloorsError(f"{path}: cannot be read as floors ({error!r}). Restore it from the repository.") from error


def _corpus(row: dict[str, Any], path: Path) -> Corpus:
    if set(row) != {"file", "sha256", "floors"}:
        raise FloorsError(f"{path}: a corpus has the keys {sorted(row)}. It has file, sha256 and floors.")
    unknown = set(row["floors"]) - set(GATED)
    if unknown:
        raise FloorsError(
            f"{path}: {row['file']}: no such score: {sorted(unknown)}. The scores are {', '.join(GATED)}."
        )
    return Corpus(row["file"], row["sha256"], dict(row["floors"]))


def write_floors(path: Path, corpora: list[Corpus]) -> None:
    """Write a file of floors."""
    rows = [{"file": one.file, "sha256": one.sha256, "floors": dict(one.floors)} for one in corpora]
    path.write_text(_HEAD + yaml.safe_dump({"corpora": rows}, sort_keys=False), encoding="utf-8", newline="\n")


def faults(corpus: Corpus, sha256: str, scores: Mapping[str, float | None]) -> list[str]:
    """Return what is wrong with a measurement: another corpus, or scores under their floors."""
    found = []
    if sha256 != corpus.sha256:
        found.append(
            f"{corpus.file} is not the corpus that the floors were measured on. "
            "If its labels were meant to change, run scripts/set_floors.py."
        )
    for name, floor in corpus.floors.items():
        score = scores.get(name)
        if score is None or score < floor:
            shown = "not measured" if score is None else f"{score:.4f}"
            found.append(f"{corpus.file}: {name} is {shown}, its floor {floor:.3f}.")
    return found


def updated(corpus: Corpus, sha256: str, scores: Mapping[str, float | None], *, lower: bool = False) -> Corpus:
    """Return the corpus with the floors that a measurement allows, ``MARGIN`` under the scores.

    Floors rise, and stay where the score lies less than the margin above them. A score under its floor is an error
    unless ``lower`` says that this is meant. Scores of 0 get no floor.

    Raises:
        FloorsError: A score lies under its floor, and ``lower`` is False.
    """
    fallen = faults(replace(corpus, sha256=sha256), sha256, scores)
    if fallen and not lower:
        raise FloorsError("\n".join([*fallen, "Mend what made it fall, or lower the floor with --lower and say why."]))
    floors = {}
    for name in GATED:
        score = scores.get(name)
        if score is None:
            continue
        new = math.floor((score - MARGIN) * 1000) / 1000
        old = corpus.floors.get(name)
        kept = old if old is not None and old <= score else None
        floor = new if kept is None else max(new, kept)
        if floor > 0:
            floors[name] = floor
    return Corpus(corpus.file, sha256, floors)
