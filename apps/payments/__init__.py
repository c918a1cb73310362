"""Payments, promoted from DEV to BETA to PROD."""
