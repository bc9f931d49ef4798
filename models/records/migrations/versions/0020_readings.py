"""The hour in which somebody read of a subject: one line for each person, subject and hour."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit", sa.Column("read_in", sa.String(), nullable=True))
    names = ["who", "subject", "read_in"]
    op.create_index("a_reading_is_noted_once_an_hour", "audit", names, unique=True)
    op.create_index("ix_audit_at", "audit", ["at"])
