"""Widgets: each one thing."""
