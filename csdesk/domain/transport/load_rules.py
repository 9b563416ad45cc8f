"""Which waybills may ride on which vehicle, and which with each other: what clients' SOPs and the goods themselves ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csdesk.domain.record import Values
from csdesk.domain.transport.fleet import VehicleType
from csdesk.domain.transport.waybills import Mode, SpecialNeed

_SIZES = {kind.value: n for n, kind in enumerate(VehicleType)}


@dataclass(frozen=True, slots=True)
class Cargo:
    """What decides about a waybill. terms: the numbers of the client's SOP in force; industry: the client's."""

    book: str
    client: str
    industry: str
    values: Values
    terms: Values

    @property
    def whole(self) -> bool:
        """Whether nobody else's goods may be on the vehicle: 整车, or as the SOP asks."""
        return self.values.get("mode", Mode.FTL.value) == Mode.FTL or bool(self.terms.get("whole_vehicle"))

    @property
    def special(self) -> frozenset[str]:
        """What the goods need."""
        return frozenset(self.values.get("special") or ())


def why_barred(cargo: Cargo, kind: str | None, book: str) -> str:
    """Why a vehicle of this type, kept in this book, may not carry it; empty when it may."""
    label = VehicleType.labels().get(kind or "", kind or "这种车型")
    only, never = cargo.terms.get("vehicles_only") or (), cargo.terms.get("vehicles_never") or ()
    if book != cargo.book:
        return "车辆登记在另一位专员名下"
    if only and kind not in only:
        return f"客户 SOP 只用 {'、'.join(str(VehicleType.labels().get(one, one)) for one in only)}"
    if kind in never:
        return f"客户 SOP 不用 {label}"
    wanted = cargo.values.get("vehicle_type_req")
    if cargo.values.get("mode", Mode.FTL.value) == Mode.FTL and _SIZES.get(kind or "", 0) < _SIZES.get(str(wanted), 0):
        return f"整车要 {VehicleType.labels().get(str(wanted), wanted)} 或更大的车"
    return ""


def why_apart(one: Cargo, other: Cargo) -> str:
    """Why two waybills may not be on one vehicle at the same time; empty when they may."""
    if one.client == other.client:
        return ""
    if one.whole or other.whole:
        return "整车或专车，不与其他客户拼车"
    for a, b in ((one, other), (other, one)):
        if b.industry and b.industry in (a.terms.get("not_mixed_with") or ()):
            return "客户 SOP 规定不与这一行业的货同车"
        if SpecialNeed.HAZMAT in a.special:
            return "危险品不与其他客户的货同车"
    if (SpecialNeed.TEMPERATURE in one.special) != (SpecialNeed.TEMPERATURE in other.special):
        return "温控货不与常温货同车"
    return ""


def apart(cargoes: Sequence[Cargo]) -> Mapping[frozenset[int], str]:
    """The pairs of these waybills that may not ride together, with the reason."""
    found = {}
    for n, one in enumerate(cargoes):
        for m in range(n):
            if why := why_apart(one, cargoes[m]):
                found[frozenset((m, n))] = why
    return found
