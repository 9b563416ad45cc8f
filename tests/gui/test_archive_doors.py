"""Bad input at the doors of archive and follow-ups: a sentence at the field, nothing written, nothing frozen."""

import pytest
from gui.waiting import settle

from csdesk.domain.care.clients import Client
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.surveys import SurveyRound
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.rows import Query
from csdesk.operations import ledgers
from csdesk.operations.excel import blocks

RTL = "\u202eشركة 客户\u202c"
EMOJI = "🚚👨‍👩‍👧‍👦示例物流"
GOOD = {"legal_name": "宁波示例有限公司", "short_name": "示例", "client_type": "零担散客"}


def type_in(form, **raws):
    """Type these texts into the fields, whatever their editors."""
    for name, raw in raws.items():
        box = form.box(name)
        if hasattr(box, "setPlainText"):
            box.setPlainText(raw)
        elif hasattr(box, "setText"):
            box.setText(raw)
        else:
            box.setCurrentText(raw)
    form.edited.emit()
    settle()


@pytest.mark.parametrize(
    ("field", "raw", "sentence"),
    [
        ("legal_name", "宁" * 4000, "最多 80 字"),
        ("short_name", "🚚" * 2000, "最多 80 字"),
        ("biz_address", "路" * 4000, "最多 200 字"),
        ("maintenance_strategy", "多" * 4001, "最多 4000 字"),
        ("contract_to", "1900-01-01", "1990–2100"),
        ("contract_to", "2999-12-31", "1990–2100"),
        ("first_biz_date", "2026-02-30", ""),
        ("payment_term_days", "-30", "不能小于 0"),
        ("credit_limit", "-1", "不能小于"),
        ("credit_limit", "9" * 40, ""),
        ("statement_day", "32", "不能大于 31"),
        ("uscc", "<script>", ""),
    ],
)
def test_a_client_is_not_written_with_nonsense(pane, db, field, raw, sentence):
    card = pane(Client).card
    card.start_new()
    type_in(card.form, **GOOD, **({field: raw} if field not in GOOD else {}))
    if field in GOOD:
        type_in(card.form, **{field: raw})
    assert not card.save()
    assert sentence in card.form.wrong()[field]
    assert card.form.wrong()[field]
    assert ledgers.count(db, Client, Query()) == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (RTL, "شركة 客户"),  # what turns the direction of writing is taken out
        (EMOJI, "🚚👨👩👧👦示例物流"),
        ("\u202e示例", "示例"),
        ("A\u0300" * 20, "À" * 20),
        ("'; DROP TABLE client; --", "'; DROP TABLE client; --"),
        ("<b>粗</b>&amp;", "<b>粗</b>&amp;"),
    ],
)
def test_whatever_people_are_called_is_kept_and_found(pane, db, name, kept):
    shown = pane(Client)
    shown.card.start_new()
    type_in(shown.card.form, **{**GOOD, "short_name": name})
    assert shown.card.save()
    settle()
    [row] = ledgers.select(db, Client, Query())
    assert row.values["short_name"] == kept
    assert ledgers.count(db, Client, Query(search=kept)) == 1
    assert shown.card.form.raws()["short_name"] == kept


@pytest.mark.parametrize(
    ("field", "raw", "sentence"),
    [
        ("content", "好", "至少写 10 个字"),
        ("content", "多" * 4001, "最多 4000 字"),
        ("occurred_at", "1900-01-01 08:00", "1990–2100"),
        ("occurred_at", "2999-01-01 08:00", "1990–2100"),
        ("next_on", "2099-01-01", "一年以内"),
        ("next_on", "2026-06-01", "一年以内"),
        ("next_on", "下辈子", ""),
        ("purpose", "目" * 4000, "最多 200 字"),
        ("contact_id", "没有这个人", "没有找到"),
    ],
)
def test_a_follow_up_is_not_written_with_nonsense(pane, client, db, field, raw, sentence):
    who = client("示例")
    card = pane(ClientLog).card
    card.start_new()
    card.form.box("client_id").put(who.id, "示例")
    told = {"log_type": "电话", "content": "电话问候，对方一切正常。"}
    type_in(card.form, **told)
    type_in(card.form, **{field: raw})
    assert not card.save()
    assert sentence in card.form.wrong()[field]
    assert ledgers.count(db, ClientLog, Query()) == ledgers.count(db, VisitPlan, Query()) == 0


def test_a_follow_up_of_tomorrow_is_refused(pane, client, db):
    card = pane(ClientLog).card
    card.start_new()
    card.form.box("client_id").put(client("示例").id, "示例")
    type_in(card.form, log_type="电话", content="电话问候，对方一切正常。", next_on="", occurred_at="2026-06-13 09:00")
    type_in(card.form, next_on="")
    card.save()
    settle()
    assert "还没有到" in card.form.wrong()["occurred_at"]
    assert ledgers.count(db, ClientLog, Query()) == 0


@pytest.mark.parametrize("period", ["2999", "2026-13", "2026-Q5", "六月", "期" * 80])
def test_a_round_wants_a_period(pane, db, period):
    card = pane(SurveyRound).card
    card.start_new()
    type_in(card.form, name="调查", period=period, sent_on="2026-06-12", closes_on="2026-06-20")
    assert not card.save()
    assert "看不懂" in card.form.wrong()["period"]


def test_a_pasted_block_of_garbage_changes_nothing(db, client, now):
    client("示例")
    cells = [["客户全称", "简称", "合同终止"], ["宁" * 4000, EMOJI, "2999-01-01"], [RTL, "\x00\ud800", "1900-01-01"], ["", "", ""]]
    plan = blocks.look(db, Client, cells, blocks.Target(), now=now)
    assert sorted(plan.wrong) == [0, 1]
    assert "1990–2100" in plan.reason(0)
    assert ledgers.count(db, Client, Query()) == 1
