"""Names made whole from the words around: the verb and thing counted before, the noun behind, the money put in."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.figures import Figure, Measure
from rag.indicators import clues
from rag.indicators.complete import ACTING, is_only_a_size
from rag.indicators.lists import of_same_body
from rag.indicators.naming import (
    BARE_NOUNS,
    DEED_TAIL,
    DEEDS,
    deed_of,
    head_before,
    is_class,
    is_purse,
    noun_of_several,
    of_class,
    part_of,
    purpose_after,
    purse_for,
    stands_alone,
    tail_of,
    with_cause,
)
from rag.indicators.phrases import (
    CLAUSE_ENDS,
    FLOW,
    GENERIC,
    NOT_CARRIED,
    OBJECT_VERBS,
    VERB_ALONE,
    bearer,
    counted,
    noun_after,
    trimmed,
    without_opening,
)
from rag.indicators.rows import AFTER_QUALIFIER, POINTS, Subject
from rag.indicators.scanned import Scanned, State
from rag.indicators.standard import exact

_BOUND = re.compile(r"^(?:左右|以[上下内])")
_ETC = re.compile(r"等(?:[^,;。、]{0,6})?$")
CURRENCIES = ("元", "美元", "欧元", "港元")


class Joined(Scanned):
    """What a figure is of, with what its clause leaves to others."""

    def _money(self, own: Subject, figure: Figure, left: str, right: str, state: State) -> Subject | None:
        """Money with what it is, or was put into, where that stands behind the amount; None where nothing does."""
        after = self.text[figure.end : state.end]
        if clues.MONEY_PUT_IN.fullmatch(own.name) and left[:1] != "、":
            apart = state.subject is None or state.subject.name.endswith(("投资", "投入"))
            behind = _BOUND.sub("", after)[:1] == ","
            completes = behind and "完成" in CLAUSE_ENDS.split(left)[-1]  # 实施项目9个,完成投资6亿元以上,形成…
            if (apart or not behind) and not completes and (purpose := purpose_after(after)):
                return Subject(purpose + own.name, own.start)
        if figure.measure is Measure.LEVEL and (money := clues.MONEY_BEHIND.match(after)) is not None:
            piece = clues.UP_TO.sub("", without_opening(CLAUSE_ENDS.split(left)[-1]).strip())
            told = exact(own.name) is not None or clues.SAYS_MONEY.search(own.name) is not None
            told = told or (is_purse(own.name) and money["noun"] == "资金")
            if piece and not told and not left.endswith(("、", "和", "及")):
                return Subject(trimmed(piece + money["noun"]), figure.start)  # 获得上级8亿元资金支持
        if clues.MONEY_FOUND.fullmatch(own.name) and (purpose := purpose_after(after)):
            money_found = own.name if own.name.endswith("资金") else own.name + "资金"
            return replace(own, name=money_found + purpose)
        purse = clues.PURSE_PAYS.fullmatch(own.name)
        if purse is not None and (purpose := purse_for(self.text[state.start : figure.start], after)):
            return replace(own, name=f"{purse['who']}{purse['how']}资金{purpose}")
        spent = clues.SPENT_ON.match(after) if figure.measure is Measure.LEVEL and exact(own.name) is None else None
        if spent is not None:  # 安排特别国债30亿元支持以旧换新
            payer = "安排" if self._is_of_another_clause(own, left, state) else own.name
            fund = "资金" if payer.endswith(("安排", "拿出", "投入", "筹集", "筹措", "统筹")) else ""
            if stands_alone(payer + fund + spent["on"]):
                return replace(own, name=payer + fund + spent["on"])
        if clues.HANDS_OUT.fullmatch(own.name):
            fund = trimmed(noun_after(right.removeprefix("的")))
            if len(fund) > 2:  # 设立50亿元科创母基金
                return Subject(own.name + fund, own.start)
        return None

    def _owner_behind(self, figure: Figure, state: State) -> str:
        """Whose size a figure is, where 的 and the noun follow it: 总投资35亿元的12个重点项目."""
        after = clues.VOLTAGE.sub("", clues.COUNT_FIRST.sub("", self.text[figure.end + 1 : state.end]))
        if clues.NEXT_OF_SIZES.search(self.text[state.start : figure.start]):  # 投资3亿元的甲、投资2亿元的乙等项目
            return clues.WENT_ON.sub("", trimmed(clues.AND_SUCH.sub("", noun_after(after))))
        if (listed := clues.LISTED_OF_KIND.match(after)) is not None:  # 总投资9亿元的东苑、西苑等4个小区
            kind = clues.WENT_ON.sub("", trimmed(noun_after(listed["kind"])))
            return f"{listed['items']}等{kind}" if len(kind) > 1 else ""
        return clues.WENT_ON.sub("", trimmed(clues.AND_INVESTS.sub("", noun_after(after))))

    def _opens(self, own: Subject | None, left: str, state: State) -> bool:
        """Whether a counted noun is the subject of its clause: 26家企业列入…, 防洪规划等4个规划完成."""
        return (
            own is None
            or left.endswith("等")
            or clues.MAKES.search(left) is not None
            or self._is_of_another_clause(own, left, state)
        )

    def _changed_to(self, left: str, state: State) -> bool:
        """Whether the words before a figure lead to it from the one before: 由71所优化整合为."""
        if state.previous is None or "," in left or not left.endswith(("到", "至", "为")):
            return False
        return re.search(r"(?:由|从)[^,;。]{0,10}$", self.text[state.start : state.previous.start]) is not None

    def _is_of_another_clause(self, own: Subject, left: str, state: State) -> bool:
        """Whether a comma stands between a name and the figure."""
        return max(left.rfind(mark) for mark in ",:;") > own.start - state.read_to

    @staticmethod
    def _is_of_others(figure: Figure, left: str, state: State) -> bool:
        """Whether a count opens a clause of its own: …投资72亿元,587万人用上了…; it is not about what was before."""
        before = state.previous
        opens = left.rstrip(" ")[-1:] in tuple(",;:") and figure.kind == "quantity"
        return opens and figure.measure is Measure.LEVEL and before is not None and before.base_unit != figure.base_unit

    def _joined(self, own: Subject, left: str, figure: Figure, state: State) -> Subject:
        """Complete a name that leans on the one before it: 总投资, 占比, 交付; 新建…、幼儿园."""
        before = state.subject
        if before is not None and (clues.AMONG_THEM.search(left) is not None or is_only_a_size(own.name)):
            if (fuller := of_class(own.name, before.name)) != own.name:
                return replace(own, name=fuller)  # 纳税超800万元企业3家、超300万元企业8家
            parts = (part_of(own.name, one.name) for one in (before, *reversed(state.recent)))
            parted = next((part for part in parts if part != own.name), own.name)
            if parted != own.name:
                return replace(own, name=parted)
        apart = ";" in left or clues.OF_ALL.search(left) is not None
        if before is not None and not apart and (same := clues.of_the_same(own.name, before.name)) != own.name:
            return replace(own, name=same)  # 普惠小微贷款余额增长9%,贷款平均利率下降…
        if before is not None and not apart:
            of_body = of_same_body(own.name, before.name, joint=left[:1] != ",")
            if of_body != own.name:
                return replace(own, name=of_body)
        if before is not None and clues.CONTRIBUTES.match(own.name):
            return Subject(bearer(before.name) + own.name, before.start)
        if GENERIC.match(own.name):
            if exact(own.name) or (before is not None and GENERIC.match(before.name)):
                return own
            if own.name in clues.TRADE and left[:1] != "、":
                return replace(own, name=f"{own.name}总额")  # 参加展会520场,出口增长3.7%
            if before is not None:
                return self._measured(own, before, figure)
            return Subject(clues.overlapped(self._topic_head(own.start, state), own.name), own.start)
        if before is not None and (of_whom := clues.MOVER.search(before.name)) and clues.MOTION.fullmatch(own.name):
            return replace(own, name=before.name[: of_whom.end()] + own.name)  # 办理市人大代表议案5项、建议800件
        if (
            before is not None
            and clues.PROPOSALS.fullmatch(own.name)
            and (deals := clues.DEALS_WITH.match(before.name))
        ):
            return replace(own, name=deals[0] + own.name)  # 办理代表建议20件,政协提案30件
        if left[:1] == "、" and before is not None and (rated := clues.same_rated(own.name, before.name)) != own.name:
            return replace(own, name=rated)
        cut = clues.CUT_CAPACITY.search(before.name) if before is not None and left[:1] == "、" else None
        if cut is not None and figure.base_unit in clues.WEIGHTS and "产能" not in own.name:
            return replace(own, name=f"{cut[0]}{own.name}产能")  # 压减炼钢产能80万吨、水泥90万吨
        if left[:1] == "、" and figure.measure is Measure.LEVEL and not FLOW.match(own.name):
            lessened = self._lessened(state)
            if lessened:
                return replace(own, name=lessened + own.name)  # 减少企业税负3500亿元、涉企收费2000亿元
        if before is not None and figure.base_unit in clues.COUNTERS:
            own = replace(own, name=clues.with_own_rank(own.name, left, before.name))
        own = replace(own, name=with_cause(own.name, self.text[state.start : own.start]))
        if is_purse(own.name) and left.endswith("安排"):
            what = purse_for(self.text[state.start : figure.start], self.text[figure.end : state.end])
            what = what.removesuffix("资金")
            return replace(own, name=f"{own.name}安排{what}资金")  # 中央财政安排51亿元,用于支持…
        if before is None:
            if FLOW.fullmatch(own.name) and exact(own.name) is None:
                return replace(own, name=head_before(self.text[state.start : own.start]) + own.name)
            return own
        if (name := of_class(own.name, before.name)) != own.name:
            return replace(own, name=name)
        money = figure.base_unit in CURRENCIES and figure.measure is Measure.LEVEL
        if money and clues.A_TRADE.search(own.name) and (produced := clues.PRODUCED.search(before.name)):
            return replace(own, name=own.name + produced[0])  # 有色产业产值超4千亿元,钢铁产业超3千亿元
        last = state.previous
        grows_on = figure.measure is Measure.GROWTH and last is not None and last.measure is Measure.GROWTH
        if grows_on and left[:1] == "、" and exact(own.name) is None and not FLOW.match(own.name):
            produced = clues.PRODUCED.search(before.name)
            if produced is not None and clues.SAYS_MEASURE.search(own.name) is None:
                return replace(own, name=own.name + produced[0])  # 化工产值增长9%、医药增长8%
        part = clues.PART_OF_PLACE.match(before.name) if left[:1] == "、" and exact(own.name) else None
        if part is not None and figure.base_unit in (*CURRENCIES, "%"):
            return replace(own, name=part[0] + own.name)  # 园区企业100家、工业总产值…
        if clues.REACHES_OUT.fullmatch(own.name) and not before.name.endswith("率"):
            return replace(own, name=bearer(clues.without_verb(before.name)) + own.name)
        joint = left[:1] in ("、", "和", "及", "与") and "," not in left
        follows = joint or left[:1] == ","
        if follows and VERB_ALONE.fullmatch(own.name) and (verb := VERB_ALONE.search(before.name)):
            return Subject(before.name[: verb.start()] + own.name, before.start)
        if follows and VERB_ALONE.fullmatch(own.name) and DEED_TAIL.search(before.name):
            return Subject(before.name + own.name, before.start)  # 棚户区改造完成680套、开工建设804套
        if (joint and DEEDS.fullmatch(own.name)) or (follows and VERB_ALONE.fullmatch(own.name)):
            whole = clues.without_verb(clues.INVESTED.sub("", before.name))
            return Subject(own.name + clues.NOT_OF_FLOW.sub("", whole, count=1), before.start)
        makes = clues.PRODUCED.search(own.name) is not None  # 建成药材基地3个、鲜药产量2万吨
        makes = makes or clues.OWN_VERB.fullmatch(own.name) is not None
        makes = makes or clues.acts_itself(own.name)
        makes = makes or clues.OTHER_DEED.match(own.name) is not None or clues.IS_TOTAL.search(own.name) is not None
        more = left[:1] == "," and clues.goes_on(own.name, before.name) and self._counts_on(own, left, figure)
        if (joint or more) and figure.measure is Measure.LEVEL and not FLOW.match(own.name) and not makes:
            done, thing = self._shared_verb(before.name, own.name, figure)
            amount = figure.base_unit in CURRENCIES
            if done and thing and not (amount and exact(own.name) and not clues.SOUGHT.match(done)):
                return Subject(done + clues.with_level(own.name, thing, done), own.start)
        return own

    @staticmethod
    def _shared_verb(before: str, name: str, figure: Figure) -> tuple[str, str]:
        """What was done with the thing counted before, in which part of the place, and the thing itself."""
        part = clues.PART_DONE.match(before)
        where = part[0] if part is not None else ""
        rest = before[len(where) :]
        verb = clues.VERBS.match(rest)
        if verb is None and figure.base_unit in clues.PIECES and not ACTING.match(name):
            verb = clues.ACTED_ON.match(rest) and ACTING.match(rest)  # 建立工作站36处、服务站46处
        alike = clues.IS_A_WORK.search(name) is not None and clues.IS_A_WORK.search(before) is not None
        if verb is None or (NOT_CARRIED.fullmatch(verb[0]) and not alike):  # 实施乡村建设项目90个、以工代赈项目8个
            return "", ""
        return where + verb[0], rest[verb.end() :]

    def _measured(self, own: Subject, before: Subject, figure: Figure) -> Subject:
        """A measure named alone, of what the name before measures or counts: 总投资, 巩固率, 总量."""
        total = clues.TOTAL.fullmatch(own.name) is not None
        amount = figure.measure is Measure.LEVEL and figure.kind == "quantity"
        stock = self._stock(before.name)
        if amount and stock != before.name and (total or own.name == "总数"):
            return replace(before, name=clues.overlapped(stock, own.name))  # 新登记企业9万户、总量达80万户
        ranked = figure.kind == "rank" and FLOW.match(before.name) is not None
        if total and (exact(before.name) or ranked):
            return before  # 地区生产总值增长5.8%,总量达到…
        without_verb = clues.without_verb(before.name)
        kept = without_verb in BARE_NOUNS or clues.of_new_ones(before.name, own.name)
        owner = before.name if kept else without_verb  # 签约项目37个、总投资…
        thing = clues.thing_of(owner)
        if thing == "游客" and own.name.endswith("收入"):
            thing = "旅游"  # 接待游客90万人次,综合收入…
        return Subject(trimmed(clues.overlapped(thing, own.name)), before.start)

    @staticmethod
    def _stock(name: str) -> str:
        """What there is in all of a thing of which so many are new: 新登记企业 leads to 企业."""
        added = clues.ADDED.search(name)
        rest = name[: added.start()] + name[added.end() :] if added is not None else ""
        return rest if len(rest) > 1 else name

    def _lessened(self, state: State) -> str:
        """The verb by which the amount before was taken off something; "" where it was not."""
        before = state.previous
        if before is None or state.subject is None:
            return ""
        if (said := clues.LESSENS.match(state.subject.name)) is not None:
            return said[0]
        found = clues.LESS.search(self.text, state.start, before.start) if before.measure is Measure.CHANGE else None
        return found[1] if found is not None else ""

    def _counts_on(self, own: Subject, left: str, figure: Figure) -> bool:
        """Whether a clause only counts a further kind: 新增规上企业10家,“专精特新”企业1家."""
        said = left.lstrip(", ").strip("“”") != own.name.strip("“”") and left.lstrip(", ") != own.name
        return not said and figure.base_unit in clues.COUNTERS and ACTING.match(own.name) is None

    def _noun(self, figure: Figure, right: str, *, opens: bool = False) -> str:
        """What a figure counts, if that follows it: 56个老旧小区.

        Args:
            opens: whether the figure opens its clause, so that what is said of the noun follows: 3家企业获批….
        """
        right = clues.FOOTNOTE.sub("", right)  # 7所乡村学校[11]改造
        if figure.unit.endswith(clues.PLACE_UNITS) and (more := clues.UNIT_GOES_ON.match(right)) is not None:
            right = right[more.end() :]  # 14县(市)统筹发展试点
        size = next((f for f in self.figures if f.start == figure.end), None)
        if size is not None and size.text[0].isdigit() and self._sizes_what_is_counted(size):
            right = right.removeprefix(size.text)  # 4个2000亩果园
        bounded = AFTER_QUALIFIER.match(right)
        if bounded:
            right = right[bounded.end() :]
        # 95%的村, 80%以上村级服务中心完成…
        is_share = figure.measure is Measure.SHARE and (right.startswith("的") or (opens and bounded is not None))
        if figure.kind != "quantity" or not (is_share or figure.measure in (Measure.LEVEL, Measure.CHANGE)):
            return ""
        if figure.base_unit in CURRENCIES or figure.base_unit in ("", POINTS, "倍"):
            return ""
        right = right.removeprefix("的").removeprefix("幅度")
        if clues.LEADS_ON.fullmatch(right):
            return ""  # 由30个工作日压减至…
        following = noun_after(right)
        if not following and (several := noun_of_several(self.text[figure.end :])):
            return several
        if len(following) == 1 and right[1:2] == "、":  # 国、省考核断面
            following = right[:2] + noun_after(right[2:])
        if following[-1:] in tuple("级定属管") and (
            more := self._listed_on(right, following, figure)
        ):  # 2家国家级、9家省级绿色工厂
            following += more["noun"]
        if 1 < len(following) < 6 and (more := clues.AND_MORE.match(right[len(following) :])):
            following += more[0][: len(more[0])]  # 12台燃油、燃煤窑炉改造
        if clues.DIGIT.match(right, len(following)):  # 84个教育集团辐射|707所学校
            following = clues.ACTS_ON.sub("", following)
        noun = counted(clues.WENT_ON.sub("", trimmed(following)))
        if (opens or noun in BARE_NOUNS) and noun and noun == trimmed(following):
            shift = len(self.text[figure.end :]) - len(self.text[figure.end :].lstrip(" "))
            at = self.text.find(right, figure.end + shift) if right else figure.end
            if self.text.startswith(following, at):
                rest = self.text[at + len(following) :].split("。")[0]
                over = clues.PASSES.match(rest) if is_share else None  # 95%以上的村集体收入超过10万元
                noun += over[0] if over is not None else deed_of(rest)
        if noun and noun == trimmed(following) and not DEED_TAIL.search(noun):
            noun += tail_of(self.text[figure.end :].partition(following)[2].split("。")[0])
        if is_class(noun) or re.fullmatch(r"水平|大关|台阶|规模|增速|增幅|位次|排名|任务|目标|指标", noun):
            return ""
        return noun if len(noun) > 1 or noun in clues.SHORT_NOUNS else ""

    def _listed_on(self, right: str, following: str, figure: Figure) -> re.Match[str] | None:
        """2家国家级、9家省级绿色工厂: the class behind the first figure has its noun behind the next."""
        return clues.LISTED_ON.match(self.text, self.text.find(right, figure.end) + len(following))

    def _noun_of_next(self, figure: Figure, right: str, figures: list[Figure], index: int) -> str:
        """21个、65栋楼老旧小区改造: the first of two figures is about the noun behind the second."""
        joint = right.lstrip("、和及 ")
        if index + 1 == len(figures) or len(right) - len(joint) > 2 or (joint and not FLOW.fullmatch(joint)):
            return ""
        after = figures[index + 1]
        stop = figures[index + 2].start if index + 2 < len(figures) else len(self.text)
        return self._noun(after, self.text[after.end : stop].split("。")[0])

    def _deed(self, own: Subject | None, left: str, noun: str, state: State, plain: bool) -> str:
        """What was done with a counted noun, said before it; "" for nothing.

        Args:
            plain: whether nothing is said of the noun behind it.
        """
        adjacent = not left.endswith(("、", "及", "和", "与")) or left.endswith("惠及")
        if plain and clues.COMPLETES.search(left) and clues.IS_A_WORK.search(noun):
            return "完成"  # 完成90个管网改造项目: those done, not all there are
        if own is not None and adjacent and (clues.GATHERS.fullmatch(own.name) or clues.LEADS_TO.fullmatch(own.name)):
            return own.name  # 科学城汇聚120个研究团队, 大通道通达90个国家
        verb = self._verb_of(own) if adjacent else ""
        if verb == "惠及" and own is not None and own.name == verb:
            return head_before(self.text[state.start : own.start]) + verb  # 落实育儿补贴政策,惠及4万户家庭
        if not verb and plain and own is not None and clues.OF_WHAT.search(left) and (done := FLOW.match(own.name)):
            verb = done[0]  # 新开工…等2个项目, 取缔河边的3家企业
        apart = own is None or is_class(own.name)  # 新增2家国家级、9家省级绿色工厂
        beside = left[-1:] in ("、", "和", "及") or (not left.strip() and state.previous is not None)  # 4户11人
        if apart and beside and "," not in left and state.subject is not None:
            shared = FLOW.match(state.subject.name)
            if shared is None or NOT_CARRIED.fullmatch(shared[0]) or DEED_TAIL.search(noun):
                return ""
            return "" if noun.startswith(shared[0]) else shared[0]
        return verb

    @staticmethod
    def _verb_of(own: Subject | None) -> str:
        """The verb before a counted noun, if what stands before the figure ends in one."""
        if own is None or _ETC.search(own.name):
            return ""
        for start in range(max(0, len(own.name) - 8), len(own.name)):
            if FLOW.fullmatch(own.name[start:]) or OBJECT_VERBS.fullmatch(own.name[start:]):
                return own.name[start:]
        return ""
