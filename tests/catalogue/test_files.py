"""Catalogue files: both forms are read, and every mistake is one sentence with file, item and field."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk.catalogue.files import CatalogueError, decode_item, read_catalogue

EXCHANGE: dict[str, Any] = {
    "id": "XK-90",
    "name": "测试许可",
    "department": "水务局",
    "type": "行政许可",
    "legal_basis": ["某法1条"],
    "applicant_type": "企业",
    "item_kind": "承诺件",
    "statutory_limit": {"n": 20, "unit": "wd", "basis": "行政许可法42条", "extension": None},
    "promised_limit": {"n": 5, "unit": "wd", "note": "假设值"},
    "gap_notice_deadline": {"n": 5, "unit": "wd"},
    "stages": ["收件", "受理"],
    "special_procedures": ["现场核查", "技术评审(≤30wd,不计时)", "听证", "公示"],
    "fee": "不收费",
    "materials": [
        {
            "name": "申请表", "role": "main", "necessity": "1 必要", "tolerable": False, "original_count": 1,
            "copy_count": 0, "source": "applicant", "legal_basis": "", "acceptable_forms": ["paper"],
            "common_defects": [],
        },
        {"name": "制度", "role": "secondary", "necessity": "3 容缺后补", "tolerable": True},
    ],
    "tolerance_allowed": True,
    "correction_window_for_tolerance": {"n": 5, "unit": "wd", "rule": "不超过承诺时限"},
    "delivery_options": ["窗口领取"],
    "verified": False,
    "source": "知识",
    "notes": "",
    "doubts": ["存疑"],
}  # fmt: skip


def changed(**fields: Any) -> dict[str, Any]:
    """The exchange item with some fields replaced."""
    return {**copy.deepcopy(EXCHANGE), **fields}


def written(folder: Path, document: Any, name: str = "目录.json", encoding: str = "utf-8") -> Path:
    """A file with this document."""
    path = folder / name
    path.write_bytes(json.dumps(document, ensure_ascii=False).encode(encoding))
    return path


def test_exchange_form() -> None:
    """The exchange form is read: plain special procedures, null extension, the two extra keys."""
    item = decode_item(EXCHANGE)
    assert item.statutory_limit.extension is None
    assert [(one.kind, one.stops_statutory, one.cap_wd) for one in item.special_procedures] == [
        ("site_visit", False, None),
        ("technical_review", True, 30),
        ("hearing", None, None),
        ("", None, None),
    ]
    assert item.deferrable("制度")
    assert not item.deferrable("申请表")


def test_decoding_leaves_the_mapping_alone() -> None:
    """A scenario's own mapping is not changed by reading it."""
    before = copy.deepcopy(EXCHANGE)
    decode_item(EXCHANGE)
    assert before == EXCHANGE


def test_no_promise_means_the_statutory_limit() -> None:
    """An item without a promised limit promises what the law says."""
    item = decode_item(changed(promised_limit=None))
    assert (item.promised_limit.n, item.promised_limit.unit) == (20, "wd")


def test_zero_days_is_on_the_spot() -> None:
    """A limit of 0 is done on the spot whatever unit stands beside it (LAW L12)."""
    item = decode_item(changed(promised_limit={"n": 0, "unit": "wd"}))
    assert item.promised_limit.unit == "now"


@pytest.mark.parametrize(
    "document", [EXCHANGE, [EXCHANGE], {"items": [EXCHANGE]}, {"meta": {"note": "x"}, "items": [EXCHANGE]}]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_shapes_and_encodings(tmp_path: Path, document: Any, encoding: str) -> None:
    """One item, a list or a document; UTF-8 with or without BOM, GBK, UTF-16: the same catalogue."""
    catalogue = read_catalogue(written(tmp_path, document, encoding=encoding))
    assert [item.name for item in catalogue.items] == ["测试许可"]


def test_toml_with_windows_line_ends(tmp_path: Path) -> None:
    """A TOML file from another system is read; a file without a telling name too."""
    text = (
        '[[items]]\r\nid = "A-1"\r\nname = "甲"\r\ndepartment = "水务局"\r\ntype = "公共服务"\r\n'
        "materials = []\r\n"
        'statutory_limit = { n = 1, unit = "month" }\r\n'
    )
    for name in ("a.toml", "a.txt"):
        (tmp_path / name).write_bytes(text.encode())
        assert read_catalogue(tmp_path / name).get("a1") is not None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"type": "行政许客"}, ["type", "行政许可"]),
        ({"name": "  "}, ["name", "空"]),
        ({"department": ""}, ["department"]),
        ({"id": "有空格 的"}, ["id"]),
        ({"name": "甲\n乙"}, ["name", "换行"]),
        ({"fee": "\x1b[31m"}, ["fee", "控制字符"]),
        ({"fee": "甲\u202e乙"}, ["fee", "控制字符"]),
        ({"promised_limit": {"n": 21, "unit": "wd"}}, ["promised_limit", "21个工作日", "20个工作日"]),
        ({"statutory_limit": {"n": 0, "unit": "now"}}, ["promised_limit", "当场"]),
        ({"promised_limit": {"n": -1, "unit": "wd"}}, ["promised_limit", "大于 0"]),
        ({"promised_limit": {"n": 5, "unit": "now"}}, ["promised_limit", "当场"]),
        ({"promised_limit": {"n": 5, "unit": "week"}}, ["promised_limit.unit", "week", "工作日"]),
        ({"promised_limit": {"n": "5", "unit": "wd"}}, ["promised_limit.n", "整数"]),
        ({"promised_limit": {"n": 5}}, ["promised_limit", "unit"]),
        ({"promised": {"n": 5, "unit": "wd"}}, ["promised", "promised_limit"]),
        ({"materials": "没有"}, ["materials", "列表"]),
        ({"materials": [{"name": ""}]}, ["材料第1项", "名称"]),
        ({"materials": [{"name": "甲"}, {"name": "甲"}]}, ["材料“甲”", "2次"]),
        ({"materials": [{"name": "图(纸)"}, {"name": "图（纸）"}]}, ["2次"]),
        (
            {"materials": [{"name": "甲", "role": "main", "tolerable": True}]},
            ["材料“甲”", "主要材料不得容缺"],
        ),
        ({"materials": [{"name": "甲", "role": "主要"}]}, ["材料第1项“甲”.role", "secondary"]),
        ({"materials": [{"name": "甲", "copies": 1}]}, ["材料第1项“甲”", "copies"]),
        ({"materials": [{"name": "甲", "copy_count": -1}]}, ["材料“甲”", "份数"]),
        ({"conditions": [{"name": "制度", "minor": True}]}, ["制度", "2次"]),
        ({"conditions": [{"name": ""}]}, ["条件"]),
        ({"special_procedures": [{"name": "x", "kind": "visit"}]}, ["visit", "site_visit"]),
        ({"special_procedures": [""]}, ["特别程序"]),
        ({"special_procedures": [{"name": "x", "cap_wd": 0}]}, ["cap_wd"]),
        ({"outcome": "granted"}, ["outcome", "granted", "filing"]),
    ],
)
def test_mistakes_name_the_item_and_the_field(
    tmp_path: Path, fields: dict[str, Any], words: list[str]
) -> None:
    """Each mistake is one line that says the file, the item, the field and what to do."""
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(written(tmp_path, {"items": [changed(**fields)]}))
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.startswith("目录.json 第1行:事项 ")
    for word in words:
        assert word in sentence
    assert any(word in sentence for word in ("请", "不得"))


