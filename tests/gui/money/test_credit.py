"""Whose credit is used up is told when a waybill or a charge is entered for him."""

import pytest
from gui.waiting import settle

from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.transport.waybills import Waybill
from csdesk.operations import ledgers


@pytest.mark.parametrize("record", [Waybill, ChargeLine])
@pytest.mark.parametrize(
    ("limit", "told"),
    [
        (50_00, "<b>⚠ 超信用额度 50.00 元</b>：额度 50.00 元，应收 100.00 元；逾期未收 100.00 元"),
        (111_00, "△ 信用额度 111.00 元快用完，应收 100.00 元；逾期未收 100.00 元"),
        (112_00, "逾期未收 100.00 元"),
        (None, "逾期未收 100.00 元"),
    ],
)
def test_how_much_credit_is_used(pane, client, db, now, record, limit, told):
    whose = client("甲", credit_limit=limit)
    values = {"client_id": whose.id, "biz_date": "2026-05-05", "amount_incl_tax": 100_00, "due_date": "2026-06-11"}
    ledgers.create(db, ChargeLine, values, now=now)
    card = pane(record).card
    card.start_new()
    form = card.form
    form.box("client_id").put(whose.id, "甲")
    form.box("client_id").edited.emit()
    settle()
    assert form._lines["client_id"].hint.text() == told
    form.box("client_id").put(None)
    form.box("client_id").edited.emit()
    assert not form._lines["client_id"].hint.isVisible()
