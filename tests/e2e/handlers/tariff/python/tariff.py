"""What a kilogram costs."""


def price_of(kg: int) -> int:
    """Cents."""
    return 350 * kg
