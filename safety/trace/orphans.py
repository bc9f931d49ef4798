"""What hangs in the air: a sentence without a rule, a rule without a test, and so on both ways."""

import re
from collections.abc import Iterator

from safety.trace.links import Rule, Sentence, Trace


def orphans_of(trace: Trace) -> list[str]:
    """Every link that is missing, in words; empty where all is held."""
    return [
        *_sentences(trace),
        *(said for rule in trace.rules for said in _rule(rule, trace)),
        *_spec_files(trace),
        *_hazards(trace),
    ]


def _sentences(trace: Trace) -> Iterator[str]:
    known = {rule.id for rule in trace.rules}
    for each in trace.sentences:
        if not each.rules and not each.no_rule:
            yield f"sentence {each.id} became no rule, and nothing says why"
        yield from (
            f"sentence {each.id}: {r} is no rule of the data" for r in each.rules if r not in known
        )


def _rule(rule: Rule, trace: Trace) -> Iterator[str]:
    made_of = trace.sentences_of(rule.id)
    if rule.of_entry and not made_of:
        yield f"{rule.id} is said to be of the entry, and no sentence became it"
    if rule.quote and not _quoted(rule.quote, made_of):
        yield f"{rule.id} quotes words that its sentences do not have: {rule.quote}"
    if not trace.tests[rule.id]:
        yield f"{rule.id} has no spec test that names it"
    if not trace.hazards_of(rule.id):
        yield f"{rule.id} has no hazard"


def _quoted(quote: str, sentences: list[Sentence]) -> bool:
    """Whether every piece of a quote stands in the sentences, in their order."""
    entry = _plain(" ".join(sentence.text or "" for sentence in sentences))
    at = 0
    for piece in quote.split("…"):
        found = entry.find(_plain(piece).rstrip(".;"), at)
        if found < 0:
            return False
        at = found
    return True


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _spec_files(trace: Trace) -> Iterator[str]:
    for file in trace.spec_files:
        if not trace.rules_told_in(file) and not trace.hazards_held_by(file):
            yield f"{file} names no rule, and no hazard names it"


def _hazards(trace: Trace) -> Iterator[str]:
    """One that no rule leads to is of the plan as a whole; its tests still lead to it."""
    for hazard in trace.hazards:
        if not hazard.tests and not hazard.awaited:
            yield f"{hazard.id} leads to no test"
