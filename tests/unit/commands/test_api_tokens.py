"""`dayzero token`: made, listed, taken back."""

import json

from models.records.store import api_caller, list_api_tokens, open_engine
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import NOW


def test_a_token_is_shown_once_listed_with_its_last_use_and_taken_back(run: Run) -> None:
    run("init")
    run("person", "add", "wang.f", "--site", "CN01", "--generate")
    assert "there is no token" in run("token", "list").out
    new = ("token", "new", "wang.f", "--name", "laboratory", "--scope", "read")
    said = run(*new, "--scope", "record", "--expires", "2026-06-30").out
    token = said.removeprefix("token, shown this once: ").strip()
    engine = open_engine("sqlite:///home/dayzero.db")
    assert api_caller(engine, token, now=NOW)

    listed = run("token", "list").out
    assert all(word in listed for word in ("laboratory", "read, record", "2026-07-01"))
    (told,) = json.loads(run("token", "list", "wang.f", "--json").out)
    assert (told["scopes"], told["last_used_at"]) == (["read", "record"], NOW.isoformat())
    assert token not in listed + json.dumps(told)
    assert run("token", "revoke", "1").out == "API token 1 is taken back\n"
    assert list_api_tokens(engine)[0].ended(NOW)
    assert run("token", "revoke", "2").code == 2
