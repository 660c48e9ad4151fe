"""Whatever stands in a scenario file, the answer is a scenario or one sentence: never anything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clerk.practice.errors import ScenarioError
from clerk.practice.moves import MOVES
from clerk.practice.player import play
from clerk.practice.reading import decode_scenario, read_scenario
from clerk.practice.scenario import Scenario
from tests.practice.examples import FUND, example

QUIET = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANY = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)
FIELDS = sorted({name for move in MOVES.values() for name in move.__struct_fields__} | {"at", "by", "expect"})
WORDS = ["ok", "missing", "2025-09-26T11:00", "2025-10-09", "counter", "wd", "grant", "incomplete", FUND, ""]
VALUES = ANY | st.sampled_from(WORDS) | st.dictionaries(st.just(FUND), st.sampled_from(WORDS))


def _read(document: Any) -> Scenario | None:
    """The scenario, or None after one clean sentence."""
    try:
        return decode_scenario(document)
    except ScenarioError as error:
        said = str(error)
    assert said
    assert "\n" not in said
    return None


@QUIET
@given(
    st.dictionaries(
        st.sampled_from(["name", "item", "applicant", "steps", "policy", "region", "expect"]), ANY
    )
)
def test_any_document_gives_a_scenario_or_a_sentence(document: dict[str, Any]) -> None:
    """Top-level fields may hold anything."""
    assert _read(document) is None or document["steps"]


@QUIET
@given(st.sampled_from(["name", "item", "applicant", "policy", "region", "expect", "steps"]), ANY)
def test_one_strange_field_in_a_good_document(field: str, value: Any) -> None:
    """Each top-level field of a good document may be replaced by anything."""
    found = _read(example() | {field: value})
    assert found is None or found.steps


@QUIET
@given(
    st.integers(0, 7),
    st.sampled_from(sorted(MOVES)),
    st.dictionaries(st.sampled_from(FIELDS), VALUES),
)
def test_one_strange_step_in_a_good_document(number: int, do: str, fields: dict[str, Any]) -> None:
    """Each step may be replaced by any verb with any fields."""
    document = example()
    document["steps"][number] = {"at": document["steps"][number]["at"], **fields, "do": do}
    found = _read(document)
    assert found is None or len(found.steps) == 8


@QUIET
@given(raw=st.binary(max_size=200) | ANY.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_give_a_sentence(tmp_path_factory: Any, raw: bytes) -> None:
    """No file of a few arbitrary bytes is a scenario, and every one gets its sentence."""
    folder = tmp_path_factory.mktemp("fuzz")
    for name in ("one.json", "one.toml", "one"):
        path = folder / name
        path.write_bytes(raw)
        with pytest.raises(ScenarioError, match=r"^one"):
            read_scenario(path)


STEP = st.fixed_dictionaries(
    {
        "do": st.sampled_from(sorted(MOVES)),
        "by": st.sampled_from(["clerk", "department", "delivery", "applicant"]),
    }
)
FILL: dict[str, dict[str, Any]] = {
    "accept_incomplete": {"deferred": [FUND], "commitment": True},
    "examine": {"materials": {"机构章程和管理制度": "defective"}},
    "correct_on_spot": {"materials": {FUND: "ok"}},
    "receive_correction": {"materials": {FUND: "ok"}},
    "complete": {"materials": {FUND: "ok"}},
    "decline": {"reason_code": "repeated", "reason": "重复申请"},
    "start_special": {"kind": "hearing", "n": 5, "unit": "wd"},
    "extend": {"n": 5, "unit": "wd", "approver": "局长", "reason": "复杂"},
    "decide": {"result": "refuse", "reasons": "不符合条件"},
    "withdraw": {"reason": "改变计划"},
    "note": {"text": "电话告知"},
    "commit": {"proofs": [FUND], "signed": True},
    "settle_discrepancy": {"names": [FUND], "how": "补交"},
    "reuse_result": {"kind": "expert_review", "source": "区域评审", "valid_until": "2026-01-01"},
    "publicise": {"n": 3, "unit": "wd"},
    "object": {"text": "有异议"},
    "settle_objection": {"result": "不成立"},
    "record_visit": {"officers": ["甲", "乙"], "findings": "属实"},
    "call_hearing": {"on": "2025-11-03"},
    "ask_opinion": {"department": "住建局", "n": 3},
    "give_opinion": {"department": "住建局", "agrees": True},
    "verify_shared": {"materials": {"营业执照": "shared"}, "source": "市场监管"},
    "extend_completion": {"n": 3, "grounds": "不可抗力", "approver": "主任"},
    "charge": {"amount": 10},
    "pay": {"amount": 10},
    "choose_delivery": {"channel": "counter"},
    "fail_delivery": {"channel": "post", "reason": "查无此人"},
    "return": {"reason": "逾期"},
    "terminate": {"reason": "逾期"},
    "rate": {"level": 5},
    "handle_rating": {"result": "已整改"},
    "check_commitment": {"true": True, "findings": "属实"},
    "report_refusal": {"opinion": "同意"},
    "contact": {"channel": "phone", "reached": True},
    "amend": {"field": "phone", "value": "13909901234", "reason": "录错"},
    "annul": {"act": "note", "reason": "误记"},
    "consult": {"reason": "办理进度"},
}


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEP, max_size=12))
def test_any_order_of_steps_ends_in_a_verified_file(steps: list[dict[str, Any]]) -> None:
    """Whatever is tried in whatever order, each step is done or refused and the file verifies."""
    played = [{"at": f"2025-10-{day:02d}T10:00", **step, **FILL.get(step["do"], {})}
              for day, step in enumerate(steps, 9)]  # fmt: skip
    opening = {"at": "2025-09-26T11:05", "do": "receive", "materials": {FUND: "missing"}}
    result = play(decode_scenario(example() | {"steps": [opening, *played]}))
    assert result.case is not None
    assert result.case.file_verified
    assert all(one.ok == (one.refused is None) for one in result.steps)
