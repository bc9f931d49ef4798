"""The least SEQUENCE of a calendar's entries, which rises with each restore."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    floor = sa.Column("sequence_floor", sa.Integer(), nullable=False, server_default="0")
    op.add_column("installation", floor)
