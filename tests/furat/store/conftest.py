import sys
from pathlib import Path

import builders
import pytest

from furat.store.ingest import ingest
from furat.store.workspace import open_workspace

sys.path.insert(0, str(Path(__file__).parent))  # modules beside the tests, as in the folder above


@pytest.fixture
def make(tmp_path, reads):
    """Make a workspace with a report of each id, and open it; all are closed in the end."""
    opened = []

    def make_one(name, *ids, fictional=False):
        workspace = open_workspace(tmp_path / name, fictional=fictional or None)
        opened.append(workspace)
        reads(**{key: [builders.incident(key)] for key in ids})
        summary = ingest(workspace, [builders.report(key, fictional=fictional) for key in ids], builders.extractor())
        assert summary.faults == []
        return workspace

    yield make_one
    for workspace in opened:
        workspace.close()


@pytest.fixture
def opening_fresh(opening, reads):
    """The same workspace for each example, with new reports, so that no example sees what another one did."""
    workspace = opening()
    count = iter(range(10_000))

    def fresh():
        n = next(count)
        reads(
            **{f"e{n}a{k}": [builders.incident(f"e{n}a{k}", i) for i in range(2 if k == 3 else 1)] for k in range(1, 5)}
        )
        ingest(workspace, [builders.report(f"e{n}a{k}") for k in range(1, 5)], builders.extractor())
        return workspace

    return fresh
