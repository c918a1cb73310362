from __future__ import annotations

import pytest

from policies.domain.bucket_notifications import KeyFilter

PUT, ANY = "s3:ObjectCreated:Put", "s3:ObjectCreated:*"


@pytest.mark.parametrize(
    ("one", "other", "overlaps"),
    [
        (KeyFilter(PUT), KeyFilter(PUT), True),
        (KeyFilter(PUT), KeyFilter(ANY), True),
        (KeyFilter(PUT), KeyFilter("s3:ObjectCreated:Post"), False),
        (KeyFilter(PUT, "in/"), KeyFilter(PUT, "in/big/"), True),
        (KeyFilter(PUT, "in/"), KeyFilter(PUT, "out/"), False),
        (KeyFilter(PUT, "in/", ".jpg"), KeyFilter(PUT, "in/", ".png"), False),
        (KeyFilter(PUT, suffix=".jpg"), KeyFilter(PUT, "in/", "g"), True),
        (KeyFilter(PUT, "in/", ".jpg"), KeyFilter(PUT, "out/", ".jpg"), False),
    ],
)
def test_notifications_overlap_when_event_prefix_and_suffix_do(
    one: KeyFilter, other: KeyFilter, overlaps: object
) -> None:
    assert one.overlaps(other) is overlaps
    assert other.overlaps(one) is overlaps
