"""That all zones share a NAT gateway was asked for: the rule about it need not say so again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Acknowledgment, Validations

if TYPE_CHECKING:
    from constructs import IConstruct


def accept_shared_nat(function: IConstruct) -> None:
    """`keel check` and the synthesis know that the function shares a NAT gateway on purpose."""
    Validations.of(function).acknowledge(
        Acknowledgment(
            id="keel::nat-in-one-zone", reason="Nat.single(): one gateway for all zones, on purpose"
        )
    )
