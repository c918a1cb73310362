"""Rules about asynchronous invocation: what is tried again, what is lost, what loops."""
