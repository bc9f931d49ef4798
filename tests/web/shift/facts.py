"""Tasks that record a fact."""

from tests.web.shift.steps import FromToday, Hears, OnRecord, Own, PassMade, Press, Step
from tests.web.shift.task import AWAITING_PRODUCT, WITHDRAWN, Task

SUBJECT = Press("={subject}")
TAIL: tuple[Step, ...] = (
    Press("record.preview"),
    Press("record.commit"),
    Hears("subject.said_recorded"),
)
FEMALE = {"sex": "female", "childbearing_potential": True}


def _recorded(form: str, *own: tuple[str, str], more: bool = False) -> tuple[Step, ...]:
    """From Today through the form of one kind of fact; behind a fold where few need it."""
    fold = (Press("subject.record_more"),) if more else ()
    said = tuple(Own(field, value) for field, value in own)
    return (FromToday(), SUBJECT, *fold, Press(f"record.titles.{form}"), *said, *TAIL)


STEROID = (
    ("drug", "methylprednisolone"),
    ("dose", "40 mg"),
    ("times_per_day", "1"),
    ("route", "iv"),
    ("purpose", "supportive"),
    ("day", "2026-03-09 15:00"),
)
DAYS = (("first_day", "2026-02-21"), ("day", "2026-03-01"))
DRUG = (("drug", "imatinib"), ("dose", "400 mg/day"), ("route", "oral"), ("purpose", "bridging"))
PREGNANCY = (("test", "pregnancy"), ("specimen", "serum"), ("day", "2026-03-09"))

RECORDED = (
    Task(
        "A steroid is given for a transfusion reaction",
        (4,),
        (*_recorded("drug", *STEROID), OnRecord({"kind": "drug", "purpose": "supportive"})),
    ),
    Task(
        "A stopped course with its first and its last day",
        (4,),
        (
            *_recorded("drug", *DRUG, *DAYS),
            OnRecord({"first": "2026-02-21", "last": "2026-03-01"}),
        ),
    ),
    Task(
        "A pregnancy test is positive",
        (4,),
        (*_recorded("test", *PREGNANCY, ("result", "positive")), OnRecord({"result": "positive"})),
        header=FEMALE,
    ),
    Task(
        "A result is pending, and reported later",
        (4, 3),
        (
            *_recorded("test", *PREGNANCY, ("result", "pending")),
            PassMade(),
            FromToday(),
            Press("today.does.test", ": {subject}, {any}"),
            Own("result", "negative"),
            Own("specimen", "serum"),
            Own("day", "2026-03-09"),
            *TAIL,
            OnRecord({"test": "pregnancy", "result": "negative"}),
        ),
        header=FEMALE,
    ),
    Task(
        "A product fails its release",
        (5,),
        (
            *_recorded("failed", ("step", "product_release"), ("day", "2026-03-09"), more=True),
            OnRecord({"step": "product_release", "state": "missed"}),
        ),
        AWAITING_PRODUCT,
    ),
    Task(
        "Radiotherapy was given",
        (5,),
        (
            *_recorded("radiotherapy", ("field", "cns"), *DAYS, more=True),
            OnRecord({"kind": "radiotherapy", "field": "cns"}),
        ),
    ),
    Task(
        "A subject withdraws consent",
        (5,),
        (
            *_recorded("event", ("event", "withdrawn"), ("day", "2026-03-09"), more=True),
            OnRecord({"event": "withdrawn"}),
        ),
    ),
    Task(
        "A subject who withdrew is back",
        (6,),
        (
            FromToday(),
            Press("common.subjects"),
            SUBJECT,
            Press("subject.record_more"),
            Press("record.titles.reopened"),
            Own("day", "2026-03-10"),
            Own("reason", "consents again"),
            *TAIL,
            OnRecord({"event": "path_reopened"}),
        ),
        WITHDRAWN,
    ),
)
