"""Files of red and black lists (名单文件): CSV or JSON bytes become entries, or reasons why not.

A row is refused as a whole, with its line and what to do. No reason repeats what stands in a cell, nor
a heading that is not known: a file without headings has names and numbers in its first line.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO
from typing import Any, Final, Literal

import msgspec

from clerk.casework.credit import CreditEntry, Kind, ListName, says_nothing
from clerk.casework.identity import Paper, Problem, recognise
from clerk.casework.numbers import plain

MAX_BYTES: Final = 64 * 1024 * 1024
LONGEST_CELL: Final = 1000

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "list": ("名单", "名单类型", "红黑名单"),
    "kind": ("主体类型", "主体类别"),
    "name": ("名称", "姓名", "姓名或名称", "主体名称"),
    "id_number": (
        "证件号码", "统一社会信用代码", "身份证号", "身份证号码", "公民身份号码",
        "统一社会信用代码或证件号码",
    ),
    "basis": ("依据", "认定依据", "列入依据", "法律依据"),
    "listed_on": ("列入日期", "认定日期"),
    "expires_on": ("有效期至", "到期日期", "截止日期"),
    "repair_path": ("修复途径", "信用修复途径", "修复方式"),
    "repaired_on": ("修复日期",),
    "source": ("来源", "认定单位", "认定机关", "数据来源"),
    "restricts": ("限制事项", "限制措施", "惩戒措施"),
}  # fmt: skip
"""Fields of an entry and the headings that stand for them, beside the field's own name."""
_REQUIRED: Final = ("id_number", "listed_on")
_FIELD: Final = {heading: field for field, words in COLUMNS.items() for heading in (field, *words)}
_LISTS: Final[dict[str, ListName]] = {
    **dict.fromkeys(("red", "红", "红名单", "守信", "守信名单"), "red"),
    **dict.fromkeys(("black", "黑", "黑名单", "失信", "失信名单", "严重失信", "严重失信主体名单"), "black"),
}  # fmt: skip
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("person", "个人", "自然人"), "person"),
    **dict.fromkeys(
        ("organisation", "单位", "企业", "法人", "组织", "法人和其他组织", "法人及非法人组织"), "organisation"
    ),
}  # fmt: skip
_NO_END: Final = frozenset({"长期", "永久", "终身", "不限", "长期有效"})
"""No expiry in the sense of 国办发〔2020〕49号: the entry is kept and has no effect."""
_DATE: Final = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T ][\d:.]+)?", re.A
)
_CONTROL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_APART: Final = re.compile("[\u3001\uff0c\uff1b\uff5c\uff0f,;|/]")


class CreditFileError(ValueError):
    """A file that cannot be read as a list at all: one sentence with the line, nothing personal."""


class BadRow(msgspec.Struct, frozen=True):
    """A row that cannot be taken: its line in the file (in JSON its place in the list), and why."""

    line: int
    reason: str


class ReadList(msgspec.Struct, frozen=True):
    """What stands in a file: entries with their lines, rows that cannot be taken, columns nobody uses.

    ``source`` and ``as_of`` are what a JSON file says about itself.
    """

    entries: tuple[tuple[int, CreditEntry], ...]
    bad: tuple[BadRow, ...] = ()
    unused: tuple[int, ...] = ()
    source: str = ""
    as_of: date | None = None
    unit: Literal["行", "条"] = "行"

    @property
    def lists(self) -> tuple[ListName, ...]:
        """The lists that the file has entries of."""
        return tuple(sorted({entry.list for _, entry in self.entries}))


def read_list(data: bytes, today: date, only: ListName | None = None) -> ReadList:
    """The entries in these bytes: JSON where they begin like it, else CSV.

    ``only`` is the list that rows without a list of their own belong to; a row of the other is refused.

    Raises:
        CreditFileError: it is no text, no table, or headings are missing.
    """
    text = _text(data)
    if not text.strip():
        raise CreditFileError("文件是空的,请确认选对了文件")
    if text.lstrip()[0] in "{[":
        return _from_json(text, today, only)
    return _from_csv(text, today, only)


