"""Reading scenario files: what is accepted, and the sentence for everything that is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clerk.casework.acts import Finding
from clerk.practice.errors import ScenarioError
from clerk.practice.moves import MOVE_WORDS, MOVES, Receive
from clerk.practice.moves.completion import Complete
from clerk.practice.reading import decode_scenario, read_scenario
from tests.practice.examples import FUND, example

Bend = Callable[[dict[str, Any]], object]


def test_the_contracts_example_is_read_into_typed_steps() -> None:
    """Verbs, actors, times in Beijing, materials and dates come out typed."""
    scenario = decode_scenario(example())
    assert scenario.item.id == "XK-05"
    assert scenario.policy.profile == "seed_default"
    assert [step.by for step in scenario.steps[-2:]] == ["delivery", "clerk"]
    assert scenario.steps[0].at.utcoffset() == timedelta(hours=8)
    first, fifth = scenario.steps[0].move, scenario.steps[4].move
    assert isinstance(first, Receive)
    assert first.materials == {FUND: Finding("missing")}
    assert isinstance(fifth, Complete)
    assert fifth.posted_at == date(2025, 10, 9)


def test_defaults_are_hall_policy_and_xinjiang() -> None:
    """Without policy and region a scenario is played under hall_default in Xinjiang."""
    document = example()
    del document["policy"], document["region"]
    scenario = decode_scenario(document)
    assert (scenario.policy.profile, scenario.region) == ("hall_default", "xinjiang")


def test_a_policy_may_override_single_fields() -> None:
    """The named profile holds except for the fields that the file replaces."""
    document = example() | {"policy": {"profile": "seed_default", "receipt_rule": "posting"}}
    policy = decode_scenario(document).policy
    assert (policy.receipt_rule, policy.profile, policy.deadline.of) == (
        "posting",
        "seed_default",
        ("promised",),
    )


def test_a_file_says_which_rules_it_shows() -> None:
    """``covers`` names rules by their ids; docs/law.md is made from it."""
    rules = ["R49", "L2", "P6", "T4", "default 3", "COUNTING 2", "art. 32(4)", "民法典 art. 203"]
    assert decode_scenario(example() | {"covers": rules}).covers == tuple(rules)
    assert decode_scenario(example()).covers == ()


@pytest.mark.parametrize("covers", ["R49", ["R"], ["R049"], ["49"], [49], ["art 32"], ["art. 32(4), 38"]])
def test_a_rule_that_is_no_id_is_named(covers: object) -> None:
    """What does not look like the id of a rule is refused with the shape that it should have."""
    with pytest.raises(ScenarioError, match=r"字段 covers .*art\. 32\(4\)"):
        decode_scenario(example() | {"covers": covers})


def test_a_whole_item_may_stand_in_the_file() -> None:
    """``item`` may be a whole item instead of a code."""
    limit = {"n": 5, "unit": "wd"}
    item = {"id": "T-1", "name": "演练事项", "department": "演练局", "type": "行政许可",
            "statutory_limit": limit, "promised_limit": limit, "materials": [{"name": "申请书"}]}  # fmt: skip
    assert decode_scenario(example() | {"item": item}).item.name == "演练事项"


def test_a_defect_may_be_described() -> None:
    """A material may be a table with its state and its defect."""
    document = example()
    document["steps"][0]["materials"] = {FUND: {"state": "defective", "defect": "缺页"}}
    move = decode_scenario(document).steps[0].move
    assert isinstance(move, Receive)
    assert move.materials[FUND] == Finding("defective", "缺页")


def test_an_offset_is_turned_into_beijing_time() -> None:
    """A time with an offset is the same moment in Beijing; the legal day is Beijing's."""
    document = example()
    document["steps"] = [{"at": "2025-09-25T20:05:00+00:00", "do": "receive"}]
    assert decode_scenario(document).steps[0].at.isoformat() == "2025-09-26T04:05:00+08:00"


