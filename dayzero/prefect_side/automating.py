"""Automations from a file to Prefect's server: each made, or changed where another is known."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from prefect import get_client
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import SyncPrefectClient
from prefect.events.schemas.automations import AutomationCore
from prefect.exceptions import ObjectNotFound
from pydantic import HttpUrl, TypeAdapter, ValidationError

from dayzero.prefect_side.run_flows import check_reachable
from dayzero.running.servers import OPS_WEBHOOK
from models.errors import DayZeroError
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.settings import AutomationFlaw, BlockMissing, OpsBlockMissing
from models.reasons.refusals.validation import ToldByLibrary

BLOCK = "dayzero-ops"


class AutomationRefused(DayZeroError):
    """An automation that cannot be what its author meant."""

    exit_code = 2
    kind = "automation_refused"

    def __init__(self, where: str, reason: FaultReason) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason


def apply(file: Path) -> Iterator[str]:
    """Make or change every automation of a file; a line for each.

    Raises:
        PrefectUnreachable: before anything was changed.
        AutomationRefused: before any automation was changed.
    """
    check_reachable()
    _keep_webhook()
    with get_client(sync_client=True) as client:
        wanted = [_read(said, client) for said in _said(file)]
        for automation in wanted:
            yield f"{_apply_one(automation, client)} “{automation.name}”"


def _keep_webhook() -> None:
    """Keep the address as a block, which Prefect encrypts; a secret stands in no file."""
    url = os.environ.get(OPS_WEBHOOK)
    if not url:
        return
    try:
        TypeAdapter(HttpUrl).validate_python(url)
    except ValidationError as error:
        raise AutomationRefused(OPS_WEBHOOK, AutomationFlaw.NOT_HTTP) from error
    Webhook(url=url).save(BLOCK, overwrite=True)


def _said(file: Path) -> list[Mapping[str, Any]]:
    try:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AutomationRefused(file.name, AutomationFlaw.NOT_YAML) from error
    said = document.get("automations") if isinstance(document, dict) else None
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise AutomationRefused(file.name, AutomationFlaw.NO_LIST)
    return said


def _read(said: Mapping[str, Any], client: SyncPrefectClient) -> AutomationCore:
    name = str(said.get("name", "an automation without name"))
    actions = [_with_block(action, name, client) for action in said.get("actions", ())]
    try:
        return AutomationCore.model_validate({**said, "actions": actions})
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in detail["loc"] if part != "function-after")
        raise AutomationRefused(f"{name}: {field}", ToldByLibrary(told=detail["msg"])) from error


def _with_block(
    action: Mapping[str, Any], name: str, client: SyncPrefectClient
) -> Mapping[str, Any]:
    """The action with the id of the block that it names as `type/name`."""
    if "block" not in action:
        return action
    kind, _, block = str(action["block"]).partition("/")
    try:
        found = client.read_block_document_by_name(block, kind)
    except ObjectNotFound as error:
        named = f"{kind}/{block}"
        ours = OpsBlockMissing(block=named, variable=OPS_WEBHOOK)
        missing = ours if block == BLOCK else BlockMissing(block=named)
        raise AutomationRefused(f"{name}: actions.block", missing) from error
    rest = {key: value for key, value in action.items() if key != "block"}
    return {**rest, "block_document_id": found.id}


def _apply_one(automation: AutomationCore, client: SyncPrefectClient) -> str:
    known = client.read_automations_by_name(automation.name)
    if not known:
        client.create_automation(automation)
        return "made"
    if _meant(known[0]) == _meant(automation):  # a change makes Prefect forget what it waits for
        return "unchanged"
    client.update_automation(known[0].id, automation)
    return "changed"


def _meant(automation: AutomationCore) -> Mapping[str, Any]:
    """An automation without what Prefect's server numbers."""
    said = automation.model_dump(include=set(AutomationCore.model_fields))
    return {**said, "trigger": {**said["trigger"], "id": None}}
