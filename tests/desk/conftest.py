"""A real office on a throw-away archive with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.policy import load_profile
from clerk.casework.refusal import Refusal
from clerk.catalogue.files import load_builtin
from clerk.catalogue.items import Item
from clerk.desk.office import Done, Office
from clerk.practice.sandbox import Sandbox
from tests.casework.helpers import moment

PERSON = a.Person("张三", id_type="居民身份证", id_number="650203199003074518", phone="13909901234")


@dataclass
class Hall:
    """The office and the clock."""

    box: Sandbox

    def office(self, role: a.Role = "clerk") -> Office:
        """The office with somebody at the desk of this role."""
        return self.box.office(role)

    def at(self, when: str) -> Hall:
        """Let the clock run to this time."""
        self.box.clock.set(moment(when))
        return self

    def item(self, code: str) -> Item:
        """An item of the built-in catalogue."""
        item = load_builtin().get(code)
        assert item is not None
        return item

    def receive(self, code: str, person: a.Person = PERSON, missing: Sequence[str] = ()) -> Case:
        """A case of this item, received now, with these materials missing."""
        found = {name: a.Finding("missing") for name in missing}
        done = self.office().receive(self.item(code), person, found)
        assert isinstance(done, Done), done
        return done.case

    def do(self, case: Case, body: a.AnyBody, role: a.Role = "clerk") -> Case:
        """An act that has to be allowed."""
        done = self.office(role).act(case.number, body)
        assert isinstance(done, Done), done
        return done.case

    def refused(self, case: Case, body: a.AnyBody, role: a.Role = "clerk") -> str:
        """The code of an act that has to be refused."""
        done = self.office(role).act(case.number, body)
        assert isinstance(done, Refusal)
        return done.code


@pytest.fixture
def hall() -> Iterator[Hall]:
    """A hall on 2025-09-26, eleven in the morning."""
    with Sandbox(moment("2025-09-26T11:00"), load_profile("hall_default")) as box:
        yield Hall(box)
