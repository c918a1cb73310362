import pytest

from policies.domain.names import function_name_problem, name_problem


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
