"""Screens: one task a file."""
