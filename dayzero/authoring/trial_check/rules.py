"""Every check of a protocol's rules, whatever an earlier one has found."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from models.protocol import Protocol
from models.protocol.checks.amounts import amount_flaws
from models.protocol.checks.conditions import condition_flaws
from models.protocol.checks.flaws import Flaw
from models.protocol.checks.gates import gate_flaws
from models.protocol.checks.holds import hold_flaws
from models.protocol.checks.idle_keys import idle_flaws
from models.protocol.checks.languages import language_flaws
from models.protocol.checks.named_drugs import drug_flaws
from models.protocol.checks.named_words import word_flaws
from models.protocol.checks.network import network_flaws
from models.protocol.checks.populations import population_flaws
from models.protocol.checks.references import reference_flaws
from models.protocol.checks.spellings import spelling_flaws
from models.protocol.loading.listed_drugs import ListedDrugs
from models.protocol.vocabulary import OF_THE_PROTOCOL
from models.reasons.facts import facts_by_name
from models.reasons.refusals.authored.protocol_path import NotAStep
from models.reasons.refusals.refusal import WithFacts

Place = tuple[str, int | None, str | None]


def rule_flaws(protocol: Protocol, text: str, drugs: ListedDrugs | None) -> Iterator[Flaw]:
    """All that is wrong with a protocol whose keys can be read.

    Args:
        protocol: as it was read, before anything was asked of it.
        text: what stands in its file.
        drugs: what the catalogue has; None where it cannot be read, and no drug is looked for.
    """
    unknown = _unknown_steps(protocol.model_copy())
    yield from unknown.values()
    told = set(unknown)
    names = {flaw.reason.word for flaw in unknown.values() if isinstance(flaw.reason, NotAStep)}
    for flaw in _all_flaws(with_steps(protocol, names), text, drugs):
        added = flaw.table == "step" and (flaw.index or 0) >= len(protocol.step)
        if not added and _place(flaw) not in told and not names & _facts(flaw):
            yield flaw


def with_steps(protocol: Protocol, names: Iterable[str]) -> Protocol:
    """The protocol with steps of these names behind its own, so that what names them is read."""
    more = (protocol.step[0].model_copy(update={"id": name, "day": None}) for name in sorted(names))
    return protocol.model_copy(update={"step": (*protocol.step, *more)})


def _unknown_steps(protocol: Protocol) -> Mapping[Place, Flaw]:
    """Each use of a step that is not there."""
    found = {}
    with suppress(KeyError):  # the check goes on to ask for the steps that it has not found
        for flaw in reference_flaws(protocol):
            if isinstance(flaw.reason, NotAStep):
                found[_place(flaw)] = flaw
    return found


def _all_flaws(protocol: Protocol, text: str, drugs: ListedDrugs | None) -> Iterator[Flaw]:
    yield from reference_flaws(protocol)
    for kind in OF_THE_PROTOCOL:
        yield from spelling_flaws(kind, protocol.lexicon.words(kind))
    yield from language_flaws(protocol, protocol.titles)
    if drugs is not None:
        yield from drug_flaws(protocol, drugs)
    checks = (idle_flaws, word_flaws, amount_flaws, condition_flaws, hold_flaws, gate_flaws)
    for check in (*checks, population_flaws):
        yield from check(protocol)
    yield from network_flaws(protocol, text)


def _place(flaw: Flaw) -> Place:
    return flaw.table, flaw.index, flaw.key


def _facts(flaw: Flaw) -> set[object]:
    reason = flaw.reason
    return set(facts_by_name(reason).values()) if isinstance(reason, WithFacts) else set()
