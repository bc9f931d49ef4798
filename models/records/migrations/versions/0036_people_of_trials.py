"""Of which trials a person sees the subjects; of every one until it is said."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("trials", sa.String(), nullable=True))
