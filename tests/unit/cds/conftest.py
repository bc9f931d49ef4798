"""One such system, and a running server that lists it."""

import json
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.unit.cds.hospital import CLIENTS, Hospital, public
from tests.web.pages import pages_over


@pytest.fixture(scope="session")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    folder = tmp_path_factory.mktemp("hospital")
    key = ec.generate_private_key(ec.SECP384R1())
    (folder / "clients.toml").write_text(CLIENTS)
    (folder / "orders.jwks.json").write_text(json.dumps({"keys": [public(key)]}))
    with pages_over(folder, DAYZERO_CDS_CLIENTS=str(folder / "clients.toml")) as running:
        yield Hospital(running, key)
