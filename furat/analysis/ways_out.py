"""What to do where no incident passes: which single part of a filter, taken off, would show how many."""

import numpy as np

from furat.store.passing import Passing


def ways_out(found: Passing) -> dict[str, int]:
    """Return for each part of a filter the incidents that would be shown without it, most first.

    A part that changes nothing when it alone is taken off is left out: offering it would lead from nothing to nothing.
    """
    counts = {name: int(np.count_nonzero(found.mask(name))) for name in found.parts}
    return {name: number for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if number}
