"""Schemathesis asks what the description allows, and what it forbids."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.records.store import ApiScope, make_api_token
from tests.web.pages import NOW, pages_over

ALLOWED = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "412", "422"]
"""
"""What fits the description may still be refused by a rule of the trial."""


@pytest.mark.journey
def test_no_request_is_answered_otherwise_than_described(tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(ALLOWED)
    unlimited = {"DAYZERO_REQUESTS_PER_API_TOKEN": "0", "DAYZERO_REQUESTS_PER_ADDRESS": "0"}
    with pages_over(tmp_path, **unlimited) as pages:
        token = make_api_token(
            pages.engine,
            "nurse",
            name="schemathesis",
            scopes=list(ApiScope),
            expires_at=NOW.replace(year=2027),
            now=NOW,
            by="test",
        )
        asked = subprocess.run(  # noqa: S603  a tool of ours, no shell
            [
                str(Path(sys.executable).with_name("schemathesis")),
                *("--config-file", str(tmp_path / "schemathesis.toml")),
                *("run", f"{pages.url}/api/v1/openapi.json"),
                *("--header", f"Authorization: Bearer {token}"),
                *("--max-examples", "10", "--generation-deterministic", "--no-color"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    assert asked.returncode == 0, asked.stdout
    assert "Traceback" not in pages.log.read_text()
