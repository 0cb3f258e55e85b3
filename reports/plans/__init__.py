"""Yearly plans: which years need one, how they read, how they are written."""
