"""A hall's own file (``policy.toml``): a shipped profile, and the single fields in which the hall differs.

Nested tables merge field by field. Every fault is told with file, line and field, and what is allowed; a
file with one fault changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

import msgspec

from calendars.tomltext import TomlText
from clerk.casework.policy import (
    Policy,
    PolicyError,
    load_profile,
    presets,
    profile_data,
    profile_names,
    with_presets,
)
from clerk.casework.policy_checks import faults
from clerk.casework.policy_fields import (
    ABOUT,
    all_fields,
    field_words,
    hints,
    is_unverified,
    leaves,
    struct_in,
)

MAX_BYTES: Final = 256 * 1024
Origin = Literal["hall_file", "profile", "default"]
Path = tuple[str | int, ...]
_TYPES: Final = {bool: "true 或 false", int: "整数", str: "文字(加引号)", tuple: "列表", dict: "表"}


class FileFault(NamedTuple):
    """One thing that is wrong with a file: its line, the field (dotted), and a sentence."""

    line: int
    field: str
    reason: str


class PolicyFileError(PolicyError):
    """A hall's file that cannot be used. The text is about the first fault; ``faults`` has them all."""

    def __init__(self, name: str, found: list[FileFault]) -> None:
        """``name`` is the file's."""
        self.faults = tuple(found)
        first, rest = found[0], len(found) - 1
        place = f"字段 {first.field}:" if first.field else ""
        more = f"(另有{rest}处,用 clerk policy check 查看)" if rest else ""
        super().__init__(f"政策文件 {name} 第{first.line}行:{place}{first.reason}{more}")


@dataclass(frozen=True)
class HallPolicy:
    """A policy and where each of its values comes from."""

    policy: Policy
    file: str = ""
    given: frozenset[str] = field(default_factory=frozenset)
    """The fields that the hall's file gives a value to."""

    def origin(self, name: str) -> Origin:
        """Where the value of a field comes from."""
        if name in self.given:
            return "hall_file"
        found: Any = profile_data(self.policy.profile)
        for part in name.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return "default"
            found = found[part]
        return "profile"

    def verified(self, name: str) -> bool:
        """Whether the value was seen in a source; what is only filled in was not, unless the hall said it."""
        return not is_unverified(self.policy, name)


