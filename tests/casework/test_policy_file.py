"""A hall's own policy.toml: how it merges, and how each fault in it is told. Nothing is half-applied."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clerk.casework.policy import (
    Policy,
    PolicyError,
    decode_policy,
    load_profile,
    profile_data,
    profile_names,
    with_overrides,
)
from clerk.casework.policy_fields import leaves, value_at
from clerk.casework.policy_reading import PolicyFileError, read_hall_policy
from tests.casework.policies import everything, hall, refused


def test_a_files_tables_merge_field_by_field() -> None:
    """One part of a table is the hall's, the others stay the profile's; each says where it comes from."""
    found = hall('profile = "taizhou"\n[correction_window]\nn = 20\n')
    window = found.policy.correction_window
    assert window is not None
    assert (window.n, window.unit, window.on_lapse) == (20, "wd", "remind")
    assert found.policy.grace_wd == 15
    origins = [found.origin(f"correction_window.{part}") for part in ("n", "unit")]
    assert [*origins, found.origin("hours")] == ["hall_file", "profile", "default"]


def test_what_a_profile_says_of_a_value_does_not_hold_of_the_halls() -> None:
    """A replaced value loses the profile's reason and its mark of being unverified; the name says so."""
    found = hall('profile = "taizhou"\nsecond_round = true\n[deadline]\nof = ["statutory"]\n')
    assert "deadline" not in found.policy.reasons
    assert found.verified("second_round")
    assert not found.verified("credit_effect")
    assert found.policy.name == "台州住建方案(本厅有调整)"
    assert hall("").policy.name == "大厅默认方案"
    reasoned = hall('[deadline]\nlead = []\n[reasons]\ndeadline = "本厅会议纪要"\n')
    assert reasoned.policy.reasons["deadline"] == "本厅会议纪要"


def test_a_file_that_changes_nothing_is_the_profile() -> None:
    """The same policy has the same version, so that nothing is kept twice."""
    for name in profile_names():
        found = read_hall_policy(f'profile = "{name}"\n'.encode())
        assert found.policy == load_profile(name)
        assert found.policy.version == load_profile(name).version


FAULTS = [
    ("", "第1行", "profile", "hall_default"),
    ('profile = "hall_defalt"', "第1行", "hall_default", "taizhou"),
    ("profile = 3", "第1行", "profile", "可用"),
    ('profile = "taizhou"\n\ngrace = 3', "第3行", "字段 grace", "grace_wd"),
    ('profile = "taizhou"\nfrom_wd = 3', "第2行", "from_wd", "deadline.lead.from_wd"),
    ('profile = "taizhou"\ncorrection_window = "pintan"', "第2行", "correction_window", "pingtan"),
    ('profile = "taizhou"\nrating = 5', "第2行", "rating", "sichuan"),
    ('profile = "taizhou"\n[rating]\nm = 1', "第3行", "rating.m", "没有这个字段"),
    ('profile = "taizhou"\nmax_missing = "3"', "第2行", "max_missing", "整数"),
    ('profile = "taizhou"\nmax_missing = true', "第2行", "max_missing", "整数"),
    ('profile = "taizhou"\nvoluntary = 1', "第2行", "voluntary", "true 或 false"),
    ('profile = "taizhou"\nexclude = "安全"', "第2行", "exclude", "列表"),
    ('profile = "taizhou"\ncourt = 2026-01-01', "第2行", "court", "文字"),
    ('profile = "taizhou"\ncourt = "甲\\u0007"', "第2行", "court", "控制字符"),
    ('profile = "taizhou"\nreasons = "甲"', "第2行", "reasons", "表"),
    ('profile = "taizhou"\n[reasons]\ngrace = "甲"', "第3行", "reasons.grace", "grace_wd"),
    ('profile = "taizhou"\nclock = "stops"', "第2行", "clock", "pauses_at_expiry(到期未补齐即中止)"),
    ('profile = "taizhou"\n[deadline]\nof = ["promise"]', "第3行", "deadline.of", "statutory(法定时限)"),
    ('profile = "taizhou"\n[deadline]\nlead = [{ days = 1 }]', "第3行", "deadline.lead", "缺少 from_wd"),
    ('profile = "taizhou"\ngrace_wd = ', "第2行", "TOML", "核对"),
    ('profile = "taizhou"\ngrace_wd = 1\ngrace_wd = 2', "第3行", "TOML", "核对"),
]


@pytest.mark.parametrize(("text", "line", "where", "allowed"), FAULTS)
def test_a_fault_in_a_file_is_told_with_line_field_and_what_is_allowed(
    text: str, line: str, where: str, allowed: str
) -> None:
    """Unknown keys with the nearest known one, wrong types and words, a text that is no TOML."""
    with pytest.raises(PolicyFileError) as told:
        read_hall_policy(text.encode())
    said = str(told.value)
    assert "\n" not in said
    assert all(part in said for part in ("policy.toml", line, where, allowed)), said


