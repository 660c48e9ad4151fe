"""Policy as data: shipped profiles, presets, what no policy may say, and a hall's own file."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest

from clerk.casework.policy import (
    Policy,
    load_profile,
    presets,
    profile_names,
)
from clerk.casework.policy_fields import (
    ABOUT,
    all_fields,
    field_words,
    hints,
    in_words,
    leaves,
    struct_in,
    value_at,
)
from clerk.casework.policy_reading import HallPolicy, read_hall_policy
from tests.casework.policies import everything, hall

ROOT = Path(__file__).parents[2]
CARRIED: dict[str, Any] = json.loads(Path(__file__).with_name("policy_profiles.json").read_text("utf-8"))
PLACES = sorted(CARRIED["tolerance_profiles"])


@pytest.mark.parametrize("place", PLACES)
def test_a_profile_has_the_values_that_were_carried_over(place: str) -> None:
    """Every place's value is the one of the comparison of places, its source as it was given."""
    plain = everything(load_profile(place))
    for field, value in CARRIED["tolerance_profiles"][place].items():
        if field == "source" and place == "seed_default":
            continue  # our own: its source names the working rule in full
        if isinstance(value, dict):
            assert {key: plain[field][key] for key in value} == value, field
        else:
            assert plain[field] == value, field


def test_every_carried_place_ships_beside_the_halls_default() -> None:
    """The profiles are those of the comparison and hall_default, no other."""
    assert set(profile_names()) == {*PLACES, "hall_default"}


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_says_why_and_what_is_not_verified(name: str) -> None:
    """Title, source, a reason for what makes the place different; marks name fields that exist (LAW §8)."""
    policy, known = load_profile(name), set(all_fields())
    assert policy.profile == name
    assert policy.title
    assert policy.source
    assert set(policy.reasons) <= known
    assert set(policy.unverified) <= known
    base = everything(load_profile("seed_default"))
    own = [key for key, value in everything(policy).items() if value != base[key] and key not in ABOUT]
    silent = [key for key in own if not any(said.partition(".")[0] == key for said in policy.reasons)]
    if name != "hall_default":
        assert silent == []
        assert "《政务数据共享条例》" in policy.cites
        assert name == "seed_default" or policy.unverified


@pytest.mark.parametrize("name", ["hall_default", "seed_default"])
def test_acts_above_the_working_rule_are_cited_as_unread(name: str) -> None:
    """L9: the region's regulation and the data-sharing regulation outrank it; articles are unverified."""
    cites = load_profile(name).cites
    assert set(cites) == {"《新疆维吾尔自治区促进政务服务便利化条例》", "《政务数据共享条例》"}
    assert all("未核验" in said for said in cites.values())


def test_the_hall_default_carries_the_six_defaults_with_their_reasons() -> None:
    """LAW defaults 1–6, each a value with its reason beside it."""
    policy = load_profile("hall_default")
    assert [(step.from_wd, step.days) for step in policy.deadline.lead] == [(5, 2), (2, 1)]  # default 1
    assert (policy.lapse_reminder_wd, policy.on_overdue) == (3, "withdraw")  # default 2
    assert (policy.count_event_day, policy.pause_ends) == (False, "after_start_through_end")  # default 3
    assert policy.calendar == "regional"  # default 4
    assert (policy.after_closing, policy.first_day) == ("next_working_day", "same_day")  # default 5
    assert (policy.receipt_rule, policy.post_wait_wd) == ("posting", 3)  # default 6
    carried = {1: ["deadline"], 2: ["on_overdue", "lapse_reminder_wd"], 3: ["count_event_day", "pause_ends"]}
    carried |= {4: ["calendar"], 5: ["after_closing", "first_day"], 6: ["receipt_rule", "post_wait_wd"]}
    for number, fields in carried.items():
        assert all(policy.reasons[name].startswith(f"默认{number}") for name in fields)


def test_the_seed_default_reads_the_rule_literally() -> None:
    """Completion until the promised limit, by arrival; a lapse returns without a last reminder."""
    policy = load_profile("seed_default")
    assert (policy.deadline.of, policy.deadline.lead) == (("promised",), ())
    assert (policy.receipt_rule, policy.on_overdue) == ("arrival", "return")
    assert (policy.lapse_reminder_wd, policy.post_wait_wd) == (0, 0)


DIFFERENCES = [
    ("liaoning", "credit_effect", "record"),
    ("liaoning", "on_overdue", "return"),
    ("xiangxi", "offer", "should"),
    ("xiangxi", "exclude", ("即办件", "公共安全", "生态环境", "节约能源", "人身健康生命财产")),
    ("minzheng_bureau", "receipt_rule", "arrival"),
    ("minzheng_bureau", "extension.max", 1),
    ("minzheng_bureau", "extension.grounds", "force_majeure"),
    ("xian", "on_overdue", "terminate"),
    ("yangxian", "clock_start", "commitment_signed"),
    ("yangxian", "second_round", True),
    ("huazhou", "deadline.of", ("statutory",)),
    ("huazhou", "exclude", ("核心要件", "安全", "环保")),
    ("taizhou", "clock", "pauses_at_expiry"),
    ("taizhou", "grace_wd", 15),
    ("jiangmen_registration", "result_hold", False),
]