def read_hall_policy(data: bytes, name: str = "policy.toml") -> HallPolicy:
    """The policy that these bytes describe; ``name`` is the file's, for errors.

    Raises:
        PolicyFileError: something is wrong, with line, field and what is allowed; every fault is in it.
    """
    if len(data) > MAX_BYTES:
        raise PolicyFileError(name, [FileFault(1, "", "文件超过 256 KB,不像是政策文件,请确认选对了文件")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PolicyFileError(name, [FileFault(line, "", "不是 UTF-8 编码,请另存为 UTF-8")]) from error
    return _Reader(text, name).read()


class _Reader:
    """One file while it is read."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._toml = TomlText(text, lambda line, reason: PolicyFileError(name, [FileFault(line, "", reason)]))

    def read(self) -> HallPolicy:
        data = self._toml.data
        self._stop(list(self._profile(data.get("profile"))))
        given = {key: value for key, value in data.items() if key != "profile"}
        self._stop([*self._presets(given), *self._table(given, Policy, ())])
        given = with_presets(given)
        base = load_profile(data["profile"])
        names = _given(given)
        merged = _merged(msgspec.to_builtins(base), given)
        policy = self._convert(_about(merged, base, given, names))
        found = []
        for fault in faults(policy):
            known = [one for one in fault.fields if self._written(one)]
            where = known[0] if known else fault.fields[0]
            found.append(self._fault(tuple(where.split(".")), fault.reason))
        self._stop(found)
        return HallPolicy(policy, self._name, names)

    def _stop(self, found: list[FileFault]) -> None:
        if found:
            raise PolicyFileError(self._name, sorted(found, key=lambda one: one.line))

    def _written(self, name: str) -> bool:
        found: Any = self._toml.data
        for part in name.split("."):
            if not isinstance(found, Mapping) or part not in found:
                # A preset stands for all the parts of its field.
                return isinstance(found, str)
            found = found[part]
        return True

    def _fault(self, path: Path, reason: str) -> FileFault:
        return FileFault(self._toml.line(*path), _dotted(path), reason)

    def _profile(self, value: Any) -> Iterator[FileFault]:
        known = profile_names()
        if value is None:
            reason = '缺少 profile,请写明以哪个方案为基础,如 profile = "hall_default"'
            yield FileFault(1, "profile", f"{reason};可用的有:{'、'.join(known)}")
        elif not isinstance(value, str) or value not in known:
            near = _near(str(value), known)
            yield self._fault(("profile",), f"没有这个方案{near};可用的有:{'、'.join(known)}")

    def _presets(self, data: Mapping[str, Any]) -> Iterator[FileFault]:
        for name, known in presets().items():
            value = data.get(name)
            if isinstance(value, str) and value not in known:
                near = _near(value, known)
                yield self._fault((name,), f"没有这个预设{near};可用的有:{'、'.join(known)},或写成一张表")

    def _table(self, data: Mapping[str, Any], struct: type, path: Path) -> Iterator[FileFault]:
        known = hints(struct)
        for key, value in data.items():
            if key not in known:
                near = _near(key, [name for name in known if name != "profile"], everywhere=not path)
                yield self._fault((*path, key), f"没有这个字段{near},请改正或删去")
            elif not (not path and key in presets() and isinstance(value, str)):
                yield from self._value(value, known[key], (*path, key))

    def _value(self, value: Any, kind: Any, path: Path) -> Iterator[FileFault]:
        struct, origin = struct_in(kind), get_origin(kind)
        if struct is not None:
            yield from self._struct(value, struct, path)
        elif origin is Literal:
            yield from self._choice(value, get_args(kind), path)
        elif origin is tuple:
            if not isinstance(value, list):
                yield self._wrong(value, tuple, path)
                return
            for index, one in enumerate(value):
                yield from self._value(one, get_args(kind)[0], (*path, index))
        elif origin is dict:
            yield from self._sayings(value, path)
        elif type(value) is not kind:
            yield self._wrong(value, kind, path)
        elif isinstance(value, str) and not value.isprintable():
            yield self._fault(path, "有换行或看不见的控制字符,请删去")

    def _struct(self, value: Any, struct: type, path: Path) -> Iterator[FileFault]:
        if not isinstance(value, dict):
            preset = f",或写预设名:{'、'.join(presets()[path[0]])}" if path[0] in presets() else ""
            yield self._fault(path, f"应为表(如 [{path[0]}]){preset},现在是{_shown(value)}")
            return
        yield from self._table(value, struct, path)
        if len(path) > 1:  # an element of a list has no base that could fill it up
            for name in hints(struct):
                if name not in value:
                    yield self._fault(path, f"缺少 {name},请补上")

    def _choice(self, value: Any, allowed: tuple[str, ...], path: Path) -> Iterator[FileFault]:
        if isinstance(value, str) and value in allowed:
            return
        words = field_words()[_dotted(path)].values
        said = "、".join(f"{one}({words[one]})" for one in allowed)
        yield self._fault(path, f"不能是{_shown(value)},可选:{said}")

    def _sayings(self, value: Any, path: Path) -> Iterator[FileFault]:
        if not isinstance(value, dict):
            yield self._wrong(value, dict, path)
            return
        for key, said in value.items():
            if path == ("reasons",) and key not in all_fields():
                near = _near(key, all_fields())
                hint = ';嵌套的字段要加引号,如 "deadline.of"' if isinstance(said, dict) else ""
                yield self._fault((*path, key), f"没有这个字段{near}{hint},理由以字段名为键")
            else:
                yield from self._value(said, str, (*path, key))

    def _wrong(self, value: Any, kind: Any, path: Path) -> FileFault:
        return self._fault(path, f"应为{_TYPES[kind]},现在是{_shown(value)}")

    def _convert(self, data: Mapping[str, Any]) -> Policy:
        try:
            return msgspec.convert(data, Policy)
        except msgspec.ValidationError as error:
            # Only what the walk above does not know can come here, such as a window without a length.
            path = tuple(str(error).rpartition("`$")[2].strip("`.").split("."))
            raise PolicyFileError(self._name, [self._fault(path, f"不完整或有误({error})")]) from error


def _dotted(path: Path) -> str:
    """The name of a field as a file writes it; a key may hold anything that can stand between quotes."""
    words = (part if part.isprintable() else "(看不见的字符)" for part in path if isinstance(part, str))
    return ".".join(word[:60] for word in words)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"“{value[:40]}”" if value.isprintable() else "有控制字符的文字"
    if isinstance(value, list | dict):
        return "列表" if isinstance(value, list) else "表"
    return str(value)[:40]


def _near(name: str, known: Any, *, everywhere: bool = False) -> str:
    """A hint at what was probably meant."""
    import difflib  # only a slip in a file needs it

    close = difflib.get_close_matches(name, list(known), n=1)
    if not close and everywhere:
        close = [one for one in all_fields() if one.rpartition(".")[2] == name][:1]
    return f"(是不是 {close[0]}?)" if close else ""


def _given(data: Mapping[str, Any]) -> frozenset[str]:
    """The fields with a value that the file gives; a preset for nothing (不设) gives the whole group."""
    found = []
    for name in leaves():
        top, _, rest = name.partition(".")
        if top in data and (not rest or data[top] is None or rest in data[top]):
            found.append(name)
    return frozenset(found)


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        merged[key] = _merged(old, value) if both else value  # type: ignore[arg-type]  # both are mappings
    return merged


def _about(
    merged: dict[str, Any], base: Policy, given: Mapping[str, Any], names: frozenset[str]
) -> dict[str, Any]:
    """What the profile says of a value does not hold of the one that the hall has put in its place."""
    own, names = given.get("reasons", {}), names - set(ABOUT)
    if not names:
        return merged
    reasons = {
        key: said
        for key, said in merged.get("reasons", {}).items()
        if key in own or not any(name == key or name.startswith(f"{key}.") for name in names)
    }
    if "unverified" not in given:
        merged["unverified"] = [one for one in leaves() if is_unverified(base, one) and one not in names]
    if "title" not in given:
        merged["title"] = f"{base.name}(本厅有调整)"
    return {**merged, "reasons": reasons}
