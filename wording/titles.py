"""What the protocol's own data says of a rule or an event, in the reader's language."""

from wording.voice import Voice


def link_words(rule: str, voice: Voice) -> str:
    """What a rule of the path asks for; its id where the protocol no longer has it."""
    link = voice.protocol.link_by_rule.get(rule)
    return rule if link is None else voice.text(link.texts)


def repeat_words(rule: str, voice: Voice) -> str:
    """Why a step may be held again; the rule's id where the protocol no longer has it."""
    found = (repeat for repeat in voice.protocol.repeat if repeat.rule == rule)
    repeat = next(found, None)
    return rule if repeat is None else voice.text(repeat.texts)


def course_title(rule: str, voice: Voice) -> str:
    """What is held again as a whole, by the rule under which it is."""
    found = (repeat for repeat in voice.protocol.repeat if repeat.rule == rule)
    repeat = next(found, None)
    if repeat is None:
        return rule
    return voice.step(repeat.step) if repeat.titles is None else voice.text(repeat.titles)


def again_words(step: str, voice: Voice) -> str | None:
    """What the protocol asks of people where a step is held again since its path is open again."""
    found = (each for each in voice.protocol.repeat if each.step == step and each.ended_by)
    repeat = next(found, None)
    return None if repeat is None or repeat.asks is None else voice.text(repeat.asks)


def closing_words(event: str, voice: Voice) -> str:
    """What an event that ends a path is called; its id where the protocol no longer has it."""
    found = (closing for closing in voice.protocol.closing if closing.event == event)
    closing = next(found, None)
    return event if closing is None else voice.text(closing.texts)


def gate_words(rule: str, voice: Voice) -> str:
    """What must stand before a step from which there is no way back; else the rule's id."""
    gate = voice.protocol.gate_by_rule.get(rule)
    return rule if gate is None else voice.text(gate.texts)


def criterion_title(rule: str, voice: Voice) -> str:
    """The protocol's title of a criterion; its id where the protocol no longer has it."""
    known = voice.protocol.criterion_by_rule.get(rule)
    return rule if known is None else voice.text(known.titles)


def late_warning(rule: str, voice: Voice) -> str:
    """What the protocol says of an exposure after its step; empty where it says nothing."""
    washout = next((one for one in voice.protocol.washout if one.rule == rule), None)
    warning = washout.warn_after_anchor if washout else None
    return "" if warning is None else voice.text(warning)


def hold_title(rule: str, voice: Voice) -> str:
    """What a hold is about; the rule's id where the protocol no longer has it."""
    hold = voice.protocol.hold_by_rule.get(rule)
    return rule if hold is None else voice.text(hold.titles)


def until_words(rule: str, voice: Voice) -> str:
    """What ends a hold, as a clause; the rule's id where the protocol no longer has it."""
    hold = voice.protocol.hold_by_rule.get(rule)
    return rule if hold is None else voice.text(hold.until)
