"""Tasks around the subjects: lists, alerts, registers, notes, links, one's own sign-in."""

from tests.web.pages import PASSWORD
from tests.web.shift.facts import SUBJECT
from tests.web.shift.steps import (
    Besides,
    CodeOfApp,
    FromToday,
    Hears,
    IsListed,
    Own,
    Press,
    Prints,
)
from tests.web.shift.task import TREATED_EARLY, Task

NEW = "rain over five hills"

SUBJECTS = (
    Task(
        "A new subject is enrolled",
        (3,),
        (
            FromToday(),
            Press("common.subjects"),
            Press("enrolling.title"),
            Own("subject", "{new}"),
            Own("sex", "female"),
            Own("consent", "2026-03-09"),
            Press("enrolling.enrol"),
            Hears("enrolling.done"),
            IsListed("{new}"),
        ),
    ),
    Task(
        "A list of another system is brought in",
        (4,),
        (
            FromToday(),
            Press("common.subjects"),
            Press("imports.bring_in"),
            Own("file", "{file}"),
            Press("imports.read"),
            Press("imports.commit"),
            Hears("imports.done#1"),
        ),
    ),
    Task(
        "A visit calendar is printed for the patient",
        (2,),
        (FromToday(), SUBJECT, Prints("subject.paper")),
    ),
    Task(
        "A calendar link is made, and revoked",
        (3,),
        (
            FromToday(),
            SUBJECT,
            Press("subject.calendar_make"),
            Hears("subject.calendar_once"),
            Press("subject.calendar_take_back"),
            Hears("subject.said_taken_back"),
        ),
    ),
)

ANSWERED = (
    Task(
        "An alert is answered with reason and root cause",
        (4,),
        (
            FromToday(),
            Press("common.subjects"),
            SUBJECT,
            Press("subject.answer"),
            Own("reason", "the stop was told late"),
            Own("root_cause", "no stop date on the ward's sheet"),
            Press("subject.acknowledge"),
            Hears("subject.said_acknowledged"),
        ),
        TREATED_EARLY,
    ),
    Task(
        "A deviation is reported, to whom and when",
        (5,),
        (
            FromToday(),
            Press("common.subjects"),
            SUBJECT,
            Press("deviations.of_subject"),
            Press("deviations.explain", " {any}"),
            Own("why", "the stop was told late"),
            Own("reported_to", "ethics committee"),
            Own("reported_on", "2026-03-09"),
            Press("deviations.keep"),
            Hears("deviations.said_explained"),
        ),
        TREATED_EARLY,
    ),
    Task(
        "A hand-over note is written, and read by the next shift",
        (2, 1),
        (
            FromToday(),
            Press("handover.write"),
            Own("text", "{subject} waits for platelets"),
            Own("day", "2026-03-10"),
            Press("handover.keep"),
            Hears("handover.said_written"),
            FromToday("second"),
            Press("handover.tick", ": {subject} waits for platelets"),
            Hears("handover.said_ticked"),
        ),
    ),
)

OWN = (
    Task(
        "A second factor is set up",
        (5,),
        (
            FromToday("factor"),
            Press("common.signed_in_as"),
            Besides("password", PASSWORD),
            Press("signing.set_up"),
            CodeOfApp("code"),
            Press("signing.set_up_finish"),
            Hears("signing.is_set_up"),
        ),
    ),
    Task(
        "One's own password is changed",
        (3,),
        (
            FromToday("forgetful"),
            Press("common.signed_in_as"),
            Besides("old", PASSWORD),
            Own("new", NEW),
            Own("again", NEW),
            Press("signing.change_password"),
            Hears("signing.password_changed"),
        ),
    ),
    Task(
        "A token for a program is made",
        (2,),
        (
            FromToday(),
            Press("tokens.title"),
            Own("name", "laboratory"),
            Own("read", "yes"),
            Press("tokens.make"),
            Hears("tokens.made"),
        ),
    ),
)
