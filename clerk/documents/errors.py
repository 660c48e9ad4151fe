"""What can go wrong with a paper. Each is one sentence for the clerk; none quotes personal data."""

from __future__ import annotations


class DocumentError(Exception):
    """A paper could not be made, read back, saved or printed."""


class MissingFact(DocumentError):
    """A paper lacks a fact that it must state. A blank is never printed instead."""

    def __init__(self, paper: str, field: str) -> None:
        """``paper`` and ``field`` are the Chinese names that the clerk reads."""
        super().__init__(f"{paper}缺少“{field}”")
        self.paper = paper
        self.field = field


class UnknownTemplate(DocumentError):
    """A stored paper was drawn by a template that this program does not have."""

    def __init__(self, template: str) -> None:
        """``template`` as stored, for example ``receipt/2``."""
        super().__init__(f"没有文书模板“{template[:40]}”,可能由更新版本的程序出具;请用新版本查看")
        self.template = template


class DamagedFacts(DocumentError):
    """The stored facts of a paper do not fit its template."""

    def __init__(self, template: str) -> None:
        """``template`` is the one that was asked to draw the facts."""
        super().__init__(f"文书内容与模板“{template[:40]}”不符,不能重新生成;请运行 clerk verify 检查案卷")
        self.template = template


class SaveError(DocumentError):
    """A paper could not be saved to a file."""


class PrintError(DocumentError):
    """A paper could not be handed to the printer."""
