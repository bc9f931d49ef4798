"""How far the published history had come when a link was last read: a moment is not exact enough.

A pass is dated when it begins, and who reads before it ends gets the calendar of before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feed", sa.Column("read_up_to", sa.Integer(), nullable=True))
