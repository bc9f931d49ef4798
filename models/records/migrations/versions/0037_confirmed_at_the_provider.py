"""Who signs a record by a fresh sign-in with the hospital's own provider."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("provider_sign_in", sa.Column("confirms", sa.String(), nullable=True))
    op.add_column(
        "web_session", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True)
    )
