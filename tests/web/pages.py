"""People, subjects and a running server for the tests of the pages."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlalchemy import Engine

from dayzero.passwords import hash_password
from models.records.store import (
    Role,
    add_person,
    open_engine,
    publish_pass,
    published_entries,
    read_for_pass,
    start_session,
    upgrade,
)
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.unit.records.recorded import bring_in, chart
from tests.web.server import PATIENCE_SECONDS, serving

NOW = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)  # 08:00 at the sites
PASSWORD = "four quiet words here"  # noqa: S105  of nobody but these tests
SECRET_REASON = "told by Mrs Zhang on the phone"  # noqa: S105  free text that must not be shown
FORM_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


def done(fact: str, step: str, at: str) -> dict[str, str]:
    return {"id": fact, "kind": "step", "step": step, "state": "done", "at": at}


def booked(fact: str, step: str, at: str) -> dict[str, str]:
    return {"id": fact, "kind": "step", "step": step, "state": "booked", "at": at}


CD19 = {"kind": "test", "test": "cd19", "at": "2026-02-03", "result": "positive"}
TOO_LATE = {
    "id": "f9",
    "kind": "drug",
    "drug": "dasatinib",
    "purpose": "bridging",
    "route": "oral",
    "dose": {"value": "100", "unit": "mg/day"},
    "last": "2026-03-15T11:00+08:00",
}
PATH = (
    done("f1", "consent", "2026-02-02"),
    {"id": "f2", **CD19},
    done("f3", "screening", "2026-02-03"),
    done("f4", "apheresis", "2026-02-10"),
    done("f5", "product_release", "2026-03-05"),
    booked("f6", "infusion", "2026-03-18T10:00+08:00"),
    booked("f7", "conditioning_start", "2026-03-13"),
    booked("f8", "conditioning_end", "2026-03-15"),
)
ONGOING = {**TOO_LATE, "id": "f9", "ongoing": True, "first": "2026-02-20"}
ONGOING.pop("last")
CORRECTED = {
    **done("f10", "screening", "2026-02-04"),
    "corrects": "f3",
    "reason": SECRET_REASON,
}
SUBJECTS = (
    chart(*PATH, TOO_LATE, CORRECTED, subject="CN01-007"),  # stopped an hour too late
    chart(*PATH, ONGOING, subject="CN01-008"),
    chart(done("f1", "consent", "2026-03-09"), subject="CN01-009"),
    chart(*PATH, subject="CN02-001", site="CN02"),
)


@dataclass(frozen=True)
class Pages:
    """A running `dayzero serve`, with its clock held at NOW."""

    url: str
    engine: Engine
    log: Path

    def browser(self, **options: Any) -> httpx.Client:
        """Somebody who is not signed in."""
        usual: dict[str, Any] = {
            "base_url": self.url,
            "follow_redirects": True,
            "timeout": PATIENCE_SECONDS,
        }
        return httpx.Client(**usual | options)

    def signed_in(self, name: str = "nurse", **options: Any) -> httpx.Client:
        """Somebody who is; that the form leads here is for the tests of signing in."""
        return self.browser(
            cookies={"dayzero": start_session(self.engine, name, now=NOW)}, **options
        )


def try_to_sign_in(
    browser: httpx.Client, name: str, password: str = PASSWORD, back: str = "/subjects"
) -> httpx.Response:
    page = browser.get("/sign-in", params={"next": back})
    fields = {"name": name, "password": password, "next": back, "form_token": token_in(page)}
    return browser.post("/sign-in", data=fields)


def token_in(page: httpx.Response) -> str:
    found = FORM_TOKEN.search(page.text)
    assert found, page.text
    return found[1]


def post(browser: httpx.Client, page: str, action: str, /, **fields: str) -> httpx.Response:
    """Send a form that stands on a page."""
    return browser.post(action, data={"form_token": token_in(browser.get(page)), **fields})


def words(page: httpx.Response) -> str:
    """What a page says, without its markup."""
    return words_of(page.text)


def words_of(markup: str) -> str:
    """What a part of a page says."""
    unbroken = re.sub(r'<span class="whole">([^<]*)</span>', r"\1", markup)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", unbroken)).split())


def pass_over(engine: Engine, subject: str) -> None:
    """One pass, as the flow makes it."""
    recorded = Recorded(read_for_pass(engine, subject), published_entries(engine, subject))
    made = plan_path(recorded, NOW)
    publish_pass(engine, work_out(recorded, made, NOW))


@contextmanager
def pages_over(folder: Path, **environment: str) -> Iterator[Pages]:
    """A server over a database with these people and subjects."""
    file = folder / "pages.db"
    if "DAYZERO_PROTOCOLS" in environment:  # planned by trials of a test's own
        _record(file)
    else:
        file.write_bytes(_recorded())
    url = f"sqlite:///{file}"
    held = {"DAYZERO_NOW": NOW.isoformat(), "DAYZERO_DATABASE_URL": url, **environment}
    with serving(folder, held) as (address, log):
        yield Pages(address, open_engine(url), log)


@cache
def _recorded() -> bytes:
    """These records as a file: planned once in this process, and copied for each server."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "pages.db"
        _record(file)
        return file.read_bytes()


def _record(file: Path) -> None:
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    bring_in(engine, *SUBJECTS)
    for document in SUBJECTS:
        pass_over(engine, document["subject"])
    _add_people(engine)
    engine.dispose()  # the last connection leaves all in the one file


def _add_people(engine: Engine) -> None:
    kept = hash_password(PASSWORD)
    people = {
        "nurse": (Role.COORDINATOR, frozenset({"CN01"})),
        "reader": (Role.READER, frozenset({"CN01"})),
        "chief": (Role.COORDINATOR, None),
        "leaver": (Role.COORDINATOR, frozenset({"CN01"})),
        "forgetful": (Role.COORDINATOR, frozenset({"CN01"})),
    }
    for name, (role, sites) in people.items():
        add_person(
            engine,
            name,
            role=role,
            sites=sites,
            manages_people=name == "nurse",
            password_hash=kept,
            now=NOW,
            by="test",
        )
