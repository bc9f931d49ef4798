"""A running server over subjects of which something is open, answered and deviating."""

from collections.abc import Iterator

import pytest

from dayzero.desk.exporting.gathering import Asked, gather
from exports.lists.standing import Everybody
from models.records.store import acknowledge, explain_deviation, open_alerts, registered_deviations
from tests.unit.records.recorded import bring_in, chart
from tests.web.pages import NOW, TOO_LATE, Pages, booked, done, pages_over, pass_over

COMPUTED = "=HYPERLINK(1)"
COMPUTED_IN_CHINA = "＝1+1"
TREATED = chart(
    done("f1", "consent", "2026-01-02"),
    {"id": "f2", "kind": "test", "test": "cd19", "at": "2026-01-03", "result": "positive"},
    done("f3", "screening", "2026-01"),
    done("f4", "apheresis", "2026-01-10T09:30+08:00"),
    done("f5", "product_release", "2026-02-05"),
    done("f6", "conditioning_start", "2026-02-13"),
    done("f7", "conditioning_end", "2026-02-15"),
    {**TOO_LATE, "id": "f8", "last": "2026-02-15T11:00+08:00"},
    done("f9", "infusion", "2026-02-18T10:00+08:00"),  # 71 hours after the last dose
    {**booked("f10", "day_28", "2026-03-18"), "state": "booked"},
    subject="CN01-010",
)


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("exported")) as running:
        engine = running.engine
        bring_in(engine, TREATED)
        pass_over(engine, "CN01-010")
        [deviation] = [one for one in registered_deviations(engine) if one.rule == "EX-03.2"]
        explain_deviation(engine, deviation.number, why=COMPUTED, now=NOW, by="nurse")
        [washout] = [one for one in open_alerts(engine, "CN01-007") if one.alert.rule == "EX-03.2"]
        acknowledge(engine, str(washout.number), why=COMPUTED_IN_CHINA, now=NOW, by="nurse")
        yield running


@pytest.fixture(scope="session")
def everybody(exported: Pages) -> Everybody:
    return gather(exported.engine, Asked(now=NOW, by="test"))
