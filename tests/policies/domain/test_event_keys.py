import pytest

from policies.domain.event_keys import EVENT_KEYS, nearest_event_key


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("detailType", "detail-type instead of detailType"),
        ("Detail_Type", "detail-type instead of Detail_Type"),
        ("accounts", "account instead of accounts"),
        ("orderId", "orderId below detail"),
    ],
)
def test_what_was_meant_is_spelled_alike_or_stands_below_detail(key: str, meant: str) -> None:
    assert key not in EVENT_KEYS
    assert nearest_event_key(key) == meant
