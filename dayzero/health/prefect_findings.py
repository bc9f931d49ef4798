"""Whether Prefect's server is there, and whether anything runs our flows. Pure."""

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus

from dayzero.health.clocks import compared
from dayzero.health.finding import Finding, fail, ok, say_age, warn
from dayzero.health.prefect_api import (
    DELIVER,
    SWEEP,
    Deployment,
    LastRun,
    PrefectSigns,
    PrefectSilent,
)
from dayzero.health.work import LATE

WAITS = "what is recorded waits"
CHECK_BY_FLOW = {SWEEP: "sweep", DELIVER: "deliver"}


def silent_finding(silent: PrefectSilent) -> Finding:
    """Facts are still recorded, and wait."""
    if silent.address is None:
        return warn(
            "Prefect",
            silent.why,
            "set it where runs are to be seen and scheduled; `dayzero up` prints how",
        )
    return fail("Prefect", f"{silent.address} {silent.why}", f"{_mend(silent)}; {WAITS}")


def _mend(silent: PrefectSilent) -> str:
    """A server that answers with a fault runs already, and starting it mends nothing."""
    if silent.status is None:
        return "start `dayzero up`, or `prefect server start` where it runs"
    if silent.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return "set PREFECT_API_AUTH_STRING as its server has it"
    return "it runs: see that its database does, then its log"


def prefect_findings(signs: PrefectSigns, installed: str, now: datetime) -> Iterator[Finding]:
    """Line by line.

    Args:
        installed: the version of Prefect on this machine.
    """
    yield _version(signs, installed)
    theirs, ours = signs.clock
    yield compared("Prefect's clock", theirs, ours)
    for flow, check in CHECK_BY_FLOW.items():
        deployed = [one for one in signs.deployments if one.flow == flow]
        last = signs.last_runs.get(flow)
        yield _runner(check, deployed, recent=last is not None and now - last.ended_at <= LATE)
        yield _last_run(check, last, now)


def _version(signs: PrefectSigns, installed: str) -> Finding:
    said = f"{signs.version} at {signs.address}"
    if _series(signs.version) == _series(installed):
        return ok("Prefect", said)
    return warn(
        "Prefect", f"{said}, and {installed} here", "install one version on server and workers"
    )


def _series(version: str) -> list[str]:
    return version.split(".")[:2]


def _runner(check: str, deployed: list[Deployment], *, recent: bool) -> Finding:
    """Whether something takes the flow's runs; Prefect marks what polls no longer as not ready."""
    name = f"{check} runner"
    if not deployed and recent:
        return ok(name, "no deployment; runs come from elsewhere")
    if not deployed:
        return warn(name, "no deployment, and no recent run", "`dayzero deploy` registers it")
    if all(one.paused for one in deployed):
        return warn(name, "the deployment is paused", "resume it on Prefect's Deployments page")
    ready = [one.name for one in deployed if one.ready and not one.paused]
    if not ready:
        return fail(name, "nothing polls for its runs", "start `dayzero up` or a worker")
    return ok(name, f"polls for {', '.join(ready)}")


def _last_run(check: str, last: LastRun | None, now: datetime) -> Finding:
    """How it ended. A run comes only where something is due; what waits, the records say."""
    name = f"last {check}"
    if last is None:
        return ok(name, "none is on record")
    said = f"{last.state}, {say_age(now - last.ended_at)} ago"
    if last.kind != "COMPLETED":
        return warn(name, said, "the run's page in Prefect says why")
    return ok(name, said)
