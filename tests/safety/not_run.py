"""Tests that are not run: no hazard may rest on one. Their file's name keeps them out of pytest."""

import pytest


@pytest.mark.skip(reason="an example")
def test_skipped() -> None: ...


@pytest.mark.skipif("False", reason="an example")
def test_skipped_where_a_condition_holds() -> None: ...


def test_that_skips_itself() -> None:
    pytest.skip("an example")


@pytest.mark.xfail(reason="an example")
def test_expected_to_fail() -> None: ...
