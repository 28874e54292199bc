"""Reports and what they tell: the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meta",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "reports",
        sa.Column("report_id", sa.String(255), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("source", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column("rules_version", sa.String(128), nullable=False),
        sa.Column("gazetteer_version", sa.String(128), nullable=False),
        sa.Column("ingested_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name="pk_reports"),
        sa.UniqueConstraint("sha256", name="uq_reports_sha256"),
    )
    op.create_index("ix_reports_published", "reports", ["published"])
    op.create_index("ix_reports_source", "reports", ["source"])
    op.create_table(
        "incidents",
        sa.Column("incident_id", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("incident_id", name="pk_incidents"),
    )
    op.create_table(
        "reported_incidents",
        sa.Column("incident_id", sa.String(64), nullable=False),
        sa.Column("report_id", sa.String(255), nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("event_type", sa.String(64), nullable=False),
        sa.Column("sub_event_type", sa.String(64), nullable=False),
        sa.Column("date_start", sa.Date()),
        sa.Column("date_end", sa.Date()),
        sa.Column("time_precision", sa.Integer()),
        sa.Column("date_prec_ucdp", sa.Integer()),
        sa.Column("place_id", sa.String(128)),
        sa.Column("place_name_ar", sa.Text()),
        sa.Column("place_name_en", sa.Text()),
        sa.Column("place_kind", sa.String(64)),
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("geo_precision", sa.Integer()),
        sa.Column("where_prec_ucdp", sa.Integer()),
        sa.Column("uncertainty_km", sa.Double()),
        sa.Column("admin1", sa.Text()),
        sa.Column("admin2", sa.Text()),
        sa.Column("admin3", sa.Text()),
        sa.Column("pcode", sa.String(64)),
        sa.Column("perpetrators", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("claimed_by", sa.JSON(), nullable=False),
        sa.Column("killed_low", sa.Integer()),
        sa.Column("killed_best", sa.Integer()),
        sa.Column("killed_high", sa.Integer()),
        sa.Column("injured_low", sa.Integer()),
        sa.Column("injured_best", sa.Integer()),
        sa.Column("injured_high", sa.Integer()),
        sa.Column("casualties_shared", sa.Boolean(), nullable=False),
        sa.Column("weapons", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("incident_id", name="pk_reported_incidents"),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.report_id"],
            name="fk_reported_incidents_report_id_reports",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["incidents.incident_id"], name="fk_reported_incidents_event_id_incidents"
        ),
        sa.CheckConstraint("date_start <= date_end", name="ck_reported_incidents_dates_in_order"),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name="ck_reported_incidents_confidence_range"),
    )
    for columns in (
        ["date_start", "date_end"],
        ["event_id"],
        ["event_type"],
        ["place_id"],
        ["report_id"],
        ["sub_event_type"],
    ):
        op.create_index(f"ix_reported_incidents_{'_'.join(columns)}", "reported_incidents", columns)
