"""The built-in catalogue: 40 items, what nobody verified marked, the lawyer's points applied."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from clerk.catalogue.files import load_builtin
from clerk.catalogue.index import INITIALS
from clerk.catalogue.items import APPLIED, Item, Limit
from clerk.catalogue.pinyin import readings
from clerk.catalogue.procedures import ARTICLE_45, KINDS

ITEMS = load_builtin().items


def item(code: str) -> Item:
    """The built-in item of this code."""
    found = load_builtin().get(code)
    assert found is not None
    return found


def test_counts() -> None:
    """40 items with 188 materials: 123 main, 55 secondary, 10 conditional."""
    roles = Counter(line.role for one in ITEMS for line in one.materials)
    assert len(ITEMS) == 40
    assert roles == {"main": 123, "secondary": 55, "conditional": 10}


def test_types() -> None:
    """Every type of item keeps its number."""
    assert Counter(one.id[:2] for one in ITEMS) == {
        "XK": 23, "QR": 3, "GF": 4, "JL": 2, "CJ": 2, "QT": 3, "GG": 3,
    }  # fmt: skip


def test_only_what_was_seen_is_verified() -> None:
    """R3: 16 items are verified, each naming the page; no promised limit claims to be Karamay's."""
    verified = [one for one in ITEMS if one.verified]
    assert len(verified) == 16
    assert all(one.source for one in verified)
    assert all(one.promised_limit.note for one in ITEMS)


def test_no_main_material_is_tolerable() -> None:
    """Only secondary materials may be deferred (R56)."""
    assert {line.role for one in ITEMS for line in one.materials if line.tolerable} == {"secondary"}


def test_silence_accepts_licences_only() -> None:
    """Deemed acceptance is the Licensing Act's: every other item says no in its data (LAW L1)."""
    for one in ITEMS:
        assert one.silence_accepts == (one.type == "行政许可")
        assert one.deemed_acceptance is (None if one.type == "行政许可" else False)


@pytest.mark.parametrize(("code", "n", "unit"), [("QR-01", 15, "d"), ("CJ-01", 7, "wd"), ("XK-05", 5, "wd")])
def test_gap_notice_deadlines(code: str, n: int, unit: str) -> None:
    """The time to tell all gaps is the item's own (LAW L1)."""
    limit = item(code).gap_notice_deadline
    assert (limit.n, limit.unit) == (n, unit)


def test_filings_end_in_filed() -> None:
    """备案 items are filed, neither granted nor refused (LAW L12)."""
    assert {one.id for one in ITEMS if one.outcome == "filing"} == {"QT-01", "QT-02", "QT-03"}


def test_on_the_spot_items_have_no_limit() -> None:
    """即办件 whose limit was doubted are done on the spot (LAW L12)."""
    for code in ("QT-02", "GG-03"):
        for limit in (item(code).statutory_limit, item(code).promised_limit):
            assert (limit.n, limit.unit) == (0, "now")


def test_periods_that_run_from_receipt() -> None:
    """Two items count from receipt; XK-05, only 70 % sure, keeps its doubt instead (LAW L12)."""
    assert {one.id for one in ITEMS if one.starts_from == "receipt"} == {"XK-15", "CJ-02"}
    assert any("自收到申请起算" in doubt for doubt in item("XK-05").open_doubts)


def test_a_suit_over_land_follows_its_reconsideration() -> None:
    """LAW L13: 30 days to sue after reconsideration, not the general six months; still marked unread."""
    remedy = item("CJ-01").remedy
    assert remedy is not None
    assert (remedy.suit_days, remedy.first_reconsideration) == (30, True)
    assert "未见原文" in remedy.basis


def test_informers_stay_hidden() -> None:
    """Only the reward for informers is confidential."""
    assert [one.id for one in ITEMS if one.confidential] == ["JL-02"]


def test_every_doubt_is_kept() -> None:
    """The 44 doubts are all there; those that the data follow say so and are not open.

    Six more are our own: the fields that policies exclude by were read from the items' names alone.
    """
    doubts = [doubt for one in ITEMS for doubt in one.doubts]
    own = [doubt for doubt in doubts if doubt.startswith("领域(domains)")]
    assert (len(doubts) - len(own), len(own)) == (44, 6)
    assert {one.id for one in ITEMS if one.domains} == {"XK-02", "XK-03", "XK-06", "XK-11", "XK-14", "XK-19"}
    assert sum(len(one.open_doubts) for one in ITEMS) == 17 + len(own)
    assert all(not doubt.startswith(APPLIED) for one in ITEMS for doubt in one.open_doubts)


def test_special_procedures_stop_what_the_law_says() -> None:
    """Article 45 kinds may stop the statutory clock, a site visit never (LAW P6)."""
    for one in ITEMS:
        for special in one.special_procedures:
            assert special.kind in {"", *KINDS}
            if special.kind == "site_visit":
                assert special.stops_statutory is False
            if special.stops_statutory:
                assert special.kind in ARTICLE_45 | {"technical_review"}
                assert special.basis


@pytest.mark.parametrize(
    ("code", "kind", "cap"), [("XK-11", "technical_review", 30), ("XK-14", "expert_review", 20)]
)
def test_caps_of_excluded_time(code: str, kind: str, cap: int) -> None:
    """Two rules cap the time that a review may take out (LAW P7)."""
    (special,) = item(code).special_procedures
    assert (special.kind, special.stops_statutory, special.cap_wd) == (kind, True, cap)


def test_a_version_is_the_content() -> None:
    """Equal items have equal versions, a changed one another."""
    one = item("XK-05")
    changed = Item(
        **{name: getattr(one, name) for name in one.__struct_fields__} | {"promised_limit": Limit(9, "wd")}
    )
    assert one.version == item("xk05").version
    assert changed.version != one.version


def test_initials_file_is_up_to_date() -> None:
    """Initials of every built-in name are written down as pypinyin reads them now."""
    import tomllib

    known = tomllib.loads(INITIALS.read_text(encoding="utf-8"))
    texts = {text for one in ITEMS for text in (one.name, one.department)}
    assert known == {text: " ".join(readings(text)) for text in texts}, "run scripts/write_initials.py"


def test_the_builtin_catalogue_needs_no_pypinyin() -> None:
    """Neither loading nor finding by initials imports pypinyin (0.3 s)."""
    program = (
        "import sys; from clerk.catalogue.files import load_builtin; "
        "assert load_builtin().find('lwpq'); assert load_builtin().find('zzzz') == []; "
        "sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
