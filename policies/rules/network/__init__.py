"""Rules about the VPC a function is in: its subnets, security groups and ways out."""
