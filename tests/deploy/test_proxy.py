"""The proxy's file with a real Caddy before a real server, over TLS."""

import os
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.ports import free_port
from tests.web.server import PATIENCE_SECONDS, serving, set_up

RULES = Path(__file__).parents[2] / "deploy" / "Caddyfile"
VISITOR = "127.0.0.5"  # loopback has addresses enough for a visitor of another machine
pytestmark = [
    pytest.mark.skipif(shutil.which("caddy") is None, reason="no Caddy on this machine"),
    pytest.mark.journey,
]


@contextmanager
def proxied(server: str, folder: Path) -> Iterator[httpx.Client]:
    """The shipped file on a port of the test's own; port 80 is left to whoever has it."""
    port, rules, log = free_port(), folder / "Caddyfile", folder / "caddy.log"
    alone = "admin off\n\tauto_https disable_redirects"
    rules.write_text(RULES.read_text().replace("admin off", alone))
    told = {
        "DAYZERO_DOMAIN": f"localhost:{port}",
        "DAYZERO_WEB": server.removeprefix("http://"),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
    }
    with log.open("wb") as sink:
        caddy = subprocess.Popen(  # noqa: S603  a program of the machine, no shell
            ["caddy", "run", "--config", str(rules), "--adapter", "caddyfile"],  # noqa: S607
            env=told,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    root = folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    try:
        while not root.exists() or b"serving initial configuration" not in log.read_bytes():
            assert caddy.poll() is None, log.read_text()
            time.sleep(0.05)
        trusted = ssl.create_default_context(cafile=str(root))
        way = httpx.HTTPTransport(verify=trusted, local_address=VISITOR)
        address = f"https://localhost:{port}"
        with httpx.Client(base_url=address, transport=way, timeout=PATIENCE_SECONDS) as http:
            wait_for_its_certificate(http)
            yield http
    finally:
        caddy.terminate()
        caddy.wait()


def wait_for_its_certificate(http: httpx.Client) -> None:
    """Caddy makes it for itself, a moment after it began to listen."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            http.get("/health/live")
        except httpx.ConnectError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def test_pages_are_reached_by_tls_and_everybody_is_counted_for_himself(tmp_path: Path) -> None:
    told = {"DAYZERO_DATABASE_URL": set_up(tmp_path), "DAYZERO_BASE_URL": "https://localhost"}
    with serving(tmp_path, told) as (server, _), proxied(server, tmp_path) as http:
        health, form, metrics = (http.get(path) for path in ("/health", "/sign-in", "/metrics"))

    assert health.json() == {"status": "ok"}  # and not: its proxy is not trusted
    assert "Secure" in form.headers["set-cookie"]
    assert form.headers["strict-transport-security"] == "max-age=31536000"
    assert metrics.status_code == 404


def test_a_visitor_cannot_say_that_he_is_somebody_else(tmp_path: Path) -> None:
    told = {"DAYZERO_DATABASE_URL": set_up(tmp_path)}
    with serving(tmp_path, told) as (server, log), proxied(server, tmp_path) as http:
        http.get("/sign-in", headers={"X-Forwarded-For": "203.0.113.7"})
        seen = log.read_text()

    assert f'{VISITOR}:0 - "GET /sign-in' in seen
    assert "203.0.113.7" not in seen


def test_a_server_that_does_not_trust_it_says_so(tmp_path: Path) -> None:
    told = {"DAYZERO_DATABASE_URL": set_up(tmp_path), "DAYZERO_TRUSTED_PROXIES": "10.0.0.1"}
    with serving(tmp_path, told) as (server, _), proxied(server, tmp_path) as http:
        assert http.get("/health").json()["proxy"] == "not trusted"
