"""A form that records a fact as a page: empty, refused, or with what would follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.web.languages import language_of
from dayzero.web.pages.form_keys import FIELD, Asking, new_key
from dayzero.web.recording.choices import choices_of, units_of, with_what_is_said
from dayzero.web.recording.every_form import field_of, recording_of
from dayzero.web.recording.recording import CORRECTS, Fact, Recording
from dayzero.web.recording.wrong_subject import FACT, OF
from dayzero.web.rendering import render
from dayzero.web.signatures.asking import Asked, asked_of, asks_for_signature
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import Visitor
from dayzero.web.views.facts import say_whole_fact
from dayzero.web.views.preview import preview_of
from dayzero.web.views.typed_days import typed_days
from dayzero.web.views.typed_drug import typed_drug
from dayzero.web.views.when import Clock, clock_of
from models.errors import InputRefused
from models.records.store import Reading, fact_of
from models.timeline.results import Plan
from wording.refusals import say_refusal

NOWHERE: Final = MappingProxyType[str, str]({})


@dataclass(frozen=True, slots=True)
class Tried:
    """A fact, and the plans without it and with it.

    Attributes:
        asking: by which key it would be recorded, and whether it is another one.
    """

    fact: Fact
    before: Plan
    after: Plan
    asking: Asking


def form_page(
    request: Request,
    visitor: Visitor,
    reading: Reading,
    name: str,
    form: Form,
    *,
    refused: InputRefused | None = None,
    tried: Tried | None = None,
    newer: bool = False,
    taken_from: Mapping[str, str] = NOWHERE,
    signs: Asked | None = None,
) -> Response:
    """The page of one form; `signs` is what was wrong with the signature that was given."""
    now, recording = clock.now(), recording_of(name, form)
    plan = stand_of(reading.document, now, reading.at_sites)
    protocol = protocol_of(reading.document, now, reading.at_sites)
    site_clock = clock_of(plan, protocol, language_of(request), now)
    faults = _faults(refused, recording, site_clock)
    choices = choices_of(name, recording, reading.document, plan, site_clock)
    return render(
        request,
        "record",
        status=signs.status if signs else 422 if refused else 200,
        visitor=visitor,
        subject=plan.subject,
        kind=name,
        recording=recording,
        choices=with_what_is_said(choices, form, site_clock),
        offered={"unit": units_of(protocol)},
        form=form,
        faults=faults,
        typed=typed_days(form, plan, protocol, site_clock),
        drug=typed_drug(form.get("drug", ""), site_clock.voice),
        folded_open=any(form.get(field) or field in faults for field in recording.folded),
        on_record=_on_record(reading, form, site_clock),
        preview=preview_of(tried.fact, tried.before, tried.after, protocol, site_clock)
        if tried
        else None,
        leaves=tried is not None and not visitor.person.may_see(tried.after.site),
        newer=newer,
        taken_from={name: taken_from[name] for name in (OF, FACT) if OF in taken_from},
        signs=signs or _signs(request, visitor, tried),
        equal=tried.asking.equal if tried else None,
        key=tried.asking.key if tried else form.get(FIELD) or new_key(),
        seen=reading.seen.facts,
        zone=plan.zone.key,
    )


def _signs(request: Request, visitor: Visitor, tried: Tried | None) -> Asked | None:
    """What a signature asks for; None where none is wanted."""
    if tried is None or not asks_for_signature(request, tried.fact):
        return None
    return asked_of(request, visitor)


def _faults(
    refused: InputRefused | None, recording: Recording, site_clock: Clock
) -> dict[str, list[str]]:
    """What is wrong with each field, in sentences."""
    faults: dict[str, list[str]] = {}
    for fault in refused.faults if refused else ():
        said = say_refusal(fault.reason, site_clock.language)
        faults.setdefault(field_of(fault.path, recording), []).append(said)
    return faults


def _on_record(reading: Reading, form: Form, site_clock: Clock) -> str:
    """The fact that is corrected or taken back, in words; empty where none is."""
    if not form.get(CORRECTS):
        return ""
    return say_whole_fact(fact_of(reading.document, form[CORRECTS]), site_clock)
