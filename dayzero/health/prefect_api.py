"""What Prefect's server says of itself and of our flows, over its HTTP interface.

Prefect itself is not imported: that takes a second, and a probe comes every minute.
"""

import os
import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

ANSWER_SECONDS = 2.0
BY_ITSELF = ("COMPLETED", "FAILED", "CRASHED")  # cancelled are those that another was still doing
SWEEP, DELIVER = "sweep", "deliver-alerts"


@dataclass(frozen=True, slots=True)
class Deployment:
    """One way in which a flow of ours is started.

    Attributes:
        ready: whether something polls for its runs, as Prefect's server sees it.
    """

    flow: str
    name: str
    paused: bool
    ready: bool


@dataclass(frozen=True, slots=True)
class LastRun:
    """The run of a flow that ended last; one that was cancelled did nothing, and is none."""

    state: str
    kind: str
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class PrefectSigns:
    """What a server told.

    Attributes:
        clock: its own, in whole seconds, beside ours at that moment.
        last_runs: by flow; without those that no run is kept of.
    """

    address: str
    version: str
    clock: tuple[datetime, datetime]
    deployments: tuple[Deployment, ...]
    last_runs: Mapping[str, LastRun]


@dataclass(frozen=True, slots=True)
class PrefectSilent:
    """No server is named, or the one that is does not answer as Prefect would.

    Attributes:
        address: None where none is named.
        status: of an answer that was none of the expected; None without an answer.
    """

    address: str | None
    why: str
    status: int | None = None


def ask_prefect() -> PrefectSigns | PrefectSilent:
    """Ask the server that the environment, or else Prefect's active profile, names."""
    told = _settings()
    address = told.get("PREFECT_API_URL")
    if not address:
        return PrefectSilent(None, "PREFECT_API_URL names no server")
    shown = _without_password(address)
    try:
        with _client(address, told) as http:
            return _signs(http, shown)
    except (httpx.TimeoutException, TimeoutError):
        return PrefectSilent(shown, "does not answer")
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        return PrefectSilent(shown, f"answers {status}", status)
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return PrefectSilent(shown, "cannot be reached")
    except (ValueError, KeyError, TypeError):
        return PrefectSilent(shown, "does not answer as a Prefect server would")


def _settings() -> Mapping[str, str]:
    """What Prefect would read: the environment over the active profile of its home."""
    home = Path(os.environ.get("PREFECT_HOME") or "~/.prefect").expanduser()
    try:
        profiles = tomllib.loads((home / "profiles.toml").read_text())
        active = os.environ.get("PREFECT_PROFILE") or str(profiles["active"])
        return {**profiles["profiles"][active], **os.environ}
    except (OSError, ValueError, KeyError, TypeError):  # none, as on most machines
        return os.environ


def _client(address: str, told: Mapping[str, str]) -> httpx.Client:
    password, key = told.get("PREFECT_API_AUTH_STRING"), told.get("PREFECT_API_KEY")
    user, _, word = (password or "").partition(":")
    authorities = told.get("PREFECT_API_SSL_CERT_FILE")
    return httpx.Client(
        base_url=address.rstrip("/"),
        auth=(user, word) if password else None,
        headers={"Authorization": f"Bearer {key}"} if key and not password else None,
        verify=ssl.create_default_context(cafile=authorities) if authorities else True,
        timeout=ANSWER_SECONDS,
    )


def _signs(http: httpx.Client, address: str) -> PrefectSigns:
    http.get("/health").raise_for_status()
    version = http.get("/admin/version").raise_for_status()
    ours = datetime.now(UTC)
    return PrefectSigns(
        address=address,
        version=str(version.json()),
        clock=(parsedate_to_datetime(version.headers["date"]), ours),
        deployments=tuple(one for flow in (SWEEP, DELIVER) for one in _deployments_of(http, flow)),
        last_runs={
            flow: run for flow in (SWEEP, DELIVER) if (run := _last_run(http, flow)) is not None
        },
    )


def _deployments_of(http: httpx.Client, flow: str) -> list[Deployment]:
    found = _filtered(http, "deployments", {"flows": _named(flow)})
    return [
        Deployment(flow, one["name"], bool(one["paused"]), one["status"] == "READY")
        for one in found
    ]


def _last_run(http: httpx.Client, flow: str) -> LastRun | None:
    ended = {"end_time": {"is_null_": False}, "state": {"type": {"any_": BY_ITSELF}}}
    asked = {"flows": _named(flow), "flow_runs": ended, "sort": "END_TIME_DESC", "limit": 1}
    for run in _filtered(http, "flow_runs", asked):
        return LastRun(
            run["state_name"], run["state_type"], datetime.fromisoformat(run["end_time"])
        )
    return None


def _filtered(http: httpx.Client, what: str, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = (
        http.post(f"/{what}/filter", json=asked).raise_for_status().json()
    )
    return answer


def _named(flow: str) -> dict[str, Any]:
    return {"name": {"any_": [flow]}}


def _without_password(address: str) -> str:
    url = httpx.URL(address)
    return str(url.copy_with(username=None, password=None)) if url.userinfo else address
