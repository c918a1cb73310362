"""Rules about resource-based policies: who may call a function."""
