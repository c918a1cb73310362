"""Rules about what calls a function: queues, streams, topics."""
