"""The one table of keys (键位). Bindings, the key line, the help page and the key card come from it.

The F-keys mean the same on every screen; each has a letter or Ctrl alternative, because browsers,
desktops and laptops take F-keys. Letters are bound only where nothing is typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: what it does (an action), its keys, its Chinese label; ``shown`` in the key line."""

    action: str
    keys: str
    label: str
    shown: bool = True
    face: str = ""

    @property
    def first(self) -> str:
        """The key as it stands in the key line."""
        return self.face or self.keys.split(",")[0].upper().replace("CTRL+", "^").replace("ENTER", "回车")


_EVERYWHERE = (
    Key("help", "f1", "帮助"),
    Key("back", "f3,escape", "返回"),
)
_LISTS = (Key("choose", "enter", "选定"),)

TABLE: dict[str, tuple[Key, ...]] = {
    "home": (
        Key("help", "f1,question_mark", "帮助"),
        Key("new", "f2,n", "新办"),
        Key("choose", "enter", "打开"),
        Key("find", "f9,slash", "查找"),
        Key("consult", "f7,z", "咨询"),
        Key("refresh", "f5,r", "刷新", shown=False),
        Key("desk('clerk')", "1", "坐到综合窗口", shown=False),
        Key("desk('department')", "2", "坐到部门审查", shown=False),
        Key("desk('delivery')", "3", "坐到出件窗口", shown=False),
        Key("desk('supervisor')", "4", "坐到督办席", shown=False),
    ),
    "items": (*_EVERYWHERE, *_LISTS),
    "find": (*_EVERYWHERE, *_LISTS),
    "form": (*_EVERYWHERE, Key("submit", "f10,ctrl+s", "确定")),
    "checklist": (
        *_EVERYWHERE,
        Key("mark('ok')", "1,y", "合格", shown=False, face="1"),
        Key("mark('missing')", "2,x", "缺", shown=False, face="2"),
        Key("mark('defective')", "3,b", "不合格", shown=False, face="3"),
        Key("mark('shared')", "4,g", "共享", shown=False, face="4"),
        Key("mark('shared_unverified')", "5", "共享待核", shown=False, face="5"),
        Key("mark('not_applicable')", "6", "不适用", shown=False, face="6"),
        Key("mark('unexamined')", "0", "未审", shown=False, face="0"),
        Key("mark_rest", "a", "其余合格", face="A"),
        Key("reuse", "r", "沿用已有", face="R"),
        Key("submit", "f10,ctrl+s", "确定"),
    ),
    "case": (
        *_EVERYWHERE,
        Key("submit", "f10,o", "办理"),
        Key("another", "f2,n", "再办一件"),
        Key("explain", "f4,d", "期限怎么算"),
        Key("papers", "f8,p", "文书"),
        Key("checklist", "f6,m", "材料"),
        Key("note", "f7,b", "备注"),
        Key("amend", "f11,g", "更正"),
    ),
    "outcomes": (
        *_EVERYWHERE,
        *_LISTS,
        *(Key(f"take({n})", str(n), f"选第{n}行", shown=False) for n in range(1, 10)),
    ),
    "papers": (*_EVERYWHERE, *_LISTS),
    "paper": (
        *_EVERYWHERE,
        Key("save", "s", "存文件"),
        Key("print", "f8,p", "打印"),
        Key("another", "f2,n", "再办一件"),
    ),
    "page": _EVERYWHERE,
    "confirm": (Key("yes", "y", "是", face="Y"), Key("back", "n,escape,f3", "否", face="N")),
    "tell": (Key("back", "enter,escape,f3", "知道了", face="回车"),),
    "day": (
        *_EVERYWHERE,
        *_LISTS,
        Key("desk('clerk')", "1", "坐到综合窗口", shown=False),
        Key("desk('department')", "2", "坐到部门审查", shown=False),
        Key("desk('delivery')", "3", "坐到出件窗口", shown=False),
        Key("refresh", "f5,r", "刷新", shown=False),
    ),
    "app": (Key("leave", "ctrl+q", "退出"),),
    "practice": (Key("tomorrow", "f12", "过一天"),),
}


def bindings(context: str) -> list[Binding]:
    """The bindings of a screen."""
    return [Binding(_both_cases(key.keys), key.action, key.label, show=key.shown) for key in TABLE[context]]


def _both_cases(keys: str) -> str:
    """The keys with each letter in both cases: Caps Lock and Shift change nothing."""
    names = keys.split(",")
    return ",".join([*names, *(name.upper() for name in names if len(name) == 1 and name.isalpha())])


_SPELLED = {"question_mark": "?", "slash": "/", "enter": "回车", "escape": "Esc"}


def spelled(key: Key) -> str:
    """All keys of an entry as they stand on the keyboard."""
    names = [_SPELLED.get(name, name.upper().replace("CTRL+", "Ctrl+")) for name in key.keys.split(",")]
    return " 或 ".join(names)


_GROUPS = {
    "home": [("1-4", "换岗位")],
    "day": [("1-3", "换岗位")],
    "checklist": [("1-6", "标明")],
    "outcomes": [("1-9", "按数字选")],
}
"""Keys that stand together in the key line."""


def faces(context: str) -> list[tuple[str, str]]:
    """Key and label of what a screen shows in its key line."""
    return [(key.first, key.label) for key in TABLE[context] if key.shown] + _GROUPS.get(context, [])
