"""Files of red and black lists: what is read, and how every bad row is named without what stands in it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk.casework.credit import CreditEntry
from clerk.casework.credit_file import COLUMNS, CreditFileError, ReadList, read_list
from clerk.casework.numbers import check_digit, uscc_check_character

TODAY = date(2025, 9, 26)
GOOD = "11010519491231002X"
COMPANY = "91650203MA78ABCD1T"
HEADS = "名单,主体名称,证件号码,依据,列入日期,有效期至,修复途径,修复日期,限制事项"
FIRM = f"黑,演练公司,{COMPANY},某办法,2025-01-02,2028-01-01,申请修复,,容缺受理、告知承诺"
ROW = {
    "list": "black", "id_number": GOOD, "basis": "某办法", "listed_on": "2025-01-02",
    "expires_on": "2028-01-01", "repair_path": "申请修复",
}  # fmt: skip


def table(*rows: str, heads: str = HEADS) -> ReadList:
    """A CSV file of these rows."""
    return read_list("\n".join([heads, *rows]).encode(), TODAY)


def only(found: ReadList) -> CreditEntry:
    """The one entry of a file without bad rows."""
    assert found.bad == ()
    ((_, entry),) = found.entries
    return entry


def reason(found: ReadList) -> str:
    """Why the one row of a file cannot be taken."""
    assert found.entries == ()
    (bad,) = found.bad
    return bad.reason


def with_cell(**cells: str) -> ReadList:
    """A JSON file with one row, these fields changed."""
    return read_list(json.dumps([{**ROW, **cells}]).encode(), TODAY)


def test_a_row_becomes_an_entry() -> None:
    """R41: every field of a row is kept as it was meant."""
    assert only(table(FIRM)) == CreditEntry(
        list="black", kind="organisation", id_number=COMPANY, listed_on=date(2025, 1, 2), name="演练公司",
        basis="某办法", expires_on=date(2028, 1, 1), repair_path="申请修复",
        restricts=("容缺受理", "告知承诺"),
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_as_offices_write_them(encoding: str, end: str) -> None:
    """UTF-8 with or without BOM, GBK and UTF-16, both kinds of line ends, are the same list."""
    data = end.join([HEADS, FIRM, ""]).encode(encoding)
    assert only(read_list(data, TODAY)) == only(table(FIRM))


def test_pasted_from_a_spreadsheet() -> None:
    """Tabs for commas, blank lines, and an apostrophe before the number are read."""
    row = FIRM.replace(",", "\t").replace(COMPANY, "'" + COMPANY)
    found = read_list("\n".join([HEADS.replace(",", "\t"), "", row]).encode(), TODAY)
    assert only(found) == only(table(FIRM))
    assert found.entries[0][0] == 3


@pytest.mark.parametrize("field", ["id_number", "listed_on"])
def test_every_documented_heading_is_known(field: str) -> None:
    """Each heading that stands for a field is read as that field."""
    words = {**dict.fromkeys(COLUMNS[field], field)}
    for word in words:
        heads = ["list", *(word if name == field else name for name in ("id_number", "listed_on"))]
        assert only(table(f"黑,{GOOD},2025-01-02", heads=",".join(heads))).id_number == GOOD


@pytest.mark.parametrize(
    "typed", ["2025-01-02", "2025/1/2", "2025年1月2日", "20250102", "2025-01-02 00:00:00"]
)
def test_dates_as_offices_write_them(typed: str) -> None:
    """The usual ways of writing a day are that day."""
    assert only(with_cell(listed_on=typed)).listed_on == date(2025, 1, 2)


@pytest.mark.parametrize("typed", ["长期", "永久", "无", "—", ""])
def test_no_end_is_no_expiry(typed: str) -> None:
    """LAW L10: 长期 is no expiry; the entry is kept, so that the import can say that it has no effect."""
    assert only(with_cell(expires_on=typed)).expires_on is None


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"id_number": "110105194912310021"}, "校验码不符"),
        ({"id_number": COMPANY[:-1] + "U"}, "校验码不符"),
        ({"id_number": "650203900101123"}, "15位"),
        ({"id_number": "110105********002X"}, "遮盖"),
        ({"id_number": "1.10105E+17"}, "科学计数法"),
        ({"id_number": ""}, "没有“证件号码”"),
        ({"id_number": COMPANY, "kind": "个人"}, "证件号码"),
        ({"id_number": GOOD, "kind": "单位"}, "证件号码"),
        ({"kind": "船舶"}, "主体类型"),
        ({"list": "灰"}, "名单"),
        ({"listed_on": ""}, "列入日期"),
        ({"listed_on": "2025-02-30"}, "列入日期"),
        ({"expires_on": "三年"}, "有效期至"),
        ({"repaired_on": "已修复"}, "修复日期"),
        ({"expires_on": "2025-01-01"}, "早于"),
        ({"repaired_on": "2025-01-01"}, "早于"),
        ({"basis": "某\x07办法"}, "控制字符"),
        ({"basis": "长" * 1001}, "超过1000个字"),
    ],
)
def test_bad_rows_say_why(cells: dict[str, str], words: str) -> None:
    """R41, R95: each slip has its reason, and no reason repeats the number, the name or the cell."""
    found = reason(with_cell(name="张三", **cells))
    assert words in found
    assert "张三" not in found
    assert all(cell not in found for cell in cells.values() if len(cell) > 3)


def test_a_row_names_all_that_is_wrong_with_it() -> None:
    """One reading of the file is enough to put it right."""
    assert reason(with_cell(list="灰", listed_on="x", expires_on="y")).count(";") >= 2


def test_lines_are_those_of_the_file() -> None:
    """A row is named by the line that it begins on, blank lines and line breaks in cells counted."""
    broken = FIRM.replace("某办法", '"某\n办法"')
    found = table("", broken, FIRM.replace("2025-01-02", "x"), "", FIRM.replace(COMPANY, "1"), FIRM)
    assert [line for line, _ in found.entries] == [3, 8]
    assert [row.line for row in found.bad] == [5, 7]


def test_a_comma_too_many_is_found() -> None:
    """A row of another width is refused: its cells would stand under the wrong headings."""
    assert "表头有9列" in reason(table(FIRM + ",多"))


def test_columns_nobody_uses_are_told_by_place() -> None:
    """An unknown heading is named by its place: in a file without headings it would be somebody's name."""
    found = table(FIRM + ",x", heads=HEADS + ",备注")
    assert found.unused == (10,)
    assert len(found.entries) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" ", "空的"),
        (f"黑,张三,{GOOD},某办法", "缺少“证件号码”“列入日期”“名单”"),
        (HEADS.replace("名单,", ""), "--list"),
        (HEADS + ",姓名", "不止一列"),
        (HEADS + '\n"黑,张三', "引号"),
        ("{", "第1行第2列"),
        ('{"entries": 1}', "entries"),
        ('{"list": "grey", "entries": []}', "red 或 black"),
        ('{"as_of": "张三", "entries": []}', "as_of"),
        ("[" * 100_000, "嵌套"),
        ("[" + "1" * 5000 + "]", "JSON"),
    ],
)
def test_what_is_no_list_at_all(text: str, words: str) -> None:
    """The whole file is refused with one sentence that names the place and nothing personal."""
    with pytest.raises(CreditFileError, match=words) as raised:
        read_list(text.encode(), TODAY)
    assert "张三" not in str(raised.value)
    assert GOOD not in str(raised.value)


