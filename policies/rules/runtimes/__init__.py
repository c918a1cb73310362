"""Rules about the runtimes that functions name."""