LAWLESS = [
    ("grace_wd = -1", "grace_wd", "0至366"),
    ("grace_wd = 3", "grace_wd", "pauses_at_expiry"),
    ('clock = "pauses_at_expiry"', "clock", "grace_wd"),
    ("reminders_wd_before = [1, 3]", "reminders_wd_before", "从大到小"),
    ("reminders_wd_before = [3, -1]", "reminders_wd_before", "0至60"),
    ("[deadline]\nlead = [{from_wd = 2, days = 1}, {from_wd = 5, days = 2}]", "deadline.lead", "从大到小"),
    ("[deadline]\nlead = [{from_wd = 5, days = 5}]", "deadline.lead", "没有时间补齐"),
    ("[deadline]\nof = []", "deadline.of", "promised"),
    ("lapse_reminder_wd = 0", "lapse_reminder_wd", "书面催告"),
    ('profile = "seed_default"\non_overdue = "remind"', "on_overdue", "书面催告"),
    ('hours = "beijing"', "hours", "xinjiang"),
    ("suit_months = 3", "suit_months", "六个月"),
    ("reconsideration_days = 30", "reconsideration_days", "六十日"),
    ("voluntary = false", "voluntary", "自愿"),
    ("visit_officers = 1", "visit_officers", "第三十四条"),
    ("delivery_wd = 11", "delivery_wd", "第四十四条"),
    ("[joint_cap]\nn = 46", "joint_cap.n", "第四十二条"),
    ("[joint_cap]\nextension = 16", "joint_cap.extension", "第四十二条"),
    ("[rating]\nbad_from = 6", "rating.bad_from", "1至5"),
    ("[rating]\nbad_from = 0", "rating.bad_from", "1至5"),
    ('[correction_window]\nunit = "now"', "correction_window.unit", "当场"),
    ('channels = ["counter"]\nreceipt_rule = "arrival"', "channels", "两种"),
    ('channels = ["counter", "net"]', "channels", "post"),
    ('channels = ["counter", "pigeon"]', "channels", "pigeon"),
    ('window_decides = ["快办件"]', "window_decides", "即办件"),
    ('eligible_items = ["XK-04"]\nexcluded_items = ["XK-04"]', "excluded_items", "XK-04"),
]


@pytest.mark.parametrize(("text", "field", "why"), LAWLESS)
def test_an_absurd_or_unlawful_value_is_refused_with_its_reason(text: str, field: str, why: str) -> None:
    """Arts. 34, 42(2), 44, LAW L3, L5, L13: what a hall may not choose, at the line where it chose it."""
    error = refused(text)
    fault = error.faults[0]
    assert fault.field == field
    assert why in str(error)
    line = (('profile = "hall_default"\n' if "profile =" not in text else "") + text).splitlines()
    assert field.rpartition(".")[2] in line[fault.line - 1]


def test_all_faults_of_a_file_are_in_the_error() -> None:
    """The sentence is about the first, and says how many more there are."""
    error = refused('clock = "stops"\nmax_missing = "3"\n\nvoluntary = 1\n')
    assert [one.line for one in error.faults] == [2, 3, 5]
    assert "另有2处" in str(error)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"#" * 300_000, "256 KB"),
        (b'profile = "x\n', "TOML"),
        (b"[" * 9000, "TOML"),
    ],
)
def test_bytes_that_are_no_policy_file_are_one_sentence(data: bytes, said: str) -> None:
    """Another encoding, a huge file, broken and hostile TOML."""
    with pytest.raises(PolicyFileError, match=said):
        read_hall_policy(data)


def test_a_scenario_and_a_profile_are_held_to_the_same_law() -> None:
    """A policy cannot be brought in past the checks, whatever form it comes in."""
    with pytest.raises(PolicyError, match="suit_months"):
        with_overrides(load_profile("hall_default"), {"suit_months": 3})
    with pytest.raises(PolicyError, match="没有名为"):
        decode_policy({**profile_data("hall_default"), "rating": "mars"})


_ODD: st.SearchStrategy[Any] = st.one_of(
    st.integers(), st.booleans(), st.floats(), st.text(max_size=8), st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2), st.none(),
)  # fmt: skip


def _toml(value: Any) -> str:
    """A value as TOML would write it (JSON's forms are TOML's but for tables, null and odd floats)."""
    if value is None:
        return "nan"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {one}" for key, one in value.items()) + "}"
    return json.dumps(value)


@given(st.sampled_from(sorted(set(leaves()) - {"profile"})), _ODD)
@settings(max_examples=400, deadline=None)
def test_a_single_wrong_value_never_changes_the_policy_in_force(field: str, value: Any) -> None:
    """Either the file is used and says what it was told, or it is refused and nothing of it is in force."""
    before = load_profile("hall_default")
    version = before.version
    top, _, part = field.partition(".")
    text = f"[{top}]\n{part} = {_toml(value)}\n" if part else f"{field} = {_toml(value)}\n"
    found, said = _tried(text)
    if found is None:
        assert "第" in said
        assert "\n" not in said
    else:
        assert decode_policy(msgspec.to_builtins(found)) == found
        taken = value_at(everything(found), field)
        assert field in ("reasons", "cites") or taken == value
    assert load_profile("hall_default") is before
    assert before.version == version


def _tried(text: str) -> tuple[Policy | None, str]:
    """The policy of a file with this text, or what it is refused with."""
    try:
        return hall(text).policy, ""
    except PolicyFileError as error:
        return None, str(error)