def test_a_json_file_speaks_for_itself() -> None:
    """A JSON file may say its list, its day and where it is from; its rows are counted, not lined."""
    document = {"list": "红", "as_of": "2025-09-01", "source": "平台", "entries": [{**ROW, "list": ""}, 7]}
    found = read_list(json.dumps(document).encode(), TODAY)
    assert (found.as_of, found.source, found.unit) == (date(2025, 9, 1), "平台", "条")
    assert found.entries[0][1].list == "red"
    assert [row.line for row in found.bad] == [2]


@pytest.mark.parametrize("row", [{**ROW, "id_number": 5}, {**ROW, "张三": "x"}, {**ROW, "证件号码": GOOD}])
def test_json_rows_are_as_strict(row: dict[str, object]) -> None:
    """Numbers that are no text, unknown fields and fields given twice are refused, unrepeated."""
    found = reason(read_list(json.dumps([row]).encode(), TODAY))
    assert "张三" not in found
    assert GOOD not in found


def test_the_list_that_was_named_holds() -> None:
    """With a list named for the whole file, a row of the other one is refused."""
    data = f"{HEADS}\n{FIRM}\n{FIRM[1:]}".encode()
    found = read_list(data, TODAY, "red")
    assert [entry.list for _, entry in found.entries] == ["red"]
    assert [row.line for row in found.bad] == [2]


def both(region: str) -> list[str]:
    """Residents' numbers of a region that have the check character of a credit code as well."""
    bodies = (f"{region}19491231{n:03d}" for n in range(1000))
    return [b + check_digit(b) for b in bodies if check_digit(b) == uscc_check_character(b)]


@pytest.mark.parametrize("region", ["650203", "110105", "510105"])
def test_a_chance_check_character_makes_no_organisation(region: str) -> None:
    """R95: one resident's number in 31 passes as a credit code too; its inner parts tell it apart."""
    numbers = both(region)
    assert len(numbers) > 20
    for number in numbers:
        assert only(with_cell(id_number=number)).kind == "person"


def test_a_number_that_could_be_either_needs_its_kind() -> None:
    """R95: a number that is well formed as a person's and as an organisation's is not guessed."""
    kinds = {number: with_cell(id_number=number) for number in both("111519")}
    number, found = next((number, found) for number, found in kinds.items() if found.bad)
    assert "主体类型" in reason(found)
    assert only(with_cell(id_number=number, kind="单位")).kind == "organisation"
    assert only(with_cell(id_number=number, kind="个人")).kind == "person"


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda t: f"{HEADS}\n{t}".encode("utf-8", "ignore"))
)
def test_no_file_breaks_the_reader(data: bytes) -> None:
    """Whatever the bytes: entries and bad rows with one line each, or one sentence."""
    said: list[str] = []
    try:
        said = [row.reason for row in read_list(data, TODAY).bad]
    except CreditFileError as error:
        said = [str(error)]
    assert all(words and "\n" not in words for words in said)
