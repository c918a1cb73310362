"""Rules about APIs, load balancers and function URLs: callers that wait for the answer."""
