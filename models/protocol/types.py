"""A trial's protocol as data: its path, its criteria, its sites."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field, InstanceOf, field_validator
from pydantic_core import PydanticCustomError

from models.disclosure import Disclosure
from models.protocol.conditions import Condition, FindingName, Measure
from models.protocol.criteria import Age, Evidence, Interval, Washout
from models.protocol.criterion import Authored, Criterion, Sourced
from models.protocol.holds import Hold
from models.protocol.lexicon import Ambiguous, Lexicon
from models.protocol.lifetime_dose import LifetimeDose
from models.protocol.path import AcrossSubjects, Closing, Gate, Link, Repeat, Step
from models.protocol.populations import ALL, EVERY_TRIAL_HAS, MAY_BEAR, MUST_PREVENT, Population
from models.protocol.possible import Range
from models.protocol.rule_groups import RuleGroups
from models.protocol.site import Site
from models.protocol.source import Source
from models.protocol.vocabulary import OF_THE_PROTOCOL, Vocabulary, Word, WordKind
from models.texts import Texts

Grain = Literal["day", "minute"]


class Convention(Authored):
    id: str
    text: str
    source: str


class Withheld(Authored):
    """A criterion whose text the source does not give; shown, never judged."""

    id: str
    text: str


class Protocol(Authored):
    """One version of one trial's protocol.

    Attributes:
        vocabulary: words that belong to no trial.
        hash: of the data as written, protocol, drugs, sites and vocabulary together.
        due_soon_days: how long before its end a step is announced; a site default.
        first_day: the number of the day that all Day numbers are counted from; where it is
            Day 1 there is no Day 0, and Day −1 is the day before.
        gate: in the order of the path; where there is one, it may be written as one table.
        constants: what a number of the chart's own can be, by its field.
    """

    schema_: Literal["dayzero.protocol/1"] = Field(alias="schema")
    id: str
    version: str
    titles: Texts = Field(alias="title")
    day_zero: str
    first_day: Literal[0, 1] = 0
    study_completion: date
    source: str
    due_soon_days: int
    convention: tuple[Convention, ...] = Field(strict=False)
    withheld: tuple[Withheld, ...] = Field(strict=False)
    population: tuple[Population, ...] = Field(default=(), strict=False)
    step: tuple[Step, ...] = Field(strict=False)
    link: tuple[Link, ...] = Field(strict=False)
    repeat: tuple[Repeat, ...] = Field(default=(), strict=False)
    washout: tuple[Washout, ...] = Field(strict=False)
    evidence: tuple[Evidence, ...] = Field(strict=False)
    interval: tuple[Interval, ...] = Field(strict=False)
    lifetime_dose: tuple[LifetimeDose, ...] = Field(strict=False)
    age: Age
    gate: tuple[Gate, ...] = Field(strict=False)
    phase: tuple[Word, ...] = Field(strict=False)
    event: tuple[Word, ...] = Field(strict=False)
    test: tuple[Word, ...] = Field(strict=False)
    measure: tuple[Measure, ...] = Field(strict=False)
    finding: tuple[FindingName, ...] = Field(strict=False)
    condition: tuple[Condition, ...] = Field(strict=False)
    hold: tuple[Hold, ...] = Field(default=(), strict=False)
    across_subjects: tuple[AcrossSubjects, ...] = Field(default=(), strict=False)
    closing: tuple[Closing, ...] = Field(strict=False)
    ambiguous: tuple[Ambiguous, ...] = Field(default=(), strict=False)
    constants: Mapping[str, Range] = Field(default_factory=dict)
    vocabulary: InstanceOf[Vocabulary] = Field(exclude=True)
    sites: Mapping[str, InstanceOf[Site]] = Field(default_factory=dict, exclude=True)
    hash: str = ""

    @field_validator("gate", mode="before")
    @classmethod
    def _gates(cls, written: object) -> object:
        if written == []:
            raise PydanticCustomError("missing", "at least one gate")
        return (written,) if isinstance(written, dict) else written

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step in the order of the path."""
        return self.step

    def day_of(self, days: int) -> int:
        """The Day number of what lies so many days from the day they are counted from."""
        return days + self.first_day if days >= 0 else days

    def days_to(self, day: int) -> int:
        """How many days from there a Day number is."""
        return day - self.first_day if day > 0 else day

    @cached_property
    def step_by_id(self) -> Mapping[str, Step]:
        """Each step under its id."""
        return {step.id: step for step in self.step}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Each step's place on the path."""
        return {step.id: place for place, step in enumerate(self.step)}

    @cached_property
    def on_working_days(self) -> frozenset[str]:
        """Steps that are held on the site's working days and hours."""
        return frozenset(step.id for step in self.step if step.days == "working")

    @cached_property
    def collecting_evidence(self) -> frozenset[str]:
        """Tests: they can be repeated until one counts."""
        return frozenset(step.id for step in self.step if step.evidence)

    @cached_property
    def follow_up(self) -> frozenset[str]:
        """What comes after Day 0.

        A visit whose window lies in a holiday is itself at risk: neither Day 0 nor what comes
        before it is moved, or waits, for it.
        """
        return frozenset(step.id for step in self.step if self.day_zero in self.before[step.id])

    @cached_property
    def follow_up_phases(self) -> frozenset[str]:
        """Parts of the path after Day 0 in which nothing more is given.

        A step on which a rule bears, as a second infusion, is treatment: its whole phase is.
        """
        treating = {
            step.phase
            for step in self.step
            if step.id not in self.follow_up or step.id in self.guarded
        }
        return frozenset(phase.id for phase in self.phase) - treating

    @cached_property
    def guarded(self) -> frozenset[str]:
        """Steps on whose date a rule bears, other than their own windows."""
        steps = [washout.anchor for washout in self.washout]
        steps += [test.anchor for test in self.evidence]
        steps += [interval.step for interval in self.interval]
        steps += [dose.step for dose in self.lifetime_dose]
        steps += [condition.step for condition in self.condition]
        return frozenset(steps)

    @cached_property
    def one_way(self) -> frozenset[str]:
        """Steps that never hold back the step they are counted from: tests, and follow-up."""
        return self.collecting_evidence | self.follow_up

    @cached_property
    def defaulted_steps(self) -> frozenset[str]:
        """Steps whose place on the path is a site default.

        What binds only once another step is done names itself where it binds.
        """
        placing = (link for link in self.link if not (link.once_done or link.needs_record))
        return frozenset(link.step for link in placing if link.site_default)

    @cached_property
    def before(self) -> Mapping[str, frozenset[str]]:
        """For each step, every step that comes before it on the path."""
        reached: dict[str, frozenset[str]] = {}
        for step in self.step:
            earlier = (reached.get(name, frozenset()) | {name} for name in step.after)
            reached[step.id] = frozenset().union(*earlier)
        return reached

    @cached_property
    def courses(self) -> Mapping[str, tuple[str, ...]]:
        """For the `before` of each gate, the steps from it up to the gate's aim, without that."""
        return {gate.before: tuple(self._steps_up_to_the_aim(gate)) for gate in self.gate}

    def _steps_up_to_the_aim(self, gate: Gate) -> Iterator[str]:
        for step in self.step:
            behind = step.id == gate.before or gate.before in self.before[step.id]
            if behind and step.id in self.before[gate.towards]:
                yield step.id

    def course(self, gate: Gate) -> tuple[str, ...]:
        """The step that cannot be taken back, and what follows of it before the gate's aim.

        Empty where the gate stands before its aim itself.
        """
        return self.courses[gate.before]

    @cached_property
    def gate_by_rule(self) -> Mapping[str, Gate]:
        """Each gate under its rule id."""
        return {gate.rule: gate for gate in self.gate}

    @cached_property
    def criterion_by_rule(self) -> Mapping[str, Criterion]:
        """Each criterion that has a title and a quote, under its rule id."""
        criteria = (
            *self.washout,
            *self.evidence,
            *self.interval,
            *self.lifetime_dose,
            *self.condition,
        )
        return {criterion.rule: criterion for criterion in criteria}

    @cached_property
    def rules_of_conditions(self) -> frozenset[str]:
        """Rules on values and findings, which no step's date can keep or break."""
        return frozenset(condition.rule for condition in self.condition)

    @cached_property
    def groups(self) -> RuleGroups:
        """The rules of which one that holds is enough."""
        members: tuple[Interval | Condition, ...] = (*self.interval, *self.condition)
        return RuleGroups({one.rule: one.group for one in members if one.group})

    @cached_property
    def population_by_id(self) -> Mapping[str, Population]:
        """Each population of the file under its id."""
        return {population.id: population for population in self.population}

    @cached_property
    def links_of_some(self) -> tuple[Link, ...]:
        """The links that are not asked of everybody."""
        return tuple(link for link in self.link if link.applies != ALL)

    @cached_property
    def rules_of_some(self) -> tuple[Criterion, ...]:
        """The rules that are not asked of everybody."""
        return tuple(one for one in self.criterion_by_rule.values() if one.applies != ALL)

    @cached_property
    def reads_childbearing(self) -> bool:
        """Whether anything hangs on a subject's childbearing potential."""
        named = {step.applies for step in self.step}
        named |= {link.applies for link in self.links_of_some}
        named |= {rule.applies for rule in self.rules_of_some}
        needs = (need for population in self.population for need in population.needs)
        named |= {trait.population for need in needs for trait in need if trait.population}
        return not named.isdisjoint({MAY_BEAR, MUST_PREVENT})

    @cached_property
    def hangs_on_records(self) -> frozenset[str]:
        """Steps that concern a subject by what is recorded: a finding, a booking, an event."""
        return frozenset(
            step.id
            for step in self.step
            if step.optional or step.event or step.applies not in EVERY_TRIAL_HAS
        )

    @cached_property
    def link_by_rule(self) -> Mapping[str, Link]:
        """One link for each rule id; links that share an id share their source."""
        return {link.rule: link for link in self.link}

    @cached_property
    def hold_by_rule(self) -> Mapping[str, Hold]:
        """Each hold under its rule id."""
        return {hold.rule: hold for hold in self.hold}

    @cached_property
    def measure_by_id(self) -> Mapping[str, Measure]:
        """Each measure under its id."""
        return {measure.id: measure for measure in self.measure}

    @cached_property
    def aging(self) -> Mapping[str, Grain]:
        """Conditions whose verdict the date of their step can change, and how finely."""
        read = {condition.rule: _grain_of(condition, self) for condition in self.condition}
        return {rule: grain for rule, grain in read.items() if grain}

    @cached_property
    def finding_by_id(self) -> Mapping[str, FindingName]:
        """Each finding under its id."""
        return {finding.id: finding for finding in self.finding}

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every word that a chart may use."""
        homes = {kind: self if kind in OF_THE_PROTOCOL else self.vocabulary for kind in WordKind}
        words = {kind: tuple(getattr(home, kind)) for kind, home in homes.items()}
        return Lexicon(words, self.ambiguous)

    def discloses(self, rule: str) -> Disclosure:
        """What it reveals of a subject that a rule is named; one that is not here is the site's."""
        own: Mapping[str, Disclosure] = {self.age.rule: self.age.discloses}
        if members := self.groups.members_of(rule):
            return max(self.discloses(member) for member in members)
        stated: Criterion | Link | Hold | None = self.criterion_by_rule.get(rule)
        stated = stated or self.link_by_rule.get(rule) or self.hold_by_rule.get(rule)
        return stated.discloses if stated else own.get(rule, Disclosure.NOTHING)

    def source_of(self, rule: str) -> Source | None:
        """Where a rule is stated; None where nothing says."""
        own: dict[str, Sourced] = {**self.gate_by_rule, self.age.rule: self.age}
        own.update(self.hold_by_rule)
        own.update({one.rule: one for one in self.across_subjects})
        stated = self.criterion_by_rule.get(rule) or self.link_by_rule.get(rule) or own.get(rule)
        return stated.source if stated else None


def _grain_of(condition: Condition, protocol: Protocol) -> Grain | None:
    """By the minute where values grow old by the hour, by the day where they or a subject do."""
    if condition.max_age is not None:
        return "minute" if condition.max_age.elapsed else "day"
    read = (each.measure for need in condition.needs for each in need if each.measure)
    by_birth = any(protocol.measure_by_id[name].formula in {"age", "weight"} for name in read)
    return "day" if by_birth else None
