"""Failures are counted against whoever fails: nobody else's wrong password keeps one out."""

from contextlib import ExitStack

import pytest

from dayzero.web.networks import network_of
from dayzero.web.signing_in.attempts import GUESSED_CODES, Attempts, Whence

WARD = Whence("10.1.2.3")


def fail(attempts: Attempts, name: str, where: Whence = WARD) -> int:
    """Minutes that this one had to wait, a failure if it need not."""
    with attempts.one(name, where) as attempt:
        attempt.right = False
    return attempt.wait_minutes


def test_wrong_passwords_from_anywhere_never_hold_up_the_person_elsewhere() -> None:
    attempts = Attempts()
    for number in range(200):
        fail(attempts, "boss", Whence(f"203.0.113.{number}"))

    assert fail(attempts, "boss") == 0


def test_who_signed_in_there_before_goes_on_while_a_colleague_fails_at_the_same_address() -> None:
    attempts, known = Attempts(), Whence("10.1.2.3", browser="of the boss")
    waits = [fail(attempts, "boss") for _ in range(6)]
    for number in range(50):
        fail(attempts, f"name {number}")
    with attempts.one("boss", known) as attempt:
        attempt.right = True

    assert [wait == 0 for wait in waits] == [True] * 5 + [False]
    assert attempt.wait_minutes == 0


def test_a_known_browser_is_no_way_to_guess_for_ever() -> None:
    attempts, known = Attempts(), Whence("10.1.2.3", browser="of the boss")
    waits = [fail(attempts, "boss", known) for _ in range(6)]

    assert [wait == 0 for wait in waits] == [True] * 5 + [False]


def test_who_knows_a_password_guesses_codes_of_its_name_twenty_times_from_anywhere() -> None:
    attempts = Attempts(GUESSED_CODES)
    waits = [fail(attempts, "boss", Whence(f"203.0.113.{number}")) for number in range(21)]

    assert [wait == 0 for wait in waits] == [True] * 20 + [False]
    assert fail(attempts, "boss", Whence("10.1.2.3", browser="of the boss")) == 0


def test_all_addresses_of_one_network_of_ipv6_are_counted_as_one() -> None:
    attempts = Attempts()
    waits = [
        fail(attempts, f"name {number}", Whence(network_of(f"2001:db8:1:2::{number:x}")))
        for number in range(60)
    ]

    assert [wait == 0 for wait in waits] == [True] * 50 + [False] * 10


def test_a_ward_of_good_sign_ins_from_one_address_is_never_held_up() -> None:
    attempts = Attempts()
    for number in range(500):
        with attempts.one(f"nurse {number % 7}", WARD) as attempt:
            attempt.right = True
        assert attempt.wait_minutes == 0


def test_fifty_failures_from_one_address_hold_it_up_and_no_other() -> None:
    attempts = Attempts()
    waits = [fail(attempts, f"name {number}") for number in range(51)]

    assert waits[:50] == [0] * 50
    assert waits[50] > 0
    assert fail(attempts, "nurse", Whence("10.9.9.9")) == 0


def test_failures_that_are_tried_all_at_once_are_counted_before_they_are_known() -> None:
    attempts = Attempts()
    with ExitStack() as at_once:
        waits = []
        for number in range(60):
            attempt = at_once.enter_context(attempts.one(f"name {number}", WARD))
            attempt.right = False
            waits.append(attempt.wait_minutes)

    assert [wait == 0 for wait in waits] == [True] * 50 + [False] * 10


def test_an_attempt_that_the_database_broke_off_counts_against_no_address() -> None:
    attempts = Attempts()
    for number in range(100):
        with pytest.raises(OSError, match="gone"), attempts.one(f"name {number}", WARD):
            raise OSError("gone")

    assert fail(attempts, "nurse") == 0