def test_toml_is_read_with_its_own_dates(tmp_path: Path) -> None:
    """A TOML file may use TOML's own times and dates."""
    path = tmp_path / "one.toml"
    path.write_text(
        'name = "甲"\nitem = "XK-05"\n[applicant]\nname = "乙"\n'
        "[[steps]]\nat = 2025-09-26T11:05:00\ndo = 'receive'\n"
        "[[steps]]\nat = 2025-09-27\ndo = 'complete'\nposted_at = 2025-09-26\nmaterials = {'甲' = 'ok'}\n",
        encoding="utf-8",
    )
    scenario = read_scenario(path)
    assert [step.at.isoformat() for step in scenario.steps] == [
        "2025-09-26T11:05:00+08:00",
        "2025-09-27T00:00:00+08:00",
    ]


def _step(number: int, **changes: Any) -> Bend:
    return lambda document: document["steps"][number - 1].update(changes)


def _top(**changes: Any) -> Bend:
    return lambda document: document.update(changes)


def _drop(number: int, field: str) -> Bend:
    return lambda document: document["steps"][number - 1].pop(field)


BENT: list[tuple[Bend, tuple[str, ...]]] = [
    (_step(1, do="recieve"), ("第1步", "do", "recieve", "receive")),
    (_step(2, at="2025-09-26T11:04"), ("第2步", "at", "倒退")),
    (_step(2, at="2025-09-31T11:04"), ("第2步", "at", "不是正确的时间")),
    (_step(2, at="昨天"), ("第2步", "at", "不是正确的时间")),
    (_step(2, at=20250926), ("第2步", "at", "不是正确的时间")),
    (_step(1, at="2031-01-01T10:00"), ("第1步", "at", "工作日历")),
    (_step(1, at="0001-01-01T00:00+14:00"), ("第1步", "at", "超出范围")),
    (_drop(3, "at"), ("第3步", "缺少字段 at")),
    (_drop(3, "do"), ("第3步", "缺少字段 do")),
    (_step(1, by="boss"), ("第1步", "by", "boss", "delivery")),
    (_step(1, materials={FUND: "lost"}), ("第1步", FUND, "lost", "shared_unverified")),
    (_step(1, materials={FUND: {"state": "ok", "why": 1}}), ("第1步", FUND, "why")),
    (_step(1, materials={FUND: {"state": "ok", "defect": 1}}), ("第1步", FUND, "defect", "文字")),
    (_step(1, materials=[FUND]), ("第1步", "materials")),
    (_step(1, agent={"phone": "1"}), ("第1步", "agent", "name")),
    (_drop(2, "deferred"), ("第2步", "deferred")),
    (_step(2, deferred=FUND), ("第2步", "deferred", "列表")),
    (_step(2, commitment="yes"), ("第2步", "commitment", "true")),
    (_step(3, towards="x"), ("第3步", "towards")),
    (_step(5, posted_at="2025-13-01"), ("第5步", "posted_at", "日期")),
    (_step(5, channel="pigeon"), ("第5步", "channel", "pigeon", "post")),
    (_drop(6, "result"), ("第6步", "result")),
    (_step(6, result="maybe"), ("第6步", "result", "maybe", "grant")),
    (_step(8, expect="Yes!"), ("第8步", "expect")),
    (_top(steps=[]), ("steps",)),
    (_top(steps=[3]), ("第1步", "表")),
    (_top(steps=[{"at": "2025-09-26", "do": "wait"}] * 501), ("steps", "501")),
    (_top(region="mars"), ("region", "mars", "xinjiang")),
    (_top(policy="nobody"), ("policy", "nobody", "hall_default")),
    (_top(policy={"profile": "seed_default", "clocks": "runs"}), ("policy", "clocks", "clock")),
    (_top(policy={"profile": "seed_default", "clock": "stops"}), ("policy", "clock", "stops")),
    (_top(policy={"profile": 3}), ("policy.profile",)),
    (_top(policy=3), ("policy",)),
    (_top(item="ZZ-99"), ("item", "ZZ-99")),
    (_top(item={"id": "T-1"}), ("item", "T-1")),
    (_top(item=None), ("item",)),
    (_top(applicant=None), ("applicant",)),
    (_top(applicant={"name": " "}), ("applicant.name",)),
    (_top(applicant={"name": "甲", "kind": "alien"}), ("applicant.kind", "alien", "organisation")),
    (_top(applicant={"name": "甲", "credit": "gold"}), ("applicant.credit", "gold", "black")),
    (_top(applicant={"name": "甲", "age": 3}), ("applicant", "age")),
    (_top(name=""), ("name",)),
    (_top(name=3), ("name", "文字")),
    (_top(extra=1), ("extra",)),
    (_top(expect={"stage": "done"}), ("expect.stage", "done", "delivered")),
    (_top(expect={"deadlines": [{"due": "2025-01-01"}]}), ("expect", "what")),
    (_top(expect={"deadlines": [{"what": "later"}]}), ("expect", "later")),
    (_top(expect={"materials": {FUND: "lost"}}), ("expect", FUND, "lost")),
    (_top(expect=[]), ("expect",)),
]


