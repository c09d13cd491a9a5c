"""Statements whose truth is known: true ones in other words, and copies of them with one thing altered.

True statements come from the gold sets (answers, key points, indicator facts written out) and from sentences of the
reports, verbatim and reworded: other units, numerals in Chinese, other order, two clauses merged. An altered copy
differs in one thing only, so that what a verifier misses can be told by kind. Everything follows from the seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from eval.gold import GoldSet, Indicator, Quote
from rag.compose import Source
from rag.figures import Bound, Figure, Measure, find_figures, find_periods
from rag.library import Library
from rag.places import find_places, same_place
from rag.sentences import sentences
from rag.types import Report
from rag.verify.text import plain, squeezed

TRUE_KINDS = (
    "gold answer",
    "key point",
    "indicator fact",
    "verbatim",
    "other units",
    "numerals",
    "reordered",
    "merged",
)
ALTERED_KINDS = ("digit", "unit", "bound", "year", "place", "status", "shifted", "multiple", "direction")


@dataclass(frozen=True, slots=True)
class Case:
    """A statement with its evidence; `kind` says how it was made."""

    kind: str
    base: str  # which sort of true statement it was made from
    text: str
    sources: tuple[Source, ...]
    altered: bool = False
    context: str = ""  # place and year, where the statement itself does not say them


class Evidence:
    """Finds quotes in the paragraphs of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._files = {card.file.rsplit("/", 1)[-1]: card.file for card in library.reports()}
        self._reports: dict[str, Report] = {}
        self._squeezed: dict[str, list[str]] = {}

    def report(self, file: str) -> Report | None:
        held = self._files.get(file.rsplit("/", 1)[-1])
        if held is None:
            return None
        return self._reports.get(held) or self._reports.setdefault(held, self._library.report(held))

    def sources(self, quotes: Sequence[Quote]) -> tuple[Source, ...]:
        return tuple(source for quote in quotes if (source := self._source(quote)) is not None)

    def _source(self, quote: Quote) -> Source | None:
        report = self.report(quote.file)
        if report is None:
            return None
        if report.id not in self._squeezed:
            self._squeezed[report.id] = [squeezed(plain(p.text)) for p in report.paragraphs]
        wanted = squeezed(plain(quote.quote))
        for paragraph, text in zip(report.paragraphs, self._squeezed[report.id], strict=True):
            at = text.find(wanted)
            if at < 0:
                continue
            spans, done = [], 0
            for start, end in sentences(paragraph.text):
                size = len(squeezed(plain(paragraph.text[start:end])))
                if done < at + len(wanted) and at < done + size:
                    spans.append((start, end))
                done += size
            return Source(report, paragraph, spans[0][0], spans[-1][1])
        return None


# True statements


def true_cases(library: Library, gold: Sequence[GoldSet], *, seed: int, per_kind: int) -> list[Case]:
    evidence = Evidence(library)
    chance = random.Random(seed)
    cases = [*_answers(evidence, gold), *_key_points(evidence, gold), *_indicator_facts(evidence, gold)]
    verbatim = _verbatim(library, chance, per_kind * 4)
    cases += verbatim[: per_kind * 2]
    for kind, reword in (("other units", _units), ("numerals", _numerals), ("reordered", _reordered)):
        made = [replace(c, kind=kind, base=kind, text=text) for c in verbatim if (text := reword(c.text, chance))]
        cases += made[:per_kind]
    cases += _merged(verbatim, chance)[:per_kind]
    return cases


def _answers(evidence: Evidence, gold: Sequence[GoldSet]) -> Iterator[Case]:
    for one in gold:
        for question in one.questions:
            if (
                not question.answerable
                or question.derived
                or question.type.value in ("english", "aggregate", "comparison")
            ):
                continue
            sources = evidence.sources(question.evidence)
            if len(sources) < len(question.evidence) or not sources:
                continue
            yield Case("gold answer", "gold answer", question.answer, sources, context=question.question)


def _key_points(evidence: Evidence, gold: Sequence[GoldSet]) -> Iterator[Case]:
    for one in gold:
        for task in one.summaries:
            for point in task.key_points:
                if sources := evidence.sources([point.quote]):
                    yield Case("key point", "key point", point.point, sources)


def _indicator_facts(evidence: Evidence, gold: Sequence[GoldSet]) -> Iterator[Case]:
    for one in gold:
        for fact in [*one.indicators, *(i for p in one.paragraphs for i in p.indicators)]:
            text = written_out(fact)
            if text and (sources := evidence.sources([Quote(fact.file, fact.quote)])):
                yield Case("indicator fact", "indicator fact", text, sources)


