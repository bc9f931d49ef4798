"""A criterion that offers several ways, in words: their titles, and which of them hold."""

from models.reasons.alerts.ways import WaysClosed
from wording.saying import says
from wording.sentences import joined
from wording.sources import cite
from wording.titles import criterion_title
from wording.voice import Voice


@says(WaysClosed)
def ways_closed(reason: WaysClosed, voice: Voice) -> str:
    words, source = voice.words("ways"), cite(reason, voice.language)
    closed, open_ = _titles(reason.closed, voice), _titles(reason.open, voice)
    if not reason.open:
        return words("none_left", closed=closed, source=source)
    if not reason.closed:
        return words("all_open", open=open_, source=source)
    return words("some_closed", closed=closed, open=open_, source=source)


def _titles(rules: tuple[str, ...], voice: Voice) -> str:
    return joined((criterion_title(rule, voice) for rule in rules), "semicolon", voice)
