"""The list of systems that may ask, and their keys."""

import json
from pathlib import Path

import pytest

from dayzero.settings import Settings
from dayzero.web.application import create_app
from dayzero.web.cds.clients import ClientsRefused, read_clients
from models.records.store import open_engine
from tests.unit.cds.hospital import CLIENTS
from wording.refusals import say_refusal


@pytest.mark.parametrize(
    ("text", "flaw", "said"),
    [
        ("schema = ", "not_toml", "is not TOML"),
        (
            'schema = "dayzero.cds-clients/2"\nclient = []',
            "field",
            "is missing, unknown or wrong",
        ),
        (CLIENTS.replace("issuer", "issuers"), "field", "is missing, unknown or wrong"),
        (CLIENTS, "unreadable", "cannot be read"),  # the file of its keys is not there
    ],
)
def test_a_list_that_is_not_what_was_meant_is_refused_at_the_start(
    tmp_path: Path, text: str, flaw: str, said: str
) -> None:
    (tmp_path / "clients.toml").write_text(text)

    with pytest.raises(ClientsRefused) as caught:
        read_clients(tmp_path / "clients.toml")

    assert caught.value.flaw == flaw
    assert said in say_refusal(caught.value, "en")


def test_a_shared_secret_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "clients.toml").write_text(CLIENTS)
    secret = {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA", "kid": "k1"}
    (tmp_path / "orders.jwks.json").write_text(json.dumps({"keys": [secret]}))

    with pytest.raises(ClientsRefused) as caught:
        read_clients(tmp_path / "clients.toml")

    assert caught.value.flaw == "keys"
    assert "is no JSON Web Key Set of public keys with ids" in say_refusal(caught.value, "en")


def test_the_pages_do_not_start_with_a_list_that_cannot_be_read(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    missing = tmp_path / "clients.toml"

    with pytest.raises(ClientsRefused) as caught:
        create_app(engine, Settings(cds_clients=missing))

    assert say_refusal(caught.value, "en") == (
        f"{missing}: cannot be read (No such file or directory)"
    )
    assert say_refusal(caught.value, "zh").startswith(f"{missing}：无法读取")
