"""The rule book, tested like the rule: one sentence, one test."""
