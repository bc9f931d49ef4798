"""`dayzero coordinator invite`: bookings by mail for who asks, and for nobody else."""

import pytest

from tests.unit.commands.command_line import Run

MAIL = "mailto://127.0.0.1:25?from=dayzero@example.org&to=crc@example.org"


def test_who_asks_is_listed_until_they_ask_no_more(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_CHANNEL_COORDINATOR_MAIL", MAIL)
    run("init")
    assert run("coordinator", "invited").out == "nobody gets invitations\n"

    asked = run("coordinator", "invite", "coordinator", "--by", "li_na").out
    assert asked.splitlines() == [
        "coordinator gets invitations from now on",
        "coordinator looks after nobody yet: dayzero coordinator assign",
    ]
    assert run("coordinator", "invited").out.endswith(", by li_na\n")

    ended = run("coordinator", "uninvite", "coordinator").out
    assert ended == "coordinator gets no more invitations\n"
    assert run("coordinator", "invited", "--json").out == "[]\n"
    notes = run("audit").out
    assert "calendar invitations to coordinator: on" in notes
    assert "calendar invitations to coordinator: off" in notes


def test_a_reader_without_a_mailbox_is_told_so_and_a_name_that_nobody_has_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DAYZERO_CHANNEL_SPONSOR_MAIL", raising=False)
    run("init")
    said = run("coordinator", "invite", "sponsor").out
    refused = run("coordinator", "invite", "li_na")

    assert "no channel of sponsor has a mail address yet: dayzero channels" in said
    assert refused.code == 2
    assert "“li_na” is no recipient of the routing; there are coordinator" in refused.err