_BEFORE = ("突破", "超过", "超", "约", "近", "逾", "不低于", "不少于", "不超过")
_AFTER = ("左右", "以上", "以内", "以下")


def written_out(fact: Indicator, *, kind: str = "") -> str:
    """A fact of the gold set as a sentence of its own; empty for what takes more than a name and a figure."""
    if isinstance(fact.value, (list, tuple)) or fact.measure not in ("growth", "level") or fact.period != "year":
        return ""
    value = f"{abs(Decimal(str(fact.value))).normalize():f}"
    before = fact.qualifier if fact.qualifier in _BEFORE else ""
    after = fact.qualifier if fact.qualifier in _AFTER else ""
    if fact.qualifier and not before and not after and fact.qualifier not in ("预计", "力争", "确保", "争取"):
        return ""
    figure = f"{before}{value}{fact.unit}{after}"
    target = (kind or fact.kind) == "target"
    if fact.measure == "growth":
        verb = "下降" if Decimal(str(fact.value)) < 0 else "增长"
        return f"{fact.place}{fact.year}年{fact.indicator}{'的目标是' if target else '实际'}{verb}{figure}。"
    return f"{fact.place}{fact.year}年{fact.indicator}{'目标为' if target else '实际达到了'}{figure}。"


def _verbatim(library: Library, chance: random.Random, n: int) -> list[Case]:
    """Sentences with figures, from all reports alike."""
    cards = library.reports()
    reports: dict[str, Report] = {}
    cases: list[Case] = []
    for _ in range(n * 20):
        card = chance.choice(cards)
        report = reports.get(card.file) or reports.setdefault(card.file, library.report(card.file))
        paragraph = chance.choice(report.paragraphs)
        spans = sentences(paragraph.text)
        if not spans:
            continue
        start, end = chance.choice(spans)
        text = paragraph.text[start:end].strip()
        if 12 <= len(text) <= 220 and find_figures(text):
            context = ""
            cases.append(Case("verbatim", "verbatim", text, (Source(report, paragraph, start, end),), context=context))
        if len(cases) == n:
            break
    return cases


def _units(text: str, chance: random.Random) -> str:
    """44.5亿元 as 445000万元, 3.2万人 as 32000人."""
    for figure in find_figures(text):
        if figure.is_range or len(figure.values) != 1 or figure.kind != "quantity":
            continue
        for old, new, factor in (("亿", "万", 10_000), ("万", "", 10_000)):
            if (
                figure.unit.startswith(old)
                and (len(figure.unit) > 1)
                and text[figure.start].isdigit()
                and figure.bound is not Bound.OVER
            ):
                value = f"{(figure.values[0] * factor).normalize():f}"
                return text[: figure.start] + value + new + figure.unit[1:] + text[figure.end :]
    return ""


_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below a hundred million in Chinese numerals."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return in_chinese(high) + "万" + (("零" if low < 1000 else "") + in_chinese(low) if low else "")
    text = ""
    skipped = False
    for value, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            text += ("零" if skipped and text else "") + _DIGITS[digit] + name
            skipped = False
        else:
            skipped = True
    return text.removeprefix("一") if text.startswith("一十") else text


def _numerals(text: str, chance: random.Random) -> str:
    """434000人 as 四十三万四千人, 5.5% as 百分之五点五."""
    for figure in find_figures(text):
        if len(figure.values) != 1 or figure.kind != "quantity" or not text[figure.start].isdigit():
            continue
        if figure.bound is Bound.OVER:  # 1200余亩 said without its 余 is another figure
            continue
        value = figure.values[0]
        if figure.unit == "%" and value < 100:
            whole, _, decimals = f"{value:f}".partition(".")
            spoken = (in_chinese(int(whole)) or "零") + (
                "点" + "".join(_DIGITS[int(d)] for d in decimals) if decimals else ""
            )
            return text[: figure.start] + "百分之" + spoken + text[figure.end :]
        plain_unit = re.fullmatch(r"[人户套公里亩吨台辆]+", figure.unit)
        if value == value.to_integral() and 20 < value < 10**8 and plain_unit:
            return text[: figure.start] + in_chinese(int(value)) + figure.unit + text[figure.end :]
    return ""


def _clauses(text: str) -> list[str]:
    return [part.strip("，,；;。 ") for part in re.split(r"[，；;。]|(?<![0-9]),", text) if part.strip("，,；;。 ")]


