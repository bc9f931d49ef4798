"""Records of a test file's own, and programs that ask for them in this process."""

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import ApiScope, Role, add_person, make_api_token, open_engine, upgrade
from tests.unit.records.recorded import bring_in
from tests.web.pages import NOW, SUBJECTS, pass_over

ENDS = NOW.replace(year=2027)
Program = Callable[..., TestClient]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with pytest.MonkeyPatch.context() as held:
        held.setenv("DAYZERO_NOW", NOW.isoformat())
        engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('api') / 'dayzero.db'}")
        upgrade(engine)
        bring_in(engine, *SUBJECTS)
        pass_over(engine, "CN01-007")
        ours = frozenset({"CN01"})
        for name, role in (("nurse", Role.COORDINATOR), ("reader", Role.READER)):
            kept = "$hash"
            add_person(engine, name, role=role, sites=ours, password_hash=kept, now=NOW, by="test")
        yield engine
        engine.dispose()


@pytest.fixture(scope="module")
def program(records: Engine) -> Program:
    """A program with a token of this person's, good for these things."""
    app = create_app(records, Settings(requests_per_address=0))

    def made(*scopes: str, person: str = "nurse", language: str = "en") -> TestClient:
        token = make_api_token(
            records,
            person,
            name="laboratory",
            scopes=[ApiScope(scope) for scope in scopes or ("read",)],
            expires_at=ENDS,
            now=NOW,
            by="test",
        )
        asks = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        return TestClient(app, base_url="http://testserver/api/v1", headers=asks)

    return made


@pytest.fixture(scope="module")
def stranger(records: Engine) -> TestClient:
    app = create_app(records, Settings(requests_per_address=0))
    return TestClient(app, base_url="http://testserver/api/v1")
