"""Calendars of a site that were imported: closures and free slots."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KIND = "(kind = 'slots' AND step IS NOT NULL) OR (kind = 'closures' AND step IS NULL)"
DAYS_OR_MINUTES = (
    "(first_day IS NULL) = (last_day IS NULL)"
    " AND (first_minute IS NULL) = (last_minute IS NULL)"
    " AND (first_day IS NULL) <> (first_minute IS NULL)"
)


def upgrade() -> None:
    op.create_table(
        "site_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.CheckConstraint(KIND, name="only_slots_are_for_a_step"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("site", "name", name="a_site_has_one_calendar_of_a_name"),
    )
    op.create_table(
        "site_calendar_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("first_minute", sa.Integer(), nullable=True),
        sa.Column("last_minute", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(DAYS_OR_MINUTES, name="an_entry_is_days_or_minutes"),
        sa.ForeignKeyConstraint(["calendar"], ["site_calendar.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_site_calendar_entry_calendar", "site_calendar_entry", ["calendar"])
