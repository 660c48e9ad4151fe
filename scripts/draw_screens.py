#!/usr/bin/env python3
"""Draw the pictures of docs/pictures: the real screens, driven by keys on a throw-away archive.

  draw_screens.py           all of them into docs/pictures
  draw_screens.py FOLDER    somewhere else

The same program gives the same bytes: the practice clock stands on 2025-09-26. Run it with the Python of
the environment that scripts/test makes.
"""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clerk.workstation.start import prepare_environment

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from clerk.practice.sandbox import Sandbox

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = (104, 30)
START = "2025-09-26T11:00:00+08:00"
HANDOVER = "办公设施设备、信息管理系统清单"
"""A material of a labour-dispatch licence (XK-04) that may follow later."""
FORM = "劳务派遣经营许可申请书"
"""And one that may not."""

Walk = tuple[str, tuple[str, ...]]
WALKS: tuple[Walk, ...] = (
    ("queue", ()),
    ("items", ("f2", *"lwpq")),
    ("checklist", ("down", "enter", "f6")),
    ("outcomes", ("down", "enter", "f10", "end", "up")),
    ("case", ("end", "enter")),
    ("deadline", ("end", "enter", "f4", "end")),
    ("paper", ("end", "enter", "f8", "enter")),
    ("day", ("4",)),
)
"""A picture's name, and the keys that lead from the queue to it."""

_FONT_FACES = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)
_IDENTITY = re.compile(r"terminal-(?:\d+-)?")
_COMMENT = re.compile(r"\s*<!-- Generated with Rich .*? -->")


def main() -> int:
    """Draw every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    prepare_environment()
    folder.mkdir(parents=True, exist_ok=True)
    for name, keys in WALKS:
        (folder / f"{name}.svg").write_text(draw(keys), encoding="utf-8")
        print(folder / f"{name}.svg")
    return 0


def draw(keys: tuple[str, ...]) -> str:
    """What the screen shows after these keys, as SVG without addresses."""
    from clerk.casework.policy import load_profile
    from clerk.practice.sandbox import Sandbox

    with Sandbox(datetime.fromisoformat(START), load_profile("hall_default")) as box:
        some_cases(box)
        return tidy(asyncio.run(_walk(box, keys)))


async def _walk(box: Sandbox, keys: tuple[str, ...]) -> str:
    from clerk.workstation.app import Workstation

    app = Workstation(box.archive.home, box.office(), move_clock=box.clock.set)
    async with app.run_test(size=SIZE) as pilot:
        await _rest(app, pilot)
        for key in keys:
            await pilot.press(key)
            await _rest(app, pilot)
        return app.export_screenshot(title="一窗 Yichuang")


async def _rest(app: object, pilot: Pilot[int]) -> None:
    """Until every key has done all it does."""
    from clerk.workstation.app import Workstation

    assert isinstance(app, Workstation)
    await pilot.pause()
    await app.typed_out()
    await pilot.pause()


def some_cases(box: Sandbox) -> None:
    """A morning's work: received, accepted, accepted incomplete, gone to the department, put right."""
    from clerk.casework import acts as a

    _received(box, "XK-04", "克拉玛依市胡杨人力资源有限公司", "91650203MA78ABCD1T", missing=FORM)
    deferred = _received(box, "XK-04", "新疆准噶尔劳务有限公司", "91650203MA78ABCD1T", missing=HANDOVER)
    _act(box, deferred, a.AcceptIncomplete((HANDOVER,), commitment=True))
    accepted = _received(box, "XK-02", "阿依古丽·买买提", "650203199003074518")
    _act(box, accepted, a.Accept())
    _act(box, accepted, a.Route("dept:市场监督管理局"))
    _received(box, "XK-03", "王建国", "650203199003074518")
    performing = _received(box, "XK-21", "克拉玛依市文化艺术中心", "91650203MA78ABCD1T")
    _act(box, performing, a.Accept())


def _received(box: Sandbox, code: str, name: str, paper: str, missing: str = "") -> str:
    from clerk.casework import acts as a
    from clerk.catalogue.files import load_builtin
    from clerk.desk.office import Done

    item = load_builtin().get(code)
    if item is None:
        raise SystemExit(f"no item {code}")
    organisation = paper[:1] == "9"
    person = a.Person(
        name,
        kind="organisation" if organisation else "person",
        id_type="统一社会信用代码" if organisation else "居民身份证",
        id_number=paper,
        phone="13909901234",
    )
    found = {line.name: a.Finding("missing" if line.name == missing else "ok") for line in item.materials}
    done = box.office().receive(item, person, found)
    if not isinstance(done, Done):
        raise SystemExit(done.reason)
    return done.case.number


def _act(box: Sandbox, number: str, body: object) -> None:
    from clerk.desk.office import Done

    done = box.office().act(number, body)  # type: ignore[arg-type]  # one of the acts, named above
    if not isinstance(done, Done):
        raise SystemExit(done.reason)


def tidy(svg: str) -> str:
    """The picture without fonts from elsewhere, and with the same names in every run."""
    svg = _COMMENT.sub("", _FONT_FACES.sub("", svg))
    return _IDENTITY.sub("screen-", svg).replace("Fira Code", "Noto Sans Mono CJK SC, Sarasa Mono SC")


if __name__ == "__main__":
    sys.exit(main())
