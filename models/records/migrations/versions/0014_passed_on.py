"""Which alert tells of a cause since another that told of it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alert", sa.Column("passed_to", sa.Integer(), nullable=True))
