"""Facts can be taken back, and corrected anew; a reason may belong to a fact that corrects none."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

RULE = "a_correction_has_a_reason"


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("fact") as fact:
        fact.drop_constraint("a_fact_is_corrected_once", type_="unique")
        if not on_sqlite:
            fact.drop_constraint(RULE, type_="check")
        fact.create_check_constraint(RULE, "corrects IS NULL OR reason IS NOT NULL")
    if on_sqlite:
        refuse_changes_again()


def refuse_changes_again() -> None:
    """SQLite makes the table anew, without its check and without the triggers of before."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER fact_no_{verb.lower()} BEFORE {verb} ON fact "
            "BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END"
        )
