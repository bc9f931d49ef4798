"""How severe an alert was when it was told: who was told of a critical one hears that it is over.

Of what was told before, nobody is told so.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("telling", sa.Column("severity", sa.String(), nullable=True))
