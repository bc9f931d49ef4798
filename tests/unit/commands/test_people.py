"""`dayzero person`: who may sign in."""

import json
import re

import pytest

from dayzero.passwords import LETTERS, is_password, make_password
from models.records.store import open_engine, password_hash_of
from tests.unit.commands.command_line import Run

SHOWN = re.compile(r"password, shown this once: (\S+)")


@pytest.fixture
def ready(run: Run) -> Run:
    assert run("init").code == 0
    return run


def test_a_made_password_is_shown_once_and_opens_the_door(ready: Run) -> None:
    said = ready("person", "add", "Wang.F", "--site", "CN01", "--site", "CN02", "--generate").out
    shown = SHOWN.search(said)
    assert shown
    listed = ready("person", "list").out + ready("person", "list", "--json").out
    kept = password_hash_of(open_engine("sqlite:///home/dayzero.db"), "wang.f")

    assert "wang.f may sign in as coordinator for CN01, CN02" in said
    assert is_password(shown[1], kept)
    assert not is_password(f"{shown[1]}x", kept)
    assert kept
    assert kept.startswith("$argon2id$")
    assert shown[1] not in listed
    assert kept not in listed


def test_people_are_listed_with_role_and_sites(ready: Run) -> None:
    assert "nobody may sign in" in ready("person", "list").out
    ready("person", "add", "wang.f", "--site", "CN01", "--generate")
    ready("person", "add", "monitor", "--all-sites", "--role", "reader", "--generate")
    ready("person", "disable", "wang.f")
    first, second = json.loads(ready("person", "list", "--json").out)

    assert (first["name"], first["role"], first["sites"]) == ("monitor", "reader", None)
    assert (second["sites"], second["added_by"]) == (["CN01"], "nurse")
    assert second["disabled_at"].startswith("2026-03-10")


def test_a_password_is_asked_for_and_must_be_typed_twice(
    ready: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["four quiet words", "four quiet words"])
    monkeypatch.setattr("typer._click.termui.hidden_prompt_func", lambda _: next(typed))
    answer = ready("person", "add", "wang.f", "--all-sites")

    assert answer.code == 0
    assert "four quiet words" not in answer.out + answer.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "Wang Fang", "--site", "CN01"), "is not a login name"),
        (("add", "wang.f"), "say which sites the person sees"),
        (("add", "wang.f", "--site", "CN01", "--all-sites"), "say which sites the person sees"),
        (("add", "wang.f", "--site", "CN99"), "“CN99” is not a site; did you mean"),
        (("disable", "nobody"), "nobody: nobody has this name"),
        (("enable", "nobody"), "nobody: nobody has this name"),
        (("reset-second-factor", "nobody"), "nobody: nobody has this name"),
        (("password", "nobody", "--generate"), "nobody: nobody has this name"),
        (("change", "nobody", "--role", "reader"), "nobody: nobody has this name"),
        (("end-sessions", "nobody"), "nobody: nobody has this name"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    ready: Run, words: tuple[str, ...], says: str
) -> None:
    answer = ready("person", *words)

    assert answer.code == 2
    assert says in answer.err
    assert "Traceback" not in answer.err
    assert json.loads(ready("person", "list", "--json").out) == []


def test_role_sites_and_the_right_to_manage_people_are_changed_and_the_rest_stays(
    ready: Run,
) -> None:
    ready("person", "add", "wang.f", "--site", "CN01", "--manages-people", "--generate")
    moved = ready("person", "change", "wang.f", "--site", "CN01", "--site", "CN02")
    again = ready("person", "change", "wang.f", "--site", "CN02", "--site", "CN01")
    last = ready("person", "change", "wang.f", "--role", "reader", "--no-manages-people")
    (kept,) = json.loads(ready("person", "list", "--json").out)

    assert moved.out.strip() == "changed the sites of wang.f from CN01 to CN01, CN02"
    assert again.out.strip() == "nothing changed"
    assert "wang.f: is the last one who manages people" in last.err
    assert (kept["role"], kept["sites"], kept["manages_people"]) == (
        "coordinator",
        ["CN01", "CN02"],
        True,
    )
    assert "wang.f is signed out everywhere" in ready("person", "end-sessions", "wang.f").out


def test_a_name_at_the_provider_is_one_persons_until_it_is_taken_away(ready: Run) -> None:
    for name in ("wang.f", "li.n"):
        ready("person", "add", name, "--site", "CN01", "--generate")

    def change(name: str, provider_name: str) -> str:
        answer = ready("person", "change", name, "--provider-name", provider_name)
        return (answer.out + answer.err).strip()

    assert change("wang.f", "u-4711") == "let wang.f sign in with the provider as u-4711"
    assert "somebody else has this name at the provider" in change("li.n", "u-4711")
    assert "must be 1 to 255 characters that print" in change("li.n", "x" * 256)
    assert change("wang.f", "") == "let wang.f sign in with the provider no more"
    assert change("li.n", "u-4711") == "let li.n sign in with the provider as u-4711"


def test_a_name_is_given_once(ready: Run) -> None:
    ready("person", "add", "wang.f", "--site", "CN01", "--generate")
    again = ready("person", "add", "WANG.F", "--site", "CN02", "--generate")

    assert again.code == 2
    assert "somebody has this name already" in again.err


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("tiny", "shorter than 12"),
        ("x" * 201, "longer than 200"),
        ("my name is Wang.F", "holds the name"),
        ("abababababababab", "repeats a few characters"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused(
    ready: Run, monkeypatch: pytest.MonkeyPatch, password: str, says: str
) -> None:
    monkeypatch.setattr("typer._click.termui.hidden_prompt_func", lambda _: password)
    answer = ready("person", "add", "wang.f", "--site", "CN01")

    assert answer.code == 2
    assert says in answer.err
    assert password not in answer.err


def test_made_passwords_differ_and_hold_no_letter_that_is_mistaken() -> None:
    made = {make_password() for _ in range(100)}

    assert len(made) == 100
    assert set("".join(made)) <= {*LETTERS, "-"}
    assert not set("0o1li") & set(LETTERS)


def test_a_person_of_one_trial_is_listed_so_until_every_trial_is_given(ready: Run) -> None:
    trial = "NCT04684147"
    added = ready("person", "add", "wang.f", "--site", "CN01", "--trial", trial, "--generate").out
    listed = json.loads(ready("person", "list", "--json").out)
    shown = ready("person", "list").out
    changed = ready("person", "change", "wang.f", "--all-trials").out
    [after] = json.loads(ready("person", "list", "--json").out)

    assert f"wang.f may sign in as coordinator for CN01 in {trial}" in added
    assert [one["trials"] for one in listed] == [[trial]]
    assert trial in shown
    assert changed == "let wang.f see every trial\n"
    assert (after["sites"], after["trials"]) == (["CN01"], None)


def test_a_trial_that_is_not_installed_is_refused(ready: Run) -> None:
    answer = ready("person", "add", "wang.f", "--site", "CN01", "--trial", "NCT1", "--generate")

    assert answer.code == 2
    assert "--trial: “NCT1” is no trial of this installation" in " ".join(answer.err.split())
    assert "nobody may sign in" in ready("person", "list").out
