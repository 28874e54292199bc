"""Learnt weights of ``data/models``: numbers by feature, in a readable file."""

import json
import math
from pathlib import Path
from typing import Any

from extraction.errors import WeightsError

_CURE = "Restore the file from the repository, or write it anew with scripts/train_models.py."


def read_weights(path: Path) -> dict[str, float]:
    """Return the weights of one model. Raises ``WeightsError`` naming file and cure when they cannot be used."""
    return _numbers(_read(path), path.name)


def read_models(path: Path, names: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Return the weights of the models that a file holds under their names. Raises ``WeightsError`` likewise."""
    raw = _read(path)
    if set(raw) != set(names):
        raise WeightsError(f"{path.name}: holds {', '.join(sorted(raw)) or 'nothing'}, not {', '.join(names)}. {_CURE}")
    return {name: _numbers(raw[name], f"{path.name}: {name}") for name in names}


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WeightsError(f"{path.name}: cannot be read ({error.strerror}). {_CURE}") from error
    except ValueError as error:  # not UTF-8, or not JSON
        raise WeightsError(f"{path.name}: is not JSON ({error}). {_CURE}") from error
    if not isinstance(raw, dict):
        raise WeightsError(f"{path.name}: is no JSON object. {_CURE}")
    return raw


def _numbers(raw: Any, where: str) -> dict[str, float]:
    if not isinstance(raw, dict) or not raw:
        raise WeightsError(f"{where}: holds no weights. {_CURE}")
    for feature, weight in raw.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not math.isfinite(weight):
            raise WeightsError(f"{where}: the weight of {feature!r} is {weight!r}, no number. {_CURE}")
    return raw
