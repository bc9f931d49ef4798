"""What keeps a gate shut, in words."""

from models.reasons.path.gates import HeldUp, NotBooked, NotRecordedAsDone, TestToBook
from wording.saying import say, says
from wording.sentences import joined, sentence, without_stop
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


@says(HeldUp)
def held_up(reason: HeldUp, voice: Voice) -> str:
    """What is missing, and what must wait for it."""
    waits = voice.words("gates")(
        "held_up.passed" if reason.passed else "held_up",
        step=sentence(voice.step(reason.step)),
        when=voice.minute(reason.starts),
    )
    return joined((say(reason.missing, voice), waits), "sentences", voice)
