"""The tool that puts faults in: each is wrong, is noticed, and is kept while it holds."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from safety.changes.functions import ROOT, Definition, place_named
from safety.changes.outcomes import Outcome
from safety.mutants import tried
from safety.mutants.data_faults import TRIAL, DataFault, data_faults
from safety.mutants.kept import Kept
from safety.mutants.likely import Likely, about_first, in_turn
from safety.mutants.mutations import (
    Mutation,
    all_mutations,
    digest_of,
    is_constant,
    mutated,
    mutations_of,
)
from safety.mutants.operators import faults_of
from safety.mutants.tried import line_of, lines_of_this_process, taken_in

PLACE = place_named("models/timeline/verdicts/washout_verdicts.py::_value")
SPEC = "tests/spec/test_ex_03_chemotherapy.py"


def a_function(text: str) -> Definition:
    made = ast.parse(text).body[0]
    assert isinstance(made, ast.FunctionDef)
    return made


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a == b", ["a != b"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("a + b", ["a - b"]),
        ("14", ["15"]),
        ("True", ["False"]),
        ("min", ["max"]),
        ("span.latest", ["span.earliest"]),
        ("a if b else c", ["c if b else a"]),
        ("a", []),
    ],
)
def test_each_piece_of_syntax_has_its_faults(written: str, faults: list[str]) -> None:
    node = ast.parse(written, mode="eval").body

    assert [ast.unparse(ast.fix_missing_locations(f.becomes)) for f in faults_of(node)] == faults


def test_each_fault_of_a_function_is_another_function() -> None:
    text = "def f(a):\n    'Words.'\n    if a < 3 and not g(a):\n        return [b for b in a if b]"
    function = a_function(text)
    made = [ast.unparse(mutated(function, m.number)) for m in mutations_of(PLACE, function)]

    assert len(set(made)) == len(made) == 8
    assert ast.unparse(function) not in made
    assert ast.unparse(function) == ast.unparse(a_function(text))  # it is left as it was


def test_of_a_plain_answer_the_opposite_alone_is_tried() -> None:
    plain = a_function("def f(a):\n    return False")
    worked_out = a_function("def f(a):\n    return a == 1")

    assert [each.kind for each in mutations_of(PLACE, plain)] == ["true/false"]
    assert "returns nothing" in {each.kind for each in mutations_of(PLACE, worked_out)}


def test_a_fault_is_first_tried_by_tests_that_are_about_its_function() -> None:
    place = "models/timeline/states/gates.py::_deadline"
    others = [f"tests/spec/test_routes.py::test_{number}" for number in range(99)]
    named = ["tests/spec/test_other.py::test_a_deadline_is_told[1]"]
    named_twice = ["tests/spec/test_what_the_gate_waits_for.py::test_its_deadline"]
    rare = ["tests/spec/test_routes.py::test_of_a_seldom_line"]
    names = [*others, *rare, *named, *named_twice]

    assert about_first(place, names, [names, rare])[:3] == [*named_twice, *named, *rare]


def test_what_noticed_a_fault_of_a_function_comes_before_all_others() -> None:
    likely = Likely()
    likely.learn("models/timeline/states/gates.py::_deadline 1", "own")
    likely.learn("models/timeline/states/gates.py::_other 2", "near")
    about = [f"about {number}" for number in range(60)]

    order = likely.in_order(
        "models/timeline/states/gates.py::_deadline 1", [*about, "last", "own", "near"]
    )

    assert order == ["own", *about, "near", "last"]


def test_many_examples_of_one_test_and_many_tests_of_one_file_wait() -> None:
    order = in_turn({"a::one[1]": 1.0, "a::one[2]": 1.5, "a::two": 2.0, "b::three": 2.5})

    assert sorted(order, key=order.__getitem__) == ["a::one[1]", "b::three", "a::two", "a::one[2]"]


def test_a_docstring_is_no_part_of_what_a_function_does() -> None:
    assert digest_of(a_function("def f(): 'One.'; return 1")) == digest_of(
        a_function("def f(): 'Two.'; return 1")
    )
    assert digest_of(a_function("def f(): return 1")) != digest_of(a_function("def f(): return 2"))


def test_a_constant_has_its_faults_too() -> None:
    made = [
        m
        for m in all_mutations(["models/timeline/windows/suggesting/slots.py"])
        if is_constant(m.place)
    ]

    assert [(m.place.name, m.before, m.after) for m in made] == [("_GRID_MINUTES", "15", "16")]


def test_every_number_unit_operator_and_class_of_the_trials_washouts_has_a_fault() -> None:
    faults = [f for f in data_faults() if f.file == TRIAL and f.block.title == "washout EX-03.2"]

    assert {(f.kind, f.before, f.after) for f in faults} == {
        ("number", "72", "73"),
        ("unit", "hours", "days"),
        ("operator", "true", "false"),
        ("class", '"tki_or_hydroxyurea"', ""),
    }


def test_no_two_faults_are_kept_under_one_key() -> None:
    faults: list[Mutation | DataFault] = [*all_mutations(), *data_faults()]

    assert len({(fault.owner, fault.name) for fault in faults}) == len(faults)


@pytest.mark.journey
def test_a_planted_fault_is_noticed_and_no_fault_is_not() -> None:
    command = [sys.executable, "-m", "tests.safety.planted"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603

    [told] = [line for line in said.stdout.splitlines() if line.startswith("{")]
    assert json.loads(told) == {
        "nothing": "survived",
        "in code": "killed",
        "in data": "killed",
        "in data that cannot be read": "refused",
        "in code that never ends": "timed out",
        "in code that never ends, where each test's time is known": "endless",
    }


def test_a_result_holds_as_long_as_its_test_does(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    kept = Kept(file)
    kept.keep("f 1", "a fault", Outcome.KILLED, f"{SPEC}::test_of_it")
    kept.keep("f 1", "another", Outcome.SURVIVED, None)
    kept.keep("f 1", "a third", Outcome.KILLED, "tests/spec/test_gone.py::test_of_it")
    kept.save(["f 1"])
    again = Kept(file)

    known = again.of("f 1", "a fault")
    assert known is not None
    assert known.outcome is Outcome.KILLED
    assert again.of("f 1", "another") is not None
    assert again.of("f 2", "a fault") is None
    text = file.read_text(encoding="utf-8").replace(known.tests, "other tests")
    file.write_text(text, encoding="utf-8")
    assert Kept(file).of("f 1", "a fault") is None


def test_what_was_missed_stays_missed_until_it_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New tests were written since: they may notice it, and may not."""
    kept = Kept(tmp_path / "kept.json")
    kept.keep("f 1", "a fault", Outcome.SURVIVED, None)
    kept.keep("f 1", "another", Outcome.KILLED, f"{SPEC}::test_of_it")
    monkeypatch.setattr(kept, "_all_tests", "others")

    assert kept.of("f 1", "a fault") is None
    assert (missed := kept.missed("f 1", "a fault")) is not None
    assert missed.outcome is Outcome.SURVIVED
    assert kept.missed("f 1", "another") is None


def test_a_run_that_is_broken_off_loses_nothing_that_it_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lines are there until they were written down, whatever happens meanwhile."""
    monkeypatch.setattr(tried, "FOLDER", tmp_path)
    fault = next(iter(all_mutations([PLACE.file])))
    with lines_of_this_process() as lines:
        lines.write(line_of(fault, Outcome.KILLED, f"{SPEC}::test_of_it"))
    with pytest.raises(IsADirectoryError):
        taken_in(Kept(tmp_path), [fault])  # it cannot be written down there
    kept = Kept(tmp_path / "kept.json")

    assert [known.outcome for known in taken_in(kept, [fault])] == [Outcome.KILLED]
    assert Kept(tmp_path / "kept.json").of(fault.owner, fault.name) is not None
    assert taken_in(kept, [fault]) == []


def test_what_no_longer_exists_is_not_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept.json")
    kept.keep("f 1", "a fault", Outcome.SURVIVED, None)
    kept.save(["g 2"])

    assert Kept(tmp_path / "kept.json").of("f 1", "a fault") is None
