"""What calls a release and waits for the answer: APIs, a load balancer, a URL; one file each."""
