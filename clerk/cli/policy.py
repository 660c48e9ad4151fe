"""``clerk policy show``, ``check``, ``explain``: the hall's policy, in Chinese words, with reasons."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clerk.cli.columns import columns
from clerk.cli.frame import BAD_INPUT, OK, Problem, emit, home_path

if TYPE_CHECKING:
    from clerk.casework.policy import Policy
    from clerk.casework.policy_reading import HallPolicy

_DEFAULT: Final = "hall_default"
_ORIGINS: Final = {"hall_file": "大厅文件", "profile": "方案", "default": "程序默认"}


def register(name: str, parser: argparse.ArgumentParser) -> None:
    """Add the actions of ``clerk policy``."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="操作", required=True)
    show = actions.add_parser("show", help="现行政策,或随产品提供的一个方案:每个字段的取值、出自哪里、理由")
    show.add_argument("profile", metavar="PROFILE", nargs="?", help="方案名;不给则看现行政策")
    show.add_argument("--presets", action="store_true", help="看 policy.toml 里可以写的预设")
    show.set_defaults(run=run_show)
    check = actions.add_parser("check", help="检查一个政策文件,不采用它")
    check.add_argument("file", metavar="FILE", help="政策文件,写法见 docs/policy.md")
    check.set_defaults(run=run_check)
    explain = actions.add_parser("explain", help="一个字段:法律上是什么意思,各地怎么做,默认及理由")
    explain.add_argument("field", metavar="FIELD", help="字段名,如 deadline.of;也可以写中文名称")
    explain.set_defaults(run=run_explain)


def run_show(args: argparse.Namespace) -> int:
    """The policy in force, a shipped profile, or the presets."""
    if args.presets:
        if args.profile:
            raise Problem("--presets 不与方案名同用,请只写一个")
        return _show_presets(args)
    found, where = _named(args.profile) if args.profile else _in_force(args)
    data = {"in_force": not args.profile, "where": where, **_policy(found)}
    emit(args, data, lambda: _show_text(data))
    return OK


def run_check(args: argparse.Namespace) -> int:
    """Whether a file can be used, and what it would change; exit 2 with every fault when it cannot."""
    from clerk.casework.policy import PolicyError
    from clerk.casework.policy_reading import PolicyFileError
    from clerk.desk.opening import read_policy_file

    file = Path(args.file)
    try:
        found = read_policy_file(file)
    except PolicyFileError as error:
        faults = [one._asdict() for one in error.faults]
        lines = [f"第{one.line}行 {one.field or '文件'}:{one.reason}" for one in error.faults]
        emit(args, {"file": args.file, "usable": False, "faults": faults}, "\n".join(lines))
        raise Problem(f"政策文件 {file.name} 不能使用,有{len(faults)}处须更正", BAD_INPUT) from error
    except PolicyError as error:
        raise Problem(str(error), BAD_INPUT) from error
    changes = _changes(found)
    data = {
        "file": args.file,
        "usable": True,
        "profile": found.policy.profile,
        "version": found.policy.version,
        "changes": changes,
    }
    emit(args, data, lambda: _check_text(data))
    return OK


def run_explain(args: argparse.Namespace) -> int:
    """What a field means, which places do what, and why the default is what it is."""
    from clerk.casework.policy_fields import all_fields, field_words

    name, words = _field(args.field), field_words()
    said = words[name]
    data = {
        "field": name,
        "title": said.title,
        "law": said.law,
        "places": said.places,
        "default": said.default,
        "serves": list(said.serves),
        "values": said.values,
        "parts": {one: words[one].title for one in all_fields() if one.rpartition(".")[0] == name},
        "profiles": _across(name),
    }
    emit(args, data, lambda: _explain_text(data))
    return OK


