"""What a function provisions, beside what it reserves for all of its versions together."""

from __future__ import annotations


def above_reserved(reserved: int, provisioned: int) -> str | None:
    """Why Lambda refuses what a function provisions over all aliases and versions; None if not.

    See: https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
    """
    if provisioned <= reserved:
        return None
    return (
        f"provisioned concurrency must be at most the {reserved} that the function reserves, "
        f"got {provisioned} over its aliases and versions"
    )


def shift_shortfall(alias: str, own: int, *, provisioned: int, reserved: int) -> str | None:
    """Why two versions do not fit while CodeDeploy shifts an alias; None when they do.

    The old version keeps what is provisioned for it until the last of the traffic has moved, and
    the new one needs as much to be as fast.

    Args:
        alias: The alias that moves.
        own: What it provisions.
        provisioned: What all aliases and versions of the function provision, this one included.
        reserved: What the function reserves.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
    """
    if not own or provisioned + own <= reserved:
        return None
    return (
        f"reserved concurrency should be at least {provisioned + own} while CodeDeploy shifts "
        f"{alias} with {own} provisioned, got {reserved}"
    )
