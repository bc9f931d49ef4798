"""Only a listed system is answered, by a signed token, for now, and once."""

import json
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from dayzero.settings import Settings
from dayzero.web.application import create_app
from tests.unit.cds.hospital import CLIENTS, SIXTY_HOURS_BEFORE, Hospital, asked, public


def test_anybody_may_learn_what_there_is_to_ask(hospital: Hospital) -> None:
    [service] = httpx.get(f"{hospital.pages.url}/cds-services").json()["services"]

    assert (service["hook"], service["id"]) == ("order-sign", "order-sign")
    assert service["prefetch"] == {"patient": "Patient/{{context.patientId}}"}


REFUSED: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://other.example"},
    "no issuer": {"iss": None},
    "for another service": {"aud": "https://other.example/cds-services/order-sign"},
    "over": {"iat": 1_600_000_000, "exp": 1_600_000_300},
    "without an end": {"exp": None},
    "without its own name": {"jti": None},
    "good for hours": {"exp": 4_000_000_000},
    "of a key that is not listed": {"kid": "k2"},
}


@pytest.mark.parametrize("claims", REFUSED.values(), ids=REFUSED)
def test_a_token_that_is_not_a_listed_systems_for_now_is_refused(
    hospital: Hospital, claims: dict[str, Any]
) -> None:
    answer = hospital.ask(SIXTY_HOURS_BEFORE, token=hospital.token(**claims))

    assert (answer.status_code, answer.content) == (401, b"")


def test_another_private_key_is_refused_whatever_it_calls_itself(hospital: Hospital) -> None:
    stranger = ec.generate_private_key(ec.SECP384R1())
    other_kind = rsa.generate_private_key(65537, 2048)

    for token in (
        hospital.token(stranger),
        hospital.token(other_kind, alg="RS384"),
        hospital.token("the public key as a shared secret, 32 letters", alg="HS256"),
        unsigned(hospital),
        "not.a.token",
    ):
        assert hospital.ask(SIXTY_HOURS_BEFORE, token=token).status_code == 401


def unsigned(hospital: Hospital) -> str:
    claims = jwt.decode(hospital.token(), options={"verify_signature": False})
    return jwt.encode(claims, "", algorithm="none", headers={"kid": "k1"})


def test_a_token_is_taken_once(hospital: Hospital) -> None:
    token = hospital.token()

    answers = [hospital.ask(SIXTY_HOURS_BEFORE, token=token).status_code for _ in range(2)]
    assert answers == [200, 401]


async def test_a_token_that_one_process_took_no_other_takes(
    hospital: Hospital, tmp_path: Path
) -> None:
    token = hospital.token()
    assert hospital.ask(SIXTY_HOURS_BEFORE, token=token).status_code == 200

    assert await beside(hospital, tmp_path, token) == (401, None)
    assert await beside(hospital, tmp_path, hospital.token()) == (200, None)


async def test_a_system_that_asks_too_often_is_told_when_to_come_back(
    hospital: Hospital, tmp_path: Path
) -> None:
    assert hospital.ask(SIXTY_HOURS_BEFORE).status_code == 200  # counts in the other process, too

    status, wait = await beside(hospital, tmp_path, hospital.token(), "per_minute = 1")

    assert status == 429
    assert 1 <= int(wait or 0) <= 60


async def beside(
    hospital: Hospital, folder: Path, token: str, entry: str = ""
) -> tuple[int, str | None]:
    """What another process over the same records answers; here, since that costs no start."""
    (folder / "clients.toml").write_text(f"{CLIENTS}{entry}\n")
    (folder / "orders.jwks.json").write_text(json.dumps({"keys": [public(hospital.key)]}))
    settings = Settings(cds_clients=folder / "clients.toml", base_url=hospital.pages.url)
    inside = httpx.ASGITransport(create_app(hospital.pages.engine, settings))
    bearer = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=inside, base_url="http://beside") as system:
        answer = await system.post(
            "/cds-services/order-sign", json=asked(SIXTY_HOURS_BEFORE), headers=bearer
        )
    return answer.status_code, answer.headers.get("Retry-After")


def test_without_a_token_nothing_is_told(hospital: Hospital) -> None:
    assert httpx.post(hospital.address, json=asked(SIXTY_HOURS_BEFORE)).status_code == 401


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"hook": "patient-view"}, 400),
        ({"context": {}}, 400),
        ({"prefetch": {}}, 412),
        ({"prefetch": None}, 412),
    ],
)
def test_a_request_that_lacks_what_is_asked_for_says_so_by_its_status(
    hospital: Hospital, changes: dict[str, Any], status: int
) -> None:
    assert hospital.ask(SIXTY_HOURS_BEFORE, **changes).status_code == status


async def test_an_installation_that_lists_nobody_has_no_such_service(hospital: Hospital) -> None:
    inside = httpx.ASGITransport(create_app(hospital.pages.engine, Settings()))

    async with httpx.AsyncClient(transport=inside, base_url="http://inside") as browser:
        assert (await browser.get("/cds-services")).status_code == 404
