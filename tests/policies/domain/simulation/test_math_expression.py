import pytest

from policies.domain.simulation.math_expression import MathExpression

VALUES = {"e": 3.0, "i": 60.0, "zero": 0.0, "none": None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("100 * e / i", 5.0),
        ("e + i * 2 - 1", 122.0),
        ("(e + i) * 2", 126.0),
        ("-e + 4", 1.0),
        ("2 ^ 3 ^ 2", 512.0),
        (".5 * i", 30.0),
        ("e >= 3 AND i < 60", 0.0),
        ("e >= 3 && i == 60 || zero", 1.0),
        ("e != 3 OR i <= 60", 1.0),
        ("e > i", 0.0),
        ("IF(i > 20, e / i, 0)", 0.05),
        ("IF(i > 100, e / i, 0)", 0.0),
        ("IF(zero, 1)", None),
        ("IF(e, none)", 0.0),
        ("IF(none, 1, 2)", None),
        ("FILL(none, 7)", 7.0),
        ("FILL(e, 7)", 3.0),
        ("SUM([e, i, none])", 63.0),
        ("AVG([e, i])", 31.5),
        ("MIN([e, i])", 3.0),
        ("MAX([e, none])", 3.0),
        ("SUM([none])", None),
        ("ABS(zero - e) + CEIL(e / 2) + FLOOR(e / 2)", 6.0),
        ("e_2", None),
    ],
)
def test_an_expression_has_its_value(text: str, value: float | None) -> None:
    assert MathExpression(text).value(VALUES) == value


@pytest.mark.parametrize("text", ["e / zero", "zero ^ -1", "(0 - 8) ^ .5", "i ^ i ^ i", "-none"])
def test_what_has_no_value_is_no_data_point(text: str) -> None:
    assert MathExpression(text).value(VALUES) is None


def test_the_longest_and_the_deepest_expressions_have_a_value() -> None:
    assert MathExpression("e+" * 199 + "e").value(VALUES) == 600
    assert MathExpression("e^" * 199 + "1").value({"e": 1.0}) == 1
    assert MathExpression("(" * 49 + "e" + ")" * 49).value(VALUES) == 3


def test_a_missing_value_is_0_beside_one_that_is_there() -> None:
    assert MathExpression("e + none").value(VALUES) == 3
    assert MathExpression("none + 1").value(VALUES) is None
    assert MathExpression("none + none").value(VALUES) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expression must go on with a value, got its end"),
        ("e +", "expression must go on with a value, got its end"),
        ("e i", "expression must end after a value, got 'i'"),
        ("(e", r"expression must go on with '\)', got its end"),
        ("* e", r"expression must go on with a value, got '\*'"),
        ("e ? 1", r"expression must be metric math, got '\? 1'"),
        ("SUM(e)", r"SUM is simulated over a list of series only, such as SUM\(\[a, b\]\)"),
        (
            "ANOMALY_DETECTION_BAND(e, 2)",
            "ANOMALY_DETECTION_BAND with 2 arguments is not simulated",
        ),
        ("RATE(e)", "RATE with 1 arguments is not simulated"),
        ("-" * 51 + "e", "expression must not be nested deeper than 50"),
        ("(" * 51 + "e" + ")" * 51, "expression must not be nested deeper than 50"),
        ("e+" * 200 + "e", "expression must have at most 400 parts, got 401"),
    ],
)
def test_what_cannot_be_computed_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        MathExpression(text)
