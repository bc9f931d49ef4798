"""What a person says of a list on the page, as the import is asked."""

from collections.abc import Iterator, Mapping

from dayzero.lists.dates import DateOrder
from dayzero.lists.numbers import DecimalSign
from dayzero.lists.one_import import Asked
from dayzero.lists.read_claims import HowWritten
from dayzero.lists.reconciling.decisions import Decisions
from dayzero.web.signing_in.forms import Form
from models.records.store import named

TAKE = "take"
ASIDE = "aside"


def asked_of(form: Form, site: str, *, dry_run: bool) -> Asked:
    """What the form says; the columns that it shows are said, and not guessed.

    Raises:
        InputRefused: if the name of the system cannot be one.
    """
    order, sign = form.get("dates"), form.get("decimal")
    return Asked(
        subject=form.get("subject") or None,
        patients=dict(pairs(form, "patient", "is")),
        columns=dict(pairs(form, "heading", "field")),
        accepted=True,
        site=site,
        remember=form.get("remember") == "yes",
        sheet=form.get("sheet") or None,
        written=HowWritten(
            order=DateOrder(order) if order in list(DateOrder) else None,
            sign=DecimalSign(sign) if sign in list(DecimalSign) else None,
        ),
        source=named(form.get("source") or None).key,
        decisions=_decisions(form),
        dry_run=dry_run,
    )


def pairs(form: Form, name: str, value: str) -> Iterator[tuple[str, str]]:
    """`heading.0` with `field.0`, and so on, as far as both say something."""
    number = 0
    while f"{name}.{number}" in form:
        said, meant = form[f"{name}.{number}"], form.get(f"{value}.{number}", "")
        if said and meant:
            yield said, meant
        number += 1


def decisions_of(form: Form) -> Mapping[str, str]:
    """What was decided on each row; without a reason nothing is."""
    reasons = dict(pairs(form, "row", "why"))
    return {row: deed for row, deed in pairs(form, "row", "deed") if row in reasons}


def _decisions(form: Form) -> Decisions:
    reasons, deeds = dict(pairs(form, "row", "why")), decisions_of(form)
    take, aside = (
        {row: reasons[row] for row, deed in deeds.items() if deed == wanted}
        for wanted in (TAKE, ASIDE)
    )
    return Decisions(take, aside)
