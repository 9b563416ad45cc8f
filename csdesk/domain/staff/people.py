"""Branches and the people who work there."""

from __future__ import annotations

from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Line, Mobile
from csdesk.domain.record import About, Choice, Record, says


class Role(Choice):
    SPECIALIST = "specialist", "客服专员"
    BRANCH_MANAGER = "branch_manager", "分部经理"
    ASSISTANT = "assistant", "客服助理"
    DEPUTY_DIRECTOR = "deputy_director", "副总监"
    DIRECTOR = "director", "客服总监"


class Branch(Record, frozen=True, kw_only=True):
    """One branch (分部) of the company."""

    about: ClassVar[About] = About("branch", "分部", "分部", title=("code", "name"), codes=("code", "name"), reference=True, order="code")

    code: Annotated[Line, says("分部代码", listed=True, searched=True)]
    name: Annotated[Line, says("分部名称", listed=True, searched=True, also=("分部",))]
    city: Annotated[Line | None, says("城市", listed=True)] = None
    span: Annotated[Line | None, says("管辖范围", listed=True, help="由哪位副总监管辖")] = None


class Staff(Record, frozen=True, kw_only=True):
    """One person of the customer service department."""

    about: ClassVar[About] = About("staff", "人员", "人员", title=("name",), codes=("staff_no", "name"), reference=True, order="name")

    staff_no: Annotated[Line | None, says("工号", listed=True, searched=True)] = None
    name: Annotated[Line, says("姓名", listed=True, searched=True)]
    role: Annotated[Role, says("岗位", listed=True, asked=True)] = Role.SPECIALIST
    branch: Annotated[Line | None, says("分部", listed=True, help="分部代码，例如 NB")] = None
    mobile: Annotated[Mobile | None, says("手机", private=True)] = None
    hired_on: Annotated[Day | None, says("入职日期", listed=True)] = None
    left_on: Annotated[Day | None, says("离职日期", listed=True)] = None
    site: Annotated[Line | None, says("工作站", help="本人电脑的编号，由入网证书填写")] = None
