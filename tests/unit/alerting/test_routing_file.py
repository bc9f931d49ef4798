"""A routing file is read as its author meant it, or refused with the line at fault."""

from pathlib import Path

import pytest

from models.alerting.routing_file import ROUTING, load_routing
from models.disclosure import Disclosure
from models.errors import ProtocolRefused
from models.protocol import load_protocol
from models.timeline.values import Severity
from tests.refusals import refuses, said
from tests.unit.alerting.alerts_to_tell import BASE, PEOPLE, ROUTES, ZONES, a_routing
from wording.language import languages

WHOLE = BASE + PEOPLE + ROUTES


def refused(tmp_path: Path, text: str) -> str:
    file = tmp_path / "routing.toml"
    file.write_text(text)
    with pytest.raises(ProtocolRefused) as caught:
        load_routing(file, tuple(ZONES), languages())
    return said(caught.value)


def line(text: str, part: str) -> int:
    """The last line that says something."""
    return max(n for n, said in enumerate(text.split("\n"), start=1) if part in said)


def test_what_is_shipped_reaches_somebody_at_every_site_of_the_trial() -> None:
    sites = load_protocol().sites
    routing = load_routing(ROUTING, tuple(sites), languages())

    for site in sites:
        [first, *_] = routing.steps_for(site, Severity.CRITICAL)
        assert [person.name for person in routing.people(first, site)] == ["coordinator"]


def test_a_channel_may_tell_nothing_of_a_subject_until_somebody_says_so() -> None:
    shipped = load_routing(ROUTING, tuple(load_protocol().sites), languages())
    assert {channel.ceiling for channel in shipped.channel} == {Disclosure.NOTHING}

    own = a_routing(base=BASE.replace('"head_mail"', '"head_mail"\nceiling = "treatment"', 1))
    assert own.channel_by_name["head_mail"].ceiling is Disclosure.TREATMENT
    assert own.channel_by_name["ward_mail"].ceiling is Disclosure.NOTHING


def test_what_an_older_file_said_of_quoting_is_refused_with_what_to_write(tmp_path: Path) -> None:
    old = WHOLE.replace('name = "ward_chat"', 'name = "ward_chat"\nquotes = false')
    said = refused(tmp_path, old)

    assert f"routing.toml:{line(old, 'quotes')}:" in said
    assert 'write ceiling = "nothing" (step names and dates)' in said


def test_the_address_of_a_channel_is_in_a_variable_of_its_name() -> None:
    routing = load_routing(ROUTING, tuple(load_protocol().sites), languages())

    channel = routing.channel_by_name["coordinator_mail"]
    assert channel.variable == "DAYZERO_CHANNEL_COORDINATOR_MAIL"


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ('role = "coordinator"', 'rolle = "coordinator"', "rolle", "“rolle” is not a field"),
        ('["ward_mail", "ward_chat"]', '["ward_sms"]', "ward_sms", "no channel “ward_sms”"),
        ('name = "head_mail"', 'name = "ward_mail"', 'name = "ward_mail"', "is defined twice"),
        ('name = "head_mail"', 'name = "Head"', '"Head"', "should match pattern"),
        ('from = "21:00"', 'from = "9 pm"', "9 pm", "is not a time from 00:00 to 24:00"),
        (
            'name = "head_mail"',
            'name = "head_mail"\nceiling = "all"',
            '"all"',
            "may be told is “nothing”, “treatment” or “result”",
        ),
        (
            'role = "coordinator"',
            'role = "coordinator"\nlanguage = "tlh"',
            'language = "tlh"',
            "“language”: input should be 'en' or 'zh'",
        ),
        ("tries = 3", "tries = 0", "tries = 0", "greater than or equal to 1"),
        ("above = 5", 'above = "5"', "above", "valid integer"),
        ('severity = "warning"', 'severity = "mild"', "mild", "“severity”"),
        ('severity = "info"', 'severity = "warning"', "sites", "have a route already"),
    ],
)
def test_a_mistake_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, said: str
) -> None:
    text = WHOLE.replace(old, new)

    sentence = refused(tmp_path, text)

    assert sentence.startswith(f"routing.toml:{line(text, at)}: "), sentence
    assert said in sentence


def test_a_site_that_the_trial_does_not_have_is_refused(tmp_path: Path) -> None:
    sentence = refused(tmp_path, WHOLE.replace('sites = ["*"]', 'sites = ["CN99"]', 1))

    assert "“CN99” is not a site of the trial" in sentence


def test_a_step_that_would_call_nobody_is_refused(tmp_path: Path) -> None:
    one_site_only = PEOPLE.replace('sites = ["*"]', 'sites = ["CN01"]')

    assert "nobody at CN02 has the role coordinator" in refused(
        tmp_path, BASE + one_site_only + ROUTES
    )


def test_a_severity_without_a_route_is_refused(tmp_path: Path) -> None:
    without = ROUTES[: ROUTES.index('[[route]]\nseverity = "info"')]

    assert "no route says whom info alerts of CN01 go to" in refused(
        tmp_path, BASE + PEOPLE + without
    )


@pytest.mark.parametrize("minutes", [0, 29, 30])
def test_steps_whose_minutes_do_not_grow_are_refused_because_they_count_from_the_opening(
    tmp_path: Path, minutes: int
) -> None:
    third = f'after_minutes = 30 }}, {{ to = ["coordinator"], after_minutes = {minutes} }}'
    sentence = refused(tmp_path, BASE + PEOPLE + ROUTES.replace("after_minutes = 30 }", third))

    assert "after_minutes counts from the opening of the alert" in sentence
    assert f"{minutes} must be more than 30 before it" in sentence


def test_critical_alerts_may_not_wait_for_a_digest(tmp_path: Path) -> None:
    quiet = ROUTES.replace(
        'steps = [{ to = ["coordinator"] }, { to = ["investigator"], after_minutes = 30 }]',
        "steps = []",
    )

    assert "critical alerts of CN01 would wait for a digest" in refused(
        tmp_path, BASE + PEOPLE + quiet
    )


def test_what_only_a_digest_tells_needs_a_digest(tmp_path: Path) -> None:
    nobody_reads = PEOPLE.replace('digest = "07:00"\n', "")

    assert "info alerts of CN01 reach nobody, not by digest" in refused(
        tmp_path, BASE + nobody_reads + ROUTES
    )


def test_quiet_hours_that_never_end_are_refused(tmp_path: Path) -> None:
    text = WHOLE.replace('until = "07:00"', 'until = "21:00"')

    assert "no hour would be left" in refused(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with refuses(ProtocolRefused, match="the routing file cannot be read"):
        load_routing(tmp_path / "none.toml", tuple(ZONES), languages())
