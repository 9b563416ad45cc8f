"""When two clients look like one."""

import pytest

from csdesk.domain.care.duplicates import core, likeness


@pytest.mark.parametrize("name", ["宁波示例家电有限公司", "宁波示例家电（集团）有限责任公司", "宁波 示例家电股份有限公司"])
def test_the_core_of_a_name_is_what_it_is_called(name):
    assert core(name) == "宁波示例家电"


@pytest.mark.parametrize(
    ("told", "field", "reason"),
    [
        ({"uscc": "91000000MA00000157"}, "uscc", "统一社会信用代码相同"),
        ({"legal_name": "宁波示例家电集团有限公司"}, "legal_name", "全称相同"),
        ({"legal_name": "宁波示例家电器有限公司"}, "legal_name", "全称相近"),
        ({"short_name": "示例家电"}, "short_name", "简称相近"),
    ],
)
def test_each_way_to_be_alike_says_where(told, field, reason):
    other = {"legal_name": "宁波示例家电有限公司", "short_name": "甬示例", "uscc": "91000000MA00000157"}
    assert likeness(told, other) == (field, reason)


@pytest.mark.parametrize("told", [{}, {"legal_name": "杭州别处机械有限公司"}, {"short_name": "家电"}, {"legal_name": "有限公司"}])
def test_others_are_not(told):
    assert likeness(told, {"legal_name": "宁波示例家电有限公司", "short_name": "甬示例"}) is None
