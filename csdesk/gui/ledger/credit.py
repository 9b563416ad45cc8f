"""Under the client of a new waybill or charge: how much of his credit is used, as soon as it is nearly all, and what is overdue."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from csdesk.domain.kinds import KINDS
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.record import Record
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.form import FieldForm, chosen
from csdesk.operations.money import collecting
from csdesk.operations.money.collecting import Exposure

_SHOWN_FOR = (Waybill, ChargeLine)
_CLIENT, _SOURCE = "client_id", "credit"
_yuan = KINDS["fen"].show


class CreditNote(QObject):
    """Watches the client that is being chosen on the form of a new record."""

    def __init__(self, desk: Desk, record: type[Record], form: FieldForm) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._watches = False
        self._client: str | None = None
        if record in _SHOWN_FOR:
            form.edited.connect(self.look)

    def start(self, *, new: bool) -> None:
        """Another record is on the form: a new one, or one that is there already."""
        self._watches, self._client = new, None
        self._form.hint(_CLIENT, "", _SOURCE)

    def look(self) -> None:
        """Read again, if another client was chosen."""
        client = chosen(self._form, _CLIENT) if self._watches else self._client
        if client == self._client:
            return
        self._client = client
        self._form.hint(_CLIENT, "", _SOURCE)
        if client is not None:
            work = partial(collecting.exposure, self._desk.db, client, self._desk.now().date())
            self._desk.tasks.read(work, partial(self._show, client), key=(id(self), "credit"))

    def _show(self, client: str, found: Exposure) -> None:
        if client == self._client:
            self._form.hint(_CLIENT, _text(found), _SOURCE)


def _text(found: Exposure) -> str:
    told = []
    if found.over:
        told.append(f"<b>⚠ 超信用额度 {_yuan(found.over)} 元</b>：额度 {_yuan(found.limit)} 元，应收 {_yuan(found.owed)} 元")
    elif found.tight:
        told.append(f"△ 信用额度 {_yuan(found.limit)} 元快用完，应收 {_yuan(found.owed)} 元")
    if found.overdue:
        told.append(f"逾期未收 {_yuan(found.overdue)} 元")
    return "；".join(told)
