"""The rule book: acts, the case that they add up to, and what may lawfully be done next.

Pure: no input or output, no clock. Time comes in as a parameter.
"""
