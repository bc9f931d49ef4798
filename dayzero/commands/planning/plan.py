"""`dayzero plan`: what follows from one chart. Reads no database, changes nothing."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from dayzero.clock import this_minute
from dayzero.commands.options import InLanguage
from dayzero.desk.assumptions import left_aside, read_assumptions
from models.chart import read_chart, read_document
from models.chart.chart import Chart
from models.chart.document import LARGEST_CHART_BYTES
from models.errors import Fault, InputRefused
from models.faults_found import system_reason
from models.moments import INSTANT, LAST_YEAR, Minute, Span, read_span
from models.plan import plan as plan_path
from models.protocol import Protocol, installed_trials, trial_of_chart
from models.reasons.refusals.desk import FileUnreadable
from models.reasons.refusals.refusal import FaultReason, ValueRefused, shown
from models.reasons.refusals.times import InstantNeeded
from models.timeline.results import Plan
from wording.plan_document import plan_bytes

ChartFile = Annotated[Path, typer.Argument(help="The chart as JSON; “-” reads standard input.")]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="INSTANT", help="“Now”, with its offset; default: the clock."),
]
Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="STEP=WHEN",
        help="Judge as if this step were booked then: an instant with offset, or a date.",
    ),
]
ProtocolAt = Annotated[
    Path | None,
    typer.Option(
        "--protocol",
        metavar="FOLDER",
        help="Plan by the trial that lies there, which need not be in force.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the plan as JSON, for programs.")]

_LATEST = read_span(f"{LAST_YEAR}-12-31", ZoneInfo("UTC")).latest


def plan(
    chart: ChartFile,
    at: At = None,
    assume: Assume = None,
    *,
    language: InLanguage = None,
    as_json: AsJson = False,
    protocol_at: ProtocolAt = None,
) -> None:
    """Plan one subject's path from a chart: states, windows, verdicts, conflicts, alerts."""
    named = _lying_at(protocol_at) if protocol_at else None
    protocol, read, now, assumed = _read(chart, at, assume or [], named)
    made = plan_path(read, protocol, now, assumed)
    if asides := tuple(left_aside(assumed, made)):
        _say_asides(asides, language)
    if as_json:
        sys.stdout.buffer.write(plan_bytes(made, protocol))
        return
    _print_picture(made, protocol, language)


def _read(
    chart: Path, at: str | None, assume: Sequence[str], named: Protocol | None
) -> tuple[Protocol, Chart, Minute, dict[str, Span]]:
    """All that was given; or the faults of all of it at once.

    Without a protocol that is named the chart is read by the installed one of its trial.

    Where “now” itself cannot be read, nothing is said to lie after it.
    """
    faults: list[Fault] = []
    now, zone, protocol, read = _LATEST, ZoneInfo("UTC"), named or _only_trial(), None
    assumed: dict[str, Span] = {}
    with _noting(faults):
        now = _now(at)
    with _noting(faults):
        document = read_document(_bytes(chart))
        protocol = protocol or trial_of_chart(document)
        read = read_chart(document, protocol=protocol, now=now)
        zone = read.zone
    with _noting(faults):
        assumed = read_assumptions(assume, protocol, zone) if protocol else {}
    if faults or protocol is None or read is None:
        raise InputRefused(faults)
    return protocol, read, now, assumed


def _lying_at(folder: Path) -> Protocol:
    # The checks of what an author wrote: imported for a trial that is not installed alone.
    from dayzero.authoring.trial_files import one_trial  # noqa: PLC0415  see above

    return one_trial(folder)


def _only_trial() -> Protocol | None:
    """The installed one; None where several are, and the chart must say which."""
    only, *others = installed_trials()
    return None if others else only


@contextmanager
def _noting(faults: list[Fault]) -> Iterator[None]:
    try:
        yield
    except InputRefused as refused:
        faults.extend(refused.faults)


def _say_asides(asides: Iterable[FaultReason], language: InLanguage) -> None:
    from dayzero.settings import read_language  # noqa: PLC0415  as below
    from wording.refusals import say_note  # noqa: PLC0415  as below: words are for people only

    for aside in asides:
        typer.echo(say_note(aside, language or read_language()), err=True)


def _print_picture(made: Plan, protocol: Protocol, language: InLanguage) -> None:
    # Programs that read JSON need no drawing and no words: these are imported for people only.
    from rich.console import Console  # noqa: PLC0415  see above

    from dayzero.terminal.language import words_in  # noqa: PLC0415  see above
    from dayzero.terminal.plans.plan import print_plan  # noqa: PLC0415  see above

    print_plan(made, protocol, Console(), words_in(language))


def _bytes(path: Path) -> bytes:
    """At most one byte more than a chart may have: a huge file is never read whole."""
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST_CHART_BYTES + 1)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_CHART_BYTES + 1)
    except OSError as error:
        unreadable = FileUnreadable(why=system_reason(error))
        raise InputRefused([Fault(str(path), unreadable)]) from error


def _now(at: str | None) -> Minute:
    if at is None:
        return this_minute()
    if not INSTANT.fullmatch(at):
        raise InputRefused([Fault("--at", InstantNeeded(word=shown(at)))])
    try:
        return read_span(at, ZoneInfo("UTC")).earliest
    except ValueRefused as error:
        raise InputRefused([Fault("--at", error.reason)]) from error
