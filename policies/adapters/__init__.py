"""The only files that import a host."""
