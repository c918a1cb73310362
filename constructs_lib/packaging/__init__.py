"""Python packages for Lambda, built by uv from a directory; nothing here asks the CDK."""
