from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Duration, Token

from constructs_lib import ConstructError, required_concurrency

if TYPE_CHECKING:
    from tests.constructs_lib.conftest import MakeFunction


def test_a_reservation_can_be_said_as_a_load(make_function: MakeFunction) -> None:
    function = make_function(reserved_concurrency=required_concurrency(200, Duration.millis(350)))

    assert function.reserved_concurrency == 70


def test_short_requests_need_what_admits_their_rate() -> None:
    assert required_concurrency(1000, Duration.millis(20)) == 100


def test_a_tenth_on_top_is_what_aws_advises_to_provision() -> None:
    assert required_concurrency(100, Duration.millis(500), headroom=0.1) == 55


def test_a_load_that_is_none_is_refused_in_the_domain_s_words() -> None:
    with pytest.raises(ConstructError) as refused:
        required_concurrency(-1, Duration.seconds(1))

    assert str(refused.value) == "requests_per_second must be above 0, got -1"


def test_the_duration_is_a_duration_and_known() -> None:
    with pytest.raises(ConstructError) as of_other_type:
        required_concurrency(1, 0.35)  # type: ignore[arg-type]
    with pytest.raises(ConstructError) as token:
        required_concurrency(1, Duration.seconds(Token.as_number({"Ref": "Seconds"})))

    assert str(of_other_type.value) == (
        "duration must be a Duration such as Duration.millis(350), got 0.35"
    )
    assert str(token.value) == "duration must be known at synthesis, got a token"


def test_the_rate_is_known() -> None:
    with pytest.raises(ConstructError) as refused:
        required_concurrency(Token.as_number({"Ref": "Rate"}), Duration.seconds(1))

    assert str(refused.value) == "requests_per_second must be known at synthesis, got a token"


@pytest.mark.parametrize(
    ("rate", "headroom", "message"),
    [
        ("5", 0, "requests_per_second must be a number, got '5'"),
        (None, 0, "requests_per_second must be a number, got None"),
        (True, 0, "requests_per_second must be a number, got True"),
        (5, "a tenth", "headroom must be a number, got 'a tenth'"),
    ],
)
def test_what_is_no_number_is_refused(rate: Any, headroom: Any, message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        required_concurrency(rate, Duration.seconds(1), headroom=headroom)

    assert str(refused.value) == message