def _text(data: bytes) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM, else GB 18030 (GBK)."""
    if len(data) > MAX_BYTES:
        raise CreditFileError("文件超过 64 MB,不像是名单,请确认选对了文件")
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CreditFileError("文件既不是 UTF-8 也不是 GBK 编码的文字,请另存为“CSV UTF-8”后再导入")


def _from_csv(text: str, today: date, only: ListName | None) -> ReadList:
    rows = _csv_rows(text)
    line, heads = next(rows, (1, []))
    fields = [_field(head) for head in heads]
    _check_heads(fields, line, only)
    entries, bad = [], []
    for line, cells in rows:
        if len(cells) != len(fields):
            reason = f"有{len(cells)}列,表头有{len(fields)}列;内容里有逗号的要加英文双引号,请更正"
            bad.append(BadRow(line, reason))
            continue
        found = _entry({f: c for f, c in zip(fields, cells, strict=True) if f}, today, only)
        if isinstance(found, str):
            bad.append(BadRow(line, found))
        else:
            entries.append((line, found))
    unused = tuple(n for n, field in enumerate(fields, 1) if not field)
    return ReadList(tuple(entries), tuple(bad), unused)


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line that each begins on; blank ones are left out."""
    first = next(line for line in text.splitlines() if line.strip())
    tabs = "\t" in first and "," not in first
    reader = csv.reader(StringIO(text, newline=""), delimiter="\t" if tabs else ",", strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        # The driver's own words may quote the cell.
        raise CreditFileError(f"第{line}行起引号不成对,或一格太长,不是正确的 CSV;请更正该处") from None


def _check_heads(fields: list[str], line: int, only: ListName | None) -> None:
    wanted = _REQUIRED if only else (*_REQUIRED, "list")
    absent = [COLUMNS[field][0] for field in wanted if field not in fields]
    if absent:
        hint = "(整个文件是一张名单的,也可用 --list red 或 --list black 指明)" if "名单" in absent else ""
        raise CreditFileError(f"第{line}行应是表头,缺少“{'”“'.join(absent)}”一列{hint};请补上")
    twice = sorted({COLUMNS[field][0] for field in fields if field and fields.count(field) > 1})
    if twice:
        raise CreditFileError(f"第{line}行表头里“{'”“'.join(twice)}”有不止一列,请只留一列")


def _from_json(text: str, today: date, only: ListName | None) -> ReadList:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise CreditFileError(f"第{error.lineno}行第{error.colno}列不是正确的 JSON,请更正该处") from None
    except (RecursionError, ValueError):
        raise CreditFileError("不是正确的 JSON:嵌套层数太深,或有太长的数字;请检查文件") from None
    about: dict[str, Any] = document if isinstance(document, dict) else {"entries": document}
    rows = about.get("entries")
    if not isinstance(rows, list):
        raise CreditFileError("JSON 文件里没有名单,应有 entries 一项,其值是一个列表")
    said = about.get("list")
    if said is not None and (not isinstance(said, str) or said not in _LISTS):
        raise CreditFileError("JSON 文件的 list 只能是 red 或 black,请更正")
    whole = _LISTS[said] if said else None
    if only and whole and only != whole:
        raise CreditFileError("JSON 文件的 list 与 --list 指明的名单不同,请核对是否选对了文件")
    as_of = _read_date(str(about["as_of"])) if about.get("as_of") else None
    if isinstance(as_of, str):
        raise CreditFileError("JSON 文件的 as_of 不是日期,请写成 2025-09-01 这样")
    entries, bad = [], []
    for n, row in enumerate(rows, 1):
        found = _json_entry(row, today, only or whole)
        if isinstance(found, str):
            bad.append(BadRow(n, found))
        else:
            entries.append((n, found))
    source = _clean(str(about.get("source") or ""))
    if words := _unfit(source):
        raise CreditFileError(f"JSON 文件的 source {words},请更正")
    return ReadList(tuple(entries), tuple(bad), (), source, as_of, "条")


def _json_entry(row: Any, today: date, only: ListName | None) -> CreditEntry | str:
    if not isinstance(row, dict):
        return "应是一个对象(键值对),请更正"
    cells: dict[str, str] = {}
    for key, value in row.items():
        field = _field(str(key))
        if not field:
            return "有不认识的字段,请对照说明更正"
        if field == "restricts" and isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "、".join(value)
        if value is not None and not isinstance(value, str):
            return f"字段 {field} 应写成文字(加英文双引号),请更正"
        if field in cells:
            return f"字段 {field} 写了两次,请只留一个"
        cells[field] = value or ""
    return _entry(cells, today, only)


def _entry(cells: Mapping[str, str], today: date, only: ListName | None) -> CreditEntry | str:
    """The entry in a row, or all that is wrong with it in one sentence."""
    values = {field: _clean(cell) for field, cell in cells.items()}
    wrong = [f"“{COLUMNS[field][0]}”{words}" for field, cell in values.items() if (words := _unfit(cell))]
    listed, expires, repaired = (_day(values, field) for field in ("listed_on", "expires_on", "repaired_on"))
    paper = _paper(values, today)
    name = _list(values.get("list", ""), only)
    wrong += [found for found in (paper, name, listed, expires, repaired) if isinstance(found, Wrong)]
    if listed is None:
        wrong.append("没有“列入日期”")
    if wrong:
        return ";".join(wrong) + ";请更正"
    assert isinstance(listed, date)
    assert isinstance(paper, tuple)
    entry = CreditEntry(
        list=_LISTS[str(name)],
        kind=paper[0],
        id_number=paper[1],
        listed_on=listed,
        name=values.get("name", ""),
        basis=values.get("basis", ""),
        expires_on=expires if isinstance(expires, date) else None,
        repair_path=values.get("repair_path", ""),
        repaired_on=repaired if isinstance(repaired, date) else None,
        source=values.get("source", ""),
        restricts=_parts(values.get("restricts", "")),
    )
    return _contradiction(entry) or entry


def _field(heading: str) -> str:
    """The field that a heading stands for, or nothing; blanks and full-width characters do not matter."""
    return _FIELD.get("".join(unicodedata.normalize("NFKC", heading).split()).lower(), "")


class Wrong(str):
    """Words about what is wrong with a cell, told apart from the cell's own words."""


def _clean(cell: str) -> str:
    return " ".join(cell.split())


def _unfit(cell: str) -> str:
    if _CONTROL.search(cell):
        return "里有看不见的控制字符"
    return f"超过{LONGEST_CELL}个字" if len(cell) > LONGEST_CELL else ""


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _APART.split(cell) if not says_nothing(part))


