"""Shows a spreadsheet's values as a person sees them: number formats of dates, percentages, money.

Pure functions; the format codes are those of the Office Open XML standard.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

LOCALE_DATES = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
}
"""Built-in formats whose look depends on where the reader lives; shown here as in the United Kingdom."""

LONG_DATE = re.compile(r"\[\$-F800\]", re.I)
BRACKETS = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
OTHER_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.I)
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.I)
DATE_TOKEN = re.compile(r"AM/PM|A/P|y+|m+|d+|h+|s+(?:\.0+)?|\"[^\"]*\"|\\.|.", re.I | re.S)
DIGITS = re.compile(r"[#0?](?:[#0?,]*[#0?])?(?:\.[#0?]*)?|\.[#0?]+")
NOWHERE = r"(?!)"


def shown(value: object, code: str = "General") -> str:
    """Return a cell's value as its number format shows it, white space made single.

    Args:
        value: what a cell holds.
        code: its number format, such as "dd/mm/yyyy" or "£#,##0.00".
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date | time):
        return _shown_date(value, code)
    if isinstance(value, timedelta):
        return _shown_duration(value)
    if isinstance(value, int | float):
        return general(value) if code == "General" else _shown_number(value, code)
    return str(value)


def _shown_date(value: date | time, code: str) -> str:
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
        code = code if code != "General" else "hh:mm"
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    code = LOCALE_DATES.get(code, code)
    if LONG_DATE.search(code):
        code = "dd mmmm yyyy"
    code = OTHER_BRACKETS.sub("", BRACKETS.sub(r"\1", code.split(";")[0]))
    code = ELAPSED.sub(r"\1", code)
    if not re.search(r"[ymdhs]", code, re.I):
        code = "dd/mm/yyyy hh:mm" if moment.time() != time() else "dd/mm/yyyy"
    tokens = DATE_TOKEN.findall(code)
    half_day = any(token.upper() in {"AM/PM", "A/P"} for token in tokens)
    written: list[str] = []
    for index, token in enumerate(tokens):
        minutes = token[0] in "mM" and len(token) < 3 and _is_beside_a_time(tokens, index)
        written.append(_date_part(token, moment, half_day, minutes))
    return " ".join("".join(written).split())


def _is_beside_a_time(tokens: list[str], index: int) -> bool:
    """Say whether an "m" means minutes: the nearest letters before are hours, or those after are seconds."""
    letters = re.compile(r"[ymdhs]", re.I)
    before = next((token for token in reversed(tokens[:index]) if letters.match(token)), "")
    after = next((token for token in tokens[index + 1 :] if letters.match(token)), "")
    return before.lower().startswith("h") or after.lower().startswith("s")


def _date_part(token: str, moment: datetime, half_day: bool, minutes: bool) -> str:
    lower = token.lower()
    if lower in {"am/pm", "a/p"}:
        return "AM" if moment.hour < 12 else "PM"
    if token[0] in '"\\':
        return token.strip('"') if token[0] == '"' else token[1:]
    hour = (moment.hour - 1) % 12 + 1 if half_day else moment.hour
    forms = {
        "y": {1: f"{moment:%y}", 2: f"{moment:%y}"},
        "m": {1: str(moment.month), 2: f"{moment:%m}", 3: f"{moment:%b}", 5: f"{moment:%B}"[0]},
        "d": {1: str(moment.day), 2: f"{moment:%d}", 3: f"{moment:%a}"},
        "h": {1: str(hour), 2: f"{hour:02}"},
        "s": {1: str(moment.second), 2: f"{moment:%S}"},
    }
    long = {"y": f"{moment.year:04}", "m": f"{moment:%B}", "d": f"{moment:%A}", "h": f"{hour:02}"}
    if minutes:
        return f"{moment.minute:02}" if len(token) > 1 else str(moment.minute)
    if lower[0] in forms:
        return forms[lower[0]].get(len(lower), long.get(lower[0], f"{moment:%S}"))
    return token


def _shown_duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _shown_number(value: int | float, code: str) -> str:
    sections = code.split(";")
    section, number = sections[0], value
    if len(sections) > 1 and value < 0 and "[<" not in code and "[>" not in code:
        section, number = sections[1], -value
    elif len(sections) > 2 and value == 0:
        section = sections[2]
    section = OTHER_BRACKETS.sub("", BRACKETS.sub(r"\1", section))
    section = re.sub(r"_.|\*.", "", section)
    if not section.strip() and len(sections) > 1:
        return ""
    plain = re.sub(r'"[^"]*"|\\.', "", section)
    if not plain.strip() and section.strip():
        return _literals(section, NOWHERE, "")
    if "general" in plain.lower() or plain.strip() in {"", "@"} or "/" in plain:
        return _literals(section, r"(?i:general)|@", general(number)) if plain.strip() else general(number)
    if re.search(r"e[+-]0", plain, re.I):
        return f"{number:.2E}"
    return _placed(section, plain, number)


def _placed(section: str, plain: str, number: int | float) -> str:
    """Write a number into the digits of its format, what stands around them kept."""
    digits = DIGITS.search(plain)
    if digits is None:
        return _literals(section, NOWHERE, "") or general(number)
    pattern = digits.group()
    try:
        exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
        if "%" in plain:
            exact *= 100
        exact /= Decimal(1000) ** len(re.match(r",*", plain[digits.end() :]).group())  # type: ignore[union-attr]
        places = len(pattern.partition(".")[2])
        rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    except (InvalidOperation, OverflowError):
        return general(number)
    written = f"{abs(rounded):,.{places}f}" if "," in pattern else f"{abs(rounded):.{places}f}"
    optional = len(pattern.partition(".")[2].rstrip("#?")) if "." in pattern else 0
    if places > optional:
        whole, _, fraction = written.partition(".")
        kept = fraction[:optional] + fraction[optional:].rstrip("0")
        written = f"{whole}.{kept}" if kept else whole
    least = len(re.sub(r"[^0]", "", pattern.partition(".")[0]))
    if "," not in pattern and len(written.partition(".")[0]) < least:
        written = "0" * (least - len(written.partition(".")[0])) + written
    sign = "-" if rounded < 0 else ""
    return sign + _literals(section, rf"(?:{DIGITS.pattern}),*", written)


def _literals(section: str, place: str, written: str) -> str:
    """Return a format section with its place for the value filled, quotes and escapes taken off."""
    parts: list[str] = []
    filled = False
    for token in re.findall(rf'"[^"]*"|\\.|{place}|.', section, re.S):
        token = token if isinstance(token, str) else token[0]
        if token.startswith('"') and len(token) > 1:
            parts.append(token.strip('"'))
        elif token.startswith("\\") and len(token) > 1:
            parts.append(token[1:])
        elif re.fullmatch(place, token):
            parts.append("" if filled else written)
            filled = True
        else:
            parts.append(token)
    return " ".join("".join(parts).split())


def general(number: int | float) -> str:
    """Return a number as the format General shows it in a wide column."""
    if isinstance(number, int):
        return str(number)
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    if 1e-9 < abs(number) < 1e11:
        whole = len(str(int(abs(number))))
        return f"{number:.{max(0, 10 - whole)}f}".rstrip("0").rstrip(".")
    return f"{number:.5E}"
