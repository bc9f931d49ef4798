"""Each washout rule judged on each exposure it concerns, at its anchor's time."""

from collections.abc import Iterable, Iterator, Mapping

from models.chart.facts import Chart
from models.moments import NEVER, Span
from models.protocol import Protocol
from models.protocol.criteria import Washout
from models.said import Said
from models.timeline.exposures.clearings import Clearing, is_local
from models.timeline.exposures.order import Order, order_of
from models.timeline.exposures.stops import Clearance
from models.timeline.history.readings import last_said
from models.timeline.questions import ask_day_of_event, asking
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.washout_sentences import judged_sentence, note_of, question_for


def washout_verdicts(
    clearings: Iterable[Clearing],
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    done: frozenset[str],
) -> Iterator[Verdict]:
    """One verdict for each clearing; one "not applicable" for each rule that nothing concerns."""
    concerned = set()
    for clearing in clearings:
        concerned.add(clearing.washout.rule)
        anchor = clearing.washout.anchor
        yield _verdict(clearing, judged.get(anchor), chart, is_done=anchor in done)
    for washout in protocol.washout:
        if washout.rule not in concerned:
            yield _nothing_recorded(washout, judged.get(washout.anchor), chart)


def _verdict(clearing: Clearing, judged: Span | None, chart: Chart, *, is_done: bool) -> Verdict:
    order = order_of(clearing, judged, chart.zone, is_done=is_done)
    if clearing.exempt_by or order is Order.AFTER:
        return _set_aside(clearing, judged)
    if judged is None:
        return _given(clearing, VerdictValue.PENDING, judged, chart, is_done=is_done)
    value = _value(clearing.joint, judged)
    if order is Order.UNKNOWN and value is VerdictValue.VIOLATION:
        value = VerdictValue.INDETERMINATE
    return _given(clearing, value, judged, chart, is_done=is_done)


def _value(bounds: Clearance, judged: Span) -> VerdictValue:
    if bounds.met_by(judged):
        return VerdictValue.MET
    if bounds.broken_by(judged):
        return VerdictValue.VIOLATION
    return VerdictValue.INDETERMINATE


def _given(
    clearing: Clearing, value: VerdictValue, judged: Span | None, chart: Chart, *, is_done: bool
) -> Verdict:
    bounds = clearing.joint
    clears = None if bounds.clears_at >= NEVER else bounds.clears_at
    possible = None if abs(bounds.possible_from) >= NEVER else bounds.possible_from
    margin = None if judged is None or clears is None else bounds.margin(judged)
    question = question_for(clearing, chart.zone) if value is VerdictValue.INDETERMINATE else None
    return Verdict(
        rule=clearing.washout.rule,
        step=clearing.washout.anchor,
        fact=clearing.exposure.fact.id,
        value=value,
        text=judged_sentence(clearing, value, judged, question, chart.zone, is_done=is_done),
        judged_at=judged,
        clears_at=clears,
        possible_from=possible,
        margin_minutes=margin,
        **asking(question),
        site_default=clearing.washout.site_default,
    )


def _set_aside(clearing: Clearing, judged: Span | None) -> Verdict:
    washout = clearing.washout
    name = f"{clearing.exposure.name} ({clearing.exposure.fact.id})"
    note = ""  # of a class that decides nothing any more, there is nothing to say
    if clearing.exempt_by:
        note = "" if is_local(washout, clearing.exposure) else note_of(clearing)
        met = bool(washout.exempt_finding)
        value = VerdictValue.MET if met else VerdictValue.NOT_APPLICABLE
        reason = f"{name} does not count: {clearing.exempt_by}"
    else:
        value = VerdictValue.NOT_APPLICABLE
        after = _warning(clearing)
        warned = "" if after is None else after.en
        reason = f"{name} came after {washout.anchor.replace('_', ' ')}. {warned}".strip()
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=clearing.exposure.fact.id,
        value=value,
        text=f"{reason.rstrip('.')} ({washout.source}).{note}",
        judged_at=judged,
        **asking(None if clearing.exempt_by else _warning(clearing)),
        site_default=washout.site_default,
    )


def _warning(clearing: Clearing) -> Said | None:
    """What to say of an exposure after its anchor; nothing is said of what it only could be."""
    certain = len(clearing.exposure.worlds) == 1
    return clearing.washout.warning if certain else None


def _nothing_recorded(washout: Washout, judged: Span | None, chart: Chart) -> Verdict:
    claimed = last_said(washout.claimed_by, chart)
    exempt = last_said(washout.exempt_finding, chart)
    value, question = VerdictValue.NOT_APPLICABLE, None
    text = f"Nothing is recorded that it concerns: {washout.title}"
    if claimed is not None and claimed.present is not False:
        value, text = VerdictValue.MET, f"{claimed.finding.replace('_', ' ').capitalize()}: exempt"
        if exempt is None or not exempt.present:
            value, question = VerdictValue.INDETERMINATE, ask_day_of_event(washout.events[0])
            text = f"Cannot tell: {washout.title}; {question.en}, if it came"
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=claimed.id if claimed else None,
        value=value,
        text=f"{text} ({washout.source}).",
        judged_at=judged,
        **asking(question),
        site_default=washout.site_default,
    )
