"""A hospital's calendar server: a real Radicale, and a gate before it that can be told to fail."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from werkzeug import Request, Response

from dayzero.running.ports import LOOPBACK
from dayzero.running.processes import Children
from tests.clients.hospital import Reading, read_plainly
from tests.ports import free_port

USER, PASSWORD = "dayzero", "s3cret-of-the-push"
READER = "reader"

PASSED_BACK = {"etag", "content-type", "www-authenticate"}

SETTINGS = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[rights]
type = from_file
file = {folder}/rights
[storage]
filesystem_folder = {folder}/collections
"""
RIGHTS = f"""
[owner]
user: .+
collection: {{user}}(/.*)?
permissions: RrWw
[readers]
user: {READER}
collection: {USER}(/.*)?
permissions: Rr
"""


@dataclass(frozen=True)
class CalendarServer:
    """A running Radicale.

    Attributes:
        http: asks it as its user.
        passing: passes on what others ask, as they asked it.
    """

    http: httpx.Client
    passing: httpx.Client

    def make_calendar(self, name: str) -> str:
        """The path of a new, empty calendar."""
        path = f"/{USER}/{name}/"
        assert self.http.request("MKCALENDAR", path).status_code == 201
        return path

    def holds(self, path: str) -> Reading:
        """What a reader of the calendar sees."""
        return read_plainly(self.http.get(path).text)

    def put(self, path: str, text: str) -> None:
        """What a person writes into the calendar with a program of their own."""
        answer = self.http.put(path, content=text, headers={"Content-Type": "text/calendar"})
        assert answer.status_code in {201, 204}

    def text(self, path: str) -> str:
        return self.http.get(path).text


@contextmanager
def radicale(folder: Path) -> Iterator[CalendarServer]:
    port = free_port()
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n{READER}:{PASSWORD}\n")
    (folder / "rights").write_text(RIGHTS)
    (folder / "settings").write_text(SETTINGS.format(folder=folder, port=port))
    family = Children(os.environ, folder)
    try:
        command = [sys.executable, "-m", "radicale", "--config", str(folder / "settings")]
        family.start("radicale", command).wait_until_it_answers(port, "/.web/")
        address = f"http://{LOOPBACK}:{port}"
        with (
            httpx.Client(base_url=address, auth=(USER, PASSWORD)) as http,
            httpx.Client(base_url=address) as passing,
        ):
            yield CalendarServer(http, passing)
    finally:
        family.stop()


@contextmanager
def xandikos(folder: Path) -> Iterator[CalendarServer]:
    """A server of another maker, which asks nobody who they are."""
    port = free_port()
    family = Children(os.environ, folder)
    command = [
        sys.executable,
        "-m",
        "xandikos.__main__",
        "serve",
        "-d",
        str(folder / "collections"),
    ]
    options = ["--autocreate", "--current-user-principal", f"/{USER}/", "-p", str(port)]
    try:
        family.start("xandikos", [*command, "-l", LOOPBACK, *options]).wait_until_it_answers(
            port, "/"
        )
        with httpx.Client(base_url=f"http://{LOOPBACK}:{port}") as http:
            yield CalendarServer(http, http)
    finally:
        family.stop()


@dataclass
class Gate:
    """Passes every request on to the server, notes it, and answers some by itself if told so.

    Attributes:
        before: sees each request first; what it answers is the answer.
    """

    server: CalendarServer
    seen: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[Request], Response | None] = lambda _: None

    def __call__(self, request: Request) -> Response:
        self.seen.append((request.method, request.path))
        answered = self.before(request)
        if answered is not None:
            return answered
        passed = self.server.passing.request(
            request.method,
            request.path,
            content=request.get_data(),
            headers={k: v for k, v in request.headers.items() if k.lower() != "host"},
        )
        kept = {k: v for k, v in passed.headers.items() if k.lower() in PASSED_BACK}
        return Response(passed.content, passed.status_code, headers=kept)

    def writes(self) -> list[str]:
        """The methods that change something, since this was last asked."""
        methods = [method for method, _ in self.seen if method in {"PUT", "DELETE"}]
        self.seen.clear()
        return methods
