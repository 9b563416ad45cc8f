"""A satisfaction round: who is asked, what counts, what is refused."""

import pytest
from offices import client

from csdesk.domain.care.clients import Contact
from csdesk.domain.care.surveys import SurveyResponse, SurveyRound
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.checking import Invalid
from csdesk.domain.rows import Query
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.clients import surveys
from csdesk.operations.kpi import figures

AT = "2026-06-05T08:00:00+08:00"


@pytest.fixture
def round_(db, now):
    told = {"name": "二季度满意度", "period": "2026-Q2", "sent_on": "2026-06-12", "closes_on": "2026-06-20"}
    return ledgers.create(db, SurveyRound, told, now=now)


@pytest.fixture
def four(db, now):
    """甲 and 乙 ship and have a contact, 丙 ships and has none who takes part, 丁 never shipped."""
    rows = [client(db, now, name) for name in "甲乙丙丁"]
    for i, row in enumerate(rows):
        for primary in (False, True):
            told = {
                "client_id": row.id,
                "name": f"{'主' if primary else '副'}{i}",
                "mobile": f"138001380{i}{int(primary)}",
                "is_primary": primary,
            }
            ledgers.create(db, Contact, {**told, "survey_opt_in": i != 2}, now=now)
        if i < 3:
            goods = {
                "goods_name": "空调",
                "pieces": 1,
                "origin_city": "宁波",
                "dest_city": "上海",
                "vehicle_type_req": "9.6m",
                "plan_date": "2026-06-05",
            }
            times = {
                "planned_loading_at": AT,
                "planned_departure_at": "2026-06-05T09:00:00+08:00",
                "required_arrival_at": "2026-06-05T20:00:00+08:00",
            }
            ledgers.create(db, Waybill, {"client_id": row.id, **goods, **times}, now=now)
    return rows


def sent(db, round_, now, share=100):
    surveys.invite(db, round_, share, now=now)
    return surveys.read(db, round_.book, round_.id)


def test_who_ships_and_takes_part_is_asked_once(db, round_, four, now):
    found = surveys.population(db, round_)
    assert (len(found.clients), found.asked, len(found.without)) == (3, 0, 1)
    told = sent(db, round_, now)
    assert [(one.titles["client_id"].split()[-1], one.titles["contact_id"]) for one in told.responses] == [("甲", "主0"), ("乙", "主1")]
    assert told.responses[0].values["owner_id"] == four[0].values["owner_id"]
    with pytest.raises(Refused, match="没有可以发放"):
        surveys.invite(db, round_, 100, now=now)
    ledgers.undo(db)
    assert ledgers.count(db, SurveyResponse, Query()) == 0


def test_half_of_them(db, round_, four, now):
    assert len(sent(db, round_, now, 50).responses) == 1
    assert len(sent(db, round_, now, 50).responses) == 2


def test_answers_count_as_k04_does_and_late_ones_do_not(db, round_, four, now):
    one, two = sent(db, round_, now).responses
    done = surveys.answer(db, round_, one, {"overall": 5, "timeliness": 4}, now=now.replace(day=13))
    assert (done.values["entered_by"], done.values["responded_at"][:10]) == ("张三", "2026-06-13")
    late = surveys.answer(db, round_, two, {"overall": 5}, now=now.replace(day=21))
    assert (late.values["valid"], late.values["invalid_reason"]) == (False, "late")
    told = surveys.read(db, round_.book, round_.id).results
    assert (told.satisfied, told.valid, told.came, told.sent, told.own) == (1, 1, 2, 2, 1)
    [k04] = figures.figures(db, level="branch", period="2026-06", as_of=now.date().replace(day=30), kpis=["K04"])
    assert (k04.num, k04.den) == (1, 1)


def test_a_bad_mark_wants_its_reason_and_a_closed_round_wants_nothing(db, round_, four, now):
    one = sent(db, round_, now).responses[0]
    with pytest.raises(Invalid, match="不满意原因"):
        surveys.answer(db, round_, one, {"overall": 2}, now=now)
    with pytest.raises(Invalid, match="不能大于"):
        surveys.answer(db, round_, one, {"overall": 6}, now=now)
    closed = moves.act(db, SurveyRound, round_, "close", {}, now=now)
    with pytest.raises(Refused, match="已经结束"):
        surveys.answer(db, closed, one, {"overall": 5}, now=now)
    with pytest.raises(Refused, match="已经结束"):
        surveys.invite(db, closed, 100, now=now)
    with pytest.raises(Refused, match="分部经理"):
        moves.act(db, SurveyRound, closed, "reopen", {"closes_on": "2026-06-30"}, now=now, note="补录")


def test_what_a_client_said_of_a_case_is_no_answer(db, four, now):
    told = {"client_id": four[0].id, "source": "phone", "type": "attitude", "severity": "normal", "description": "无人接听"}
    ledgers.create(db, Complaint, {**told, "received_at": "2026-06-10T08:00:00+08:00", "callback_score": 1}, now=now)
    [k04] = figures.figures(db, level="branch", period="2026-06", as_of=now.date(), kpis=["K04"])
    assert k04.den == 0
