"""Words of a protocol's rules that no chart would ever match."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from models.protocol.checks.flaws import Flaw
from models.protocol.types import Protocol
from models.protocol.vocabulary import OF_THE_PROTOCOL, WordKind
from models.reasons.refusals.authored.protocol_rules import NothingNamed, WordUnsayable
from models.reasons.refusals.refusal import FaultReason, nearest


def word_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Words that nothing is called."""
    for named in (*_of_steps_and_events(protocol), *_of_washouts(protocol), *_of_others(protocol)):
        yield from _unknown(named, protocol)


@dataclass(frozen=True, slots=True)
class _Named:
    """Words of one kind that a key of a rule names."""

    table: str
    index: int
    key: str
    kind: WordKind
    words: Collection[str | None]


def _unknown(named: _Named, protocol: Protocol) -> Iterator[Flaw]:
    known = {word.id for word in protocol.lexicon.words(named.kind)}
    for word in named.words:
        if word is not None and word not in known:
            reason = _unknown_word(word, named.kind, known)
            yield Flaw(named.table, named.index, named.key, reason)


def _unknown_word(word: str, kind: WordKind, known: Collection[str]) -> FaultReason:
    near = nearest(word, known)
    if kind in {*OF_THE_PROTOCOL, WordKind.DRUG_CLASS}:
        return NothingNamed(word=word, near=near)
    return WordUnsayable(word=word, known=tuple(sorted(known)), near=near)


def _of_steps_and_events(protocol: Protocol) -> Iterator[_Named]:
    for index, step in enumerate(protocol.step):
        yield _Named("step", index, "phase", WordKind.PHASE, [step.phase])
        yield _Named("step", index, "event", WordKind.EVENT, [step.event])
    for index, closing in enumerate(protocol.closing):
        yield _Named("closing", index, "event", WordKind.EVENT, [closing.event])
    for index, interval in enumerate(protocol.interval):
        until = [name for name in interval.until if name not in protocol.step_by_id]
        measures = [interval.or_measure.measure if interval.or_measure else None]
        yield _Named("interval", index, "from", WordKind.EVENT, [interval.since])
        yield _Named("interval", index, "until", WordKind.EVENT, until)
        yield _Named("interval", index, "or_measure", WordKind.MEASURE, measures)


def _of_washouts(protocol: Protocol) -> Iterator[_Named]:
    for index, washout in enumerate(protocol.washout):
        exempt, mild = washout.exempt, washout.exempt_severity
        for key, kind, words in (
            ("purposes", WordKind.PURPOSE, washout.purposes),
            ("exempt", WordKind.PURPOSE, (exempt.purpose if exempt else None,)),
            ("exempt", WordKind.DRUG_CLASS, (exempt.drug_class if exempt else None,)),
            ("drug_classes", WordKind.DRUG_CLASS, washout.drug_classes),
            ("fields", WordKind.FIELD, washout.fields),
            ("events", WordKind.EVENT, washout.events),
            ("exempt_severity", WordKind.SEVERITY, mild.severities if mild else ()),
            ("exempt_finding", WordKind.FINDING, (washout.exempt_finding,)),
            ("claimed_by", WordKind.FINDING, (washout.claimed_by,)),
        ):
            yield _Named("washout", index, key, kind, words)


def _of_others(protocol: Protocol) -> Iterator[_Named]:
    for index, dose in enumerate(protocol.lifetime_dose):
        lower = [cap.lower for cap in dose.caps if cap.lower is not None]
        fields = [field for one in lower for field in (*one.fields, *one.perhaps_fields)]
        classes = [name for one in lower for name in one.drug_classes]
        yield _Named("lifetime_dose", index, "decision", WordKind.FINDING, [dose.decision])
        yield _Named("lifetime_dose", index, "caps", WordKind.FIELD, fields)
        yield _Named("lifetime_dose", index, "caps", WordKind.DRUG_CLASS, classes)
    for index, finding in enumerate(protocol.finding):
        said_by = finding.drug_classes
        yield _Named("finding", index, "drug_classes", WordKind.DRUG_CLASS, said_by)
        yield _Named("finding", index, "events", WordKind.EVENT, finding.events)
        yield _Named("finding", index, "perhaps_events", WordKind.EVENT, finding.perhaps_events)
    for index, one in enumerate(protocol.ambiguous):
        yield _Named("ambiguous", index, "may_be", one.kind, one.may_be)
    for index, condition in enumerate(protocol.condition):
        judged_by = condition.judged_by.finding if condition.judged_by else None
        yield _Named("condition", index, "judged_by", WordKind.FINDING, [judged_by])
    for index, hold in enumerate(protocol.hold):
        by = hold.raised_by
        yield _Named("hold", index, "raised_by", WordKind.FINDING, [one.finding for one in by])
        yield _Named("hold", index, "raised_by", WordKind.FINDING, [one.denied_by for one in by])
        yield _Named("hold", index, "raised_by", WordKind.TEST, [one.test for one in by])
        yield _Named("hold", index, "raised_by", WordKind.RESULT, [one.result for one in by])
        yield _Named("hold", index, "raised_by", WordKind.MEASURE, [one.measure for one in by])
        yield _Named("hold", index, "decided_by", WordKind.FINDING, [hold.decided_by])
    for index, evidence in enumerate(protocol.evidence):
        yield _Named("evidence", index, "test", WordKind.TEST, [evidence.test])
        yield _Named("evidence", index, "result", WordKind.RESULT, [evidence.result])
