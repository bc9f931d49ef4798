"""One alert in a sentence: what is asked, by when."""

from wording.messages.forms import asked_of, by_when
from wording.messages.lines import Line
from wording.messages.message_words import Phrases


def say_asked(line: Line, says: Phrases) -> str:
    """What is asked, without subject and date."""
    rule = says.rule.format(rule=line.rule) if line.rule else ""
    return says.asked[asked_of(line)].format(
        step=line.step,
        rule=rule,
        since=line.since,
        other=line.other,
        other_to=line.other_to,
        made_from=line.made_from,
    )


def say_whole(line: Line, says: Phrases) -> str:
    """What is asked, and to when it could move."""
    if line.was:
        return _moved(line, says)
    could_be = says.could_be.format(to=line.to) if line.to else ""
    return say_asked(line, says) + could_be


def say_until(line: Line, says: Phrases) -> str:
    """Until when, or since when it is too late; empty where there is no time to say."""
    form = by_when(line)
    if form is None:
        return ""
    return says.by[form].format(when=line.when, was=line.was, to=line.to)


def say_headline(line: Line, says: Phrases) -> str:
    """A subject, what is asked, by when."""
    if line.was:
        return says.headline_moved.format(subject=line.subject, moved=_moved(line, says))
    until = say_until(line, says)
    form = says.headline
    if until:
        form = says.headline_passed if line.passed else says.headline_by
    asked = say_asked(line, says)
    return form.format(subject=line.subject, asked=asked, by=until)


def _moved(line: Line, says: Phrases) -> str:
    form = says.moved if line.to else says.cannot_be_held
    return form.format(step=line.step, was=line.was, to=line.to)
