"""The register of deviations: found once, explained, lifted, never erased."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from models.alerting.deviations import Deviation
from models.reasons.facts import changed
from models.reasons.kept import AsSaidBefore
from models.records.alerts.alerts import open_alerts
from models.records.alerts.deviation_register import RegisteredDeviation, registered_deviations
from models.records.alerts.deviations import explain_deviation
from models.records.alerts.explanations import Particulars
from models.records.alerts.lifecycle import acknowledge
from models.records.database.engine import writing
from models.records.database.errors import DeviationUnknown, SubjectUnknown
from models.records.passes.passes import publish_pass
from models.records.tables import DeviationNote, DeviationRow
from tests.refusals import refuses
from tests.unit.records.recorded import (
    BY,
    NOW,
    SCREENING,
    SUBJECT,
    TOO_EARLY,
    a_deviation,
    a_pass,
    an_alert,
    as_said,
    bring_in,
    chart,
)

LATER = NOW + timedelta(days=1)


def find(engine: Engine, *deviations: Deviation) -> None:
    publish_pass(engine, a_pass(engine, deviations=deviations))


def register(engine: Engine) -> RegisteredDeviation:
    [found] = registered_deviations(engine)
    return found


def notes(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(
            connection.execute(text("SELECT what FROM deviation_note ORDER BY id")).scalars()
        )


@pytest.fixture(autouse=True)
def _enrolled(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))


def test_a_deviation_says_rule_margin_and_who_recorded_the_step(engine: Engine) -> None:
    find(engine, a_deviation())

    found = register(engine)
    assert (found.subject, found.site, found.step) == (SUBJECT, "CN01", "infusion")
    assert (found.rule, found.cause, found.margin_minutes) == ("EX-03.2", "f2", -61)
    assert (found.recorded_by, found.found_at, found.stands) == (BY, NOW, True)
    assert found.why is None  # it is asked for


def test_the_same_deviation_in_every_pass_is_one_line(engine: Engine) -> None:
    for _ in range(3):
        find(engine, a_deviation())

    assert notes(engine) == ["found"]


def test_a_margin_that_changes_is_noted_under_the_same_number(engine: Engine) -> None:
    find(engine, a_deviation())
    number = register(engine).number
    find(engine, a_deviation(margin_minutes=-5))

    assert notes(engine) == ["found", "changed"]
    assert (register(engine).number, register(engine).margin_minutes) == (number, -5)


def test_another_reason_for_the_same_margin_is_noted_too(engine: Engine) -> None:
    find(engine, a_deviation())
    find(engine, a_deviation(reason=changed(TOO_EARLY, site_default=True)))

    assert notes(engine) == ["found", "changed"]


# What was found before there were reasons


@pytest.fixture
def _found_before(engine: Engine) -> None:
    """One deviation as a version before reasons registered it."""
    with writing(engine) as session:
        row = DeviationRow(
            subject=SUBJECT, key="infusion/EX-03.2/f2", step="infusion", rule="EX-03.2", cause="f2"
        )
        session.add(row)
        session.flush()
        session.add(a_note(row, what="found", text="61 minutes too early"))


def a_note(row: DeviationRow, **found: str) -> DeviationNote:
    told = {"deviation": row.id, "subject": SUBJECT, "at": NOW, "margin_minutes": -61, **found}
    return DeviationNote.model_validate(told)


@pytest.mark.usefixtures("_found_before")
def test_a_sentence_of_before_is_read_as_it_was_said_and_its_reason_noted_once(
    engine: Engine,
) -> None:
    assert register(engine).reason == AsSaidBefore(texts={"en": "61 minutes too early"})

    find(engine, a_deviation())
    find(engine, a_deviation())

    assert notes(engine) == ["found", "restated"]
    found = register(engine)
    assert (found.number, found.reason, found.found_at) == (1, TOO_EARLY, NOW)


@pytest.mark.usefixtures("_found_before")
def test_another_margin_than_that_of_before_is_a_change(engine: Engine) -> None:
    find(engine, a_deviation(margin_minutes=-5))

    assert notes(engine) == ["found", "changed"]


@pytest.mark.usefixtures("_found_before")
def test_what_no_longer_follows_keeps_the_sentence_of_before(engine: Engine) -> None:
    find(engine)

    assert notes(engine) == ["found", "lifted"]
    assert register(engine).reason == AsSaidBefore(texts={"en": "61 minutes too early"})


def test_a_reason_that_a_later_version_kept_stands_until_the_next_pass(engine: Engine) -> None:
    find(engine, a_deviation())
    with writing(engine) as session:
        [row] = session.exec(select(DeviationRow))
        session.add(a_note(row, what="changed", reason='{"version": 9}'))
    assert register(engine).reason == AsSaidBefore(texts={})

    find(engine, a_deviation())

    assert notes(engine) == ["found", "changed", "restated"]
    assert register(engine).reason == TOO_EARLY


# What becomes of one


def test_a_deviation_that_a_correction_lifts_stays_on_record(engine: Engine) -> None:
    find(engine, a_deviation())
    find(engine)
    find(engine)

    assert notes(engine) == ["found", "lifted"]
    assert not register(engine).stands
    assert register(engine).margin_minutes == -61


def test_a_deviation_that_comes_back_has_its_old_number(engine: Engine) -> None:
    for deviations in ([a_deviation()], [], [a_deviation()]):
        find(engine, *deviations)

    assert notes(engine) == ["found", "lifted", "found"]
    assert (register(engine).number, register(engine).stands) == (1, True)


def test_a_reason_is_kept_with_who_gave_it_and_a_later_one_is_shown(engine: Engine) -> None:
    find(engine, a_deviation())
    explain_deviation(engine, 1, why="bleeding", now=NOW, by="nurse")
    explain_deviation(engine, 1, why="bleeding, transfused", now=LATER, by="head")

    found = register(engine)
    assert found.explained is not None
    assert (found.why, found.explained.by) == ("bleeding, transfused", "head")
    assert found.explained.at == LATER
    assert notes(engine) == ["found", "explained", "explained"]


def test_the_reason_answers_the_alert_that_asked_for_it(engine: Engine) -> None:
    find(engine, a_deviation())
    explain_deviation(engine, 1, why="bleeding", now=NOW, by="nurse")

    [alert] = open_alerts(engine)
    assert (alert.acknowledged_by, alert.acknowledged_why) == ("nurse", "deviation 1: bleeding")


@pytest.mark.parametrize(("number", "answered"), [(1, "second"), (2, "first")])
def test_the_reason_for_one_collection_does_not_answer_the_others_alert(
    engine: Engine, number: int, answered: str
) -> None:
    untested = {"step": "apheresis", "rule": "IN-10a"}
    deviations = [
        a_deviation(key, cause=None, **untested)
        for key in ("apheresis.2/IN-10a/-", "apheresis/IN-10a/-")  # as they were registered
    ]
    alerts = [
        an_alert("untested", cause=as_said("first"), fact=None, **untested),
        an_alert("untested/2", cause=as_said("second"), fact=None, **untested),
    ]
    publish_pass(engine, a_pass(engine, deviations=tuple(deviations), alerts=tuple(alerts)))

    explain_deviation(engine, number, why="the product was lost", now=NOW, by="nurse")

    taken_over = [each.alert for each in open_alerts(engine) if each.acknowledged_by]
    assert [alert.cause for alert in taken_over] == [as_said(answered)]


def test_the_reason_answers_no_other_alert(engine: Engine) -> None:
    find(engine, a_deviation(cause="f3"))
    explain_deviation(engine, 1, why="bleeding", now=NOW, by="nurse")

    [alert] = open_alerts(engine)
    assert alert.acknowledged_by is None


def test_a_deviation_that_is_not_there_is_not_explained(engine: Engine) -> None:
    with refuses(DeviationUnknown, match="deviation 7: there is no such deviation"):
        explain_deviation(engine, 7, why="x", now=NOW, by=BY)


def test_the_register_of_a_subject_whom_nobody_enrolled_is_refused(engine: Engine) -> None:
    with pytest.raises(SubjectUnknown):
        registered_deviations(engine, "CN01-999")


def test_root_cause_action_and_report_are_kept_until_something_else_is_said(
    engine: Engine,
) -> None:
    find(engine, a_deviation())
    told = Particulars(root_cause="no bed", reported_to="ethics", reported_on="2026-03-11")
    explain_deviation(engine, 1, why="bleeding", more=told, now=NOW, by="nurse")
    more = Particulars(action="bed kept free", reported_to="")
    explain_deviation(engine, 1, why="bleeding", more=more, now=LATER, by="head")

    first, last = register(engine).said
    assert (first.root_cause, first.action, first.reported_to) == ("no bed", None, "ethics")
    assert (last.root_cause, last.action, last.reported_to) == ("no bed", "bed kept free", None)
    assert last.reported_on == date(2026, 3, 11)


def test_the_same_said_twice_is_one_entry(engine: Engine) -> None:
    find(engine, a_deviation())
    for _ in range(2):
        explain_deviation(engine, 1, why="bleeding", now=NOW, by="nurse")

    assert notes(engine) == ["found", "explained"]


def test_the_answer_to_an_alert_reaches_the_deviation_that_it_asks_about(engine: Engine) -> None:
    find(engine, a_deviation())
    [alert] = open_alerts(engine)
    acknowledge(engine, str(alert.number), why="bleeding", now=NOW, by="nurse")

    said = register(engine).explained
    assert said is not None
    assert (said.why, said.by) == ("bleeding", "nurse")


def test_the_answer_to_another_alert_reaches_no_deviation(engine: Engine) -> None:
    find(engine, a_deviation(cause="f3"))
    [alert] = open_alerts(engine)
    acknowledge(engine, str(alert.number), why="bleeding", now=NOW, by="nurse")

    assert register(engine).said == ()
