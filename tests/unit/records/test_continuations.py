"""One person in a parent trial and in its follow-up trial: who may say it, and what cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.errors import InputRefused
from models.records.database.errors import SubjectUnknown, TrialClosed
from models.records.store import (
    EVERYTHING,
    Sight,
    Wanted,
    audit_trail,
    close_trial,
    continuations_of,
    continue_subject,
    take_continuation_back,
    verify,
)
from tests.protocols.several import ADULT, CYCLES, TISAGENLECLEUCEL, several_trials
from tests.protocols.test_several_trials_together import a_chart, step
from tests.refusals import refuses
from tests.unit.records.recorded import BY, NOW, bring_in

PARENT, FOLLOW_UP, LATER, BESIDE = "CN01-101", "CN01-201", "CN01-301", "CN01-102"
CONSENT = step("consent", "done", "2026-03-02")
OF_ADULT_ALONE = Sight(trials=frozenset([ADULT]))


@pytest.fixture(autouse=True)
def _enrolled(engine: Engine, tmp_path: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as here:
        here.setenv("DAYZERO_PROTOCOLS", str(several_trials(tmp_path / "trials")))
        trials = {PARENT: ADULT, BESIDE: ADULT, FOLLOW_UP: TISAGENLECLEUCEL, LATER: CYCLES}
        bring_in(engine, *(a_chart(number, trial, CONSENT) for number, trial in trials.items()))
        yield


def link(engine: Engine, subject: str, parent: str, sight: Sight = EVERYTHING) -> None:
    continue_subject(engine, subject, parent, sight, now=NOW, by=BY)


def unlink(engine: Engine, subject: str, parent: str, why: str = "typed wrongly") -> None:
    take_continuation_back(engine, subject, parent, EVERYTHING, why=why, now=NOW, by=BY)


def others(engine: Engine, subject: str, sight: Sight = EVERYTHING) -> list[str]:
    return [one.subject for one in continuations_of(engine, subject, sight)]


def test_each_number_tells_the_other_and_which_is_of_the_parent_trial(engine: Engine) -> None:
    link(engine, FOLLOW_UP, PARENT)
    link(engine, FOLLOW_UP, PARENT)  # said twice, it is there once

    [parent] = continuations_of(engine, FOLLOW_UP, EVERYTHING)
    [follow_up] = continuations_of(engine, PARENT, EVERYTHING)
    assert (parent.subject, parent.trial, parent.is_parent) == (PARENT, ADULT, True)
    assert (follow_up.subject, follow_up.is_parent) == (FOLLOW_UP, False)
    assert verify(engine).findings == ()


def test_what_is_taken_back_holds_no_longer_and_may_be_said_anew(engine: Engine) -> None:
    link(engine, FOLLOW_UP, PARENT)
    unlink(engine, FOLLOW_UP, PARENT)
    assert others(engine, PARENT) == []

    link(engine, FOLLOW_UP, BESIDE)
    assert (others(engine, FOLLOW_UP), others(engine, PARENT)) == ([BESIDE], [])


def test_the_audit_of_both_has_it_without_the_other_number(engine: Engine) -> None:
    link(engine, FOLLOW_UP, PARENT)
    unlink(engine, FOLLOW_UP, PARENT)

    said = "said to be the same person as a subject of another trial"
    lines = [
        (one.subject, one.what, one.why)
        for one in audit_trail(engine, Wanted())
        if said in one.what
    ]
    assert sorted(lines, key=str) == [
        (PARENT, f"no longer {said}", "typed wrongly"),
        (PARENT, said, None),
        (FOLLOW_UP, f"no longer {said}", "typed wrongly"),
        (FOLLOW_UP, said, None),
    ]


def test_who_may_not_see_the_other_subject_is_told_nothing_of_it(engine: Engine) -> None:
    link(engine, FOLLOW_UP, PARENT)

    assert others(engine, PARENT, OF_ADULT_ALONE) == []
    with refuses(SubjectUnknown, match=f"{LATER}: no such subject is recorded"):
        link(engine, LATER, PARENT, OF_ADULT_ALONE)
    with refuses(SubjectUnknown, match="CN01-999: no such subject is recorded"):
        link(engine, "CN01-999", PARENT)


@pytest.mark.parametrize(
    ("subject", "parent", "says"),
    [
        (PARENT, PARENT, "is the subject itself; give the number that the person had"),
        (BESIDE, PARENT, "is a subject of the same trial; one person has two numbers"),
        (FOLLOW_UP, LATER, "the subject is said to go on from another number already"),
        (PARENT, FOLLOW_UP, "goes on from this subject itself, at once or through others"),
        (PARENT, LATER, "goes on from this subject itself, at once or through others"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    engine: Engine, subject: str, parent: str, says: str
) -> None:
    link(engine, FOLLOW_UP, PARENT)
    link(engine, LATER, FOLLOW_UP)

    with refuses(InputRefused, match=says):
        link(engine, subject, parent)
    assert others(engine, FOLLOW_UP) == [PARENT, LATER]


def test_what_was_never_said_is_not_taken_back(engine: Engine) -> None:
    with refuses(InputRefused, match="was never said to be this subject's number"):
        unlink(engine, FOLLOW_UP, PARENT)


def test_a_closed_parent_trial_does_not_keep_its_follow_up_from_saying_it(engine: Engine) -> None:
    close_trial(engine, ADULT, now=NOW, by=BY)
    link(engine, FOLLOW_UP, PARENT)
    assert others(engine, FOLLOW_UP) == [PARENT]

    close_trial(engine, CYCLES, now=NOW, by=BY)
    with pytest.raises(TrialClosed):
        link(engine, LATER, FOLLOW_UP)
