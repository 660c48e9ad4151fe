"""A form (表单): fields in a column, each checked while it is typed, kept as a draft on every change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.widgets.field import Choice, Field

Values = dict[str, str]


class Form(WorkScreen[Values | None]):
    """Fields and a confirmation; dismissed with the values, or None when left."""

    CONTEXT = "form"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form")]

    def __init__(
        self,
        title: str,
        fields: list[Field | Choice],
        hint: str = "",
        slot: str = "",
        *,
        choose_first: bool = False,
        refused: Callable[[Values], str] | None = None,
    ) -> None:
        """``slot`` names the draft, without one nothing is kept; ``choose_first`` begins at a choice.

        ``refused`` says why what stands in the fields would be refused, so that the clerk can mend it
        here instead of typing it all again; empty where it would not.
        """
        super().__init__()
        self._title = title
        self._fields = fields
        self._hint = hint
        self._slot = slot
        self._choose_first = choose_first
        self._refused = refused
        self._told_for: Values = {}

    def title_words(self) -> str:
        """The form's own title."""
        return self._title

    def body(self) -> ComposeResult:
        """The fields under a hint."""
        with VerticalScroll(classes="form", can_focus=False):
            if self._hint:
                yield Static(self._hint + "\n", markup=False)
            yield from self._fields

    def on_mount(self) -> None:
        """Begin where the clerk left off, else at the first field."""
        if not self._resume():
            # What is typed first is text: a choice above it has its default.
            texts = [f for f in self._fields if isinstance(f, Field) and not self._choose_first]
            self._take_focus(texts[0] if texts else self._fields[0])

    @property
    def values(self) -> Values:
        """What stands in the fields."""
        return {field.key: field.value for field in self._fields}

    def on_field_changed(self) -> None:
        """Keep the draft; what was said of other values no longer holds."""
        if self.values != self._told_for:
            self.say("")
        self._keep()

    def on_descendant_focus(self) -> None:
        """The field that the clerk is in is part of the draft."""
        self._keep()

    def on_input_submitted(self) -> None:
        """Enter goes to the next field; on the last it confirms."""
        if self._last_has_focus():
            self.action_submit()
        else:
            self.focus_next()

    def action_submit(self) -> None:
        """Confirm, if nothing is wrong; else go to the first problem."""
        wrong = self.first_problem()
        if wrong is not None:
            field, problem = wrong
            self._told_for = self.values
            self.say(problem)
            self._take_focus(field)
            return
        if self._refused is not None and (reason := self._refused(self.values)):
            self._told_for = self.values
            self.say(reason)
            return
        self.submitted(self.values)

    def submitted(self, values: Values) -> None:
        """The form is in order."""
        self.forget()
        self.dismiss(values)

    def first_problem(self) -> tuple[Field | Choice, str] | None:
        """The first field that is not in order, and what is wrong with it."""
        for field in self._fields:
            if isinstance(field, Field) and (problem := field.judge(insist=True)):
                return field, problem
        return None

    def action_back(self) -> None:
        """Leave; a draft stays for the next time."""
        self.dismiss(None)

    def forget(self) -> None:
        """The draft has served."""
        if self._slot:
            self.station.office.archive.drafts.drop(self._slot)
            self._slot = ""

    def _last_has_focus(self) -> bool:
        focused = self.focused
        return focused is not None and self._fields[-1] in (focused, *focused.ancestors)

    def _take_focus(self, field: Field | Choice) -> None:
        if isinstance(field, Field):
            field.take_focus()
        else:
            field.focus()

    def _where(self) -> tuple[str, int]:
        for field in self._fields:
            if self.focused is not None and field in (self.focused, *self.focused.ancestors):
                return field.key, field.cursor if isinstance(field, Field) else 0
        return "", 0

    def _keep(self) -> None:
        if not self._slot:
            return
        focus, cursor = self._where()
        draft = {"values": self.values, "focus": focus, "cursor": cursor, **self.more_to_keep()}
        self.station.office.archive.drafts.save(self._slot, json.dumps(draft, ensure_ascii=False).encode())

    def more_to_keep(self) -> Mapping[str, object]:
        """What else belongs in the draft."""
        return {}

    def _resume(self) -> bool:
        """Take up a draft: values, field and cursor; whether there was one."""
        draft = load_draft(self, self._slot) if self._slot else None
        if draft is None:
            return False
        values = draft.get("values")
        if not isinstance(values, dict):
            return False
        for field in self._fields:
            if isinstance(value := values.get(field.key), str):
                field.value = value
        for field in self._fields:
            if field.key == draft.get("focus"):
                self._take_focus(field)
                if isinstance(field, Field) and isinstance(cursor := draft.get("cursor"), int):
                    field.cursor = cursor
                return True
        return False


def load_draft(screen: WorkScreen[Any], slot: str) -> dict[str, Any] | None:
    """A draft as it was kept; one that cannot be read is set aside and said."""
    drafts = screen.station.office.archive.drafts
    data = drafts.load(slot)
    if data is None:
        return None
    try:
        draft = json.loads(data)
        if isinstance(draft, dict):
            return draft
    except (ValueError, UnicodeDecodeError):
        pass
    drafts.set_aside(slot)
    screen.say("上次的草稿读不出来,已另行保留;请重新填写")
    return None
