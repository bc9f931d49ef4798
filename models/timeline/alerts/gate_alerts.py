"""The alert that lymphodepletion is about to start while something would stop the infusion."""

from collections.abc import Iterator, Sequence

from models.moments import Minute
from models.reasons.path.gates import GateShut
from models.reasons.path.rules import name_rule
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert, Gate
from models.timeline.states.announcing import announced_from
from models.timeline.states.states import Scene
from models.timeline.values import AlertKind, Severity
from models.timeline.words import cite, say_minute


def _listed(sentences: Sequence[str]) -> str:
    """One as it is; several numbered, as each may hold commas and semicolons of its own."""
    if len(sentences) == 1:
        return sentences[0]
    return "; ".join(f"({number}) {text}" for number, text in enumerate(sentences, 1))


def _due(deadline: Minute, scene: Scene) -> str:
    when = say_minute(deadline, scene.case.chart.zone)
    return f"was due by {when}" if deadline < scene.now else f"is due by {when}"


def _shut(gate: Gate, deadline: Minute, scene: Scene) -> GateShut:
    protocol = scene.case.protocol
    return GateShut(
        step=gate.step,
        deadline=deadline,
        passed=deadline < scene.now,
        missing=tuple(item.reason for item in gate.missing if item.reason),
        rule=name_rule(gate.rule, protocol),
        source=protocol.gate.source,
        site_default=protocol.gate.site_default,
    )


def gate_alerts(situation: Situation) -> Iterator[Alert]:
    """One critical alert while the gate is shut and its step is near."""
    gate, scene = situation.gate, situation.scene
    if gate is None or gate.open or gate.deadline is None:
        return
    if scene.now < announced_from(gate.deadline, scene):
        return
    title = scene.case.protocol.step_by_id[gate.step].titles.english
    missing = _listed([item.text.rstrip(".") for item in gate.missing])
    yield Alert(
        key=situation.key(AlertKind.DUE_SOON, gate.step, gate.rule),
        kind=AlertKind.DUE_SOON,
        severity=Severity.CRITICAL,
        text=f"{title.capitalize()} {_due(gate.deadline, scene)} and must wait for:"
        f" {missing} ({gate.rule}, {cite(scene.case.protocol.gate)}).",
        cause=_shut(gate, gate.deadline, scene),
        step=gate.step,
        rule=gate.rule,
        deadline=gate.deadline,
        missing=gate.missing,
    )
