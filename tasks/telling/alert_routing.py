"""Whom this installation tells, and what its messages link to, as its environment says."""

from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic_settings import BaseSettings, SettingsConfigDict

from models.alerting.rota_file import with_rota
from models.alerting.routing import Routing
from models.alerting.routing_file import ROUTING, load_routing
from models.protocol import every_site, installed_trials
from wording.language import languages

BEFORE_THE_ANSWER = timedelta(minutes=3)
"""Longer than it takes to reach a channel and to hand it a message."""


class AlertSurroundings(BaseSettings):
    """The settings of alerts that reach below the command line.

    Attributes:
        routing: the installation's own routing file; None for the one that is shipped.
        base_url: where readers reach the web application.
        mail_answer_seconds: how long a mail server may take once it has the whole mail.
    """

    model_config = SettingsConfigDict(env_prefix="DAYZERO_", env_ignore_empty=True, frozen=True)

    routing: Path | None = None
    base_url: str = "http://127.0.0.1:8000"
    mail_answer_seconds: int = 120


def routing() -> Routing:
    """The routing of this installation, with the rota that was imported for it.

    Raises:
        ProtocolRefused: with the line, if the file cannot be what its author meant.
    """
    path, rota = routing_file(), duty_file()
    if rota is None:
        return _loaded(path, _written(path))
    return _on_duty(path, _written(path), rota, _written(rota))


def routing_file() -> Path:
    """The installation's own routing file, or the shipped one."""
    return AlertSurroundings().routing or ROUTING


def duty_file() -> Path | None:
    """Where an imported rota is kept; None where the routing names no such file.

    Raises:
        ProtocolRefused: if the routing cannot be what its author meant.
    """
    path = routing_file()
    named = _loaded(path, _written(path)).duty_file
    return None if named is None else path.with_name(named)


def _written(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=2)
def _on_duty(path: Path, written: int, rota: Path, _rota_written: int) -> Routing:
    return with_rota(_loaded(path, written), rota)


@lru_cache(maxsize=2)
def _loaded(path: Path, _written: int) -> Routing:
    """Read once for each time that the file was written: whoever edits it restarts nothing."""
    trials = tuple(trial.id for trial in installed_trials())
    return load_routing(path, tuple(zones()), languages(), trials)


def mail_answer_seconds() -> int:
    """How long a mail server may take once it has the whole mail: RFC 5321 asks for 600."""
    return AlertSurroundings().mail_answer_seconds


def lease() -> timedelta:
    """How long one attempt may take, and is left alone by others."""
    return BEFORE_THE_ANSWER + timedelta(seconds=mail_answer_seconds())


def zones() -> dict[str, ZoneInfo]:
    """The zone of each site, in the order of the trials and their files."""
    return {name: site.zone for name, site in every_site().items()}


def base_url() -> str:
    """The beginning of every link; no slash at its end."""
    return AlertSurroundings().base_url.rstrip("/")