@pytest.mark.parametrize(("place", "field", "value"), DIFFERENCES)
def test_a_difference_between_places_is_data(place: str, field: str, value: object) -> None:
    """What the comparison of places found (LAW 3b) is visible in the place's profile, and evidenced there."""
    found = HallPolicy(load_profile(place))
    assert value_at(found.policy, field) == value
    assert found.verified(field)


@pytest.mark.parametrize(
    ("place", "field", "rule"),
    [
        ("taizhou", "grace_wd", "L5"),
        ("taizhou", "clock", "L5"),
        ("huazhou", "deadline", "L7"),
        ("yangxian", "clock_start", "L5"),
        ("xian", "on_overdue", "L3"),
        ("jiangmen_registration", "result_hold", "L4"),
    ],
)
def test_where_the_law_caps_a_place_its_profile_says_so(place: str, field: str, rule: str) -> None:
    """The place's words stay; the reason names the correction that the rule book holds it to (L3–L7)."""
    assert rule in load_profile(place).reasons[field]


def test_presets_have_the_values_that_were_carried_over() -> None:
    """Correction windows and bad-rating days of single places, with what was made of the place's word."""
    windows, ratings = presets()["correction_window"], presets()["rating"]
    given_windows = {name: said["as_given"] for name, said in windows.items() if "as_given" in said}
    assert given_windows == CARRIED["correction_windows"]
    assert {name: said["as_given"] for name, said in ratings.items()} == CARRIED["bad_rating_days_wd"]
    for said in (*windows.values(), *ratings.values()):
        assert said["title"]
        assert said["source"]
        assert said["note"]
    for name, said in windows.items():
        assert msgspec.to_builtins(
            hall(f'correction_window = "{name}"').policy.correction_window
        ) == said.get("value")
        assert said.get("value", {}).get("n") == said.get("as_given", {}).get("n")


def test_a_named_rating_keeps_the_rest_of_the_profiles_rule() -> None:
    """四川 follows up in 15 working days; which level is bad stays the profile's."""
    rating = hall('rating = "sichuan"').policy.rating
    assert (rating.bad_from, rating.n, rating.unit) == (4, 15, "wd")


def test_a_notice_promises_a_reminder_only_where_policy_sends_one() -> None:
    """R58, default 2: the words about a lapse follow the policy."""
    assert "书面催告" in load_profile("hall_default").lapse_words
    assert "催告" not in load_profile("seed_default").lapse_words


def test_every_field_is_explained() -> None:
    """No field, value or part can be added to a policy without its Chinese words."""
    assert set(field_words()) == set(all_fields())
    for name, kind in _kinds(Policy):
        words = field_words()[name]
        assert words.title, name
        assert words.law, name
        assert words.places, name
        assert len(words.default) > 1, name
        assert words.serves, name
        options = {"true", "false"} if kind is bool else set(_choices(kind))
        assert options <= set(words.values), name


def _kinds(struct: type, before: str = "") -> list[tuple[str, Any]]:
    found = []
    for name, kind in hints(struct).items():
        found.append((before + name, kind))
        inner = struct_in(kind) or next((one for part in get_args(kind) if (one := struct_in(part))), None)
        found += _kinds(inner, f"{before}{name}.") if inner else []
    return found


def _choices(kind: Any) -> tuple[str, ...]:
    """The words that a field, or an element of it, may be."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return next((get_args(part) for part in get_args(kind) if get_origin(part) is Literal), ())


def test_what_a_field_serves_is_a_known_rule() -> None:
    """Each R, L, T, A, P and default number that an explanation names stands in docs/requirements.toml."""
    listed = tomllib.loads((ROOT / "docs/requirements.toml").read_text("utf-8"))
    known = {rule["id"] for group in listed["group"] for rule in group["rules"]}
    named = {one for words in field_words().values() for one in words.serves}
    numbers = {one for one in named if re.fullmatch(r"[RLTAP]\d+|default \d|COUNTING \d", one)}
    assert numbers - known == set()


def test_the_page_names_every_field_profile_and_preset() -> None:
    """docs/policy.md has a row for each field with its Chinese name and the words it may be."""
    page = (ROOT / "docs/policy.md").read_text("utf-8")
    for name, kind in _kinds(Policy):
        row = re.search(rf"^\| `{re.escape(name)}` \| (.+?) \| (.*)$", page, re.MULTILINE)
        assert row is not None, name
        assert row[1] == field_words()[name].title
        assert [word for word in _choices(kind) if f"`{word}`" not in row[2]] == []
    default = load_profile("hall_default")
    for name in set(leaves()) - set(ABOUT):
        assert re.search(rf"^\| `{re.escape(name)}` .*\| (.*) \|$", page, re.M)[1] == in_words(  # type: ignore[index]  # found above
            name, value_at(default, name)
        )
    assert [name for name in profile_names() if f"| `{name}` |" not in page] == []
    assert [name for known in presets().values() for name in known if f"`{name}`" not in page] == []


def test_the_pages_example_of_a_file_can_be_used() -> None:
    """What docs/policy.md shows as a hall's file is one."""
    shown = re.search(r"```toml\n(.*?)```", (ROOT / "docs/policy.md").read_text("utf-8"), re.DOTALL)
    assert shown is not None
    found = read_hall_policy(shown[1].encode())
    assert (found.policy.max_missing, found.policy.rating.n, found.policy.rating.bad_from) == (2, 10, 4)
    assert found.policy.reasons["rating.n"] == "与市局一致"
