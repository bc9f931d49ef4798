"""A whole installation in an empty folder, for a benchmark to measure."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from sqlalchemy import Engine

from dayzero.demo.charts import demo_charts
from dayzero.demo.stage import Stage
from dayzero.running.ports import free_port
from dayzero.running.processes import Children, children
from dayzero.running.servers import start_prefect
from models.protocol import load_protocol
from models.records.store import import_charts, open_engine, upgrade

CONSOLE = Console(highlight=False)


@contextmanager
def an_installation() -> Iterator[tuple[Stage, Children, Engine]]:
    """Prefect's server with our deployments, and an empty database; all of it gone at the end."""
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder), free_port(), free_port())
        engine = open_engine(stage.database_url)
        upgrade(engine)
        with children(stage.environment(), stage.logs) as family:
            start_prefect(stage, family, CONSOLE.print)
            yield stage, family, engine


def enrol(engine: Engine, *subjects: str) -> None:
    """Bring in the demo's charts of some subjects; of all, if none is named."""
    now = datetime.now(UTC)
    wanted = {f"{subject}.json" for subject in subjects}
    charts = demo_charts(now, load_protocol())
    import_charts(
        engine,
        [chart for chart in charts if not wanted or chart[0] in wanted],
        now=now,
        by="benchmark",
    )
