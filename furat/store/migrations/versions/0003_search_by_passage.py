"""An index from a passage to its event, in place of that of reports: words are searched without reading the rows."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Exchange the indexes."""
    columns = ["report_id", "evidence_start", "evidence_end", "event_id"]
    op.create_index("ix_reported_incidents_passage", "reported_incidents", columns)
    op.drop_index("ix_reported_incidents_report_id", "reported_incidents")
