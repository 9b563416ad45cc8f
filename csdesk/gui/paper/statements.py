"""对账单 and 催款函 on A4: what a client checks and signs, and what he is reminded of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from csdesk.domain.kinds import KINDS
from csdesk.gui.paper.flow import Block, Frame, flow, foot, signatures, table
from csdesk.gui.paper.paper import Page, Paper
from csdesk.gui.paper.sheet import A4, CENTRE, RIGHT, Column, Sheet
from csdesk.operations.money.papers import LetterPaper, StatementPaper

_TITLE, _POINTS, _LEAST = 10.0, 9.0, 6.2
_LINES = (
    Column("序号", 10, CENTRE), Column("日期", 20, CENTRE), Column("运单", 34), Column("费用项", 16), Column("数量", 16, RIGHT),
    Column("单价(元)", 18, RIGHT), Column("金额(元)", 24, RIGHT), Column("差异(元)", 20, RIGHT), Column("差异原因", 16), Column("备注", 0),
)  # fmt: skip
_DEBTS = (Column("款项", 0), Column("到期日", 26, CENTRE), Column("逾期天数", 22, RIGHT), Column("未付金额(元)", 34, RIGHT))
_ASKED = "请核对；有差异的请注明。收到后 5 个工作日内未提出异议的，按本单金额开票。"
_yuan = KINDS["fen"].show

# -- statements -----------------------------------------------------------------------------------------------------


def statement_papers(found: Sequence[StatementPaper]) -> list[Paper]:
    """The statements of some clients, each from a new page on."""
    numbers = "、".join(paper.number for paper in found[:3])
    return [Paper("对账单", f"对账单 {numbers}", f"{len(found)} 份对账单", A4.turned(), partial(_statement_pages, found), turns=True)]


def _statement_pages(found: Sequence[StatementPaper], sheet: Sheet) -> list[Page]:
    return [page for paper in found for page in flow(list(_statement_blocks(sheet, paper)), _statement_frame(sheet, paper))]


def _statement_frame(sheet: Sheet, paper: StatementPaper) -> Frame:
    top = sheet.format.margin + _TITLE + 3
    return Frame(top, top, sheet.bottom - 6, partial(_around_statement, sheet, paper))


def _around_statement(sheet: Sheet, paper: StatementPaper, number: int, pages: int) -> None:
    y = sheet.format.margin
    sheet.text(sheet.left, y, sheet.width, _TITLE, "运输费用对账单", 17, CENTRE, bold=True)
    sheet.text(sheet.left, y, sheet.width, _TITLE, f"No. {paper.number}", 10, RIGHT, bold=True)
    sheet.line(sheet.left, y + _TITLE, sheet.left + sheet.width, y + _TITLE, strong=True)
    foot(sheet, f"{paper.branch} {paper.issuer} 打印于 {paper.at}", number, pages)


def _statement_blocks(sheet: Sheet, paper: StatementPaper) -> Iterator[Block]:
    told = paper.client.values
    yield _line(sheet, f"客户：{told.get('legal_name')}", f"对账月份：{paper.period}")
    total = ["", "", "", "合计", "", "", _yuan(paper.charged), "", "", ""]
    yield from table(sheet, _LINES, paper.table(), _POINTS, _LEAST, totals=total)
    yield Block(4, lambda _: None, stays=True)
    account = paper.summary()
    sums = [Column(f"{label}(元)", 0, RIGHT) for label, _ in account]
    yield from table(sheet, sums, [[_yuan(amount) for _, amount in account]], 10, 7)
    yield Block(2, lambda _: None, stays=True)
    aged = [Column(f"{label}(元)", 0, RIGHT) for label, _ in paper.ages]
    yield from table(sheet, aged, [[_yuan(amount) for _, amount in paper.ages]], 9, 7)
    yield _line(sheet, _ASKED, "")
    yield Block(22, lambda y: _signed(sheet, y, ("制单", "我方盖章", "客户确认（盖章）", "日期")))


# -- reminders ------------------------------------------------------------------------------------------------------


def letter_papers(found: Sequence[LetterPaper]) -> list[Paper]:
    """The reminders to some clients, each from a new page on."""
    names = "、".join(str(paper.client.values.get("short_name")) for paper in found[:3])
    return [Paper("催款函", f"催款函 {names} {found[0].on}", f"{len(found)} 份催款函", A4, partial(_letter_pages, found))]


def _letter_pages(found: Sequence[LetterPaper], sheet: Sheet) -> list[Page]:
    return [page for paper in found for page in flow(list(_letter_blocks(sheet, paper)), _letter_frame(sheet, paper))]


def _letter_frame(sheet: Sheet, paper: LetterPaper) -> Frame:
    first = sheet.format.margin + 12

    def around(number: int, pages: int) -> None:
        if number == 1:
            sheet.text(sheet.left, first, sheet.width, 12, "催　款　函", 20, CENTRE, bold=True)
        foot(sheet, f"{paper.branch} {paper.issuer}　{paper.on}", number, pages)

    return Frame(first + 20, sheet.format.margin + 5, sheet.bottom - 8, around)


def _letter_blocks(sheet: Sheet, paper: LetterPaper) -> Iterator[Block]:
    told = paper.client.values
    yield from _paragraph(sheet, f"{told.get('legal_name')}{'　' + paper.contact.split()[0] + ' 收' if paper.contact else ''}：")
    yield from _paragraph(
        sheet,
        f"　　感谢贵司一直以来的支持。截至 {paper.on}，按双方约定的账期，贵司尚有以下运输费用逾期未付，"
        f"合计人民币 {_yuan(paper.total)} 元：",
    )
    rows = [(debt.label, str(debt.due), str(days), _yuan(debt.open)) for debt, days in zip(paper.debts, paper.days, strict=True)]
    yield from table(sheet, _DEBTS, rows, 10, 7, totals=("合计", "", "", _yuan(paper.total)))
    yield Block(5, lambda _: None)
    yield from _paragraph(
        sheet,
        "　　请贵司于收到本函后 7 日内付清上述款项；如已付款，请提供付款凭证以便核对；如对账目有异议，请在 3 日内书面告知。"
        "逾期未付的，我司将按合同约定处理。",
    )
    yield from _paragraph(sheet, "　　特此函告，请予支持。")
    yield Block(26, lambda y: _closing(sheet, y + 6, paper))
    yield Block(24, lambda y: _signed(sheet, y + 8, ("收函回执　签收人", "签收日期")))


def _closing(sheet: Sheet, y: float, paper: LetterPaper) -> None:
    sheet.text(sheet.left, y, sheet.width, 6, f"（公司盖章）　经办人：{paper.issuer}", 11, RIGHT)
    sheet.text(sheet.left, y + 8, sheet.width, 6, paper.on, 11, RIGHT)


# -- both -----------------------------------------------------------------------------------------------------------


def _line(sheet: Sheet, left: str, right: str) -> Block:
    """One line of text with something at its end."""

    def draw(y: float) -> None:
        sheet.text(sheet.left, y, sheet.width, 6, left, 10)
        sheet.text(sheet.left, y, sheet.width, 6, right, 10, RIGHT)

    return Block(8, draw, stays=True)


def _paragraph(sheet: Sheet, text: str) -> Iterator[Block]:
    """A text over as many lines as it takes."""
    for part in sheet.wrapped(text, sheet.width, 11.5):
        yield Block(7.5, partial(_write, sheet, part))


def _write(sheet: Sheet, text: str, y: float) -> None:
    sheet.text(sheet.left, y, sheet.width, 7.5, text, 11.5)


def _signed(sheet: Sheet, y: float, who: Sequence[str]) -> None:
    signatures(sheet, who, y + 6)
