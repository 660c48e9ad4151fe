"""The workstation's screens and widgets."""
