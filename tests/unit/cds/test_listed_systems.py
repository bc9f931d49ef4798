"""The list of systems that may ask, and their keys."""

import json
from pathlib import Path

import pytest

from dayzero.web.cds.clients import ClientsRefused, read_clients
from tests.unit.cds.hospital import (
    CLIENTS,
)


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("schema = ", "not_toml"),
        ('schema = "dayzero.cds-clients/2"\nclient = []', "field"),
        (CLIENTS.replace("issuer", "issuers"), "field"),
        (CLIENTS, "unreadable"),  # the file of its keys is not there
    ],
)
def test_a_list_that_is_not_what_was_meant_is_refused_at_the_start(
    tmp_path: Path, text: str, flaw: str
) -> None:
    (tmp_path / "clients.toml").write_text(text)

    with pytest.raises(ClientsRefused) as caught:
        read_clients(tmp_path / "clients.toml")

    assert caught.value.flaw == flaw


def test_a_shared_secret_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "clients.toml").write_text(CLIENTS)
    secret = {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA", "kid": "k1"}
    (tmp_path / "orders.jwks.json").write_text(json.dumps({"keys": [secret]}))

    with pytest.raises(ClientsRefused) as caught:
        read_clients(tmp_path / "clients.toml")

    assert caught.value.flaw == "keys"
