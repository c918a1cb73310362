"""Rules about what runs at once: reserved, unreserved, provisioned."""
