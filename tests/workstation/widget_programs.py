"""Small programs that show one widget each, for tests."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Vertical

from clerk.workstation.widgets.field import Choice, Field
from clerk.workstation.widgets.rows import Column, Rows

COLUMNS = (Column("办件号", 10), Column("申请人", 12), Column("事项"), Column("剩余", 10))
NAMES = ("张三", "买买提·吐尔逊", "克拉玛依市某某人力资源服务有限责任公司")


class RowsProgram(App[None]):
    """A list of ``count`` rows that counts how many it was asked for."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked: list[int] = []

    def compose(self) -> ComposeResult:
        """The list."""
        yield Rows(COLUMNS, empty="没有办件", id="list")

    def on_mount(self) -> None:
        """Fill it."""
        self.rows.show(self.count, self.cells)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    def cells(self, row: int) -> tuple[str, str, str, str]:
        """One row, made when it is asked for."""
        self.asked.append(row)
        return f"2025{row:06}", NAMES[row % 3], "食品经营许可(餐饮服务,新办)", f"剩{row % 20}工作日"


def even(text: str) -> str:
    """A check: an even number of characters is wanted."""
    return "" if len(text) % 2 == 0 and text else "字数要成双,请补一个字"


class FieldsProgram(App[None]):
    """Three fields and a choice."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = 0

    def compose(self) -> ComposeResult:
        """The fields."""
        with Vertical():
            yield Field("name", "姓名", check=even, limit=50)
            yield Field("number", "证件号码", "6502", limit=18)
            yield Choice("kind", "申请人类型", (("person", "个人"), ("organisation", "单位")))
            yield Field("phone", "电话")

    def on_field_changed(self) -> None:
        """Count what a draft would be saved for."""
        self.changes += 1

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.screen.focus_next()

    def field(self, name: str) -> Field:
        """A field by name."""
        return self.query_one(f"#field-{name}", Field)
