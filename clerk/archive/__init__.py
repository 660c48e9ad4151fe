"""The local archive (档案库): encrypted, append-only, and everything derived from it."""
