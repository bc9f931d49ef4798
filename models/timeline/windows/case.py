"""One subject's facts, read once: everything about the timeline that does not depend on now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from models.chart.catalogue.drug import Drug
from models.chart.catalogue.drugs import load_catalogue
from models.chart.chart import Chart
from models.chart.facts import DrugFact, StepMark
from models.moments import Minute, Span
from models.protocol import Protocol
from models.protocol.criterion import Criterion
from models.protocol.path import Closing, Gate, Link
from models.protocol.populations import ALL
from models.timeline.exposures.clearings import Clearing, clearings_of
from models.timeline.exposures.exposures import exposures_of
from models.timeline.history.chart_at_rounds import step_records
from models.timeline.history.concerning import dates_of_the_done
from models.timeline.history.endings import Ending, ending_of
from models.timeline.history.held_anew import HeldAnew, held_anew
from models.timeline.history.holds import (
    StandingHold,
    standing_holds,
    undated_for_holds,
    waiting_steps,
)
from models.timeline.history.pasts import Past, pasts_of
from models.timeline.history.step_records import StepRecords
from models.timeline.history.stray_visits import stray_visits
from models.timeline.network.bounds import Bounds
from models.timeline.network.network import Network, build_network
from models.timeline.network.solver import solve
from models.timeline.network.transfers import transferred
from models.timeline.network.working_days import WorkingCalendar, working_calendar
from models.timeline.readings.populations import Membership
from models.timeline.results import Earlier, Verdict
from models.timeline.windows.washout_floors import BindingWashouts, binding_washouts


@dataclass(frozen=True)
class Case:
    """A chart under one protocol, with assumptions if any were made."""

    chart: Chart
    protocol: Protocol
    recorded: StepRecords
    clearings: tuple[Clearing, ...]
    calendar: WorkingCalendar
    ending: Ending | None

    @property
    def closing(self) -> Closing | None:
        """How the path ended; None while it is open."""
        return self.ending.closing if self.ending else None

    @cached_property
    def drugs(self) -> tuple[tuple[DrugFact, Drug | None], ...]:
        """Each recorded drug with what the catalogue knows it as."""
        catalogue = load_catalogue()
        return tuple((fact, catalogue.find(fact.drug)) for fact in self.chart.drugs)

    @cached_property
    def washouts_judged(self) -> dict[tuple[Span | None, ...], tuple[Verdict, ...]]:
        """What was judged already, by the dates of the washouts' anchors; changes no answer."""
        return {}

    @cached_property
    def eligibility_judged(self) -> dict[tuple[int, Span | date | None], Verdict]:
        """What was judged already, by line and the date of its step; changes no answer."""
        return {}

    @cached_property
    def membership(self) -> Membership:
        """What tells to which populations the subject belongs."""
        return Membership(self.chart, self.protocol, dates_of_the_done(self.recorded))

    def concerns(self, line: Link | Criterion) -> bool:
        """Whether a link or a rule is asked of the subject; by what was known when it was kept."""
        membership = replace(self.membership, until=self.ends.get(line.bears_on))
        return membership.concerns(line.applies)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links that are asked of the subject."""
        if not self.protocol.links_of_some:
            return self.protocol.link
        return tuple(link for link in self.protocol.link if self.concerns(link))

    @cached_property
    def rules_of_others(self) -> frozenset[str]:
        """Rules that are not asked of the subject."""
        of_some = self.protocol.rules_of_some
        return frozenset(rule.rule for rule in of_some if not self.concerns(rule))

    @cached_property
    def ends(self) -> Mapping[str, Minute]:
        """The last minute at which each step that is done may have been."""
        return {s: one.at.latest for s, one in self.recorded.items() if one.done and one.at}

    @cached_property
    def pasts(self) -> tuple[Past, ...]:
        """Earlier times at which steps were held that are held again."""
        return tuple(pasts_of(self.chart, self.protocol, self.recorded))

    def as_it_stood(self, past: Past) -> "Case":
        """The same facts, read as at one of those times."""
        return replace(self, recorded=past.recorded)

    @cached_property
    def judged_before(self) -> list[Earlier]:
        """What was found of those times already; changes no answer."""
        return []

    @cached_property
    def done(self) -> frozenset[str]:
        """Steps that happened."""
        return frozenset(step for step, record in self.recorded.items() if record.done)

    @cached_property
    def held_anew(self) -> Mapping[str, HeldAnew]:
        """Steps that are held again since the path was opened again."""
        return held_anew(self.chart, self.protocol, self.recorded)

    @cached_property
    def stray_visits(self) -> frozenset[str]:
        """Visits recorded as done before Day 0: nothing is counted from them, nor back."""
        return stray_visits(self.protocol, self.recorded)

    def overtaking(self, step: str) -> frozenset[str]:
        """The steps that come after a step and are done, so that only its record can be missing."""
        anew = self.held_anew.get(step)
        done = self.done - self.stray_visits - (anew.done_before if anew else frozenset())
        return frozenset(later for later in done if step in self.protocol.before[later])

    @cached_property
    def gate(self) -> Gate:
        """The gate that the subject stands before: the first that is not behind, or the last."""
        ahead = (gate for gate in self.protocol.gate if not self._is_settled(gate.towards))
        return next(ahead, self.protocol.gate[-1])

    @cached_property
    def aims_begun(self) -> frozenset[str]:
        """The aims of the gates whose first step is done."""
        return frozenset(one.towards for one in self.protocol.gate if one.before in self.done)

    def _is_settled(self, step: str) -> bool:
        """Done, with or without a record of its own, called off, or not of this subject's path."""
        record = self.recorded[step]
        lost = record.mark in {StepMark.MISSED, StepMark.CANCELLED} or step in self.ended
        return record.done or lost or not record.concerns or bool(self.overtaking(step))

    @cached_property
    def ended(self) -> frozenset[str]:
        """Steps that will not come any more, because the subject's path has ended."""
        if self.closing is None:
            return frozenset()
        kept = self.closing.keeps if self.protocol.day_zero in self.done else ()
        return frozenset(self.recorded) - self.done - frozenset(kept)

    @cached_property
    def holds(self) -> tuple[StandingHold, ...]:
        """What makes steps wait until a person has decided."""
        return standing_holds(self.chart, self.protocol, self.recorded, self.ended)

    @cached_property
    def waiting(self) -> Mapping[str, tuple[StandingHold, ...]]:
        """For each step that must wait, the holds for which it does."""
        return waiting_steps(self.holds)

    @cached_property
    def undated_for_holds(self) -> frozenset[str]:
        """Steps that have no date, and can be given none while a hold stands."""
        return undated_for_holds(self.holds, self.protocol, self.recorded)

    @cached_property
    def binding(self) -> BindingWashouts:
        """The recorded exposures that hold back the steps to come."""
        at = {step: record.at for step, record in self.recorded.items()}
        return binding_washouts(self.clearings, at, self.done, self.chart.zone)

    @cached_property
    def network(self) -> Network:
        """The network of this subject, with no "now"."""
        network = build_network(
            self.protocol, self.recorded, self.calendar, self.chart.zone, self.binding.reached
        )
        kept = tuple(link for link in network.links if not self._is_void(link))
        return (
            network if len(kept) == len(network.links) else replace(network, links=kept, bound={})
        )

    def _is_void(self, link: Link) -> bool:
        """A step of before its anchor was held again, or a stray visit, is not counted from it.

        Nor is what the link is not asked of.
        """
        anew = self.held_anew.get(link.anchor)
        before = anew is not None and link.step in anew.done_before
        stray = link.step in self.stray_visits
        return before or stray or not (link.applies == ALL or self.concerns(link))

    @cached_property
    def said(self) -> Bounds:
        """What the protocol said, without "now": what overdue is measured against."""
        return solve(self.network)

    @cached_property
    def said_freely(self) -> Mapping[str, Bounds]:
        """The same for each booked step, with its own booking set aside."""
        return {step: solve(replace(self.network, free=step)) for step in self.network.booked}


