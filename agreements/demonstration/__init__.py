"""Dossiers of the demonstration, walked along the road by its people."""
