"""What people decide, what is linked, and what they add to the gazetteer."""

import sqlalchemy as sa
from alembic import op

from furat.store.search import folded

revision = "0002"
down_revision = "0001"

# As they stood in this step; those of tables.py may move on.
_APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
        "CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION furat_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$",
        "CREATE TRIGGER changes_append_only BEFORE UPDATE OR DELETE ON changes "
        "FOR EACH ROW EXECUTE FUNCTION furat_append_only()",
    ),
}


def upgrade() -> None:
    """Add the columns of the review, and the tables."""
    # Plain ADD COLUMN, not a batch: SQLite would copy a table of a million rows.
    op.add_column("reported_incidents", sa.Column("review", sa.String(16), nullable=False, server_default="open"))
    op.add_column("reported_incidents", sa.Column("as_read", sa.JSON()))
    op.add_column("reported_incidents", sa.Column("origin", sa.String(16), nullable=False, server_default="rules"))
    op.add_column("reported_incidents", sa.Column("lost", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("reported_incidents", sa.Column("linker", sa.String(64)))
    op.add_column("reported_incidents", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_index("ix_reported_incidents_review", "reported_incidents", ["review"])
    op.create_index("ix_reported_incidents_linker", "reported_incidents", ["linker"])
    _pairs("links", sa.Column("score", sa.Double(), nullable=False), sa.Column("reasons", sa.JSON(), nullable=False))
    _pairs("link_decisions", sa.Column("together", sa.Boolean(), nullable=False))
    op.create_table(
        "changes",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("event_id", sa.String(64)),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.PrimaryKeyConstraint("change_id", name="pk_changes"),
        sa.ForeignKeyConstraint(["undoes"], ["changes.change_id"], name="fk_changes_undoes_changes"),
        sa.UniqueConstraint("undoes", name="uq_changes_undoes"),
    )
    op.create_index("ix_changes_event_id", "changes", ["event_id"])
    op.create_table(
        "changed_reports",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("change_id", "report_id", name="pk_changed_reports"),
        sa.ForeignKeyConstraint(["change_id"], ["changes.change_id"], name="fk_changed_reports_change_id_changes"),
    )
    op.create_index("ix_changed_reports_report_id", "changed_reports", ["report_id"])
    op.create_table(
        "local_places",
        sa.Column("place_id", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("parent_id", sa.String(128), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("uncertainty_km", sa.Double(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", name="pk_local_places"),
    )
    op.create_table(
        "local_names",
        sa.Column("place_id", sa.String(128), nullable=False),
        sa.Column("text", sa.String(255), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("use", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "text", "language", name="pk_local_names"),
    )
    op.create_table(
        "tombstones",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_tombstones"),
    )
    op.create_table(
        "backups",
        sa.Column("backup_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("backup_id", name="pk_backups"),
    )
    op.create_table(
        "people",
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("email", name="pk_people"),
    )
    op.create_table(
        "searchable",
        sa.Column("report_id", sa.String(255), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "start", "end", name="pk_searchable"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.report_id"], name="fk_searchable_report_id_reports", ondelete="CASCADE"
        ),
    )
    _fill_searchable()
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
    op.execute("DELETE FROM meta WHERE key = 'schema_version'")  # alembic_version says it from now on


def _fill_searchable() -> None:
    bind = op.get_bind()
    told = bind.execute(
        sa.text(
            "SELECT DISTINCT i.report_id, i.evidence_start, i.evidence_end, i.evidence, r.title "
            "FROM reported_incidents i JOIN reports r ON r.report_id = i.report_id"
        )
    ).all()
    table = sa.table("searchable", *(sa.column(name) for name in ("report_id", "start", "end", "words")))
    rows = [
        {"report_id": report_id, "start": start, "end": end, "words": folded(f"{evidence}\n{title or ''}")}
        for report_id, start, end, evidence, title in told
    ]
    if rows:
        bind.execute(sa.insert(table), rows)


def _pairs(table: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("first_id", sa.String(64), nullable=False),
        sa.Column("second_id", sa.String(64), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("first_id", "second_id", name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint(
                [key],
                ["reported_incidents.incident_id"],
                name=f"fk_{table}_{key}_reported_incidents",
                ondelete="CASCADE",
            )
            for key in ("first_id", "second_id")
        ),
    )
    op.create_index(f"ix_{table}_second_id", table, ["second_id"])