@pytest.mark.parametrize("field", ["id", "name", "department", "type", "statutory_limit", "materials"])
def test_required_fields(field: str) -> None:
    """A missing field is named."""
    fields = changed()
    del fields[field]
    if field == "statutory_limit":
        del fields["promised_limit"]
    with pytest.raises(CatalogueError, match=f"缺少必填的 {field}"):
        decode_item(fields)


def test_different_units_are_not_compared() -> None:
    """7 natural days and 10 working days: which ends first depends on the day (LAW L7)."""
    item = decode_item(changed(statutory_limit={"n": 7, "unit": "d"}, promised_limit={"n": 10, "unit": "wd"}))
    assert item.promised_limit.n == 10


def test_duplicate_codes(tmp_path: Path) -> None:
    """The same code twice is refused with the file and the item."""
    with pytest.raises(CatalogueError, match=r"目录.json 第1行:事项 xk90:代码与另一事项重复"):
        read_catalogue(written(tmp_path, [EXCHANGE, changed(id="xk90")]))


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.json", b"", "空"),
        ("a.json", b"{", "第1行"),
        ("a.json", b"[]", "没有事项"),
        ("a.json", b'{"items": 3}', "没有事项"),
        ("a.json", b"[1]", "一张表"),
        ("a.json", b'{"item": []}', "item"),
        ("a.json", b"[" * 100_000, "嵌套"),
        ("a.json", b"\xff\xfea", "UTF-8"),
        ("a.json", b"\x81\x00\xff", "UTF-8"),
        ("a.toml", b"x = ", "TOML"),
        ("a.toml", b"PK\x03\x04", "TOML"),
    ],
)
def test_files_that_are_no_catalogue(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    """A file that is something else, or broken, is refused in one sentence with its name."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CatalogueError, match=word) as caught:
        read_catalogue(tmp_path / name)
    assert str(caught.value).startswith(name)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and a folder are refused, not a traceback."""
    for path in (tmp_path / "没有.json", tmp_path):
        with pytest.raises(CatalogueError, match="读不了"):
            read_catalogue(path)


def test_no_item_at_all() -> None:
    """Something else than a mapping is no item."""
    with pytest.raises(CatalogueError, match="一张表"):
        decode_item([])  # type: ignore[arg-type]  # what a careless file holds


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 30) | st.text(max_size=5) | st.floats(allow_nan=True),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["n", "unit", "name", "x"]), inner)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(EXCHANGE)), _JUNK)
def test_junk_in_a_field_never_escapes(field: str, junk: Any) -> None:
    """Whatever stands in a field: an item, or a CatalogueError in one line."""
    sentence = ""
    try:
        decode_item(changed(**{field: junk}))
    except CatalogueError as error:
        sentence = str(error)
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", '{"items": [\n  {"id": "A-1",\n   "name": "甲", "type": "行政许可"}\n]}', 2),
        ("a.toml", '[[items]]\nname = "甲"\nid = "A-1"\ntype = "行政许可"\n', 3),
        ("b.toml", '[[items]]\n\nname = "乙"\ntype = "行政许可"\n', 3),
    ],
)
def test_an_error_says_the_line_of_its_item(tmp_path: Path, name: str, text: str, line: int) -> None:
    """R26: whoever keeps the catalogue finds the place: file, line, item, field."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=f"^{name} 第{line}行:事项 "):
        read_catalogue(file)
