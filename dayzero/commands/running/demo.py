"""`dayzero demo`: everything at once, with synthetic subjects, on this machine only."""

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from sqlalchemy import Engine

from dayzero import clock
from dayzero.demo.charts import demo_charts
from dayzero.demo.inbox import inbox
from dayzero.demo.show import show_result
from dayzero.demo.stage import Stage, set_stage
from dayzero.running.leaving import good_end
from dayzero.running.processes import Child, Children, children
from dayzero.running.servers import start_prefect, start_web, start_worker
from dayzero.running.supervision import Supervision
from models.protocol import load_protocol
from models.records.store import import_charts, open_engine, upgrade

SHANGHAI = ZoneInfo("Asia/Shanghai")  # all eleven sites have its days


def demo(
    *,
    once: Annotated[bool, typer.Option("--once", help="Show it, end everything, exit.")] = False,
    folder: Annotated[Path, typer.Option(help="Where it keeps its databases.")] = Path(".demo"),
) -> None:
    """Two dozen synthetic subjects through Prefect, to calendars and alerts you can open.

    Ctrl-C ends everything that was started.
    """
    now, console = clock.now(), Console()
    stage = set_stage(folder, now.astimezone(SHANGHAI).date())
    with (
        inbox(stage.messages) as channels,
        children({**stage.environment(), **channels}, stage.logs) as family,
    ):
        servers = _play(stage, family, now, console)
        if not once:
            servers.append(start_worker(stage, family))
            console.print("Ctrl-C ends all of it")
            with good_end(console.print):
                Supervision(family, console.print).stay(servers)


def _play(stage: Stage, family: Children, now: datetime, console: Console) -> list[Child]:
    prefect = start_prefect(stage, family, console.print)
    engine = open_engine(stage.database_url)
    _bring_in_subjects(engine, now, console)
    web = start_web(stage, family)
    _sweep(stage, family, console)
    show_result(stage, engine, clock.now(), console)  # after the alerts were opened
    return [prefect, web]


def _bring_in_subjects(engine: Engine, now: datetime, console: Console) -> None:
    upgrade(engine)
    protocol = load_protocol()
    charts = demo_charts(now, protocol)
    with console.status("bringing in the synthetic subjects"):
        report = import_charts(engine, charts, now=now, by="demo")
    console.print(
        f"{len(protocol.sites)} sites, {len(charts)} synthetic subjects:"
        f" {report.enrolled} new, {report.added} facts added, {report.already} known before"
    )


def _sweep(stage: Stage, family: Children, console: Console) -> None:
    """Sweep over everyone who is due, which shows each path as a flow run of its own."""
    with console.status("sweeping: plans, calendars, alerts, one run for each path"):
        for line in family.lines_of("sweep", stage.dayzero("sweep")):
            console.print(line.rstrip())
