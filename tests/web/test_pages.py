"""The pages beside the calendars, and what the web process does without."""

import subprocess
import sys

from tests.web.conftest import SUBJECT, Served

LIST_MODULES = """
import sys
from dayzero.web.application import create_app
from models.records.store import open_engine
create_app(open_engine("sqlite:///absent.db"))
print(*sys.modules)
"""


def test_the_front_page_names_nobody(served: Served) -> None:
    page = served.http.get("/")

    assert page.status_code == 200
    assert "dayzero feed new" in page.text
    assert SUBJECT not in page.text


def test_health_is_ok_while_calendars_can_be_served(served: Served) -> None:
    health = served.http.get("/health")

    assert health.status_code == 200
    assert health.json() == {"status": "ok"}


def test_the_interface_is_not_described_to_strangers(served: Served) -> None:
    for path in ("/docs", "/openapi.json", "/redoc", "/calendar/", "/calendar"):
        assert served.http.get(path).status_code == 404


def test_the_web_process_starts_without_prefect() -> None:
    listed = subprocess.run(  # noqa: S603  our own program, no shell
        [sys.executable, "-c", LIST_MODULES], capture_output=True, text=True, check=True
    )

    assert "dayzero.web.application" in listed.stdout
    assert "prefect" not in listed.stdout.split()
