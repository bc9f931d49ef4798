"""What can be chosen in the fields of a form, in the reader's language; pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from dayzero.web.recording.recording import Recording
from dayzero.web.signing_in.forms import Form
from dayzero.web.views.fact_rows import ongoing_courses
from dayzero.web.views.steps import plan_titles
from dayzero.web.views.when import Clock
from models.chart.corrections.constants import SITE
from models.chart.ward_words import OTHER
from models.protocol import Protocol
from models.protocol.path import REOPENED
from models.protocol.vocabulary import WordKind
from models.timeline.results import Plan
from models.timeline.values import StepState
from wording.lexicon import called

Choice = tuple[str, str]
"""A value, and its words."""

CHOSEN = (
    *(WordKind.EVENT, WordKind.FINDING, WordKind.MEASURE, WordKind.TEST),
    *(WordKind.RESULT, WordKind.SPECIMEN, WordKind.PURPOSE, WordKind.ROUTE),
    *(WordKind.FIELD, WordKind.SEVERITY),
)
"""Fields in which one of the known words is chosen, all of them offered."""
_WITH_OTHER = frozenset({WordKind.EVENT, WordKind.FINDING, WordKind.MEASURE, WordKind.TEST})


def choices_of(
    name: str, recording: Recording, document: Mapping[str, Any], plan: Plan, clock: Clock
) -> dict[str, list[Choice]]:
    """The choices of each field of a form that is not typed."""
    says = clock.words.record
    answers = [("yes", says.yes), ("no", says.no), ("unknown", says.unknown)]
    every = {
        "step": _lost_steps(plan, clock) if name == "failed" else _steps(plan, clock),
        "state": [(mark.value, word) for mark, word in says.states.items()],
        "fact": list(ongoing_courses(document, clock)),
        "present": answers,
        "marketed": answers,
        **_values(name, answers, clock),
        **{kind.value: _words(kind, clock) for kind in CHOSEN},
    }
    return {field: found for field, found in every.items() if field in recording.fields}


def with_what_is_said(
    choices: Mapping[str, list[Choice]], form: Form, clock: Clock
) -> dict[str, list[Choice]]:
    """The same with what is on record and not offered: a ward's word, a step of others."""
    voice = clock.voice
    own = {kind.value: called(kind, form[kind], voice) for kind in CHOSEN if form.get(kind)}
    if form.get("step") in voice.protocol.step_by_id:
        own["step"] = voice.step(form["step"])
    return {
        field: [*found, (form[field], own[field])]
        if field in own and form[field] not in dict(found)
        else found
        for field, found in choices.items()
    }


def units_of(protocol: Protocol) -> list[str]:
    """The units in which measured values are asked for, each once."""
    return list(dict.fromkeys(unit for one in protocol.measure for unit in one.asked_in))


def _steps(plan: Plan, clock: Clock) -> list[Choice]:
    """Those that concern the subject, and those that would once they are booked."""
    titles, known = plan_titles(plan, clock), clock.voice.protocol.step_by_id
    return [
        (outcome.step, titles[outcome.step])
        for outcome in plan.steps
        if outcome.state is not StepState.NOT_APPLICABLE or known[outcome.step].optional
    ]


def _lost_steps(plan: Plan, clock: Clock) -> list[Choice]:
    """The steps whose failure opens an earlier one again."""
    lost = {repeat.lost for repeat in clock.voice.protocol.repeat}
    return [choice for choice in _steps(plan, clock) if choice[0] in lost]


def _values(name: str, answers: list[Choice], clock: Clock) -> dict[str, list[Choice]]:
    """The values of a constant that is not typed."""
    match name:
        case "sex":
            return {"value": list(clock.words.record.sexes.items())}
        case "childbearing_potential":
            return {"value": answers}
        case name if name == SITE:
            return {"value": list(_sites(clock))}
    return {}


def _sites(clock: Clock) -> Iterator[Choice]:
    for name, site in clock.voice.protocol.sites.items():
        yield name, f"{name} {clock.voice.text(site.names)}"


def _words(kind: WordKind, clock: Clock) -> list[Choice]:
    """Known words; the end of a closed path has a form of its own, as it says why."""
    words = clock.voice.protocol.lexicon.words(kind)
    known = [(word.id, clock.voice.text(word.titles)) for word in words if word.id != REOPENED]
    return [*known, (OTHER, clock.words.record.other)] if kind in _WITH_OTHER else known
