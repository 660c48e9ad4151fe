"""一窗 Yichuang: the window clerk's workstation."""

from __future__ import annotations

__version__ = "0.1.0"
