"""Boards as sheets of the workbook of figures: the numbers of the drawings, their shares as formulas over the cells beside them."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from csdesk.domain.kpi.boards import Boards, Funnels, Punctual
from csdesk.domain.kpi.pareto import Sorting
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.reports.figures import lay_out

_PERCENT, _MONEY = "0.00%", "#,##0.00"


def add_boards(book: Workbook, boards: Boards, funnels: Funnels, punctual: Punctual) -> None:
    """Add the sheets of an entity's boards."""
    _funnel(book.create_sheet(), funnels)
    _ageing(book.create_sheet(), boards)
    _times(book.create_sheet(), punctual)
    _late(book.create_sheet(), punctual)
    _complaints(book.create_sheet(), boards)


def _funnel(sheet: Any, told: Funnels) -> None:
    lay_out(
        sheet, "预估到回款", ("对象", "业务期间", "截至", "步骤", "金额", "笔数", "占上一步", "占预估"), (22, 10, 12, 12, 18, 8, 12, 12)
    )
    for one in (told.now, told.before, told.year):
        first = sheet.max_row + 1
        for part in one.parts:
            line = sheet.max_row + 1
            before = max(line - 1, first)
            shares = [f'=IF(E{under}=0,"—",E{line}/E{under})' for under in (before, first)]
            sheet.append([told.name, one.period, told.as_of.isoformat(), part.stage.label, part.amount / 100, part.count, *shares])
            _formats(sheet, {5: _MONEY, 7: _PERCENT, 8: _PERCENT})


def _ageing(sheet: Any, told: Boards) -> None:
    lay_out(sheet, "应收账龄", ("对象", "账龄", f"{told.period} 末", "占比", f"{told.against} 末", "占比"), (22, 14, 18, 10, 18, 10))
    last = 1 + len(told.ageing)
    for line, (label, fen) in enumerate(told.ageing.items(), 2):
        shares = [f'=IF(SUM({c}$2:{c}${last})=0,"—",{c}{line}/SUM({c}$2:{c}${last}))' for c in "CE"]
        sheet.append([told.name, label, fen / 100, shares[0], told.aged_before.get(label, 0) / 100, shares[1]])
        _formats(sheet, {3: _MONEY, 4: _PERCENT, 5: _MONEY, 6: _PERCENT})


def _times(sheet: Any, told: Punctual) -> None:
    lay_out(sheet, "准时率", ("对象", "编号", "指标", "周或月", "准时", "应计", "准时率"), (22, 7, 16, 14, 10, 10, 10))
    for one in told.courses:
        for point in one.points:
            num, den = (sum(getattr(share, part) for share in point.shares) for part in ("num", "den"))
            line = sheet.max_row + 1
            ratio = f'=IF(F{line}=0,"—",E{line}/F{line})'
            sheet.append([told.name, one.kpi, KPI_BY_ID[one.kpi].name, point.stretch.label, float(num), float(den), ratio])
            _formats(sheet, {7: _PERCENT})


def _late(sheet: Any, told: Punctual) -> None:
    lay_out(sheet, "晚点多久", ("对象", "期间", "编号", "指标", "晚点", "单数"), (22, 10, 7, 16, 14, 8))
    for one in told.late:
        sheet.append([told.name, told.period, one.kpi, KPI_BY_ID[one.kpi].name, one.label, len(one.shares)])


def _complaints(sheet: Any, told: Boards) -> None:
    lay_out(sheet, "投诉", ("对象", "登记期间", "按", "类别", "件数", "累计占比"), (22, 10, 10, 18, 8, 10))
    for by in Sorting:
        first = sheet.max_row + 1
        last = first + len(told.paretos[by]) - 1
        for bar in told.paretos[by]:
            line = sheet.max_row + 1
            sums = f"=SUM(E${first}:E{line})/SUM(E${first}:E${last})"
            sheet.append([told.name, told.period, by.label, bar.label, bar.count, sums])
            _formats(sheet, {6: _PERCENT})


def _formats(sheet: Any, formats: dict[int, str]) -> None:
    for column, shown in formats.items():
        sheet.cell(sheet.max_row, column).number_format = shown