@pytest.mark.parametrize(("bend", "words"), BENT)
def test_a_bent_document_is_refused_in_words(bend: Bend, words: tuple[str, ...]) -> None:
    """One sentence names the step and the field and what would have been right."""
    document = example()
    bend(document)
    with pytest.raises(ScenarioError) as caught:
        decode_scenario(document)
    said = str(caught.value)
    assert all(word in said for word in words), said
    assert "\n" not in said


CONTRACT_VERBS = [
    "consult", "not_required", "receive", "examine", "correct_on_spot", "notify_correction",
    "receive_correction", "accept", "accept_incomplete", "decline", "route", "sign_for", "return_to_window",
    "start_special", "end_special", "publicise", "extend", "complete", "charge", "pay", "decide", "deliver",
    "rate", "withdraw", "return", "terminate", "wait",
]  # fmt: skip


def test_every_verb_that_is_promised_is_played() -> None:
    """The verbs that scripts rely on are all there, each with its Chinese word."""
    assert set(CONTRACT_VERBS) <= set(MOVES)
    assert set(MOVES) == set(MOVE_WORDS)


def _file(folder: Path, raw: bytes, name: str = "one.json") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.json", b"", "空"),
        ("a.json", b"{\n  \"name\": ", "第2行"),
        ("a.json", b"[1, 2]", "一张表"),
        ("a.json", b'"text"', "一张表"),
        ("a.json", b'{"name": "a", "name": "b"}', "两次"),
        ("a.json", b"[" * 100_000, "嵌套"),
        ("a.json", b'{"name": ' + b"9" * 5000 + b"}", "数字太大"),
        ("a.json", b'{"name": "a\\u0000b"}', "控制字符"),
        ("a.json", b'{"name": "\\ud800"}', "残缺"),
        ("a.json", b'{"\\ud800": 1}', "残缺"),
        ("a.json", b'{"name": "' + b"a" * 5000 + b'"}', "缩短"),
        ("a.json", b" " * (1024 * 1024 + 1), "1 MB"),
        ("a.json", "{\"name\": \"情景\"}".encode("gbk"), "UTF-8"),
        ("a.toml", b"name = ", "TOML"),
        ("a.toml", b"name = 1\nname = 2", "TOML"),
        ("a.txt", b"hello", "TOML"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_scenario(tmp_path: Path, name: str, raw: bytes, words: str) -> None:
    """Broken, huge, wrongly encoded or otherwise strange files are named with what is wrong."""
    with pytest.raises(ScenarioError) as caught:
        read_scenario(_file(tmp_path, raw, name))
    assert str(caught.value).startswith(name)
    assert words in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    """Neither a missing file nor a folder is a scenario."""
    with pytest.raises(ScenarioError, match="找不到"):
        read_scenario(tmp_path / "none.json")
    with pytest.raises(ScenarioError, match="文件夹"):
        read_scenario(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Editors on Windows put a mark in front; the file is read all the same."""
    raw = b"\xef\xbb\xbf" + json.dumps(example(), ensure_ascii=False).encode()
    assert read_scenario(_file(tmp_path, raw)).name == "容缺按期补齐"


def test_no_personal_data_in_a_sentence() -> None:
    """A complaint about the applicant never quotes name or number."""
    document = example() | {"applicant": {"name": "张三丰", "id_number": 650203199001010000}}
    with pytest.raises(ScenarioError) as caught:
        decode_scenario(document)
    assert "张三丰" not in str(caught.value)
    assert "6502" not in str(caught.value)
