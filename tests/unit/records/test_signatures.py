"""What asks for a signature stays on the list until it has one."""

import pytest
from sqlalchemy import Engine

from models.records.signatures import listed
from models.records.store import EVERYTHING, correct, records_to_sign, sign_record
from models.signatures import Meaning, Shown, Signing
from tests.unit.records.recorded import BY, NOW, SCREENING, SUBJECT, bring_in, chart

REVIEWED = Signing(Meaning.REVIEWER, Shown.PASSWORD)
DAYS = ("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06")


@pytest.fixture
def corrected(engine: Engine) -> Engine:
    """One subject whose screening was corrected four times."""
    bring_in(engine, chart(SCREENING))
    wrong = "f1"
    for day in DAYS:
        again = {"kind": "step", "step": "screening", "state": "done", "at": day}
        wrong = correct(engine, SUBJECT, wrong, again, reason="misread", now=NOW, by=BY)
    return engine


def days(engine: Engine, *, signed: bool) -> list[str]:
    found = records_to_sign(engine, EVERYTHING)
    return [one.fact["at"] for one in found if one.fact and bool(one.signatures) is signed]


def test_however_much_is_listed_all_that_waits_is(
    corrected: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "MOST", 1)

    assert days(corrected, signed=False) == [*reversed(DAYS)]


def test_of_what_is_signed_the_newest_is_listed(
    corrected: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in records_to_sign(corrected, EVERYTHING)[2:]:
        assert sign_record(corrected, one.kind, one.number, REVIEWED, now=NOW, by="chief")
    monkeypatch.setattr(listed, "MOST", 1)

    assert days(corrected, signed=False) == [DAYS[3], DAYS[2]]
    assert days(corrected, signed=True) == [DAYS[1]]
