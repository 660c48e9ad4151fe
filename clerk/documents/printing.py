"""Saving a paper to a file and handing it to the system's printer (保存、打印、补打)."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from clerk.documents.errors import PrintError, SaveError
from clerk.documents.layout import REPRINT, WATERMARK, clean

LINES_A_PAGE: Final = 56
_TIMEOUT: Final = 20.0
_INSTEAD: Final = "请先把文书保存为文件,再用其他程序打印"


def save(text: str, path: Path, *, overwrite: bool = False) -> Path:
    """Write a paper to a file, whole or not at all; where it lies now.

    Raises:
        SaveError: the file exists (and not ``overwrite``), or cannot be written; nothing is left behind.
    """
    if path.is_dir():
        raise SaveError(f"{path} 是一个文件夹,请写明文件名")
    if path.exists() and not overwrite:
        raise SaveError(f"{path} 已存在,不覆盖;请换一个文件名")
    try:
        _write(text.encode(), path)
    except OSError as error:
        raise SaveError(_why(error, path)) from error
    return path


def _write(data: bytes, path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _why(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘已满,写不下 {path};请清理磁盘或换一个位置"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有权限写入 {path.parent};请换一个位置"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"文件夹 {path.parent} 不存在;请先建立或换一个位置"
    return f"写不了 {path}({error.strerror or '原因不明'});请换一个位置"


def pages(text: str, *, practice: bool = False, reprint: bool = False) -> list[str]:
    """The text in printed pages, each under its marks (practice, reprint) and with its page number."""
    lines = text.rstrip("\n").split("\n")
    parts = [lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)]
    marks = ([WATERMARK] if practice else []) + ([REPRINT] if reprint else [])
    return [
        "\n".join([*marks, *part, f"第{n}页 共{len(parts)}页", *marks]) + "\n"
        for n, part in enumerate(parts, 1)
    ]


def send_to_printer(
    text: str, title: str, *, practice: bool = False, reprint: bool = False, timeout: float = _TIMEOUT
) -> None:
    """Hand a paper to the system's default printer. A practice paper keeps its watermark on every page.

    Raises:
        PrintError: there is no printing command, no printer, or it did not answer; what to do instead.
    """
    command = _command(clean(title)[:80])
    data = "\f".join(pages(text, practice=practice, reprint=reprint)).encode()
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise PrintError(f"打印机{timeout:g}秒内没有应答;请检查打印机是否开机联网,或{_INSTEAD}") from None
    except OSError as error:
        raise PrintError(f"打印命令运行不了({error.strerror or '原因不明'});{_INSTEAD}") from error
    if done.returncode != 0:
        raise PrintError(f"打印机没有接受文书(状态{done.returncode});请检查是否设有默认打印机,或{_INSTEAD}")


def _command(title: str) -> list[str]:
    if platform.system() == "Windows":
        raise PrintError(f"在 Windows 上还不能直接打印;{_INSTEAD}")
    for name, option in (("lp", "-t"), ("lpr", "-J")):
        found = shutil.which(name)
        if found is not None:
            return [found, option, title]
    raise PrintError(f"这台机器没有打印命令(lp 或 lpr);请管理员安装 CUPS,或{_INSTEAD}")
