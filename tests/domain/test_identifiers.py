"""Company codes, plates and telephones: every vector of domain.md §3.15, as its tables say."""

import pytest

from csdesk.domain import identifiers
from csdesk.domain.identifiers import mobile_problem, normal_code, normal_phone, normal_plate, phone_problem, plate_kind, uscc_problem

VALID_CODES = [
    "91350100M000100Y43",  # the standard's own example: the sum is 1640, 1640 mod 31 = 28, so 3
    "91110000600037341L",
    "9144030071526726XG",
    "91110000710926094P",
    "91310000631696382C",
    "91000000MA00000157",  # from here on fictional: region 000000
    "91000000MA00000232",
    "91000000MA0000031W",
    "91000000MA0000103M",
    "91000000MA0009992A",
    "91000000MA00000030",  # check character 0: the remainder is 0
    "91000000MA0000022Y",  # check character Y: value 30
]


@pytest.mark.parametrize("code", VALID_CODES)
def test_a_valid_company_code(code):
    assert uscc_problem(code) is None


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("91350100M000100Y4Z", "不允许的字符"),
        ("A1110000600037341L", "校验位不符"),
        ("12345", "应为 18 位，现为 5 位"),
        ("", "应为 18 位，现为 0 位"),
        ("9135010XM000100Y43", "不允许的字符"),  # the region is six digits
        ("91350100M000100Y4٣", "不允许的字符"),  # an Arabic digit is no digit here
    ],
)
def test_an_invalid_company_code_says_why(code, why):
    assert why in uscc_problem(code)


@pytest.mark.parametrize("typed", ["91350100m000100y43", " 9135 0100 M000-100Y43 ", "９１３５０１００M０００１００Y４３"])
def test_what_is_typed_is_normalised_first(typed):
    assert normal_code(typed) == "91350100M000100Y43"


def test_every_adjacent_swap_is_caught():
    code = "91350100M000100Y43"
    swaps = {code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(17)} - {code}
    assert len(swaps) == 13  # four pairs are alike
    assert [swap for swap in swaps if uscc_problem(swap) is None] == []


@pytest.mark.parametrize("code", VALID_CODES)
def test_every_single_wrong_character_is_caught(code):
    for at in range(18):
        for other in identifiers.USCC_SET.replace(code[at], ""):
            assert uscc_problem(code[:at] + other + code[at + 1 :])


def test_the_inner_code_is_only_a_warning():
    assert identifiers.uscc_warning("91350100M000100Y43") is None
    assert identifiers.uscc_warning("91000000MA00000030") is not None
    assert identifiers.uscc_warning("91000000MA0000022Y") is not None


@pytest.mark.parametrize(
    ("plate", "kind"),
    [
        ("川A123AB", "ordinary"),
        ("浙B12345", "ordinary"),
        ("川AF12345", "nev_small"),
        ("川A12345D", "nev_large"),
        ("冀MAR53挂", "trailer"),
        ("沪J6018挂", "trailer"),
        ("川AA12345", "nev_small"),  # the extended set of letters
        ("川A123456", None),
        ("川A2222I", None),
        ("川AD123456", None),
        ("川A2222学", None),
        ("粤Z1234港", None),
        ("川O12345", None),
        ("", None),
    ],
)
def test_plates(plate, kind):
    assert plate_kind(plate) == kind


@pytest.mark.parametrize("typed", ["浙b·12345", "浙B 12345", "浙B-12345", "浙Ｂ１２３４５", " 浙b12345 "])
def test_a_typed_plate_is_normalised(typed):
    assert normal_plate(typed) == "浙B12345"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086-13800138000", "13800138000"),
        ("86 13800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("19900000001", "19900000001"),
    ],
)
def test_mobile_numbers(typed, number):
    assert normal_phone(typed) == number
    assert mobile_problem(number) is None


@pytest.mark.parametrize("typed", ["12800138000", "1380013800", "138001380000", "电话", "", "0574-87654321"])
def test_what_is_no_mobile_number(typed):
    assert mobile_problem(normal_phone(typed))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0574-87654321", "0574-87654321"),
        ("(0574)87654321", "057487654321"),
        ("010 12345678", "01012345678"),
        ("0574—87654321—801", "0574-87654321-801"),
        ("400-800-1234", "4008001234"),
        ("8008101234", "8008101234"),
        ("13800138000", "13800138000"),
    ],
)
def test_telephone_numbers(typed, number):
    assert normal_phone(typed) == number
    assert phone_problem(number) is None


@pytest.mark.parametrize("typed", ["87654321", "0574-123", "500-800-1234", "12345", "转801"])
def test_what_is_no_telephone_number(typed):
    assert phone_problem(normal_phone(typed))


def test_numbers_are_masked_for_lists():
    assert identifiers.masked("13812345678") == "138****5678"
    assert identifiers.masked("110") == "110"
