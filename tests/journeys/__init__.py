"""Whole days at the counter, through a pseudo-terminal."""
