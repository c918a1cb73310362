"""Finds the Lambda releases that are not safe, in any CDK app, assembly or template."""

__version__ = "0.1.0"
