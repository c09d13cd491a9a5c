"""What the genre says everywhere and a summary can do without.

Three lists: phrases that make a clause worthless, manner words that a clause can lose at its start, and clauses so
general that they could stand in every report.
"""

from __future__ import annotations

import re

_PHRASES = """
坚持以习近平 以习近平新时代 习近平总书记 深入学习贯彻 深入贯彻 全面贯彻 认真贯彻 坚决贯彻 贯彻落实党 高举
坚强领导 正确领导 团结带领 紧密团结
两个确立 两个维护 四个意识 四个自信 不忘初心 牢记使命 以人民为中心 人民至上 为民情怀 执政为民 民之所盼 政之所向
群众利益无小事 急难愁盼
获得感幸福感 幸福感获得感 获得感、幸福感 幸福感、获得感 人民满意 美好生活 更有温情 更有温度 更加温暖 可感可及
实实在在 放在心上
砥砺奋进 砥砺前行 踔厉奋发 勇毅前行 笃行不怠 笃行不辍 奋楫扬帆 扬帆起航 乘风破浪 乘势而上 抢抓机遇 凝心聚力
同心同德 团结奋斗 齐心协力
真抓实干 锐意进取 攻坚克难 迎难而上 爬坡过坎 滚石上山 撸起袖子 只争朝夕 不负韶华 不负时代 不负人民 久久为功
驰而不息 善作善成 一以贯之
谱写 新篇章 新局面 新台阶 新步伐 新辉煌 新征程 新跨越 新作为 新天地 壮丽 崭新 坚实基础 坚实步伐 强大动力
强劲动力 有力支撑 坚强保障
提供有力 提供坚强 注入新 增添新 钉钉子精神 一张蓝图 功成不必在我 抓铁有痕 走深走实 走在前列 争当 争先 当好表率
勇挑大梁 开好局 起好步
落地见效 落到实处 落地生根 见行见效 取得实效 取得新成效 稳步推进 扎实推进 有序推进 有力推进 尽力而为 量力而行
用心用情 用情用力 早圆 放在突出位置
更加突出位置 摆在首位 头等大事 重中之重 千方百计 旗帜鲜明 坚定不移 毫不动摇 持之以恒 以更大力度 高度重视
统筹兼顾 系统推进 全面发力
好事实事 稳就业、稳企业 稳预期 舍得把钱 梦想 更加突出的位置 突出的位置 放在第一位 放在首位 摆在第一位
的热潮 万众一心 一件事情接着一件事情办 一年接着一年干 心往一处想 劲往一处使
"""
_STOCK = re.compile("|".join(map(re.escape, _PHRASES.split())))

# Words of manner in front of the verb. 全面, 继续 and 基本 are not among them: they say how far.
_MANNER_WORDS = """
积极稳妥 扎扎实实 深入细致 坚定不移 持之以恒 千方百计 积极主动 全力以赴 不折不扣 统筹做好 扎实做好
积极 大力 扎实 切实 着力 进一步 持续 深入 不断 全力 坚决 认真 努力 奋力 牢牢 始终 有力 有序 稳步 稳妥 充分 主动
创新 精心 精准 纵深 严格 高质量
高标准 高水平 高效 科学 合理 有效 广泛 加快 加速 抓紧 全速 强力 重点 更好 更大力度 坚定 深度 多措并举 多渠道 多形式
"""
_VERBS = """
推进 推动 推行 推广 实施 开展 开工 建设 建成 建立 建好 健全 完善 提升 提高 优化 强化 加强 加大 深化 打造 构建
落实 促进 发展 培育 培养 壮大 做好 做强
做大 抓好 抓实 办好 解决 整治 治理 改造 扩大 拓展 支持 引导 引进 鼓励 保障 维护 防范 化解 巩固 完成 实现 创建
争创 争取 编制 统筹 组织 举办 启动 布局
盘活 挖掘 弘扬 丰富 繁荣 扶持 帮扶 帮助 服务 增加 增强 改善 规范 用好 管好 守牢 守住 遏制 打击 压减 淘汰 淬炼
申报 申建 谋划 筹建 探索 激发 释放 增进 夯实
织密 筑牢 补齐 畅通 打通 融入 对接 承接 招引 攻克 转化 应用 普及 巩固 稳定 稳住 扩充 新建 改建 扩建 修复 保护
传承 开发 利用 整合
"""


def _longest_first(words: str) -> str:
    return "|".join(sorted(map(re.escape, set(words.split())), key=lambda w: (-len(w), w)))


_MANNER = re.compile(rf"(?:(?:要|将|我们)?(?:{_longest_first(_MANNER_WORDS)}))+(?:地)?(?=(?:{_longest_first(_VERBS)}))")

_GENERAL_OBJECT = (
    r"(?:水平|能力|质量|质效|活力|动力|实力|发展|建设|保障|服务|体系|机制|制度|环境|作用|力度|格局|氛围|基础|效能|效率|成果|优势|工作|管理|监管|治理|合力|需求"
    r"|提升|提高|完善|健全|优化|改善|增强|强化|深化|充分|普惠|优质|衔接|协调|融合|安全|稳定|进步|繁荣|就业|增收"
    r"|突破|举措|措施|行动|活动|改革|成色|思维|意识|观念|氛围感)"
)
_GENERAL = re.compile(rf"^[^“《0-9]{{3,26}}{_GENERAL_OBJECT}$")


def is_stock(clause: str) -> bool:
    """Whether the clause holds a phrase that says nothing of this report."""
    return _STOCK.search(clause) is not None


def is_general(clause: str) -> bool:
    """Whether the clause names neither a figure nor a name, and ends in one of the genre's abstract nouns."""
    return _GENERAL.match(clause) is not None


def manner_end(clause: str) -> int:
    """How many characters at the start only say in what manner something is done.

    >>> manner_end("积极推进污水处理厂建设"), manner_end("全面完成任务")
    (2, 0)
    """
    found = _MANNER.match(clause)
    return found.end() if found else 0
