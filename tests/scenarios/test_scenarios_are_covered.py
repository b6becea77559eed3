"""Every scenario that concerns what is built has a test (list_scenarios.py shows which)."""

from scenarios.list_scenarios import NUMBERS, covered, waiting


def test_every_scenario_has_a_test_or_a_reason_to_wait():
    assert [number for number in NUMBERS if number not in covered() and number not in waiting()] == []


def test_a_scenario_that_has_a_test_does_not_wait():
    assert set(waiting()) & set(covered()) == set()
    assert set(waiting()) <= set(NUMBERS)
