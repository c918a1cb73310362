from __future__ import annotations

import pytest

from policies.domain.service_principals import CALLER_OF_SOURCE, SERVICE_OF_TYPE, service_of


@pytest.mark.parametrize(
    ("principal", "service"),
    [
        ("events.amazonaws.com", "events"),
        ("logs.eu-west-1.amazonaws.com", "logs"),
        ("sns.amazonaws.com.cn", "sns"),
        ("*", None),
        ("123456789012", None),
        ("arn:aws:iam::123456789012:role/events.amazonaws.com", None),
        ("alexa-appkit.amazon.com", None),
    ],
)
def test_a_service_is_the_first_label_of_its_principal(principal: str, service: str | None) -> None:
    assert service_of(principal) == service


def test_every_type_has_a_service_that_calls_for_it() -> None:
    assert set(SERVICE_OF_TYPE.values()) == set(CALLER_OF_SOURCE)
