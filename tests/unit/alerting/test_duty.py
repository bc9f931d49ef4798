"""A rota: what would reach somebody who is off duty reaches the cover, and says so."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.alerting.duty import covering, off_duty
from models.alerting.routing import Routing
from models.alerting.routing_file import load_routing
from models.errors import ProtocolRefused
from models.records.deliveries.attempts import begin_attempt, end_attempt
from models.records.deliveries.deliveries import record_due, waiting_deliveries
from models.records.deliveries.delivery_lines import list_deliveries
from models.records.passes.passes import publish_pass
from tasks.telling.alert_messages import message_of
from tests.refusals import said
from tests.unit.alerting.alerts_to_tell import BASE, NOON, ROUTES, ZONES, a_routing
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import SCREENING, a_pass, an_alert, bring_in, chart
from wording.language import languages

PEOPLE = """
[[recipient]]
name = "li"
role = "coordinator"
sites = ["*"]
channels = ["ward_mail"]

[[recipient]]
name = "wang"
role = "deputy"
sites = ["CN01"]
channels = ["ward_chat"]
language = "zh"

[[recipient]]
name = "head"
role = "investigator"
sites = ["*"]
channels = ["head_mail"]
digest = "07:00"
"""
TWO = PEOPLE.replace("deputy", "coordinator").replace('sites = ["*"]', 'sites = ["CN01"]', 1)
SHIFTS = """
[[duty]]
recipient = "li"
from = 2026-03-10T13:00:00+08:00
until = 2026-03-10T20:00:00+08:00

[[duty]]
recipient = "wang"
from = 2026-03-10T08:00:00+08:00
until = 2026-03-10T13:00:00+08:00
"""
ELSEWHERE = """
[[recipient]]
name = "other"
role = "coordinator"
sites = ["*"]
channels = ["head_mail"]
"""


def rota(people: str = TWO + ELSEWHERE, shifts: str = SHIFTS) -> Routing:
    return a_routing(people, ROUTES + shifts)


def cover_of(name: str, at: datetime, routing: Routing | None = None) -> str | None:
    told = routing or rota()
    found = covering(told, told.recipient_by_name[name], at)
    return None if found is None else found.name


def test_whoever_is_on_takes_over_to_the_minute() -> None:
    hand_over = NOON + timedelta(hours=1)

    assert cover_of("li", NOON) == "wang"
    assert cover_of("li", hand_over - timedelta(seconds=1)) == "wang"
    assert cover_of("li", hand_over) is None
    assert cover_of("wang", hand_over) == "li"


def test_nobody_covers_without_the_role_or_the_site_and_a_gap_silences_nothing() -> None:
    assert cover_of("li", NOON, rota(PEOPLE)) is None
    assert cover_of("li", NOON + timedelta(days=1)) is None  # nobody is on: li is told
    assert cover_of("head", NOON) is None  # stands in no rota
    wide = TWO.replace('sites = ["CN01"]', 'sites = ["*"]', 1)
    assert cover_of("li", NOON, rota(wide)) is None  # wang does not serve CN02
    assert [(one.name, cover) for one, cover in off_duty(rota(), NOON + timedelta(days=1))] == [
        ("li", None),
        ("wang", None),
    ]


def test_the_cover_is_told_by_own_channel_and_language_and_for_whom(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    publish_pass(engine, a_pass(engine, alerts=(an_alert("one"),)))
    routing = rota()
    record_due(engine, routing, ZONES, NOON)
    tried = [
        begin_attempt(engine, one, routing, ZONES, NOON) for one in waiting_deliveries(engine, NOON)
    ]
    [attempt] = [one for one in tried if one and one.absent]

    assert (attempt.recipient.name, attempt.channel) == ("wang", "ward_chat")
    assert "li 目前不当班，由您代为接收。" in message_of(attempt, routing, NOON).text
    end_attempt(engine, attempt, None, routing, NOON, title="first line")
    [line] = [one for one in list_deliveries(engine) if one.recipient == "li"]
    assert line.attempts[0].channel == "ward_chat"  # on record: to li, by wang's chat
    again = [begin_attempt(engine, one.number, routing, ZONES, NOON) for one in (line,)]
    assert again == [None]  # told once, by either


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            '"wang"\nfrom',
            '"weng"\nfrom',
            "no recipient is called weng; write one of the names under [[recipient]]",
        ),
        ("T13:00:00+08:00\n", "T07:00:00+08:00\n", "a shift must end after it begins"),
    ],
)
def test_a_shift_that_cannot_be_meant_is_refused(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    file = tmp_path / "routing.toml"
    shifts = (
        SHIFTS.replace(old, new)
        if "weng" in new
        else SHIFTS[::-1].replace(old[::-1], new[::-1], 1)[::-1]
    )
    file.write_text(BASE + TWO + ELSEWHERE + ROUTES + shifts)
    with pytest.raises(ProtocolRefused) as caught:
        load_routing(file, tuple(ZONES), languages())
    assert why in said(caught.value)


def test_the_list_of_channels_says_who_is_on_now(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "routing.toml"
    file.write_text(BASE + TWO + ELSEWHERE + ROUTES + SHIFTS)
    monkeypatch.setenv("DAYZERO_ROUTING", str(file))
    monkeypatch.setenv("DAYZERO_NOW", NOON.isoformat())

    english, chinese = run("channels").out, run("channels", "--language", "zh").out

    assert "on duty now: wang" in english
    assert "li is off duty; wang is told in that place" in english
    assert "li 不当班，由 wang 代为接收" in chinese
    monkeypatch.setenv("DAYZERO_NOW", (NOON + timedelta(days=1)).isoformat())
    assert "nobody with that role is on: li is told all the same" in run("channels").out
