"""`dayzero rules`: every value that dates are planned with, its source, and which are ours."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from calendars.entries.visit_lengths import SHIPPED
from dayzero.commands.named_trials import Trial, named_trial
from dayzero.commands.options import AsJson
from models.errors import DayZeroError
from models.faults_found import system_reason
from models.protocol import Protocol, installed_trials
from models.protocol.loading.data_folder import VARIABLE, data_folder
from models.protocol.statements import Statement, statements
from models.reasons.refusals.refusal import FaultReason

COLOUR = {"site default": "yellow", "not in source": "red"}


class RuleUnknown(DayZeroError):
    """A word that names no rule, setting or site of the protocol."""

    exit_code = 2
    kind = "rule_unknown"

    def __init__(self, name: str, protocol: str) -> None:
        super().__init__(name, protocol)
        self.name = name
        self.protocol = protocol


class FolderTaken(DayZeroError):
    """A folder that the protocol's data cannot be written to."""

    exit_code = 2
    kind = "folder_taken"

    def __init__(self, folder: str, why: FaultReason) -> None:
        super().__init__(folder, why)
        self.folder = folder
        self.why = why


def rules(
    name: Annotated[
        str | None, typer.Argument(help="Only this rule, and those under it: EX-03.")
    ] = None,
    *,
    defaults: Annotated[
        bool, typer.Option("--defaults", help="Only site defaults: what the entry does not state.")
    ] = False,
    copy_to: Annotated[
        Path | None,
        typer.Option(help="Write the data in force to a new folder, to be edited there."),
    ] = None,
    as_json: AsJson = False,
    trial: Trial = None,
) -> None:
    """List every rule with its limit and source; what the registry entry is silent on is marked."""
    if copy_to is not None:
        _copy(copy_to)
        return
    protocol = named_trial(trial)
    chosen = _chosen(protocol, name, defaults=defaults)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in chosen], ensure_ascii=False, indent=1))
        return
    console = Console()
    console.print(rules_table(chosen))
    if name is None and not defaults:
        console.print(_conventions(protocol))
    console.print(_summary(protocol, chosen))


def _copy(folder: Path) -> None:
    """Raises: FolderTaken, if something is there already: an edited file is never overwritten."""
    try:
        shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("routing.toml"))
        if not (lengths := folder / SHIPPED.name).exists():
            shutil.copyfile(SHIPPED, lengths)
    except OSError as error:
        raise FolderTaken(str(folder), system_reason(error)) from error
    trials = " and ".join(each.id for each in installed_trials())
    typer.echo(
        f"{trials} was written to {folder}; edit it there and set"
        f" {VARIABLE}={folder.resolve()} for every process of Day Zero"
    )


def _chosen(protocol: Protocol, name: str | None, *, defaults: bool) -> list[Statement]:
    found = [one for one in statements(protocol) if name is None or one.rule.startswith(name)]
    if not found:
        raise RuleUnknown(name or "", protocol.id)
    return [one for one in found if one.site_default or not defaults]


def rules_table(chosen: Sequence[Statement]) -> Table:
    """One row for each value."""
    table = Table("rule", "says", "limit", "basis and source", box=box.SIMPLE)
    for one in chosen:
        basis = Text.assemble((one.basis, COLOUR.get(one.basis, "")), f"\n{one.source}")
        table.add_row(one.rule, Text(one.text), Text(one.value), basis)
    return table


def _conventions(protocol: Protocol) -> Table:
    table = Table("", "how time and doses are counted", "because", box=box.SIMPLE)
    for one in protocol.convention:
        table.add_row(one.id, Text(one.text), Text(one.source))
    return table


def _summary(protocol: Protocol, chosen: Sequence[Statement]) -> Text:
    ours = sum(one.site_default for one in chosen)
    return Text(
        f"{protocol.id} version {protocol.version}: {len(chosen)} values,"
        f" {ours} of them site defaults, which a site may change in the protocol's data."
    )