def open_case(chart: Chart, protocol: Protocol, assume: Mapping[str, Span] | None = None) -> Case:
    """Read a chart against its protocol."""
    case = Case(
        chart=chart,
        protocol=protocol,
        recorded=step_records(chart, protocol, assume),
        clearings=(),
        calendar=_calendar_of(chart, protocol),
        ending=ending_of(chart, protocol),
    )
    return replace(case, clearings=_clearings_of(case))


def _clearings_of(case: Case) -> tuple[Clearing, ...]:
    """By the washouts that are asked of the subject, as if the protocol had no others."""
    chart, protocol = case.chart, case.protocol
    if case.rules_of_others:
        washouts = (one for one in protocol.washout if one.rule not in case.rules_of_others)
        protocol = protocol.model_copy(update={"washout": tuple(washouts)})
    exposures = exposures_of(chart, protocol, load_catalogue(), case.recorded)
    return clearings_of(exposures, chart, protocol)


def _calendar_of(chart: Chart, protocol: Protocol) -> WorkingCalendar:
    """The working days of the subject's site, or of each site while it was that."""
    sites = [replace(protocol.sites[stay.site], zone=chart.zone) for stay in chart.stays]
    calendar = working_calendar(sites[0])
    for site, stay in zip(sites[1:], chart.stays[1:], strict=True):
        if stay.since is not None:
            calendar = transferred(calendar, site, stay.since)
    return calendar
