"""A person's calendar on their own machine: vdirsyncer fetches the feed, khal shows it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

SYNC = """
[general]
status_path = "{folder}/status/"

[pair day_zero]
a = "feed"
b = "here"
collections = null

[storage feed]
type = "http"
url = "{link}"

[storage here]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
"""

SHOW = """
[calendars]
[[day_zero]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[default]
default_calendar = day_zero
"""

KEEP_UIDS = "from vdirsyncer.storage.http import HttpStorage; HttpStorage._ignore_uids = False"
RUN = """
from sys import argv
from vdirsyncer.cli import app
for deed in argv[1:]:
    app(["--config", "sync.ini", deed], standalone_mode=False)
"""


@dataclass(frozen=True)
class Synced:
    """What one synchronisation said, and whether it was done."""

    done: bool
    said: str


class Shown(NamedTuple):
    """One line of khal's list.

    Attributes:
        start: on Shanghai's clock; a day has no hour: `2026-04-10`.
        status: CONFIRMED, TENTATIVE or CANCELLED.
    """

    start: str
    summary: str
    status: str


@dataclass(frozen=True)
class Subscriber:
    """One subscriber's folder; nothing of the person who runs the tests is read.

    Attributes:
        keeps_uids: as shipped, vdirsyncer names what it fetches by the digest of its text,
            because some servers invent UIDs anew; its own tests switch that off, as here.
    """

    folder: Path
    keeps_uids: bool = True

    def subscribe(self, link: str) -> Synced:
        """Follow a link from now on, and fetch it for the first time."""
        (self.folder / "sync.ini").write_text(SYNC.format(folder=self.folder, link=link))
        (self.folder / "khal.ini").write_text(SHOW.format(folder=self.folder))
        (self.folder / "calendar").mkdir()
        return self._vdirsyncer("discover", "sync")

    def sync(self) -> Synced:
        """Fetch the feed again, as a calendar program does by itself."""
        return self._vdirsyncer("sync")

    def shows(self) -> dict[str, Shown]:
        """Every event that khal lists between 2026 and the middle of 2028, by its UID."""
        fields = ("uid", "start-long", "title", "status")
        asked = [word for field in fields for word in ("--json", field)]
        listing = ["list", "--once", *asked, "2026-01-01", "900d"]
        answer = self._run("-m", "khal", "--config", "khal.ini", *listing)
        assert answer.returncode == 0, answer.stderr
        days = (json.loads(line) for line in answer.stdout.splitlines())
        return {
            each["uid"]: Shown(each["start-long"], each["title"], each["status"])
            for day in days
            for each in day
        }

    def _vdirsyncer(self, *deeds: str) -> Synced:
        program = f"{KEEP_UIDS}\n{RUN}" if self.keeps_uids else RUN
        ran = self._run("-c", program, *deeds)
        return Synced(ran.returncode == 0, ran.stdout + ran.stderr)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  programs of our own environment, no shell
            [sys.executable, *words],
            cwd=self.folder,
            env={**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