_LEANS = re.compile(
    r"其中|是|从|由|拟|到|以|同比|比|较|增长|下降|提高|居|列|位|占|达|为|分别|并|同时|总量|累计|增速|均|全|[0-9]|年均|排"
)


def _self_contained(clause: str) -> bool:
    """A clause that needs nothing before it: it opens with a noun and has a figure."""
    return bool(
        len(clause) >= 8 and find_figures(clause)
        and "比" not in clause and "（" not in clause and not find_periods(clause)
        and not re.search(r"目标|力争|确保|争取|计划|预期|要|将|五年|情况如下|比重|阶段", clause)
        and not _LEANS.match(clause)
    )  # fmt: skip


def _reordered(text: str, chance: random.Random) -> str:
    parts = _clauses(text)
    if not 2 <= len(parts) <= 6 or not all(map(_self_contained, parts)) or "分别" in text or "：" in text:
        return ""
    chance.shuffle(parts)
    shuffled = "；".join(parts) + "。"
    return shuffled if squeezed(shuffled) != squeezed(text) else ""


def _merged(verbatim: Sequence[Case], chance: random.Random) -> list[Case]:
    """One clause each of two sentences of one report, joined."""
    cases: list[Case] = []
    by_report: dict[str, list[Case]] = {}
    for case in verbatim:
        by_report.setdefault(f"{case.sources[0].report.id}/{case.sources[0].paragraph.section}", []).append(case)
    for group in by_report.values():
        for one, two in zip(group[::2], group[1::2], strict=False):
            if one.sources[0].paragraph.section != two.sources[0].paragraph.section:
                continue
            first, second = (next((c for c in _clauses(x.text) if _self_contained(c)), "") for x in (one, two))
            if first and second and first != second and "分别" not in first + second:
                cases.append(
                    Case("merged", "merged", f"{first}，{second}。", (*one.sources, *two.sources), context=one.context)
                )
    return cases


# Altered copies


def altered_cases(
    true: Sequence[Case], gold: Sequence[GoldSet], library: Library, *, seed: int, per_kind: int
) -> list[Case]:
    chance = random.Random(seed + 1)
    places = sorted({card.place for card in library.reports() if card.place})
    makers: dict[str, Callable[[Case], str]] = {
        "digit": lambda c: _other_digit(c.text, chance),
        "unit": lambda c: _other_unit(c.text),
        "bound": lambda c: _other_bound(c.text, chance),
        "year": lambda c: _other_year(c, chance),
        "place": lambda c: _other_place(c, places, chance),
        "shifted": lambda c: _shifted(c.text),
        "multiple": lambda c: _multiple(c.text),
        "direction": lambda c: _direction(c.text, c.sources),
    }
    made: list[Case] = []
    for kind, alter in makers.items():
        pool = list(true)
        chance.shuffle(pool)
        found: list[Case] = []
        for case in pool:
            text = alter(case)
            if text and squeezed(text) != squeezed(case.text) and not _still_true(text, case):
                found.append(replace(case, kind=kind, text=text, altered=True))
            if len(found) == per_kind:
                break
        made += found
    return made + _other_status(gold, Evidence(library))[:per_kind]


def _still_true(text: str, case: Case) -> bool:
    """An altered copy may by chance be what another sentence of the evidence says."""
    wanted = squeezed(plain(text))
    return any(wanted in squeezed(plain(s.paragraph.text)) for s in case.sources)


def _usable(text: str) -> list[Figure]:
    return [f for f in find_figures(text) if f.kind == "quantity" and text[f.start].isdigit()]


def _other_digit(text: str, chance: random.Random) -> str:
    figures = _usable(text)
    if not figures or text[: figures[0].start].strip("增长下降力争为达") == "":
        return ""
    figure = chance.choice(figures)
    digits = [i for i in range(figure.start, figure.end) if text[i].isdigit() and text[i].isascii()]
    at = chance.choice(digits)
    new = chance.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + new + text[at + 1 :]


_OTHER_UNITS = (
    ("万亿元", "亿元"), ("亿元", "万元"), ("万元", "亿元"), ("万人", "人"), ("万吨", "吨"), ("万亩", "亩"),
    ("%", "个百分点"), ("个百分点", "%"), ("公里", "米"), ("平方公里", "平方米"), ("万户", "户"), ("万套", "套"),
    ("亿斤", "万斤"), ("万平方米", "平方米"), ("户", "人"), ("万个", "个"),
)  # fmt: skip


