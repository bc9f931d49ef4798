"""The same chart gives the same plan: byte for byte, in another process, in another order."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.protocol import load_protocol
from models.timeline.results import Plan
from tests.properties.budget import share
from tests.properties.engine import PROTOCOL, Json, picture_of
from tests.properties.paths import Subject, subjects
from wording.plan_document import plan_bytes

BOOKED_ANEW = {
    repeat.step for repeat in load_protocol().repeat if not (repeat.lost or repeat.ended_by)
}
ENDINGS = {closing.event for closing in load_protocol().closing}
PRINT_HASHES = """
import json, sys
from tests.properties.test_same_bytes import hashes_of
print(json.dumps(hashes_of(json.load(sys.stdin))))
"""


def hashes_of(subjects_at: list[tuple[Json, str]]) -> list[str]:
    """What identifies the bytes of each subject's plan."""
    return [
        sha256(plan_bytes(picture_of(chart, now), PROTOCOL)).hexdigest()
        for chart, now in subjects_at
    ]


@settings(max_examples=1)
@given(st.lists(subjects(), min_size=25, max_size=25))
def test_a_fresh_process_with_another_hash_seed_gives_the_same_bytes(group: list[Subject]) -> None:
    asked = [(subject.chart, subject.now) for subject in group]
    here = hashes_of(asked)

    assert hashes_of(asked) == here
    for seed in ("1", "2"):
        elsewhere = subprocess.run(  # noqa: S603  our own interpreter and our own words
            [sys.executable, "-c", PRINT_HASHES],
            input=json.dumps(asked),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(elsewhere.stdout) == here


@share(1)
@given(subjects(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_were_recorded_changes_no_answer(
    subject: Subject, random: Random
) -> None:
    in_order, mixed = subject.chart, _mixed(subject.chart["facts"], random)

    answers = _answers(in_order, picture_of(in_order, subject.now))

    in_another = {**in_order, "facts": mixed}
    assert _answers(in_another, picture_of(in_another, subject.now)) == answers


def _mixed(facts: list[Json], random: Random) -> list[Json]:
    """In another order, but for those facts of which the order says something."""
    mixed = [*facts]
    random.shuffle(mixed)
    for told in _told_by_their_order(facts):
        places = [n for n, fact in enumerate(mixed) if fact["id"] in told]
        ordered = [fact for fact in facts if fact["id"] in told]
        for place, fact in zip(places, ordered, strict=True):
            mixed[place] = fact
    return mixed


def _told_by_their_order(facts: list[Json]) -> Iterator[set[str]]:
    """Which facts keep the order in which they were recorded.

    Of one step the later record holds: a booking that was moved, a visit that was called off
    and was held all the same. Where the path has ended, a booking from before is called off
    with it; one that was made since is a mistake, and asked about.
    """
    claims = [fact for fact in facts if fact["kind"] == "step"]
    of_one_step = {
        step: {fact["id"] for fact in claims if fact["step"] == step and _told(fact, claims)}
        for step in {fact["step"] for fact in claims}
    }
    endings = {fact["id"] for fact in facts if fact["kind"] == "event" and fact["event"] in ENDINGS}
    yield from [set().union(endings, *of_one_step.values())] if endings else of_one_step.values()


def _told(claim: Json, claims: list[Json]) -> bool:
    """Whether it matters what was recorded of that step before: once done is done."""
    called_off = (claim["step"], "cancelled") in {(one["step"], one["state"]) for one in claims}
    return claim["state"] != "done" or claim["step"] in BOOKED_ANEW or called_off


def _answers(chart: Json, plan: Plan) -> tuple[object, ...]:
    """What the plan says; of facts what was recorded, as two may say the same."""
    facts = {fact["id"]: json.dumps({**fact, "id": ""}) for fact in chart["facts"]}
    return (
        {(s.step, s.state, s.at, s.opens, s.closes, s.proposed, s.clears_at) for s in plan.steps},
        {
            (v.rule, v.step, facts.get(v.fact or ""), v.value, v.clears_at, v.possible_from)
            for v in plan.verdicts
        },
        {(a.kind, a.step, a.rule, facts.get(a.fact or ""), a.severity) for a in plan.alerts},
        [(s.step, s.state, s.at, s.time) for once in plan.earlier for s in once.steps],
        {(c.step, c.rules, frozenset(facts[f] for f in c.facts)) for c in plan.conflicts},
    )
