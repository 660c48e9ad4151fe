"""Finding a case: a returning person by name or paper, or a case by its number."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from clerk.archive.files import FileRow
from clerk.casework.case import STAGE_WORDS
from clerk.casework.identity import mask_id
from clerk.workstation.keys import bindings
from clerk.workstation.screens.items import Search
from clerk.workstation.widgets.rows import Column, Rows


class Find(Search):
    """Cases that a text finds, newest first."""

    CONTEXT = "find"
    TITLE_WORDS = "查找办件"
    HINT = "输入申请人姓名(前几个字)、完整证件号码或电话、办件编号"
    EMPTY = "没有符合的办件"
    LIST = (Column("收件", 10), Column("阶段", 10), Column("申请人", 12), Column("证件", 18), Column("事项"))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("find")]

    def look(self, text: str) -> None:
        """Show the cases that fit; with nothing typed, those that lapse next."""
        reader = self.station.office.archive.read
        self._found: list[FileRow] = reader.find(text) if text.strip() else reader.recent(100)
        rows = self.query_one(Rows)
        rows.show(len(self._found), self._cells, lambda n: self._found[n].ended)
        rows.cursor = 0

    def action_choose(self) -> None:
        """Open the case under the cursor."""
        from clerk.workstation.screens.case import CaseScreen

        current = self.query_one(Rows).current
        if current is None:
            self.say("没有找到;姓名请从第一个字输起,证件号码和电话请输完整")
            return
        self.app.push_screen(CaseScreen(self._found[current].number))

    def action_back(self) -> None:
        """Back to the queue."""
        self.dismiss(None)

    def _cells(self, n: int) -> tuple[str, ...]:
        row = self._found[n]
        name = "(保密)" if row.confidential else row.applicant
        return str(row.received_on), STAGE_WORDS[row.stage], name, mask_id(row.id_number), row.item_name
