"""Practice (练习): scenario files, a throw-away archive with a virtual clock, and their player."""
