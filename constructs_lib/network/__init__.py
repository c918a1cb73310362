"""The VPC that functions share, what leads out of it, and what it costs."""
