"""Behind a proxy everybody is counted for himself.

Loopback has as many addresses as a test wants: a proxy on another machine is 127.0.0.2 here.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from dayzero.health.pages import pages_findings
from dayzero.settings import SettingsRefused, read_settings
from tests.refusals import refuses
from tests.web.server import PATIENCE_SECONDS, serving, set_up

PROXY = "127.0.0.2"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return set_up(tmp_path)


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that trusts the proxy."""
    folder = tmp_path_factory.mktemp("trusting")
    trusted = f"10.9.0.0/16,{PROXY}"
    told = {"DAYZERO_DATABASE_URL": set_up(folder), "DAYZERO_TRUSTED_PROXIES": trusted}
    with serving(folder, told) as (address, _):
        yield address


def health(server: str, comes_from: str, named: str | None) -> dict[str, str]:
    way = httpx.HTTPTransport(local_address=comes_from)
    headers = {} if named is None else {"X-Forwarded-For": named}
    with httpx.Client(transport=way, timeout=PATIENCE_SECONDS) as client:
        answer: dict[str, str] = client.get(f"{server}/health", headers=headers).json()
    return answer


@pytest.mark.parametrize(
    ("comes_from", "named", "proxy"),
    [
        (PROXY, "203.0.113.7", None),  # believed
        (PROXY, "203.0.113.7:4711", None),  # as some proxies write it
        (PROXY, "[2001:db8::7]:4711, 10.9.1.1", None),  # through two of ours
        ("127.0.0.3", "203.0.113.7", "not trusted"),
        ("127.0.0.3", None, None),  # no proxy at all
    ],
)
def test_a_proxy_is_told_whether_its_word_on_who_asks_is_believed(
    serve: str, comes_from: str, named: str | None, proxy: str | None
) -> None:
    assert health(serve, comes_from, named).get("proxy") == proxy


def test_what_uvicorn_itself_would_read_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    told = {"DAYZERO_DATABASE_URL": sqlite_url, "FORWARDED_ALLOW_IPS": "*"}
    with serving(tmp_path, told) as (address, _):
        assert health(address, PROXY, "203.0.113.7")["proxy"] == "not trusted"


def test_doctor_names_the_setting_that_a_proxy_needs_to_be_believed(
    sqlite_url: str, tmp_path: Path, httpserver: HTTPServer
) -> None:
    told = {"DAYZERO_DATABASE_URL": sqlite_url}
    with serving(tmp_path, told) as (server, _):
        httpserver.expect_request("/health").respond_with_handler(
            lambda _: Response(json.dumps(health(server, PROXY, "203.0.113.7")))
        )
        [direct] = pages_findings(server)
        [proxied] = pages_findings(httpserver.url_for("").rstrip("/"))

    assert direct.level == "ok"
    assert proxied.level == "warn"
    assert proxied.do == "name its address in DAYZERO_TRUSTED_PROXIES"


ALONE = "must name the proxies alone: whoever is believed can write any address"
NETWORKS = "must be addresses or networks with a comma between them"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("*", NETWORKS),
        ("0.0.0.0/0", ALONE),
        ("::/0", ALONE),
        ("proxy.example.org", NETWORKS),
        ("10.0.0.5/8", NETWORKS),
    ],
)
def test_everybody_or_nobody_known_is_refused(
    monkeypatch: pytest.MonkeyPatch, word: str, said: str
) -> None:
    monkeypatch.setenv("DAYZERO_TRUSTED_PROXIES", word)

    with refuses(SettingsRefused, match=f"^DAYZERO_TRUSTED_PROXIES: {said}"):
        read_settings()
