"""Tests of practice: scenario files, the sandbox, the player."""
