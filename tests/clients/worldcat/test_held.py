"""Whether the library has it: True, False, and None for what is not known."""

from collections.abc import Callable

import pytest

from processing.clients.worldcat import WorldCat
from tests.clients.worldcat.conftest import KIND_OF_BLUE
from tests.standins.worldcat import StandIn

Make = Callable[..., WorldCat]


def test_ten_numbers_are_one_call(client: WorldCat, stand_in: StandIn) -> None:
    for number in range(101, 110):
        stand_in.add_stub(number, f"Title {number}")
    stand_in.hold(105, ["OURS"])
    numbers = [KIND_OF_BLUE, *map(str, range(101, 110))]

    told = client.held(numbers)

    assert [number for number, held in told.items() if held] == [KIND_OF_BLUE, "105"]
    assert [number for number, held in told.items() if held is None] == []
    assert list(told) == numbers
    assert len(stand_in.calls()) == 1


def test_more_than_ten_are_asked_in_tens(client: WorldCat, stand_in: StandIn) -> None:
    stand_in.add_stub(7, "Seven")
    stand_in.hold(7, ["OURS"])

    told = client.held([KIND_OF_BLUE, *map(str, range(1, 22))])

    assert [number for number, held in told.items() if held] == [KIND_OF_BLUE, "7"]
    assert len(stand_in.calls()) == 3


def test_no_numbers_are_no_call(client: WorldCat, stand_in: StandIn) -> None:
    assert client.held([]) == {}
    assert client.held(["none"]) == {"none": None}
    assert stand_in.calls("") == []


def test_each_number_is_answered_in_the_form_it_was_asked(client: WorldCat) -> None:
    form = f"(OCoLC)00{KIND_OF_BLUE}"
    assert client.held([form, KIND_OF_BLUE]) == {form: True, KIND_OF_BLUE: True}


@pytest.mark.parametrize("kind", ["500", "403", "html", "truncated", "drop", "429"])
def test_a_failure_is_not_known_and_never_no(
    client: WorldCat, stand_in: StandIn, kind: str
) -> None:
    stand_in.add_stub(1, "One")
    stand_in.fault(kind, times=-1)

    assert client.held([KIND_OF_BLUE, "1"]) == {KIND_OF_BLUE: None, "1": None}


def test_only_the_failed_ten_are_not_known(client: WorldCat, stand_in: StandIn) -> None:
    stand_in.fault("400", skip=1)

    told = client.held([KIND_OF_BLUE, *map(str, range(1, 12))])

    assert told[KIND_OF_BLUE] is True
    assert (told["9"], told["10"], told["11"]) == (False, None, None)


def test_a_wrong_key_is_not_known(make_client: Make) -> None:
    assert make_client(secret="wrong").held([KIND_OF_BLUE]) == {KIND_OF_BLUE: None}


def test_what_another_library_has_is_not_ours(make_client: Make, stand_in: StandIn) -> None:
    assert make_client("metadata", symbol="ELSE").held([KIND_OF_BLUE]) == {KIND_OF_BLUE: None}
    assert make_client("search", symbol="ELSE").held([KIND_OF_BLUE]) == {KIND_OF_BLUE: False}


def test_without_a_symbol_the_library_of_the_key_is_meant(
    make_client: Make, stand_in: StandIn, api: str
) -> None:
    stand_in.add_stub(1, "One")

    told = make_client(api).held([KIND_OF_BLUE, "1"])

    assert told == {KIND_OF_BLUE: True, "1": False}


def test_signs_in_a_symbol_arrive_as_they_are(make_client: Make, stand_in: StandIn) -> None:
    symbol = "A@*&#%+$"
    stand_in.hold(KIND_OF_BLUE, [symbol])

    assert make_client("search", symbol=symbol).held([KIND_OF_BLUE]) == {KIND_OF_BLUE: True}
    assert stand_in.calls()[-1].params["heldBySymbol"] == symbol


def test_unreadable_records_among_the_held_make_the_others_unknown(
    make_client: Make, stand_in: StandIn
) -> None:
    stand_in.fault("bare_records")

    assert make_client("search", symbol="OURS").held([KIND_OF_BLUE]) == {KIND_OF_BLUE: None}
