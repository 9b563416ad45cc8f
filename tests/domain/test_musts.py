"""Which empty fields the values of a record make a must; and that its rules can be asked while it is half filled in."""

import random

import pytest
from data.keep import sample

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.checking import asked_now
from csdesk.domain.record import stored_fields
from csdesk.domain.records import RECORDS


def test_a_case_of_a_delay_wants_its_waybill():
    assert asked_now(Complaint, {"type": "delay"}) == {"waybill_id"}
    assert asked_now(Complaint, {"type": "delay", "case_kind": "inquiry"}) == set()
    assert asked_now(Complaint, {"type": "delay", "waybill_id": "w"}) == set()
    assert asked_now(Complaint, {"type": "attitude"}) == set()


def test_a_visit_wants_whom_one_met_and_what_follows_a_day():
    assert asked_now(ClientLog, {"log_type": "visit", "content": "谈了十二个字以上的事情"}) == {"contact_id"}
    assert asked_now(ClientLog, {"log_type": "call", "content": "谈了十二个字以上的事情", "follow_up": "报价"}) == {"follow_up_due"}


@pytest.mark.parametrize("record", [record for record in RECORDS if record.about.rules], ids=lambda record: record.about.name)
def test_rules_can_be_asked_of_a_half_filled_form(record):
    rng, known = random.Random(record.about.name), {f.name: sample(f) for f in stored_fields(record)}
    for _ in range(60):
        told = {name: value for name, value in known.items() if rng.random() < rng.random()}
        assert asked_now(record, told) <= {*known} - {name for name, value in told.items() if value not in (None, "", [])}
