"""How papers look, and that they can be drawn again: golden texts, widths, wrapping, digests."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk import documents
from clerk.casework import acts as a
from clerk.documents.errors import DamagedFacts, UnknownTemplate
from clerk.documents.layout import WATERMARK, WIDTH, Block, clean, formal, width, wrap
from clerk.documents.papers.kinds import KINDS, TEMPLATES
from clerk.documents.render import digest, from_facts, redraw, text, to_facts
from tests.documents.helpers import HALL, Desk, every_kind, in_review

GOLDEN = Path(__file__).parent / "golden"
PAPERS = every_kind()
LONG_NAME = "阿卜杜热合曼·买买提吐尔逊·阿不都克里木江·艾则孜"


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_golden_text(kind: str) -> None:
    """R54: a template's words cannot change silently: raise its version and keep the old class."""
    golden = GOLDEN / f"{PAPERS[kind].template.replace('/', '-')}.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(text(PAPERS[kind]), encoding="utf-8")
    assert text(PAPERS[kind]) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kind", ["correction_notice", "not_required_notice", "refusal_report", "return_notice"]
)
def test_what_an_older_template_drew_is_drawn_as_it_was(kind: str) -> None:
    """R54: a kind's words were changed; what was issued before is drawn again to the letter."""
    facts = to_facts(PAPERS[kind])
    if kind == "not_required_notice":
        facts |= {"number": "克政服W01告〔2025〕1号"}  # the hall numbered it then
    if kind == "return_notice":
        # Its first version called the hall its issuer and knew only one kind of end.
        facts |= {"withdrawn": facts["ended"], "number": "克政服W01退〔2025〕2号"}
    older = from_facts(f"{kind}/1", {name: value for name, value in facts.items() if name != "served"})
    assert text(older) == (GOLDEN / f"{kind}-1.txt").read_text(encoding="utf-8")


def test_no_template_speaks_of_three_months() -> None:
    """R70: the time to sue is six months; the old templates' three stand nowhere in the words of a paper."""
    words = [path.read_text(encoding="utf-8") for path in Path(documents.__file__).parent.rglob("*.py")]
    assert len(words) > 20
    assert not any(old in text for text in words for old in ("三个月内", "3个月内", "【缺"))


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_paper_fits_and_leaves_no_blank(kind: str) -> None:
    """No line wider than 76 columns, none that begins with a closing mark, no label without a value."""
    for line in text(PAPERS[kind]).splitlines():
        assert width(line) <= WIDTH
        assert not line.strip().startswith(tuple("，。》）；、"))
        assert not line.rstrip().endswith(("（", "《", "“"))
    assert "None" not in text(PAPERS[kind])
    assert "三个月" not in text(PAPERS[kind])


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_a_paper_is_drawn_again_from_its_facts(kind: str) -> None:
    """Facts go through JSON and come back as the same paper, in the same template."""
    paper = PAPERS[kind]
    facts = json.loads(json.dumps(to_facts(paper), ensure_ascii=False))
    assert from_facts(paper.template, facts) == paper
    assert paper.template in TEMPLATES


def test_stored_notices_redraw_to_the_same_bytes() -> None:
    """R54: after the journal's own encoding every notice of a case redraws to the text that was digested."""
    desk = in_review(Desk())
    desk.acts = [a.decode(a.encode(act)) for act in desk.acts]
    assert [redraw(notice) for notice in desk.case.notices] == [text(paper) for paper in desk.papers]


def test_an_unknown_template_is_said_so() -> None:
    """A paper from a newer program is not guessed at."""
    with pytest.raises(UnknownTemplate, match="receipt/99"):
        from_facts("receipt/99", {})


def test_facts_that_do_not_fit_are_said_so_without_quoting_them() -> None:
    """Neither a wrong type nor a changed fact is drawn; the error holds no personal data."""
    desk = Desk().receive("2025-09-26")
    notice = desk.case.notices[0]
    with pytest.raises(DamagedFacts) as caught:
        from_facts(notice.template, notice.facts | {"on": "张三丰"})
    assert "张三丰" not in str(caught.value)
    changed = type(notice)(
        notice.kind,
        notice.number,
        notice.at,
        notice.template,
        notice.facts | {"applicant": "李四"},
        notice.sha256,
    )
    with pytest.raises(DamagedFacts):
        redraw(changed)


def test_digest_is_sha256_of_the_text() -> None:
    """Anyone can check it with common tools."""
    assert digest("受理") == hashlib.sha256("受理".encode()).hexdigest()


def test_practice_papers_say_so_at_top_and_bottom() -> None:
    """The watermark stands first and last, and nowhere on real papers."""
    practice = every_kind(msgspec.structs.replace(HALL, practice=True))
    for kind, paper in practice.items():
        lines = text(paper).splitlines()
        assert lines[0] == lines[-1] == WATERMARK
        assert WATERMARK not in text(PAPERS[kind])


def test_long_names_print_in_full() -> None:
    """R92: a name of 25 characters with · stands whole on the paper."""
    assert len(LONG_NAME) == 25
    papers = every_kind(person=a.Person(LONG_NAME, id_type="居民身份证", id_number="650203199001011232"))
    for kind in ("receipt", "grant_decision", "delivery_record", "commitment"):
        assert LONG_NAME in text(papers[kind]).replace("\n", "").replace("    ", "")


def test_pasted_rubbish_cannot_break_the_page() -> None:
    """Line breaks, control and direction characters in a reason become nothing or a blank."""
    desk = Desk().receive("2025-09-26")
    desk.do("2025-09-28", a.Withdraw("不办了\r\n\x1b[31m重来\u202e倒写\f换页"))
    drawn = text(desk.paper("return_notice"))
    assert "申请人的说明：不办了 [31m重来倒写 换页" in drawn
    assert not set("\r\x1b\u202e\f") & set(drawn)


@given(st.text(max_size=300), st.integers(0, 8), st.integers(0, 8))
def test_wrapping_loses_nothing_and_fits(words: str, first: int, rest: int) -> None:
    """Whatever is wrapped comes back whole but for blanks, in lines that fit."""
    lines = wrap(Block(words, first, rest))
    assert all(width(line) <= WIDTH for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean(words).split())


def test_marks_beside_chinese_become_full_width() -> None:
    """Papers are punctuated as papers are; numbers and Latin keep their own marks."""
    assert formal("逾期未补齐的,经催告;三(三)1") == "逾期未补齐的，经催告；三（三）1"
    assert formal("DB32/T 3456-2018, 1:2") == "DB32/T 3456-2018, 1:2"


def test_the_page_on_papers_lists_every_kind() -> None:
    """R54: docs/papers.md names each kind with its title and whose series it is numbered in (LAW L12)."""
    page = (Path(__file__).parents[2] / "docs/papers.md").read_text(encoding="utf-8")
    for kind in KINDS:
        row = next(line for line in page.splitlines() if line.startswith(f"| `{kind.KIND}` | {kind.TITLE} |"))
        assert row.split(" | ")[3] == ("department" if kind.BY_DEPARTMENT else "hall")
    assert page.count("\n| `") == len(KINDS)
