"""Imported calendars name extra working days, too; whatever they said until now closes."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    works = sa.Column("works", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("site_calendar_entry", works)
