"""How complete a client's archive is, and what it lacks."""

from csdesk.domain.care.clients import Client, missing

FULL = {
    "uscc": "91000000MA00000157", "industry": "appliances", "first_biz_date": "2024-01-01", "biz_address": "宁波", "service_scope": ["ftl"],
    "statement_day": 5, "invoice_day": 15, "credit_limit": 1, "invoice_title": "示例", "bank_name": "示例", "bank_account": "1",
    "invoice_phone": "0574-88888888", "cargo_traits": ["易碎"], "est_annual_revenue": 0, "maintenance_strategy": "月度拜访",
}  # fmt: skip


def test_a_contract_client_needs_its_contract_too():
    assert missing({**FULL, "client_type": "spot"}) == []
    assert missing({**FULL, "client_type": "contract"}) == ["contract_no", "contract_from", "contract_to"]


def test_it_is_told_by_name():
    told = Client.about.derive({**FULL, "client_type": "spot", "cargo_traits": [], "industry": None, "bank_name": ""}, None)
    assert told == {"completeness": 8000, "lacks": "行业、开户行、货物特性"}
