"""The tables of a workspace, for SQLite and PostgreSQL alike.

``reports`` holds texts as published; ``reported_incidents`` what one report says of one event; ``incidents`` the
events themselves. Until two are linked, each reported incident is its own incident. ``changes`` is the audit trail of
what people decided, ``links`` and ``link_decisions`` say what was linked and why, ``local_places`` and ``local_names``
what people added to the gazetteer. ``meta`` says what the database is: whether its reports are fictional, and a
revision that grows with every write. A change here wants a migration beside it (``furat/store/migrations``).
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    event,
    false,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

OPEN, ACCEPTED, CORRECTED, REJECTED = REVIEW_STATES = ("open", "accepted", "corrected", "rejected")
"""What people have said of a reported incident; all but ``open`` are decided."""

BY_RULES, BY_PERSON = "rules", "person"
"""Where a reported incident comes from."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite drops the time zone, so it is taken off on the way in and put back on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store the moment in UTC without a zone; a moment without a zone is refused as ambiguous."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Return the moment with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Declarative base; constraints carry names, so that a migration can find them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class MetaRow(Base):
    """A fact about the database itself: ``fictional``, ``revision``, ``samples``."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class ReportRow(Base):
    """A report as published, with the versions of rules and gazetteer that last read it."""

    __tablename__ = "reports"

    report_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    published: Mapped[date | None] = mapped_column(index=True)
    source: Mapped[str | None] = mapped_column(Text, index=True)
    url: Mapped[str | None] = mapped_column(Text)
    fictional: Mapped[bool]
    rules_version: Mapped[str] = mapped_column(String(128))
    gazetteer_version: Mapped[str] = mapped_column(String(128))
    ingested_at: Mapped[datetime] = mapped_column(UtcDateTime)


class IncidentRow(Base):
    """An event. What is known of it stands in the reported incidents that point at it."""

    __tablename__ = "incidents"

    incident_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReportedIncidentRow(Base):
    """What one report says of one event: the contract's record, typed where it is filtered on.

    ``incident_id`` is the contract's id of the reported incident; ``event_id`` the incident that it tells of, which
    bears the id of one of its reported incidents. The columns hold what counts; where a person corrected a value,
    ``as_read`` keeps what the rules had read, by column. ``lost``: newer rules no longer read it. ``linker`` is the
    version of the linking that last compared it; None where it waits to be compared. ``version`` grows with each
    write, so that two people who change one row at once are told.
    """

    __tablename__ = "reported_incidents"
    __table_args__ = (
        Index(None, "date_start", "date_end"),
        # Leads from a passage to its event without the rows, which hold much else: so words are searched.
        Index("ix_reported_incidents_passage", "report_id", "evidence_start", "evidence_end", "event_id"),
        CheckConstraint("date_start <= date_end", name="dates_in_order"),
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence_range"),
    )

    incident_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.report_id", ondelete="CASCADE"))
    event_id: Mapped[str] = mapped_column(ForeignKey("incidents.incident_id"), index=True)
    event_type: Mapped[str] = mapped_column(String(64), index=True)
    sub_event_type: Mapped[str] = mapped_column(String(64), index=True)
    date_start: Mapped[date | None]
    date_end: Mapped[date | None]
    time_precision: Mapped[int | None]
    date_prec_ucdp: Mapped[int | None]
    place_id: Mapped[str | None] = mapped_column(String(128), index=True)
    place_name_ar: Mapped[str | None] = mapped_column(Text)
    place_name_en: Mapped[str | None] = mapped_column(Text)
    place_kind: Mapped[str | None] = mapped_column(String(64))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    geo_precision: Mapped[int | None]
    where_prec_ucdp: Mapped[int | None]
    uncertainty_km: Mapped[float | None]
    admin1: Mapped[str | None] = mapped_column(Text)
    admin2: Mapped[str | None] = mapped_column(Text)
    admin3: Mapped[str | None] = mapped_column(Text)
    pcode: Mapped[str | None] = mapped_column(String(64))
    perpetrators: Mapped[list[str]] = mapped_column(JSON)
    targets: Mapped[list[str]] = mapped_column(JSON)
    claimed_by: Mapped[list[str]] = mapped_column(JSON)
    killed_low: Mapped[int | None]
    killed_best: Mapped[int | None]
    killed_high: Mapped[int | None]
    injured_low: Mapped[int | None]
    injured_best: Mapped[int | None]
    injured_high: Mapped[int | None]
    casualties_shared: Mapped[bool]
    weapons: Mapped[list[str]] = mapped_column(JSON)
    evidence: Mapped[str] = mapped_column(Text)
    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    spans: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    confidence: Mapped[float]
    flags: Mapped[list[str]] = mapped_column(JSON)
    review: Mapped[str] = mapped_column(String(16), default=OPEN, server_default=OPEN, index=True)
    as_read: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    origin: Mapped[str] = mapped_column(String(16), default=BY_RULES, server_default=BY_RULES)
    lost: Mapped[bool] = mapped_column(default=False, server_default=false())
    linker: Mapped[str | None] = mapped_column(String(64), index=True)
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy when the class is made


class SearchableRow(Base):
    """The folded words of a passage of a report and of its title, for searching; made of the report, gone with it."""

    __tablename__ = "searchable"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.report_id", ondelete="CASCADE"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Text)


class LinkRow(Base):
    """Two reported incidents that the rules take for one event, with what spoke for it. ``first_id < second_id``."""

    __tablename__ = "links"

    first_id: Mapped[str] = mapped_column(
        ForeignKey("reported_incidents.incident_id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[str] = mapped_column(
        ForeignKey("reported_incidents.incident_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[float]
    reasons: Mapped[list[str]] = mapped_column(JSON)


class LinkDecisionRow(Base):
    """A person's word on two reported incidents: one event (``together``) or two. ``first_id < second_id``."""

    __tablename__ = "link_decisions"

    first_id: Mapped[str] = mapped_column(
        ForeignKey("reported_incidents.incident_id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[str] = mapped_column(
        ForeignKey("reported_incidents.incident_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    together: Mapped[bool]


class ChangeRow(Base):
    """An act of a person: who, when, on what, before, after, why. The database itself refuses to alter or delete one.

    ``before`` and ``after`` hold table by table, row by row, the columns that the act changed; None stands for a row
    that was not there. ``undoes`` names the act that this one takes back.
    """

    __tablename__ = "changes"

    change_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    act: Mapped[str] = mapped_column(String(32))
    event_id: Mapped[str | None] = mapped_column(String(64), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(Text)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("changes.change_id"), unique=True)


class ChangedReportRow(Base):
    """Which reports an act was about: what a purge must look through."""

    __tablename__ = "changed_reports"

    change_id: Mapped[int] = mapped_column(ForeignKey("changes.change_id"), primary_key=True)
    report_id: Mapped[str] = mapped_column(String(255), primary_key=True, index=True)


class LocalPlaceRow(Base):
    """A place that a person added: the columns of ``places.csv``."""

    __tablename__ = "local_places"

    place_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    parent_id: Mapped[str] = mapped_column(String(128))
    lat: Mapped[float]
    lon: Mapped[float]
    uncertainty_km: Mapped[float]
    note: Mapped[str] = mapped_column(Text)


class LocalNameRow(Base):
    """A name that a person taught: the columns of ``names.csv``."""

    __tablename__ = "local_names"

    place_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    text: Mapped[str] = mapped_column(String(255), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    use: Mapped[str] = mapped_column(String(16))


class TombstoneRow(Base):
    """A report that was purged: nothing of it but the hash of its text, so that it does not come back unseen."""

    __tablename__ = "tombstones"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class BackupRow(Base):
    """A backup that was made of this database, so that a purge can name those that still hold the text."""

    __tablename__ = "backups"

    backup_id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PersonRow(Base):
    """Somebody who may sign in, and as what."""

    __tablename__ = "people"

    email: Mapped[str] = mapped_column(String(255), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


APPEND_ONLY_MESSAGE = "the audit trail is append-only"

APPEND_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER changes_no_{act} BEFORE {act.upper()} ON changes "
        f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY_MESSAGE}'); END"
        for act in ("update", "delete")
    ),
    "postgresql": (
        "CREATE FUNCTION furat_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{APPEND_ONLY_MESSAGE}'; END $$",
        "CREATE TRIGGER changes_append_only BEFORE UPDATE OR DELETE ON changes "
        "FOR EACH ROW EXECUTE FUNCTION furat_append_only()",
    ),
}
"""What makes ``changes`` append-only, by database: a slip of ours or another program is refused. A purge, which must
take a person's words out of it, lifts this inside its own transaction."""


@event.listens_for(ChangeRow.__table__, "after_create")
def _guard(_table: Any, connection: Connection, **_: Any) -> None:
    for statement in APPEND_ONLY[connection.dialect.name]:
        connection.exec_driver_sql(statement)
