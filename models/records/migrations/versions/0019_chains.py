"""Chains of hashes; what was recorded before is sealed as it stands, each row once.

From here a row without a link was written by something else than this program.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from models.records.chain.form import EVERYTHING_ELSE, START, Place, content_hash, sealed

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OF_A_SUBJECT = ("number", "header", "protocol", "enrolled_at", "enrolled_by")
KINDS = (
    "fact",
    "imported_document",
    "deed",
    "audit",
    "deviation",
    "deviation_note",
    "published_revision",
    "delivery",
    "telling",
    "delivery_attempt",
)
AT_ONCE = 1_000


def upgrade() -> None:
    links = create_links()
    heads = op.create_table(
        "chain_head",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain"),
    )
    found = seal_what_is_there(links)
    rows = [{"chain": chain, "number": n, "sealed": last} for chain, (n, last) in found.items()]
    op.bulk_insert(heads, rows)
    if op.get_bind().dialect.name == "sqlite":
        refuse_changes_on_sqlite()
    else:
        refuse_changes_on_postgresql()


def create_links() -> sa.Table:
    return op.create_table(
        "chain_link",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number"),
    )


def seal_what_is_there(links: sa.Table) -> dict[str, tuple[int, str]]:
    heads: dict[str, tuple[int, str]] = defaultdict(lambda: (0, START))
    heads[EVERYTHING_ELSE] = (0, START)
    waiting: list[dict[str, object]] = []
    for chain, place in rows_there():
        number, before = heads[chain]
        heads[chain] = number + 1, sealed(chain, number + 1, place, before)
        link = {"chain": chain, "number": number + 1, "sealed": heads[chain][1]}
        waiting.append({**link, **place._asdict()})
        if len(waiting) == AT_ONCE:
            op.bulk_insert(links, waiting)
            waiting = []
    op.bulk_insert(links, waiting)
    return heads


def rows_there() -> Iterator[tuple[str, Place]]:
    for values in rows_of("subject", "number"):
        told = {name: values[name] for name in OF_A_SUBJECT}
        yield values["number"], Place("subject", values["number"], content_hash(told))
    for kind in KINDS:
        for values in rows_of(kind, "id"):
            key = str(values.pop("id"))
            chain = values.get("subject") or EVERYTHING_ELSE
            yield chain, Place(kind, key, content_hash(values))


def rows_of(kind: str, key: str) -> Iterator[dict[str, Any]]:
    table = sa.Table(kind, sa.MetaData(), autoload_with=op.get_bind(), resolve_fks=False)
    rows = op.get_bind().execute(sa.select(table).order_by(table.c[key]))
    yield from map(dict, rows.mappings())


def refuse_changes_on_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER chain_link_no_{verb.lower()} BEFORE {verb} ON chain_link "
            "BEGIN SELECT RAISE(ABORT, 'chain_link is append-only'); END"
        )


def refuse_changes_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION chain_link_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'chain_link is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER chain_link_append_only "
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON chain_link "
        "FOR EACH STATEMENT EXECUTE FUNCTION chain_link_is_append_only()"
    )
