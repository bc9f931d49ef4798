"""Where a demo's messages go, in place of mail and chat: a file that anybody may read."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from dayzero.running.ports import LOOPBACK
from models.alerting.routing_file import ROUTING, load_routing
from tasks.telling.alert_routing import zones
from wording.language import languages

LOCK = threading.Lock()
HEADING = (
    "What people are told, in place of mail and chat; deliveries run while the demo stays open.\n\n"
)


@contextmanager
def inbox(file: Path) -> Iterator[Mapping[str, str]]:
    """Take every message as a channel would; what is yielded are the channels' addresses.

    The file is there from the start, so that whoever is pointed to it finds it.
    """
    file.write_text(HEADING, encoding="utf-8")
    server = ThreadingHTTPServer((LOOPBACK, 0), partial(_Taken, file))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield {
            channel.variable: f"json://{LOOPBACK}:{server.server_port}/{channel.name}"
            for channel in load_routing(ROUTING, tuple(zones()), languages()).channel
        }
    finally:
        server.shutdown()
        server.server_close()


class _Taken(BaseHTTPRequestHandler):
    """One message, written to the end of the file."""

    def __init__(self, file: Path, *asked: Any) -> None:
        self.file = file
        super().__init__(*asked)

    def do_POST(self) -> None:
        """Write it down, then say that it was taken."""
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with LOCK, self.file.open("a", encoding="utf-8") as sink:
            sink.write(f"to {self.path[1:]}: {message['title']}\n{message['message']}\n\n")
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is the demo's."""
