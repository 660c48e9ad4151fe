"""Who is at which desk (岗位): on one machine a person may receive, review, deliver or supervise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clerk.casework.acts import Actor, Role
from clerk.casework.case import Case

ROLE_WORDS: Final[dict[Role, str]] = {
    "clerk": "综合窗口",
    "department": "部门审查",
    "delivery": "出件窗口",
    "supervisor": "督办",
    "applicant": "申请人",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a role at this machine's window."""

    person: str
    name: str
    role: Role
    window: str

    def actor(self, case: Case | None = None) -> Actor:
        """Who acts on ``case``: a reviewer acts for the department that the case belongs to."""
        return Actor(id=self.person, name=self.name, role=self.role, desk=self._desk(case))

    def _desk(self, case: Case | None) -> str:
        if self.role in ("clerk", "applicant"):
            return f"window:{self.window}"
        if self.role == "department":
            return f"dept:{case.department}" if case is not None else "dept:"
        return str(self.role)
