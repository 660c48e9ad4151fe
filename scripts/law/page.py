"""docs/law.md: every rule with the code that keeps it and the tests that show it."""

from __future__ import annotations

from itertools import groupby

from scripts.law.evidence import Evidence, Kind, Piece
from scripts.law.rules import Group, Rule, RuleList

HEAD = """\
# The law, and where it is kept 法律与规则对照

<!-- Written by scripts/write_law.py; do not edit. tests/test_law.py holds it to the source. -->

Each line is a rule of law, or a paragraph of the Karamay working rule (工作规则): what it asks, the code
that keeps it, and the tests and scenarios (情景) that show it at work. The list of rules is
[requirements.toml](requirements.toml); the rest is read from the source. A function stands here because its
own words cite the rule, or because it refuses by that article (`basis`). A module that only names a rule at
its head is not counted, nor is a helper of the tests.

**Bold** ids are promised now. The others are for later: what there is of them is shown, nothing is required.
A scenario runs with `clerk play`; its name leads to the file.
"""


def page(rules: RuleList, evidence: Evidence) -> str:
    """The whole page."""
    parts = [HEAD, _summary(rules, evidence)]
    parts += [_group(group, evidence) for group in rules.groups]
    return "\n".join(parts)


def _summary(rules: RuleList, evidence: Evidence) -> str:
    open_ids = [one for one in rules.promised if evidence.lacks(one)]
    kept = len(rules.promised) - len(open_ids)
    lines = ["## How far it is", ""]
    lines.append(f"**{kept} of {len(rules.promised)}** promised rules have both code and a test or scenario.")
    lines.append("")
    if not open_ids:
        return "\n".join([*lines, "Nothing that is promised lacks either.", ""])
    by_id = {rule.id: rule for rule in rules.rules}
    lines += ["Promised, and not shown yet:", "", "| rule | asks | lacks |", "| --- | --- | --- |"]
    lines += [f"| {one} | {_cell(by_id[one].asks)} | {', '.join(evidence.lacks(one))} |" for one in open_ids]
    return "\n".join([*lines, ""])


def _group(group: Group, evidence: Evidence) -> str:
    placed = any(rule.at for rule in group.rules)
    lines = [f"## {group.name}", ""]
    lines += [group.about, ""] if group.about else []
    lines.append("| rule |" + (" where |" if placed else "") + " what it asks | code | tests and scenarios |")
    lines.append("| --- |" + (" --- |" if placed else "") + " --- | --- | --- |")
    for rule in group.rules:
        where = f" {rule.at} |" if placed else ""
        code, tests = evidence.of(rule.id, "code"), evidence.of(rule.id, "test", "scenario")
        lines.append(f"| {_id(rule)} |{where} {_cell(rule.asks)} | {_links(code)} | {_links(tests)} |")
    return "\n".join([*lines, ""])


def _id(rule: Rule) -> str:
    return f"**{rule.id}**" if rule.promised else rule.id


def _links(found: list[Piece]) -> str:
    """One link a file, without line numbers: the page changes only when a citation does."""
    order: dict[Kind, int] = {"code": 0, "test": 1, "scenario": 2}
    ordered = sorted(found, key=lambda piece: (order[piece.kind], piece.file))
    cells = []
    for file, group in groupby(ordered, key=lambda piece: piece.file):
        listed = list(group)
        if listed[0].kind == "scenario":
            cells.append(f"情景 [{_cell(listed[0].name)}](../{file})")
        else:
            names = ", ".join(dict.fromkeys(f"`{piece.name}`" for piece in listed))
            cells.append(f"[{file}](../{file}): {names}")
    return "<br>".join(cells) or "–"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