def _list(cell: str, only: ListName | None) -> str:
    if not cell and only:
        return only
    named = _LISTS.get(cell.lower())
    if named is None:
        return Wrong("“名单”只能是红或黑")
    return Wrong("“名单”与 --list 指明的不同") if only and named != only else named


def _day(values: Mapping[str, str], field: str) -> date | Wrong | None:
    cell = values.get(field, "")
    if says_nothing(cell) or (field == "expires_on" and cell in _NO_END):
        return None
    found = _read_date(cell)
    return Wrong(f"“{COLUMNS[field][0]}”{found}") if isinstance(found, str) else found


def _read_date(cell: str) -> date | str:
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", cell))
    try:
        parts = [int(part) for part in found.groups() if part is not None] if found else []
        return date(*parts)
    except (TypeError, ValueError):
        return "不是日期(应写成 2025-09-01 这样)"


def _paper(values: Mapping[str, str], today: date) -> tuple[Kind, str] | Wrong:
    """Person or organisation and the normalised number; both must pass the check of that kind (R95)."""
    number = plain(values.get("id_number", "").lstrip("'\u2018\u2019`"))
    kind = _KINDS.get(values.get("kind", "").lower())
    if values.get("kind") and kind is None:
        return Wrong("“主体类型”只能是个人或单位")
    if not number:
        return Wrong("没有“证件号码”")
    if "*" in number:
        return Wrong("“证件号码”有被遮盖的数字,不能用来查对")
    if re.fullmatch(r"[0-9.]+E\+?[0-9]+", number):
        return Wrong("“证件号码”被电子表格改成了科学计数法,请把这一列设为文本后重新导出")
    kinds: tuple[Kind, ...] = (kind,) if kind else ("person", "organisation")
    found: dict[Kind, Paper | Problem] = {
        one: recognise(number, today, one == "organisation") for one in kinds
    }
    fits = [(one, paper.number) for one, paper in found.items() if isinstance(paper, Paper)]
    if len(fits) > 1 and not _formed_as_organisation(number):
        return fits[0]
    if len(fits) > 1:
        return Wrong("“证件号码”既可能是个人的也可能是单位的,请加“主体类型”一列")
    if fits:
        return fits[0]
    problem = found.get("organisation" if re.search("[A-WYZ]", number) and len(number) == 18 else kinds[0])
    problem = problem or found[kinds[0]]
    return Wrong(f"“证件号码”有误:{problem.text}" if isinstance(problem, Problem) else "“证件号码”有误")


def _formed_as_organisation(number: str) -> bool:
    """Whether a number of digits is a credit code in its inner parts too (GB 32100, GB 11714).

    One resident's number in 31 has by chance the check character of a credit code as well. What such a
    number does not have by chance: the register and kind in front, a province behind, a right
    organisation code within.
    """
    if number[:2] not in _REGISTERS or not ("10" <= number[2:4] <= "82"):
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(number[8:16], _ORGANISATION_WEIGHTS, strict=True)
    )
    return number[16] == "0X987654321"[total % 11]


_REGISTERS: Final = frozenset(
    {"11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53",
     "59", "61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93"}
)  # fmt: skip
"""Register and kind of organisation that a credit code of digits begins with (GB 32100, table 1)."""
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)


def _contradiction(entry: CreditEntry) -> str:
    if entry.expires_on is not None and entry.expires_on < entry.listed_on:
        return "“有效期至”早于“列入日期”,请更正"
    if entry.repaired_on is not None and entry.repaired_on < entry.listed_on:
        return "“修复日期”早于“列入日期”,请更正"
    return ""
