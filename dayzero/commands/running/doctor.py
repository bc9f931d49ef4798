"""`dayzero doctor`: whether this installation does its work, for people and for monitoring."""

import json
from collections.abc import Iterable

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dayzero.commands.options import AsJson
from dayzero.health.checkup import check_up
from dayzero.health.finding import Finding, Level, worst

STYLES = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "bold red"}


def doctor(*, as_json: AsJson = False) -> None:
    """Check database, Prefect, work in time, clocks and this machine; a line for each.

    Exit code 0: all is fine. 1: something should be looked at. 2: something must be mended.
    """
    found = check_up()
    if as_json:
        typer.echo(json.dumps(_document(found), ensure_ascii=False, indent=1))
    else:
        Console().print(findings_table(found))
    raise typer.Exit(worst(found).exit_code)


def findings_table(found: Iterable[Finding]) -> Table:
    """One row for each check; below what was found, what to do about it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in found:
        said = one.said if one.do is None else f"{one.said}\n→ {one.do}"
        table.add_row(Text(one.level, STYLES[one.level]), one.check, Text(said))
    return table


def _document(found: list[Finding]) -> dict[str, object]:
    return {
        "level": worst(found).value,
        "findings": [
            {"check": one.check, "level": one.level.value, "said": one.said, "do": one.do}
            for one in found
        ],
    }
