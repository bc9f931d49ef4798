"""Where an installation runs on one machine: its folder, its ports, what its processes are told."""

import os
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dayzero.running.ports import LOOPBACK
from dayzero.running.prefect_environment import PREFECT_SETTINGS, QUIET

POOL = "dayzero"
"""The work pool whose workers run the deployments; prefect.yaml names it too."""


@dataclass(frozen=True, slots=True)
class Place:
    """One installation's place.

    Attributes:
        folder: holds Prefect's home and the logs of the processes.
        web_host: the address on which the web application listens.
    """

    folder: Path
    prefect_port: int
    web_port: int
    web_host: str = LOOPBACK

    @property
    def prefect_url(self) -> str:
        """Where people look at Prefect's pages."""
        return f"http://{LOOPBACK}:{self.prefect_port}"

    @property
    def web_url(self) -> str:
        """Where this machine reaches the web application."""
        return f"http://{LOOPBACK}:{self.web_port}"

    @property
    def logs(self) -> Path:
        """Where each process keeps its log."""
        return self.folder / "logs"

    def environment(self) -> Mapping[str, str]:
        """What its processes are told; what the installation has set itself stays."""
        return {**PREFECT_SETTINGS, **QUIET, **os.environ, **self.its_own()}

    def its_own(self) -> Mapping[str, str]:
        """What no setting of the person or the machine may change."""
        return {
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_API_URL": f"{self.prefect_url}/api",
            "PYTHONUNBUFFERED": "1",
        }

    def for_commands(self) -> str:
        """What another shell is to be told, so that commands there mean this installation."""
        told = {
            "DAYZERO_HOME": str(self.folder),
            "DAYZERO_BASE_URL": os.environ.get("DAYZERO_BASE_URL") or self.web_url,
            **self.its_own(),
        }
        ours = (name for name in told if name.startswith("DAYZERO_") or name == "PREFECT_API_URL")
        return " ".join(["export", *(f"{name}={shlex.quote(told[name])}" for name in ours)])

    def prefect_server(self) -> list[str]:
        """The command of Prefect's server."""
        server = ["-m", "prefect", "server", "start", "--host", LOOPBACK]
        return [sys.executable, *server, "--port", str(self.prefect_port)]

    def worker(self, health_port: int) -> list[str]:
        """The command of the worker: scheduled runs, and passes for whoever recorded a fact."""
        return self.dayzero("worker", "--health-port", str(health_port))

    def runs_with(self, tag: str) -> str:
        """The page of Prefect's runs that carry a tag, the newest on top."""
        return f"{self.prefect_url}/runs?tag={tag}"

    def web(self) -> list[str]:
        """The command of the web application."""
        return self.dayzero("serve", "--host", self.web_host, "--port", str(self.web_port))

    def dayzero(self, *arguments: str) -> list[str]:
        """One of our own commands."""
        return [sys.executable, "-m", "dayzero", *arguments]
