"""The linter's gate: a trial is data, and code names none of its steps, rules or classes."""

from pathlib import Path

from wording.checks.trial_names import trial_names_in_code

ROOT = Path(__file__).parents[3]


def said_of(folder: Path, room: str, code: str) -> list[str]:
    """What the gate says of one file, and of nothing else."""
    file = folder / room / "some.py"
    file.parent.mkdir(parents=True)
    file.write_text(code, "utf-8")
    return [line for line in trial_names_in_code(folder) if line.startswith(room)]


def test_no_code_names_a_trial_without_a_reason() -> None:
    assert list(trial_names_in_code(ROOT)) == []


def test_a_step_a_rule_and_a_class_are_named_with_their_line(tmp_path: Path) -> None:
    code = 'STEP = "day_28"\nRULE = "EX-03.2"\nCLASS = "anthracycline"\n'

    assert said_of(tmp_path, "tasks", code) == [
        "tasks/some.py:2: “EX-03.2” is a rule of a trial: name it in its data",
        "tasks/some.py:3: “anthracycline” is a class of a trial: name it in its data",
        "tasks/some.py:1: “day_28” is a step of a trial: name it in its data",
    ]


def test_what_documents_code_may_name_it(tmp_path: Path) -> None:
    assert said_of(tmp_path, "models", '"""infusion"""\nX = 1\n"""infusion"""\n') == []


def test_the_demo_tells_stories_of_one_trial(tmp_path: Path) -> None:
    assert said_of(tmp_path, "dayzero/demo", 'STEP = "infusion"\n') == []


def test_a_reason_that_is_needed_no_more_is_named(tmp_path: Path) -> None:
    said = list(trial_names_in_code(tmp_path))

    assert "trial_names.toml: models/chart/facts.py does not name “gvhd” any more" in said
