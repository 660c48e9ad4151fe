"""Practice (练习): scenario files, a throw-away archive with a virtual clock, and the player that joins them."""
