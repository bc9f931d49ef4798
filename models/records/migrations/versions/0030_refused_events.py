"""Since when the calendar server refuses a subject's events: each new revision is tried anew."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("pushed_calendar", sa.Column("refused_since", MOMENT, nullable=True))
