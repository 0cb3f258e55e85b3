"""Evaluation of agreements in force: the region's own, then the ministry's, by one rubric (P25 33, 39)."""
