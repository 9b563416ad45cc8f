"""ABC, score, care and chances of clients, as domain.md §3.14 tells them."""

from fractions import Fraction

import pytest

from csdesk.domain.care.client_value import OpportunityKind, Part, Worth, chances, classes, parts, percentile, score, strategy
from csdesk.domain.care.clients import Tier

F = Fraction


def worth(client="A", revenue=100_00, profit=20_00, **more):
    return Worth(client, revenue, F(profit), **more)


@pytest.mark.parametrize(
    ("revenues", "classed"),
    [
        ((70, 20, 10), "ABC"),  # what begins at the limit belongs to the next class
        ((69, 20, 11), "AAB"),  # the one that crosses 70 % is still A
        ((50, 15, 10, 10, 10, 5), "AAABBC"),
        ((100,), "A"),
        ((100, 0, -5), "ACC"),  # red letters are no revenue
        ((0, 0), "CC"),
    ],
)
def test_abc_by_cumulative_revenue(revenues, classed):
    found = classes([worth(str(at), revenue) for at, revenue in enumerate(revenues)])
    assert "".join(found[str(at)] for at in range(len(revenues))) == classed


def test_a_percentile_counts_equals_half():
    assert [percentile(F(v), [F(1), F(2), F(2), F(3)]) for v in (1, 2, 3)] == [0, 50, 100]
    assert percentile(F(-5), [F(-5)]) == 100


def test_every_part_of_the_score():
    one = worth(growth=F(75, 1000), dso=F(150), overdue=F(1, 4), satisfaction=F(9, 10), active=9)
    found = parts(one, [F(0), F(20_00), F(30_00)])
    assert found == {Part.PROFIT: 50, Part.GROWTH: 75, Part.PAYMENT: F(125, 2), Part.SATISFACTION: 90, Part.STABILITY: 75}
    assert score(found) == (35 * 50 + 20 * 75 + 20 * F(125, 2) + 15 * 90 + 10 * 75) / F(100)


def test_what_is_not_known_weighs_nothing():
    found = parts(worth(active=12), [F(20_00)])
    assert [found[part] for part in (Part.GROWTH, Part.PAYMENT, Part.SATISFACTION)] == [None, None, None]
    assert score(found) == 100


def test_debt_that_never_turns_over_earns_nothing():
    assert parts(worth(no_turnover=True), [F(20_00)])[Part.PAYMENT] == 0
    assert parts(worth(dso=F(60), overdue=F(0)), [F(20_00)])[Part.PAYMENT] == 100


def test_the_care_names_the_weakest_part():
    found = {Part.PROFIT: F(90), Part.GROWTH: F(10), Part.PAYMENT: None}
    assert strategy(Tier.A, F(50), found) == "保量提质：分部经理每月走访，先补短板（短板：增长）"
    assert strategy(Tier.A, F(60), found) == "重点维护：每月走访，季度复盘，专人响应"


def told(one, bought=(), expected=None, lanes=None):
    return [(o.kind, o.monthly, o.said) for o in chances(one, bought, expected, lanes or {})]


def test_chances_for_more_business():
    assert told(worth(recent=240_00, year_ago=300_00)) == [(OpportunityKind.RECOVER, 20_00, "近 3 个月收入比去年同期少 20 %")]
    assert told(worth(recent=241_00, year_ago=300_00)) == []
    assert told(worth(revenue=120_00), expected=480_00) == [(OpportunityKind.SHARE, 30_00, "年发货额预估中我方约占 25 %")]
    assert told(worth(), bought=("ftl", "ltl")) == [(OpportunityKind.SERVICE, None, "还没有用：仓储、配送、增值服务")]
    assert told(worth()) == []


def test_a_lane_that_others_ship_on_from_the_same_city():
    lanes = {
        ("宁波", "合肥"): frozenset("AB"),
        ("宁波", "武汉"): frozenset("BC"),
        ("宁波", "西安"): frozenset("B"),
        ("上海", "武汉"): frozenset("BC"),
    }
    assert told(worth(), lanes=lanes) == [(OpportunityKind.LANE, None, "宁波→武汉：另有 2 家客户在走，该客户还没有")]
