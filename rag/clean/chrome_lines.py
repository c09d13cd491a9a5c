"""The lines that web pages print around a text: what one such line looks like, whatever the page.

Three strengths, because the same words can be part of a report. A `is_furniture` line is page chrome wherever it
stands; a `is_edge` line only before or after the report; behind a `opens_footer` line nothing of the report follows.
"""

from __future__ import annotations

import re

_FURNITURE = re.compile(
    r"""
      [【\[（(〖]?\s*(?:字体|字号|文字大小|视力保护色?)\s*[:：]?.{0,14}
    | [【\[（(]?\s*(?:打印|打印本[页稿文]|推荐(?:给)?朋友|关闭|关闭(?:本)?窗口|我要收藏|加入收藏)\s*[】\]）)]?
    | [【\[（(]?\s*(?:返回顶部|返回首页|返回列表|返回上一?页)\s*[】\]）)]?
    | (?:您?(?:现在|当前)?的?(?:当前)?位置|您现在的位置(?:是)?|当前位置)\s*[:：].{0,80}
    | (?:首页|网站首页)\s*(?:[>＞»/|·›-]+\s*\S{1,16}\s*)+
    | 分享(?:到|至)\s*[:：]?.{0,40} | 扫一扫.{0,30} | 微信扫码.{0,20} | 用微信.{0,30}
    | .{0,30}ICP[备证].{0,40} | .{0,6}公网安备.{0,30} | 网站标识码.{0,40}
    | .{0,40}版权所有.{0,60} | copyright.{0,80} | ©.{0,60}
    | 您访问的链接即将离开.{0,40} | 您是第.{0,30} | .{0,20}位访客
    | 浏览次数?\s*[:：].{0,20} | 点击(?:数|率|次数)?\s*[:：].{0,20}
    | [》》>]*点击(?:图片|查看|查阅|进入|下载).{0,40} | （点击查阅.{0,40}
    | .{2,90}(?:报告|会议|大会).{0,40}(?:记者|通讯员|摄影)\s*[:：]?\s*\S{1,4}\s*\S{0,3}\s*摄?  # caption of a photo
    | [-—–－·]?\s*第?\s*\d{1,3}\s*页?\s*[-—–－·]? (?<=[-—–－·页])                              # page number
    | (?:\S{2,8}\s*[|｜]\s*){2,}\S{2,8}                             # 网站地图 | 版权声明 | 关于我们
    | (?:打印|关闭|收藏|纠错|返回|分享到?|顶部|[|｜:：\s]){2,}
    | (?:https?://|www\.)\S+
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Buttons and tabs; as whole lines they are never part of a report.
_BUTTONS = frozenset(
    line
    for row in (
        "下载 打印 全屏 收藏 加大 还原 减小 大 中 小 特大 【 】 [ ] | ｜ > >> ＞ » / × · ・ A- A+ A EN English",
        "简体 繁体 繁體 简体中文 繁体中文 繁體中文 繁 简 无障碍 无障碍浏览 无障碍阅读 长者模式 适老版 关怀版",
        "登录 注册 搜索 首页 网站首页 关闭 返回 分享 点赞 评论 纠错 放弃 继续访问 是否继续？ 收起 展开",
        "展开全文 阅读全文 上一页 下一页 末页 尾页 微信 微博 QQ空间 新浪微博 腾讯微博 人人网 开心网 百度空间",
        "和讯 天涯社区 分享到微信 网站地图 联系我们 关于我们 关于本站 法律声明 隐私声明 WAP版网站",
        "政府信息公开 政务服务 互动交流 要闻动态 政务公开 领导之窗 政府数据",
    )
    for line in row.split()
)

# What stands before the colon of a line about the page rather than of the report.
_LABELS = "|".join(
    (
        "来源|稿源|信息来源|文章来源|新闻来源|来源URL|发布机构|发布单位|发文单位|发文机关|发布人|作者|编辑|编审",
        "责任编辑|责编|校对|审核|审签|值班编辑|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|点击数|点击量|点击|访问量",
        "评论|评论数|发布时间|发布日期|发文时间|时间|日期|更新时间|添加时间|成文日期|生成日期|公开日期|有效性|索引号",
        "文号|主题词|主题分类|分类|关键词|标签|Tags?|内容摘要|摘要|标题|名称|报告人|正文|编号|信息分类|公开方式",
        "公开范围|公开时限",
    )
)
_DATE = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_EDGE = re.compile(
    rf"""
      [（(\[【]?\s*(?:{_LABELS})\s*[:：].{{0,120}}
    | (?:添加时间|发布时间|更新时间|浏览次数)\s.{{0,60}}
    | {_DATE}\s*{_CLOCK}.{{0,60}}                             # 2020-06-08 14:56:26 来源: …
    | \d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}.{{0,12}}             # 2024-01-15
    | \d{{4}}年(?:0\d|1[0-2])月\d\d日                          # 2001年01月08日: a person writes 1月8日
    | .{{0,20}}(?:电话|邮箱|地址|传真|邮编|邮政编码)\s*[:：].{{0,80}} | 上班时间\s*[:：].{{0,80}}
    | \d{{1,2}}-\d{{1,2}} | \d{{1,6}} | [:：]\s*\S{{0,8}} | \d{{3,4}}-\d{{7,8}}
    | {_CLOCK}
    | [●•■◆▪※★→←<>《》|｜·・—_=~\s]+
    | [（(]?(?:责任编辑|责编|编辑|作者|供稿|撰稿|来源)[:：]?.{{0,24}}[）)]?
    | 走进\S{{2,6}}
    """,
    re.VERBOSE | re.IGNORECASE,
)

_FOOTER = re.compile(
    r"""
      上一(?:篇|条)\s*[:：]?.{0,60} | 下一(?:篇|条)\s*[:：]?.{0,60}
    | (?:热点|热门|精彩|编辑|本栏|为您|相关)(?:推荐|文章|新闻|资讯|图文|专题|内容)\s*[:：]?
    | (?:相关|延伸|扩展)(?:阅读|报道|文档|新闻|文章|链接|信息|解读|稿件|附件)\s*[:：]?
    | 本栏(?:最新|推荐|热门) | (?:阅读|点击|热门)排行(?:榜)? | 猜你喜欢 | 标签云 | 热门标签 | 友情链接\s*[:：]?
    | 最新(?:文章|评论|更新|资讯)
    | (?:网友|用户|发表|我要|最新|查看(?:全部|更多)?)(?:评论|留言|跟帖)\s*[:：]?.{0,20} | 共有?\d+条评论.{0,20}
    | 分享(?:到|至)\s*[:：]? | 分享本文.{0,10}
    | .{0,30}ICP备.{0,40} | .{0,6}公网安备.{0,30} | 网站标识码.{0,40}
    | 版权所有.{0,60} | copyright.{0,80} | ©.{0,60} | 免责声明.{0,80} | 网站地图 | 违法和不良信息举报.{0,80}
    | 主办(?:单位)?\s*[:：].{0,80} | \S{1,4}各(?:设区)?市(?:及\S{2,8})?(?:（市）)? | 您访问的链接即将离开.{0,40}
    | 本作品(?:是|来自|在|属于|原文).{0,80} | public\ domain.{0,40}
    | 本(?:文|作品).{0,20}(?:公有领域|知识共享|CC\ BY).{0,60}
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Tell whether the line is page chrome wherever it stands.

    >>> is_furniture("【字体："), is_furniture("减小"), is_furniture("一、2023年工作回顾")
    (True, True, False)
    """
    return line in _BUTTONS or (len(line) <= 130 and _FURNITURE.fullmatch(line) is not None)


def is_stray(line: str) -> bool:
    """Tell whether the line is page chrome even in the middle of a report; 大 and 中 may be cells of a table there.

    >>> is_stray("点击图片进入专题"), is_stray("大"), is_stray("- 12 -")
    (True, False, True)
    """
    return 3 <= len(line) <= 130 and line not in _BUTTONS and _FURNITURE.fullmatch(line) is not None


def is_edge(line: str) -> bool:
    """Tell whether the line is page chrome if it stands before or after the report.

    >>> is_edge("2020-06-08 14:56:26   来源: 某市人民政府网 395"), is_edge("（2024年1月11日）")
    (True, False)
    """
    return is_furniture(line) or (len(line) <= 150 and _EDGE.fullmatch(line) is not None)


def opens_footer(line: str) -> bool:
    """Tell whether the line begins what a page prints under an article.

    >>> opens_footer("上一篇:生态环境"), opens_footer("相关报道："), opens_footer("相关部门要加强协调。")
    (True, True, False)
    """
    return len(line) <= 100 and _FOOTER.fullmatch(line) is not None
