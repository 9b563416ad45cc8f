"""Chinese identifiers: company codes (USCC), number plates, telephone numbers (domain.md §3.15)."""

from __future__ import annotations

import re
import unicodedata

USCC_SET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I O S V Z
_USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_P, _L, _A = f"[{PROVINCES}]", "[A-HJ-NP-Z]", "[A-HJ-NP-Z0-9]"
ORDINARY_PLATE = re.compile(f"{_P}{_L}{_A}{{5}}")
TRAILER_PLATE = re.compile(f"{_P}{_L}{_A}{{4}}挂")
NEV_SMALL_PLATE = re.compile(f"{_P}{_L}[A-HJK]{_A}\\d{{4}}")
NEV_LARGE_PLATE = re.compile(f"{_P}{_L}\\d{{5}}[A-HJK]")

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?")
_SERVICE = re.compile(r"(400|800)\d{7}")


def normal_code(text: str) -> str:
    """A code without blanks and hyphens, half-width, upper case."""
    return re.sub(r"[\s\-–—]", "", unicodedata.normalize("NFKC", text)).upper()


def normal_plate(text: str) -> str:
    """A plate without blanks, dots and hyphens, half-width, upper case."""
    return re.sub(r"[\s\-·•.]", "", unicodedata.normalize("NFKC", text)).upper()


def normal_phone(text: str) -> str:
    """A telephone number without blanks and +86; hyphens stay only in landlines (`0574-87654321`)."""
    number = re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text)).replace("—", "-")
    number = re.sub(r"^(\+|00)?86-?(?=1[3-9]|0|400|800)", "", number)
    bare = number.replace("-", "")
    return bare if _MOBILE.fullmatch(bare) or _SERVICE.fullmatch(bare) else number


def uscc_check_character(first17: str) -> str:
    """The 18th character, GB/T 17710 (ISO 7064 MOD 31-3). Raises ValueError outside the character set."""
    total = sum(USCC_SET.index(c) * w for c, w in zip(first17, _USCC_WEIGHTS, strict=True))
    return USCC_SET[(31 - total % 31) % 31]


def uscc_problem(code: str) -> str | None:
    """What is wrong with a normalised USCC, as a sentence, or None."""
    if len(code) != 18:
        return f"统一社会信用代码应为 18 位，现为 {len(code)} 位"
    if not _USCC.fullmatch(code):
        return "统一社会信用代码含有不允许的字符（不用 I O S V Z，第 3–8 位为数字）"
    if code[17] != uscc_check_character(code[:17]):
        return "统一社会信用代码校验位不符，请核对是否抄错"
    return None


def uscc_warning(code: str) -> str | None:
    """A soft doubt about a valid USCC: characters 9-17 are an organisation code with its own check (GB 11714)."""
    body = code[8:17]
    total = sum(int(c, 36) * w for c, w in zip(body, _ORG_WEIGHTS, strict=False))
    check = 11 - total % 11
    expected = {10: "X", 11: "0"}.get(check, str(check))
    return None if body[8] == expected else "第 9–17 位（主体标识码）的校验位不符，请留意"


def plate_kind(plate: str) -> str | None:
    """`ordinary`, `trailer`, `nev_small`, `nev_large`, or None for what is no freight plate."""
    for kind, pattern in (
        ("trailer", TRAILER_PLATE),
        ("nev_large", NEV_LARGE_PLATE),
        ("nev_small", NEV_SMALL_PLATE),
        ("ordinary", ORDINARY_PLATE),
    ):
        if pattern.fullmatch(plate):
            return kind
    return None


def plate_problem(plate: str) -> str | None:
    """What is wrong with a normalised plate, as a sentence, or None."""
    if plate_kind(plate):
        return None
    return f"车牌号“{plate}”不合规则，请写成 浙B12345、浙B12345D 或 浙B1234挂 的样子"


def mobile_problem(number: str) -> str | None:
    """What is wrong with a normalised mobile number, as a sentence, or None."""
    return None if _MOBILE.fullmatch(number) else f"手机号“{number}”应为 1 开头的 11 位数字"


def phone_problem(number: str) -> str | None:
    """What is wrong with a normalised telephone number of any sort, as a sentence, or None."""
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number) or _SERVICE.fullmatch(number):
        return None
    return f"电话“{number}”不合规则，请写成 0574-87654321 或手机号"


def masked(number: str) -> str:
    """A telephone number fit for lists and exports: `138****5678`."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 8 else number
