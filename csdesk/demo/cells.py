"""One value as a person types it into a spreadsheet: dates in four forms, money with signs, full-width digits, stray blanks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from csdesk.demo.draw import Draw
from csdesk.domain.record import Field

Cell = Any
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  day 0 of a spreadsheet's serial numbers, on no clock
_WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


def cell_of(field: Field, wire: Any, times: Decimal, draw: Draw) -> Cell:
    """The cell that says `wire`. times: how many of the field's base unit the heading's unit is worth (元 in 分: 100)."""
    if wire is None:
        return None
    write = _WRITERS.get(field.kind.name)
    if write:
        return write(wire, times, draw)
    text = field.show(wire)
    return f" {text} " if field.kind.name == "line" and draw.chance(60) else text


def _number(wire: int, times: Decimal, draw: Draw) -> Cell:
    return int(value) if (value := Decimal(wire) / times) == int(value) else float(value)


def _money(wire: int, times: Decimal, draw: Draw) -> Cell:
    value = Decimal(wire) / times
    if draw.chance(60):
        return f"￥{value:,}"
    if draw.chance(40):
        return str(value).translate(_WIDE)
    return _number(wire, times, draw)


def _rate(wire: int, times: Decimal, draw: Draw) -> Cell:
    return f"{Decimal(wire) / 100:f}%" if draw.chance(300) else float(Decimal(wire) / 10_000)


def _day(wire: str, times: Decimal, draw: Draw) -> Cell:
    day = date.fromisoformat(wire)
    forms: tuple[Callable[[], Cell], ...] = (
        lambda: day,
        lambda: f"{day.year}.{day.month}.{day.day}",
        lambda: f"{day.year}年{day.month}月{day.day}日",
        lambda: (day - _EPOCH.date()).days,
        lambda: f"{day:%Y%m%d}",
    )
    return draw.weighed([(form, weight) for form, weight in zip(forms, (70, 10, 8, 8, 4), strict=True)])()


def _moment(wire: str, times: Decimal, draw: Draw) -> Cell:
    moment = datetime.fromisoformat(wire).replace(tzinfo=None)
    forms: tuple[Callable[[], Cell], ...] = (
        lambda: moment,
        lambda: f"{moment.year}/{moment.month}/{moment.day} {moment:%H:%M}",
        lambda: f"{moment.year}年{moment.month}月{moment.day}日 {moment.hour}时{moment.minute:02}分",
        lambda: (moment - _EPOCH) / timedelta(days=1),
    )
    return draw.weighed([(form, weight) for form, weight in zip(forms, (75, 15, 5, 5), strict=True)])()


def _month(wire: str, times: Decimal, draw: Draw) -> Cell:
    return draw.weighed(((wire, 60), (f"{wire[:4]}年{int(wire[5:])}月", 30), (wire.replace("-", "."), 10)))


def _flag(wire: bool, times: Decimal, draw: Draw) -> Cell:
    return ("是" if wire else "否") if draw.chance(700) else ("√" if wire else "×")


def _phone(wire: str, times: Decimal, draw: Draw) -> Cell:
    return f"{wire[:3]} {wire[3:7]} {wire[7:]}" if draw.chance(300) else int(wire) if draw.chance(200) else wire


def _plate(wire: str, times: Decimal, draw: Draw) -> Cell:
    return f"{wire[:2]}·{wire[2:]}" if draw.chance(150) else wire.lower() if draw.chance(50) else wire


_WRITERS: Mapping[str, Callable[[Any, Decimal, Draw], Cell]] = {
    "fen": _money,
    "grams": _number,
    "litres": _number,
    "whole": _number,
    "year": _number,
    "rate": _rate,
    "day": _day,
    "moment": _moment,
    "month": _month,
    "flag": _flag,
    "mobile": _phone,
    "plate": _plate,
}
