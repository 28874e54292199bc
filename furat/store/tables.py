"""The tables of a workspace, for SQLite and PostgreSQL alike.

``reports`` holds texts as published; ``reported_incidents`` what one report says of one event; ``incidents`` the
events themselves. Until two are linked, each reported incident is its own incident. ``meta`` says what the database
is: its schema version, whether its reports are fictional, and a revision that grows with every write.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

SCHEMA_VERSION = "1"
"""Written in ``meta``; a database with another version is refused rather than misread."""


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
    """A fact about the database itself: ``schema_version``, ``fictional``, ``revision``, ``samples``."""

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

    ``incident_id`` is the contract's id of the reported incident; ``event_id`` the incident that it tells of.
    """

    __tablename__ = "reported_incidents"
    __table_args__ = (
        Index(None, "date_start", "date_end"),
        CheckConstraint("date_start <= date_end", name="dates_in_order"),
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence_range"),
    )

    incident_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.report_id", ondelete="CASCADE"), index=True)
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
