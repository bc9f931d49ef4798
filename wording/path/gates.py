"""What keeps a gate shut, in words."""

from models.reasons.path.gates import GateShut, NotBooked, NotRecordedAsDone, TestToBook
from wording.saying import say, says
from wording.sentences import numbered, sentence, without_stop
from wording.sources import cite
from wording.voice import Voice


@says(NotRecordedAsDone)
def not_recorded_as_done(reason: NotRecordedAsDone, voice: Voice) -> str:
    step = sentence(voice.step(reason.step))
    return voice.words("gates")("not_recorded_as_done", step=step)


@says(NotBooked)
def not_booked(reason: NotBooked, voice: Voice) -> str:
    return voice.words("gates")("not_booked", step=sentence(voice.step(reason.step)))


@says(TestToBook)
def test_to_book(reason: TestToBook, voice: Voice) -> str:
    needed = without_stop(say(reason.needed, voice), voice)
    return voice.words("gates")("test_to_book", needed=needed)


@says(GateShut)
def gate_shut(reason: GateShut, voice: Voice) -> str:
    return voice.words("gates")(
        "gate_shut.passed" if reason.passed else "gate_shut",
        step=sentence(voice.step(reason.step)),
        when=voice.minute(reason.deadline),
        missing=numbered((say(item, voice) for item in reason.missing), voice),
        rule=say(reason.rule, voice),
        source=cite(reason, voice.language),
    )
