"""Attachments: files that belong to a record. Only their name and hash travel; the file lies where it was added."""

from __future__ import annotations

from typing import Annotated, ClassVar

from csdesk.domain.kinds import Line, Moment
from csdesk.domain.record import About, Record, says

#: The largest file that is taken in, in bytes: photographs, scans and mails, no videos.
MOST_BYTES = 50 * 2**20


class Attachment(Record, frozen=True, kw_only=True):
    """One file of one record, of whatever ledger. `size` in bytes; `sha256` names the file beside the database."""

    about: ClassVar[About] = About("attachment", "附件", "附件", title=("name",), by_action=True, order="-added_at")

    name: Annotated[Line, says("文件名", listed=True, action_only=True)]
    about_title: Annotated[Line | None, says("属于", listed=True, action_only=True)] = None
    size: Annotated[int, says("大小", unit="字节", listed=True, action_only=True)]
    added_by: Annotated[Line, says("添加人", listed=True, action_only=True)]
    added_at: Annotated[Moment, says("添加时间", listed=True, action_only=True)]
    sha256: Annotated[Line, says("校验值", action_only=True)]
    about_table: Annotated[Line, says("台账代码", action_only=True)]
    about_id: Annotated[Line, says("记录编号", action_only=True)]
