"""Rules about versions and the aliases that point to them."""
