import math

import pytest

from policies.domain.simulation.chance import Expected, Sampled, binomial, poisson


def poisson_below(mean: float, number: int) -> float:
    return sum(math.exp(-mean + n * math.log(mean) - math.lgamma(n + 1)) for n in range(number + 1))


def binomial_below(count: int, share: float, number: int) -> float:
    return sum(
        math.comb(count, n) * share**n * (1 - share) ** (count - n) for n in range(number + 1)
    )


@pytest.mark.parametrize("mean", [0.01, 0.7, 5, 29])
@pytest.mark.parametrize("uniform", [0.0, 0.001, 0.3, 0.5, 0.97, 0.9999])
def test_a_small_poisson_number_is_the_exact_quantile(mean: float, uniform: float) -> None:
    number = poisson(mean, uniform)

    assert poisson_below(mean, number) > uniform
    assert number == 0 or poisson_below(mean, number - 1) <= uniform


@pytest.mark.parametrize(("count", "share"), [(1, 0.1), (40, 0.02), (50, 0.5), (60, 0.97)])
@pytest.mark.parametrize("uniform", [0.001, 0.3, 0.6, 0.97, 0.9999])
def test_a_small_binomial_number_is_the_exact_quantile(
    count: int, share: float, uniform: float
) -> None:
    number = binomial(count, share, uniform)

    assert binomial_below(count, share, number) >= uniform - 1e-9
    assert number == 0 or binomial_below(count, share, number - 1) <= uniform + 1e-9


@pytest.mark.parametrize("uniform", [0.001, 0.02, 0.3, 0.5, 0.8, 0.99, 0.9999])
def test_a_large_number_is_off_by_one_request_at_most(uniform: float) -> None:
    drawn = poisson(80, uniform)
    assert poisson_below(80, drawn + 1) > uniform > poisson_below(80, drawn - 2)

    drawn = binomial(900, 0.1, uniform)
    assert binomial_below(900, 0.1, drawn + 1) > uniform > binomial_below(900, 0.1, drawn - 2)


@pytest.mark.parametrize("uniform", [0.0, 1 - 2**-53])
def test_the_ends_of_all_draws_are_numbers_of_requests(uniform: float) -> None:
    assert 0 <= poisson(5, uniform) < 60
    assert 0 <= poisson(500, uniform) < 800
    assert 0 <= binomial(50, 0.3, uniform) <= 50
    assert 0 <= binomial(500, 0.3, uniform) <= 500
    assert 0 <= binomial(50, 0.7, uniform) <= 50
    assert 0 <= binomial(500, 0.7, uniform) <= 500


def test_a_sum_of_probabilities_that_stays_below_1_is_no_endless_loop() -> None:
    assert 30 < poisson(30, 1.0) < 1000
    assert 20 < binomial(1000, 0.02, 1.0) < 1000


def test_as_many_come_on_average_as_are_expected() -> None:
    chance = Sampled(7)
    drawn = [chance.part(chance.arrivals(50), 0.1) for _ in range(4000)]

    # Poisson again: the mean of 4000 such numbers strays by sqrt(5 / 4000) = 0.035.
    assert sum(drawn) / len(drawn) == pytest.approx(5, abs=0.14)


def test_equal_seeds_draw_equal_numbers_for_ever() -> None:
    chance = Sampled("a")

    assert [chance.arrivals(10) for _ in range(5)] == [12, 14, 9, 12, 13]
    assert [chance.part(1000, 0.2) for _ in range(3)] == [192, 179, 207]


def test_what_is_certain_is_not_left_to_chance() -> None:
    chance = Sampled(1)

    assert [chance.part(9, 0), chance.part(9, 1), chance.part(0, 0.5)] == [0, 9, 0]
    assert chance.arrivals(0) == 0


def test_expected_numbers_are_shares() -> None:
    assert Expected().arrivals(0.3) == 0.3
    assert Expected().part(30, 0.1) == 3
