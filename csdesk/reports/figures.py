"""The figures of a period as a workbook: real numbers in cells, the trend beside them, and what each figure counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.registry import KPIS, Kpi
from csdesk.domain.kpi.shares import Beside
from csdesk.reports.saving import saving

HEADINGS = ("层级", "对象", "期间", "编号", "指标", "分子", "分母", "值", "单位", "考核", "状态", "提示", "现值（重述）")
EXPLAINED = ("编号", "指标", "口径", "分子", "分母", "无数据时", "默认期间", "可按月相加", "版本", "归属", "舍入")
BESIDE = ("层级", "对象", "期间", "编号", "指标", "旁列", "值", "单位")
_HEAD = Font(bold=True)
_FILL = PatternFill("solid", fgColor="DDE6F0")


def write_figures(
    path: Path,
    scorecard: Sequence[tuple[Figure, Sequence[Beside]]],
    history: Iterable[Sequence[Figure]],
    more: Callable[[Workbook], object] | None = None,
) -> None:
    """A workbook: the scorecard, what stands beside its figures, the trend (one row per entity and KPI), what `more` adds, the definitions.

    Raises StorageError.
    """
    book = Workbook()
    _scorecard(book.worksheets[0], [figure for figure, _ in scorecard])
    _beside(book.create_sheet("旁列"), scorecard)
    _history(book.create_sheet("趋势"), list(history))
    if more:
        more(book)
    _definitions(book.create_sheet("口径说明"))
    with saving(path) as half:
        book.save(half)


def lay_out(sheet: Any, title: str, headings: Sequence[str], widths: Sequence[int]) -> None:
    """Give a sheet its title, a row of headings that stays in sight, and the widths of its columns."""
    sheet.title = title
    sheet.append(list(headings))
    for column, width in enumerate(widths, 1):
        cell = sheet.cell(1, column)
        cell.font, cell.fill = _HEAD, _FILL
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _scorecard(sheet: Any, figures: Iterable[Figure]) -> None:
    """One line a figure; its value is a formula over the cells of numerator and denominator beside it."""
    lay_out(sheet, "记分卡", HEADINGS, (10, 22, 10, 7, 22, 16, 16, 12, 6, 10, 12, 24, 14))
    for line, figure in enumerate(figures, 2):
        row = figure.row
        scale = 100 if row.money else 1
        sheet.append(
            [
                figure.level.label,
                figure.name,
                figure.period,
                figure.kpi,
                figure.title,
                float(figure.num / scale),
                float(figure.den / scale),
                _ratio(figure, line),
                row.unit.sign,
                figure.threshold_text,
                figure.status_label,
                "、".join(figure.flag_labels),
                figure.now.display if figure.now else "",
            ]
        )
        for column in (6, 7):
            sheet.cell(line, column).number_format = "#,##0.00" if row.money else "#,##0"
        sheet.cell(line, 8).number_format = _format(row, figure)
    sheet.auto_filter.ref = sheet.dimensions


def _ratio(figure: Figure, line: int) -> str:
    """The value of a line as a formula that follows its numerator and denominator; words where there is no value."""
    if figure.value is None:
        return figure.display
    scale = 1 if figure.row.unit.sign == "%" else figure.row.unit.scale
    return f"=F{line}/G{line}" + (f"*{scale}" if scale != 1 else "")


def _number(figure: Figure) -> float | str:
    """The value as a cell holds it: a percentage as a fraction of one, anything else as shown; words where there is no value."""
    if figure.value is None:
        return figure.display
    unit = figure.row.unit
    return float(figure.value if unit.sign == "%" else figure.value * unit.scale)


def _format(row: Kpi, figure: Figure) -> str:
    """As many digits as the screen shows, so that a fail never reads like the threshold here either."""
    digits = len(figure.display.split(" ")[0].partition(".")[2]) or row.unit.digits
    return f"0.{'0' * digits}{'%' if row.unit.sign == '%' else ''}"


def _history(sheet: Any, history: Sequence[Sequence[Figure]]) -> None:
    months = [figure.period for figure in history[0]] if history else []
    lay_out(sheet, "趋势", ("层级", "对象", "编号", "指标", *months), (10, 22, 7, 22, *(10 for _ in months)))
    for figures in history:
        last = figures[-1]
        sheet.append([last.level.label, last.name, last.kpi, last.title, *(_number(figure) for figure in figures)])
        for column, figure in enumerate(figures, 5):
            sheet.cell(sheet.max_row, column).number_format = _format(last.row, figure)


def _beside(sheet: Any, scorecard: Iterable[tuple[Figure, Sequence[Beside]]]) -> None:
    lay_out(sheet, "旁列", BESIDE, (10, 22, 10, 7, 22, 34, 14, 6))
    for figure, beside in scorecard:
        for one in beside:
            number = one.number
            told = (figure.level.label, figure.name, figure.period, figure.kpi, figure.title, one.label)
            sheet.append([*told, None if number is None else float(number), "元" if one.money else one.unit.sign])
            sheet.cell(sheet.max_row, 7).number_format = "#,##0.00" if one.money else f"0.{'0' * one.unit.digits}"


def _definitions(sheet: Any) -> None:
    lay_out(sheet, "口径说明", EXPLAINED, (7, 22, 70, 20, 20, 30, 12, 10, 6, 40, 60))
    for row in KPIS:
        told = (row.id, row.name, row.formula, row.num_label, row.den_label, row.zero, row.default_period)
        sheet.append([*told, "是" if row.adds_time else "否", row.version, row.attribution.label, row.rounding])
