"""Who may manage people on the pages: nobody who was added before, until it is said."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "person",
        sa.Column("manages_people", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
