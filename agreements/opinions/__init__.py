"""Opinions of the offices that are asked about a dossier, and what becomes of their conditions."""
