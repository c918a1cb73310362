import pytest

from policies.domain.names import (
    function_name_problem,
    layer_problem,
    log_group_name_problem,
    mount_path_problem,
    name_problem,
    version_number_problem,
)


@pytest.mark.parametrize("name", ["live", "PROD", "beta-2", "v_1", "2b", "a" * 128])
def test_a_name_lambda_takes(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize("name", ["7", "prod!", "two words", "$LATEST", "é", "live\n"])
def test_a_name_lambda_refuses(name: str) -> None:
    assert name_problem(name) == (
        f"alias name must be letters, digits, underscores and hyphens, not only digits, "
        f"got {name!r}"
    )


@pytest.mark.parametrize("length", [0, 129])
def test_a_name_of_the_wrong_length_is_refused(length: int) -> None:
    problem = f"alias name must be 1 to 128 characters, got {length} characters"

    assert name_problem("a" * length) == problem


@pytest.mark.parametrize("name", ["detector", "team-a_Detector2", "7", "a" * 64])
def test_a_function_name_lambda_takes(name: str) -> None:
    assert function_name_problem(name) is None


@pytest.mark.parametrize("name", ["a b", "team/detector", "detector:live", "é", "live\n"])
def test_a_function_name_lambda_refuses(name: str) -> None:
    assert function_name_problem(name) == (
        f"function name must be letters, digits, underscores and hyphens, got {name!r}"
    )
    assert function_name_problem(name, label="function_name") == (
        f"function_name must be letters, digits, underscores and hyphens, got {name!r}"
    )


@pytest.mark.parametrize("length", [0, 65])
def test_a_function_name_of_the_wrong_length_is_refused(length: int) -> None:
    problem = f"function name must be 1 to 64 characters, got {length} characters"

    assert function_name_problem("a" * length) == problem


@pytest.mark.parametrize("path", ["/mnt/a", "/mnt/models_v1.2-b", "/mnt/" + "x" * 155])
def test_a_mount_path_lambda_takes(path: str) -> None:
    assert mount_path_problem(path) is None


@pytest.mark.parametrize("path", ["", "/mnt", "/mnt/", "/mnt/a/b", "/models", "mnt/a", "/mnt/a\n"])
def test_a_mount_path_lambda_refuses(path: str) -> None:
    assert mount_path_problem(path) == f"mount path must be /mnt/ and one name, got {path!r}"


def test_a_mount_path_has_160_characters_at_most() -> None:
    problem = "mount path must be at most 160 characters, got 161 characters"

    assert mount_path_problem("/mnt/" + "x" * 156) == problem


@pytest.mark.parametrize("name", ["a", "/aws/lambda/billing", "a-b_c.d#e", "x" * 512])
def test_a_log_group_name_lambda_takes(name: str) -> None:
    assert log_group_name_problem(name) is None


@pytest.mark.parametrize("name", ["a:b", "a b", "arn:aws:logs", "x\n"])
def test_a_log_group_name_lambda_refuses(name: str) -> None:
    assert log_group_name_problem(name) == (
        f"log group name must be letters, digits and .-_/#, got {name!r}"
    )


@pytest.mark.parametrize("length", [0, 513])
def test_a_log_group_name_of_the_wrong_length_is_refused(length: int) -> None:
    problem = f"log group name must be 1 to 512 characters, got {length} characters"

    assert log_group_name_problem("x" * length) == problem


@pytest.mark.parametrize(
    "layer",
    [
        "arn:aws:lambda:eu-west-1:123456789012:layer:ledger:7",
        "arn:aws:lambda:::awslayer:AmazonLinux1803",
        # An empty part is one that is not known.
        "arn::lambda:::layer:ledger:7",
        "arn:aws:lambda:eu-west-1:123456789012:layer:ledger:",
    ],
)
def test_a_layer_lambda_may_take(layer: str) -> None:
    assert layer_problem(layer.split(":")) is None


@pytest.mark.parametrize(
    "layer",
    [
        "arn:aws:lambda:eu-west-1:123456789012:layer:ledger",
        "arn:aws:lambda:eu-west-1:123456789012:layer:ledger:latest",
        "ledger",
        "ledger:7",
    ],
)
def test_a_layer_lambda_refuses(layer: str) -> None:
    assert layer_problem(layer.split(":")) == (
        f"layer must be the ARN of a version, which ends in a number, got {layer}"
    )


@pytest.mark.parametrize("version", ["1", "7", "10", "1000000"])
def test_a_number_lambda_counts_versions_by(version: str) -> None:
    assert version_number_problem(version) is None


@pytest.mark.parametrize("version", ["", "0", "07", "v7", "$LATEST", "7.1", "-1", "\uff17", "7\n"])
def test_what_is_no_number_of_a_version(version: str) -> None:
    assert version_number_problem(version) == (
        f"version must be the number of a published version such as '7', got {version!r}"
    )