def _other_unit(text: str) -> str:
    for figure in _usable(text):
        for old, new in _OTHER_UNITS:
            if figure.unit == old:
                return text[: figure.start] + text[figure.start : figure.end].replace(old, new) + text[figure.end :]
    return ""


def _other_bound(text: str, chance: random.Random) -> str:
    figures = [f for f in _usable(text) if f.unit and f.bound in (Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST)]
    if not figures or "分别" in text:
        return ""
    figure = chance.choice(figures)
    after = next((w for w in _AFTER if text.startswith(w, figure.end)), "")
    if figure.bound is Bound.EXACT:
        return text[: figure.end] + chance.choice(("以上", "左右")) + text[figure.end :]
    if not after:
        return ""
    new = chance.choice([w for w in ("", "左右", "以上", "以内") if w != after])
    return text[: figure.end] + new + text[figure.end + len(after) :]


def _other_year(case: Case, chance: random.Random) -> str:
    years = [p for p in find_periods(case.text) if p.kind == "year" and re.match(r"[12][0-9]{3}年?$", p.text)]
    if years:
        period = chance.choice(years)
        year = int(period.text[:4]) + chance.choice((-2, -1, 1, 2))
        return case.text[: period.start] + str(year) + case.text[period.start + 4 :]
    report = case.sources[0].report
    if case.kind not in ("gold answer", "key point") or not report.year or find_periods(case.text):
        return ""
    return (
        f"{report.place}{report.year + chance.choice((-4, -3, 2, 3))}年，{case.text}" if find_figures(case.text) else ""
    )


def _other_place(case: Case, places: Sequence[str], chance: random.Random) -> str:
    own = {source.report.place for source in case.sources}
    other = chance.choice([p for p in places if not any(same_place(p, one) for one in own if one)])
    for mention in find_places(case.text):
        if mention.place.label in own or mention.place.name in own:
            return case.text[: mention.start] + other + case.text[mention.end :]
    if (
        case.kind not in ("gold answer", "key point", "verbatim", "merged")
        or find_places(case.text)
        or not find_figures(case.text)
    ):
        return ""
    return f"{other}{case.text}"


def _shifted(text: str) -> str:
    """The members of one 分别 list handed round by one place."""
    at = text.find("分别")
    if at < 0:
        return ""
    figures = [f for f in find_figures(text) if f.start > at]
    run: list[Figure] = []
    for figure in figures:
        if run and not re.fullmatch(r"(?:左右|以上)?(?:、|，|,|和|与|及)?", text[run[-1].end : figure.start]):
            break
        run.append(figure)
    printed = [f.text for f in run]
    if len(run) < 2 or len(set(printed)) < 2 or any(f.unit != run[0].unit for f in run):
        return ""
    turned = printed[1:] + printed[:1]
    for figure, new in reversed(list(zip(run, turned, strict=True))):
        text = text[: figure.start] + new + text[figure.end :]
    return text


def _multiple(text: str) -> str:
    """增长1.4倍 for 是…的1.4倍, and the other way round."""
    for figure in find_figures(text):
        if figure.unit != "倍":
            continue
        if figure.measure is Measure.GROWTH and (
            match := re.search(r"(?:增长|提高|增加)(?:了)?$", text[: figure.start])
        ):
            return text[: match.start()] + "达到上年的" + text[figure.start :]
        if figure.measure is Measure.MULTIPLE and (match := re.search(r"是[^，。]{0,14}的$", text[: figure.start])):
            return text[: match.start()] + "增长" + text[figure.start :]
    return ""


def _direction(text: str, sources: Sequence[Source]) -> str:
    if "改善" in text:
        return ""
    for old, new in (("增长", "下降"), ("下降", "增长"), ("提高", "降低"), ("减少", "增加")):
        match = re.search(rf"{old}(?=[0-9])", text)
        if match:
            return text[: match.start()] + new + text[match.end() :]
    return ""


def _other_status(gold: Sequence[GoldSet], evidence: Evidence) -> list[Case]:
    """A target told as a result, a result as a target."""
    cases: list[Case] = []
    for one in gold:
        for fact in one.indicators:
            text = written_out(fact, kind="actual" if fact.kind == "target" else "target")
            sources = evidence.sources([Quote(fact.file, fact.quote)])
            if text and sources:
                cases.append(Case("status", "indicator fact", text, sources, altered=True))
    return cases
