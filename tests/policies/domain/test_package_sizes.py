from __future__ import annotations

from policies.domain.limits import PACKAGE_DIRECT_UPLOAD, PACKAGE_UNZIPPED
from policies.domain.package_sizes import largest, megabytes, unzipped_problem, upload_note

MOST = PACKAGE_UNZIPPED.maximum or 0


def test_as_much_as_lambda_unzips_is_fine_and_a_byte_more_is_not() -> None:
    assert unzipped_problem({"code": MOST - 10, "layer Shared": 10}) is None
    assert unzipped_problem({"code": MOST - 10, "layer Shared": 11}) == (
        "unzipped package with its layers must be at most 262144000 bytes, got 262144001 bytes "
        "(250.0 MB: code 250.0 MB, layer Shared 0.0 MB)"
    )


def test_the_five_largest_parts_are_named_and_the_rest_is_summed() -> None:
    parts = {name: size << 20 for size, name in enumerate("abcdefg", start=1)}

    assert largest(parts) == ("g 7.0 MB, f 6.0 MB, e 5.0 MB, d 4.0 MB, c 3.0 MB, 2 more 3.0 MB")


def test_only_what_a_request_could_not_hold_is_worth_a_note() -> None:
    most = PACKAGE_DIRECT_UPLOAD.maximum or 0

    assert upload_note(most) is None
    assert upload_note(most + 1) == (
        "the package has about 50.0 MB zipped: S3 is the only way to deploy it, as Lambda itself "
        "takes 50.0 MB in a request"
    )


def test_megabytes_are_those_of_the_quota() -> None:
    assert megabytes(MOST) == "250.0 MB"
