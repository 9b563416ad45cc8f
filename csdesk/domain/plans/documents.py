"""Documents (制度文件): rules, procedures and notices by number and version, from draft to archive (domain.md §3.14, CD-D4, AS-D6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Line, Long, Text, Whole
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step


class DocumentKind(Choice):
    RULE = "rule", "制度"
    PROCEDURE = "procedure", "流程"
    NOTICE = "notice", "通知"
    FORM = "form", "表单"
    JOB = "job", "岗位职责"
    OTHER = "other", "其他"


class DocumentStatus(Choice):
    DRAFT = "draft", "草稿"
    EFFECTIVE = "effective", "生效"
    SUPERSEDED = "superseded", "废止"
    ARCHIVED = "archived", "已归档"


def _rules(values: Values) -> Iterator[Problem]:
    if values.get("keep_until") and values.get("effective_from") and values["keep_until"] < values["effective_from"]:
        yield Problem("keep_until", "保存至不能早于生效日期")


class Document(Record, frozen=True, kw_only=True):
    """One version of a document; the file itself is attached to it."""

    about: ClassVar[About] = About("document", "文件", "制度文件", title=("doc_no", "name"), rules=(_rules,), order="doc_no")

    doc_no: Annotated[Line, says("文件编号", listed=True, searched=True)]
    name: Annotated[Line, says("文件名称", listed=True, searched=True, also=("名称", "标题"))]
    kind: Annotated[DocumentKind, says("文件类别", listed=True, also=("类别",))]
    version: Annotated[Whole, says("版本", listed=True, asked=True, least=1)] = 1
    owner: Annotated[Line, says("编写人", offered="me", listed=True, searched=True, also=("责任人",))]
    summary: Annotated[Text | None, says("摘要", searched=True)] = None
    effective_from: Annotated[Day | None, says("生效日期", listed=True)] = None
    issued_to: Annotated[Long | None, says("下发范围", listed=True)] = None
    approved_by: Annotated[Line | None, says("批准人", action_only=True)] = None
    archive_no: Annotated[Line | None, says("归档号", listed=True, action_only=True)] = None
    keep_until: Annotated[Day | None, says("保存至", action_only=True)] = None
    status: Annotated[DocumentStatus, says("状态", listed=True, asked=True, action_only=True)] = DocumentStatus.DRAFT


def _approved(step: Step) -> dict[str, Any]:
    return {"approved_by": step.by, "effective_from": step.filled.get("effective_from") or step.at[:10]}


_APPROVE = Action("approve", "批准生效", DocumentStatus.EFFECTIVE, ("effective_from", "issued_to"), stamps=_approved, roles=MANAGERS)
_VOID = Action("supersede", "废止", DocumentStatus.SUPERSEDED, noted=True, roles=MANAGERS)
_ARCHIVE = Action("archive", "归档", DocumentStatus.ARCHIVED, ("archive_no", "keep_until"), ("archive_no",))
_MACHINE = Machine(
    "status",
    {
        DocumentStatus.DRAFT: (_APPROVE,),
        DocumentStatus.EFFECTIVE: (_VOID, _ARCHIVE),
        DocumentStatus.SUPERSEDED: (_ARCHIVE,),
        DocumentStatus.ARCHIVED: (),
    },
)
LIFE = Life(Document, _MACHINE)
