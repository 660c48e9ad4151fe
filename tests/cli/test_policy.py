"""``clerk policy``: the policy in force in words, a file checked without being applied, fields explained."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from clerk.archive.archive import Archive
from clerk.archive.home import Home
from clerk.casework.policy import PolicyError, load_profile, profile_names
from clerk.casework.policy_fields import ABOUT, all_fields, field_words, leaves
from clerk.catalogue.files import load_builtin
from clerk.cli.main import main
from clerk.desk.office import Done
from clerk.desk.opening import hall_policy, open_office
from clerk.workstation import start
from tests.cli.test_notice import PERSON

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, capsys: Capture) -> Path:
    """A home made by the command line, without a policy file."""
    path = tmp_path / "home"
    assert main(["init", "--hall", "大厅", "--window", "W01", "--user", "张三", "--home", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """The archive of that home."""
    opened = Archive.open(Home(home))
    yield opened
    opened.close()


def write(home: Path, text: str) -> Path:
    """Give the hall a policy file."""
    file = home / "policy.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_show_tells_every_field_with_value_origin_and_reason(home: Path, capsys: Capture) -> None:
    """In Chinese words; with --json one document with the same."""
    assert main(["policy", "show", "--json", "--home", str(home)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["in_force"] is True
    assert data["profile"] == "hall_default"
    assert [one["field"] for one in data["fields"]] == [name for name in leaves() if name not in ABOUT]
    for one in data["fields"]:
        assert one["title"]
        assert one["words"]
        assert one["reason"]
        assert one["from"] in ("hall_file", "profile", "default")
    assert main(["policy", "show", "--home", str(home)]) == 0
    text = capsys.readouterr().out
    assert all(one["title"] in text and one["words"] in text for one in data["fields"])
    assert "条文未核验" in text


@pytest.mark.parametrize("profile", profile_names())
def test_show_a_shipped_profile(profile: str, tmp_path: Path, capsys: Capture) -> None:
    """Without any home; what no source shows is marked 未核验 (LAW §8)."""
    nowhere = ["--home", str(tmp_path / "none")]
    assert main(["policy", "show", profile, *nowhere]) == 0
    text = capsys.readouterr().out
    assert load_profile(profile).title in text
    assert ("、未核验〕" in text) == bool(load_profile(profile).unverified)
    assert main(["policy", "show", profile, "--json", *nowhere]) == 0
    marked = {one["field"] for one in json.loads(capsys.readouterr().out)["fields"] if one["unverified"]}
    assert {name.partition(".")[0] for name in marked} == {
        name.partition(".")[0] for name in load_profile(profile).unverified
    }
    assert not (tmp_path / "none").exists()


def test_show_tells_which_values_are_the_halls(home: Path, capsys: Capture) -> None:
    """A field of the file, one of the profile, one of the program; the reason that the hall wrote."""
    write(home, 'profile = "taizhou"\nmax_missing = 2\ncourt = "甲法院"\n[reasons]\nmax_missing = "例会"\n')
    assert main(["policy", "show", "--json", "--home", str(home)]) == 0
    data = json.loads(capsys.readouterr().out)
    found = {one["field"]: one for one in data["fields"]}
    assert "policy.toml" in data["where"]
    assert (found["max_missing"]["from"], found["max_missing"]["reason"]) == ("hall_file", "例会")
    assert (found["court"]["from"], found["court"]["reason"]) == ("hall_file", "本厅自定,没有写理由")
    assert (found["grace_wd"]["from"], found["late_opinion"]["from"]) == ("profile", "default")


def test_presets_are_listed(capsys: Capture, tmp_path: Path) -> None:
    """What a file may name, with value, source and what was made of the place's word."""
    assert main(["policy", "show", "--presets", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data["correction_window"]) == {"longgang", "pingtan", "outdoor_ad_city", "none"}
    assert data["rating"]["sichuan"]["value"] == {"n": 15, "unit": "wd"}
    assert main(["policy", "show", "--presets"]) == 0
    assert 'correction_window = "pingtan"' in capsys.readouterr().out
    assert main(["policy", "show", "xian", "--presets"]) == 2
    assert main(["policy", "show", "nobody", "--home", str(tmp_path)]) == 2
    assert "hall_default" in capsys.readouterr().err


def test_check_says_what_a_file_would_change(tmp_path: Path, capsys: Capture) -> None:
    """Exit 0, each changed field with its value before and after; one that changes nothing is left out."""
    file = tmp_path / "mine.toml"
    file.write_text('profile = "hall_default"\ncorrection_window = "pingtan"\ngrace_wd = 0\n', "utf-8")
    assert main(["policy", "check", str(file), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["usable"] is True
    assert [one["field"] for one in data["changes"]] == [
        "correction_window.n",
        "correction_window.unit",
        "correction_window.on_lapse",
    ]
    assert main(["policy", "check", str(file)]) == 0
    assert "15 → 90" in capsys.readouterr().out


def test_check_tells_every_fault(tmp_path: Path, capsys: Capture) -> None:
    """Exit 2; each fault with its line on stdout, one sentence on stderr; an absent file is a sentence."""
    file = tmp_path / "bad.toml"
    file.write_text('profile = "hall_default"\nclock = "stops"\n\ngrace = 3\n', "utf-8")
    assert main(["policy", "check", str(file)]) == 2
    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == ["第2行", "第4行"]
    assert "bad.toml" in err
    assert "2处" in err
    assert main(["policy", "check", str(file), "--json"]) == 2
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [(one["line"], one["field"]) for one in faults] == [(2, "clock"), (4, "grace")]
    for name in ("nowhere.toml", "."):
        assert main(["policy", "check", str(tmp_path / name)]) == 2
        assert "读不了" in capsys.readouterr().err


@pytest.mark.parametrize("field", all_fields())
def test_explain_every_field(field: str, capsys: Capture) -> None:
    """Law, places, default with its reason, what it serves, and what the shipped profiles say."""
    assert main(["policy", "explain", field, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["law"]
    assert data["places"]
    assert data["default"]
    assert data["serves"]
    if field in leaves() and field not in ABOUT:
        assert {one["profile"] for one in data["profiles"]} == set(profile_names())
    assert main(["policy", "explain", field]) == 0
    assert field_words()[field].law in capsys.readouterr().out


def test_explain_by_chinese_name_and_by_a_slip(capsys: Capture) -> None:
    """The Chinese name is a name; an unknown one is exit 2 with the nearest."""
    assert main(["policy", "explain", "补齐期限"]) == 0
    assert "deadline.lead" in capsys.readouterr().out
    for slip, meant in (("grase_wd", "grace_wd"), ("from_wd", "deadline.lead.from_wd"), ("补正期限", "补正")):
        assert main(["policy", "explain", slip]) == 2
        assert meant in capsys.readouterr().err


def test_the_halls_file_is_the_policy_in_force(home: Path, archive: Archive, capsys: Capture) -> None:
    """The office works by it; cases keep the version that they were received under (R24)."""
    item = load_builtin().get("JL-02")
    assert item is not None
    before = open_office(archive).receive(item, PERSON, {})
    write(home, 'profile = "hall_default"\ncourt = "甲人民法院"\nmax_missing = 2\n')
    office = open_office(archive)
    assert (office.policy.max_missing, office.hall.court) == (2, "甲人民法院")
    assert office.hall.reconsideration_body == "本级人民政府"
    after = office.receive(item, PERSON, {})
    assert isinstance(before, Done)
    assert isinstance(after, Done)
    assert office.case(before.case.number).terms.policy.max_missing == 0
    assert office.case(after.case.number).terms.policy.max_missing == 2
    archive.close()
    assert main(["verify", "--home", str(home)]) == 0


@pytest.mark.parametrize(
    "text", ["", 'profile = "hall_default"\nsuit_months = 3\nmax_missing = 2\n', "\udce9", 'profile = "x"']
)
def test_a_bad_file_is_one_sentence_and_nothing_is_half_applied(
    home: Path, archive: Archive, text: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the office nor the workstation opens; no field of the file is in force, not even a good one."""
    file = home / "policy.toml"
    file.write_bytes(text.encode("utf-8", errors="surrogateescape"))
    with pytest.raises(PolicyError):
        open_office(archive)
    archive.close()
    assert main(["policy", "show", "--home", str(home)]) == 2
    assert main(["credit", "status", "--home", str(home)]) == 3
    monkeypatch.setattr(start, "need_terminal", lambda: None)
    monkeypatch.setattr(start, "show", lambda *_: pytest.fail("opened with a bad policy"))
    assert main(["--home", str(home)]) == 3
    err = capsys.readouterr().err
    assert all("policy.toml" in line and line.startswith("clerk:") for line in err.splitlines()[-3:])
    assert "Traceback" not in err
    file.unlink()
    assert hall_policy(home, "hall_default") == load_profile("hall_default")


def test_a_bad_file_is_told_before_the_set_up_asks_anything(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was put into a new data folder is checked when the workstation starts."""
    monkeypatch.setattr(start, "need_terminal", lambda: None)
    monkeypatch.setattr(start, "show", lambda *_: pytest.fail("opened with a bad policy"))
    write(tmp_path, 'profile = "hall_default"\ngrace_wd = 3\n')
    assert main(["--home", str(tmp_path)]) == 3
    assert "第2行" in capsys.readouterr().err
    assert not (tmp_path / "hall.json").exists()
