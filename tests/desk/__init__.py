"""The use cases, on a real encrypted archive."""
