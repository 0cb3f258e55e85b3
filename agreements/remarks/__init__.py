"""Remarks on parts of papers: noted by an office, sent by a return, answered by the region, closed."""