def _in_force(args: argparse.Namespace) -> tuple[HallPolicy, str]:
    """The policy in force in this home, and where it comes from; never opens the archive."""
    from clerk.archive.home import Home
    from clerk.casework.policy import PolicyError
    from clerk.cli.opening import surroundings
    from clerk.desk.opening import policy_file, read_policy_file

    home = Home(home_path(args))
    file = policy_file(home.path)
    if file is not None:
        try:
            return read_policy_file(file), f"大厅文件 {file}"
        except PolicyError as error:
            raise Problem(str(error), BAD_INPUT) from error
    if not home.exists():
        return _named(_DEFAULT)[0], f"这个数据目录还没有设置;设置后默认用 {_DEFAULT}"
    with surroundings():
        return _named(home.settings().policy)[0], "本窗口的设置(没有大厅文件 policy.toml)"


def _named(profile: str) -> tuple[HallPolicy, str]:
    from clerk.casework.policy import PolicyError, load_profile
    from clerk.casework.policy_reading import HallPolicy

    try:
        return HallPolicy(load_profile(profile)), "随产品提供的方案"
    except PolicyError as error:
        raise Problem(str(error), BAD_INPUT) from error


def _plain(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


def _policy(found: HallPolicy) -> dict[str, Any]:
    from clerk.casework.policy_fields import ABOUT, leaves

    policy = found.policy
    return {
        "profile": policy.profile,
        "title": policy.name,
        "source": policy.source,
        "version": policy.version,
        "cites": policy.cites,
        "unverified": list(policy.unverified),
        "fields": [_shown(found, name) for name in leaves() if name not in ABOUT],
    }


def _shown(found: HallPolicy, name: str) -> dict[str, Any]:
    from clerk.casework.policy_fields import about, field_words, in_words, value_at

    value = value_at(found.policy, name)
    origin = found.origin(name)
    reason = about(name, found.policy.reasons)
    if not reason:
        # What a hall has decided for itself has its own reasons; the product's would not be true of it.
        reason = "本厅自定,没有写理由" if origin == "hall_file" else field_words()[name].default
    return {
        "field": name,
        "title": field_words()[name].title,
        "value": _plain(value),
        "words": in_words(name, value),
        "from": origin,
        "unverified": not found.verified(name),
        "reason": reason,
    }


def _show_text(data: dict[str, Any]) -> str:
    from clerk.casework.policy import profile_names

    lines = [f"{data['title']}({data['profile']})", f"出自:{data['where']}", f"来源:{data['source']}"]
    lines += [f"版本:{data['version']}"]
    lines += [f"效力更高:{act}({said})" for act, said in data["cites"].items()]
    lines += ["", "以下取值由本地决定,不是法定;理由里写明法律规定的除外。标“未核验”的没有见于来源。", ""]
    last = ""
    for one in data["fields"]:
        mark = "、未核验" if one["unverified"] else ""
        lines.append(f"{one['title']}({one['field']}):{one['words']}〔{_ORIGINS[one['from']]}{mark}〕")
        if one["reason"] != last:  # the parts of a group share their reason
            lines.append(f"    {one['reason']}")
        last = one["reason"]
    names = "、".join(profile_names())
    return "\n".join([*lines, "", f"可用的方案:{names};预设见 --presets;字段说明见 clerk policy explain"])


def _show_presets(args: argparse.Namespace) -> int:
    from clerk.casework.policy import presets

    data = {
        field: {name: {"value": None, **said} for name, said in known.items()}
        for field, known in presets().items()
    }
    emit(args, data, lambda: _presets_text(data))
    return OK


def _presets_text(data: dict[str, dict[str, dict[str, Any]]]) -> str:
    lines = ["policy.toml 里可以写预设名代替整张表;都不是法定,到期也不自动发生什么。"]
    for field, known in data.items():
        for name, said in known.items():
            value = "、".join(_part(f"{field}.{key}", one) for key, one in (said["value"] or {}).items())
            lines += ["", f'{field} = "{name}"  {said["title"]}', f"    取值:{value or '不设'}"]
            lines += [f"    来源:{said['source']}", f"    说明:{said['note']}"]
    return "\n".join(lines)


def _part(field: str, value: Any) -> str:
    from clerk.casework.policy_fields import in_words

    return in_words(field, value)


def _changes(found: HallPolicy) -> list[dict[str, Any]]:
    from clerk.casework.policy import load_profile
    from clerk.casework.policy_fields import ABOUT, in_words, leaves, value_at

    base = load_profile(found.policy.profile)
    changes = []
    for name in leaves():
        before, after = value_at(base, name), value_at(found.policy, name)
        if name in found.given and name not in ABOUT and before != after:
            words = [in_words(name, before), in_words(name, after)]
            changes.append(
                {"field": name, "from": _plain(before), "to": _plain(after), "words": " → ".join(words)}
            )
    return changes


def _check_text(data: dict[str, Any]) -> str:
    head = f"可以使用:以 {data['profile']} 为基础,"
    if not data["changes"]:
        return head + "没有改动"
    rows = [(one["field"], one["words"]) for one in data["changes"]]
    return f"{head}改动{len(rows)}个字段\n{columns(rows)}"


def _field(asked: str) -> str:
    """The field that is meant: its dotted name or its Chinese title."""
    from difflib import get_close_matches

    from clerk.casework.policy_fields import all_fields, field_words

    words = field_words()
    if asked in words:
        return asked
    titled = [name for name, said in words.items() if said.title == asked]
    if titled:
        return titled[0]
    # Somebody who types the last part of a nested name means that.
    inner = [name for name in all_fields() if name.rpartition(".")[2] == asked]
    near = inner or get_close_matches(asked, [*words, *(one.title for one in words.values())], n=3)
    hint = f",是不是 {'、'.join(near)}?" if near else ";用 clerk policy show 查看所有字段"
    shown = asked[:60] if asked.isprintable() else "(有看不见的字符)"
    raise Problem(f"没有字段“{shown}”{hint}", BAD_INPUT)


def _across(name: str) -> list[dict[str, Any]]:
    """The value of a field in every shipped profile."""
    from clerk.casework.policy import load_profile, profile_names
    from clerk.casework.policy_fields import ABOUT, leaves

    if name not in leaves() or name in ABOUT:
        return []
    return [_in_profile(name, load_profile(profile)) for profile in profile_names()]


def _in_profile(name: str, policy: Policy) -> dict[str, Any]:
    from clerk.casework.policy_fields import about, in_words, is_unverified, value_at

    value = value_at(policy, name)
    return {
        "profile": policy.profile,
        "value": _plain(value),
        "words": in_words(name, value),
        "unverified": is_unverified(policy, name),
        "reason": about(name, policy.reasons),
    }


def _explain_text(data: dict[str, Any]) -> str:
    lines = [f"{data['title']}({data['field']})", f"  法律上:{data['law']}", f"  各地:{data['places']}"]
    lines += [f"  默认及理由:{data['default']}", f"  依据:{'、'.join(map(_cited, data['serves']))}"]
    if data["values"]:
        lines.append("  可选:" + "、".join(f"{value}({words})" for value, words in data["values"].items()))
    lines += [f"  其中 {name}:{title}" for name, title in data["parts"].items()]
    if not data["profiles"]:
        return "\n".join(lines)
    rows = [
        (f"  {one['profile']}", one["words"], "未核验" if one["unverified"] else "")
        for one in data["profiles"]
    ]
    return "\n".join([*lines, "  随产品提供的方案:", columns(rows)])


def _cited(served: str) -> str:
    """An article as it is cited in Chinese; R, L and default numbers are those of docs/law.md."""
    import re

    found = re.fullmatch(r"(民法典 )?art\. (\d+)(?:\((\d)\))?", served)
    if found is None:
        return re.sub("^default ", "默认", served)
    act = "《民法典》" if found[1] else "《行政许可法》"
    return f"{act}第{found[2]}条" + (f"第{found[3]}款" if found[3] else "")
