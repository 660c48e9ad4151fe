"""A practice archive for the screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clerk.casework.policy import load_profile
from clerk.practice.sandbox import Sandbox
from tests.casework.helpers import moment


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """A practice archive on 2025-09-26."""
    with Sandbox(moment("2025-09-26T11:00"), load_profile("hall_default")) as sandbox:
        yield sandbox
