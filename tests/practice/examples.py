"""A scenario document that holds, for tests to bend: the contract's own example."""

from __future__ import annotations

from typing import Any

FUND = "开办资金证明"


def example() -> dict[str, Any]:
    """The contract's example (容缺按期补齐), fresh every time."""
    return {
        "name": "容缺按期补齐",
        "region": "xinjiang",
        "policy": {"profile": "seed_default"},
        "item": "XK-05",
        "applicant": {"name": "演练公司", "kind": "organisation", "id_number": "…", "credit": "normal"},
        "steps": [
            {"at": "2025-09-26T11:05", "by": "clerk", "do": "receive", "channel": "counter",
             "materials": {FUND: "missing"}},
            {"at": "2025-09-26T11:20", "by": "clerk", "do": "accept_incomplete", "deferred": [FUND],
             "commitment": True},
            {"at": "2025-09-26T12:00", "by": "clerk", "do": "route"},
            {"at": "2025-09-26T16:30", "by": "department", "do": "sign_for"},
            {"at": "2025-10-10T10:30", "by": "clerk", "do": "complete", "materials": {FUND: "ok"},
             "channel": "post", "posted_at": "2025-10-09"},
            {"at": "2025-10-14T16:00", "by": "department", "do": "decide", "result": "grant"},
            {"at": "2025-10-15T10:10", "by": "delivery", "do": "deliver", "channel": "counter"},
            {"at": "2025-11-01T10:00", "do": "wait"},
        ],
    }  # fmt: skip
