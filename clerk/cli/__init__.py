"""The command line: the same use cases as the workstation, for scripts and administrators."""
