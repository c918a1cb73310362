"""`python -m policies.cli` is `keel`."""

from policies.cli import command

command()
