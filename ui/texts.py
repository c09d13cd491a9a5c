"""Every word of the interface, in Chinese and in English."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


def say(language: Language, key: str, **values: object) -> str:
    """Give the words for a key, with its `{places}` filled.

    >>> say(Language.EN, "card.paragraph", n=14)
    'para. 14'
    """
    chinese, english = TEXTS[key]
    return (english if language is Language.EN else chinese).format(**values)


def language_of(value: str | None) -> Language:
    """Read a language choice; anything unknown is Chinese.

    >>> language_of("en").value, language_of("fr").value
    ('en', 'zh')
    """
    return Language.EN if value == Language.EN else Language.ZH


TEXTS: Final[dict[str, tuple[str, str]]] = {
    # The frame of the page
    "app.title": ("问据 Wenju", "Wenju 问据"),
    "app.tagline": (
        "向政府工作报告提问，每一句回答都有出处",
        "Ask government work reports; every sentence has its source",
    ),
    "app.language": ("界面语言", "Language"),
    "app.theme": ("切换明暗", "Light or dark"),
    "tab.ask": ("提问", "Ask"),
    "tab.reports": ("报告", "Reports"),
    "tab.library": ("资料", "Library"),
    # Asking
    "ask.label": ("问题", "Question"),
    "ask.placeholder": (
        "写下地方、年份和想知道的事，例如：某市2025年地区生产总值增长目标是多少？",
        "Name a place, a year and what you want to know",
    ),
    "ask.button": ("提问", "Ask"),
    "ask.cancel": ("停止", "Stop"),
    "ask.scope": ("只在选定的报告里找", "Only in chosen reports"),
    "ask.examples": ("可以这样问", "Try one of these"),
    "ask.follow_up": ("接着问，例如：那2024年呢？", "Ask on, for example: and in 2024?"),
    "ask.anew": ("新的对话", "Start anew"),
    "ask.earlier": ("前面的问答", "Earlier in this conversation"),
    "ask.blank": ("请先写下问题。", "Write a question first."),
    "ask.working": ("正在查找并核对…… 已用 {seconds} 秒", "Searching and checking… {seconds} s"),
    "ask.cancelled": ("已停止，没有给出回答。", "Stopped; no answer was given."),
    "ask.welcome": (
        "回答会显示在这里：先是结论，每句后面的数字打开它的原文依据。",
        "The answer appears here: the finding first, and behind every sentence a number that opens its source.",
    ),
    "ask.welcome_count": ("资料库现有 {n} 份报告。", "The library holds {n} reports."),
    "example.target": (
        "{place}{year}年地区生产总值增长预期目标是多少？",
        "What was {place}'s GDP growth target for {year}?",
    ),
    "example.list": ("{place}{year}年要办好哪些民生实事？", "Which livelihood projects did {place} plan for {year}?"),
    "example.jobs": (
        "{place}{year}年城镇新增就业的目标是多少？",
        "How many new urban jobs did {place} plan for {year}?",
    ),
    "example.focus": ("{place}{year}年重点抓哪些工作？", "What are {place}'s main tasks for {year}?"),
    "example.years": (
        "{place}{first}年和{second}年的地区生产总值增长目标有什么变化？",
        "How did {place}'s GDP growth target change from {first} to {second}?",
    ),
    "example.places": (
        "{year}年{first}和{second}的一般公共预算收入目标分别是多少？",
        "What budget revenue targets did {first} and {second} set for {year}?",
    ),
    # An answer
    "status.answered": ("有依据的回答", "Answered from the reports"),
    "status.partial": ("只能部分回答", "Answered in part"),
    "status.abstained": ("报告里没有答案", "The reports do not answer this"),
    "answer.region": ("回答", "Answer"),
    "answer.missing": ("还缺什么", "What is missing"),
    "answer.why": ("为什么不回答", "Why there is no answer"),
    "answer.nearest": ("报告中相近的内容（不是答案）", "Nearest facts in the reports (not an answer)"),
    "answer.struck": ("未通过核对、已删去的句子", "Sentences that failed the check and were struck"),
    "answer.said": ("写的是“{said}”", "it said “{said}”"),
    "answer.source_says": ("原文是“{source}”", "the source says “{source}”"),
    "answer.computed": ("计算得出", "Computed"),
    "answer.not_supported": ("未获原文支持", "Not supported by the source"),
    "answer.written_by": ("由 {generator} 撰写，每句已与原文核对", "Written by {generator}; every sentence checked"),
    "answer.fallback": (
        "这次没有采用语言模型 {generator} 的回答",
        "{generator} did not answer this time",
    ),
    "answer.recited": ("已改正出处", "source corrected"),
    "answer.recited_why": (
        "模型给这句话标的出处不对，已换成真正支持它的原文。",
        "The model named another source than the one that carries this sentence.",
    ),
    "draft.title": ("正在写的草稿（还没有核对完）", "Draft being written (not yet checked)"),
    "draft.judged": ("逐句核对", "Sentence by sentence"),
    "draft.stands": ("有依据", "supported"),
    "draft.struck": ("已删去", "struck"),
    "fallback.slow": (
        "语言模型太慢，没有在限定时间内写完。",
        "It did not finish in time; below is the answer taken from the reports word for word.",
    ),
    "fallback.down": (
        "语言模型用不了。",
        "It cannot be reached; below is the answer taken from the reports word for word.",
    ),
    "fallback.empty": (
        "语言模型没有写出内容。",
        "It wrote nothing; below is the answer taken from the reports word for word.",
    ),
    "fallback.cut_off": (
        "语言模型的回答中途断了。",
        "Its answer broke off; below is the answer taken from the reports word for word.",
    ),
    "fallback.rambling": (
        "语言模型的回答重复或失控，已停下。",
        "It lost its thread and was stopped; below is the answer taken from the reports word for word.",
    ),
    "fallback.nothing_stands": (
        "语言模型写的句子没有一句经得起核对。",
        "None of its sentences stood the check; below is the answer taken from the reports word for word.",
    ),
    "fallback.not_agreed": (
        "还没有同意把报告内容发给这台主机。",
        "Report text may not be sent to its host yet (see `wenju model`); below is the answer taken from the reports.",
    ),
    "writer.local": (
        "回答由本机的语言模型 {model} 撰写，每句与原文核对后才算数。",
        "Answers are written by {model} on this machine; only sentences that stand the check count.",
    ),
    "writer.remote": (
        "回答由 {host} 上的语言模型 {model} 撰写：有关的报告段落会发送到 {host}。",
        "Answers are written by {model} at {host}: the passages concerned are sent to {host}.",
    ),
    "writer.not_agreed": (
        "已设置 {host} 上的语言模型 {model}，但还没有同意把报告内容发送过去；现在的回答都摘自原文。",
        "{model} at {host} is set, but sending report text there was not agreed to; answers are taken word for word.",
    ),
    "answer.copy": ("复制回答和出处", "Copy answer with sources"),
    "answer.understood": ("理解为", "Understood as"),
    "answer.generator": ("生成方式", "Generator"),
    "answer.seconds": ("用时 {seconds} 秒", "{seconds} s"),
    "answer.at_once": ("用时不到 0.1 秒", "under 0.1 s"),
    "generator.extractive": ("摘取原文", "extractive"),
    "understood.target": ("目标", "target"),
    "understood.actual": ("完成情况", "result"),
    "problem.number": ("数字不符", "number differs"),
    "problem.unit": ("单位不符", "unit differs"),
    "problem.bound": ("界限不符", "bound differs"),
    "problem.year": ("年份不符", "year differs"),
    "problem.place": ("地方不符", "place differs"),
    "problem.indicator": ("指标不符", "indicator differs"),
    "problem.status": ("目标与完成情况相混", "target and result mixed up"),
    "problem.other": ("原文不支持", "not supported"),
    # Evidence
    "card.evidence": ("依据", "Evidence"),
    "card.count": ("{n} 段", "{n}"),
    "card.mark": ("查看第 {n} 条依据", "Show source {n}"),
    "card.back": ("回到正文中的 [{n}]", "Back to [{n}] in the text"),
    "card.year": ("{year}年", "{year}"),
    "card.paragraph": ("第{n}段", "para. {n}"),
    "card.offsets": ("原文字符 {ranges}", "source characters {ranges}"),
    "card.repaired": ("原文有修复", "Repaired text"),
    "card.source": ("看修复前的原文", "Show the text before repair"),
    "card.changes": ("修复之处", "What was repaired"),
    "card.copies": ("同一报告的另一份文件：{files}", "Another file of the same report: {files}"),
    "card.copy": ("复制引文", "Copy citation"),
    "card.copied": ("已复制", "Copied"),
    "card.open": ("在报告中打开", "Open in report"),
    "card.unlocated": (
        "引文与所存段落不一致，请打开报告核对。",
        "The quote does not match the stored paragraph; open the report to check.",
    ),
    "card.citation": ("“{quote}”（{report}，{section}第{n}段）", "“{quote}” ({report}, {section}para. {n})"),
    "card.section_end": ("，", ", "),
    "table.caption": ("对照表", "Table"),
    # Reports
    "reports.place": ("地方", "Place"),
    "reports.year": ("年份", "Year"),
    "reports.level": ("层级", "Level"),
    "reports.file": ("文件", "File"),
    "reports.paragraphs": ("段落", "Paragraphs"),
    "reports.repairs": ("修复", "Repairs"),
    "reports.doubts": ("存疑", "Doubts"),
    "reports.filter": ("按地方、年份或文件名筛选", "Filter by place, year or file name"),
    "reports.none_match": ("没有符合的报告。", "No report matches."),
    "reports.count": ("{n} 份报告", "{n} reports"),
    "reports.back": ("返回报告列表", "Back to the list"),
    "reports.outline": ("目录", "Outline"),
    "reports.whole": ("全文摘要", "Summarize whole report"),
    "reports.summarize": ("摘要", "Summarize"),
    "reports.summarize_section": ("为“{heading}”写摘要", "Summarize “{heading}”"),
    "reports.length": ("摘要长度", "Summary length"),
    "reports.no_sections": ("没有识别出标题。", "No headings were found."),
    "reports.unknown": ("未知", "unknown"),
    "length.short": ("短", "Short"),
    "length.medium": ("中", "Medium"),
    "length.long": ("长", "Long"),
    "level.national": ("国家", "national"),
    "level.province": ("省级", "province"),
    "level.prefecture": ("地级市", "prefecture"),
    "level.county": ("县级", "county"),
    "summary.title": ("摘要", "Summary"),
    "summary.whole": ("全文", "Whole report"),
    "summary.working": ("正在写摘要…… 已用 {seconds} 秒", "Summarizing… {seconds} s"),
    "summary.cancelled": ("已停止。", "Stopped."),
    "summary.empty": ("这一部分没有可摘的要点。", "There is nothing to summarize in this section."),
    "summary.close": ("收起", "Close"),
    "summary.points": ("{n} 个要点", "{n} points"),
    "reader.title": ("全文", "Full text"),
    "reader.from": ("来自{origin}", "from {origin}"),
    "reader.date": ("日期", "Date"),
    "reader.speaker": ("报告人", "Speaker"),
    "reader.quality": ("文本质量", "Quality of the text"),
    "reader.clean": ("没有修复，也没有存疑之处。", "Nothing was repaired and nothing looks damaged."),
    "reader.repairs": ("修复 {n} 处", "{n} repairs"),
    "reader.dropped": ("略去 {n} 处，共 {chars} 字", "{n} stretches left out, {chars} characters"),
    "reader.doubts": ("存疑 {n} 处", "{n} doubts"),
    "reader.more": ("其余 {n} 处未列出", "{n} more not listed"),
    "reader.before": ("原文：{source}", "Source: {source}"),
    "reader.nothing": ("（无）", "(nothing)"),
    "reader.rivals": ("另有：{values}", "also found: {values}"),
    "origin.user": ("人工更正", "your correction"),
    "origin.manifest": ("清单", "the manifest"),
    "origin.text": ("正文", "the text"),
    "origin.file name": ("文件名", "the file name"),
    "origin.unknown": ("未知", "nowhere"),
    # What cleaning changed, left out and doubts; kinds that are not here show their own names
    "repair.traditional": ("繁体转简体", "Traditional to Simplified"),
    "repair.pinyin": ("去掉括注的拼音", "pinyin in brackets removed"),
    "repair.byte_shift": ("错位字节还原", "bytes read one off put right"),
    "repair.line_break": ("断行接合", "broken lines joined"),
    "repair.paragraph_break": ("补上段落分隔", "paragraphs separated"),
    "repair.literal_line_end": ("换行符号还原", "written-out line ends"),
    "repair.markdown_heading": ("标题记号", "heading marks"),
    "repair.markdown": ("排版记号", "Markdown marks"),
    "repair.markup": ("网页标签", "HTML tags"),
    "repair.entity": ("网页实体字符", "HTML entities"),
    "repair.width": ("全角转半角", "full-width to half-width"),
    "repair.glyph": ("异体字形统一", "variant glyphs"),
    "repair.invisible": ("不可见字符", "invisible characters"),
    "repair.question_marks": ("代替空格的问号", "question marks in place of spaces"),
    "dropped.page_head": ("页首内容", "page head"),
    "dropped.page_foot": ("页尾内容", "page foot"),
    "dropped.excerpt": ("正文之外重复的摘录", "excerpt printed a second time"),
    "dropped.hidden_text": ("隐藏文字", "hidden text"),
    "dropped.navigation": ("导航", "navigation"),
    "dropped.watermark": ("水印", "watermark"),
    "dropped.rule": ("分隔线", "rules"),
    "dropped.markup": ("网页代码", "page code"),
    "doubt.unreadable": ("有读不出的字符", "unreadable characters"),
    "doubt.shifted_bytes": ("疑似错位字节，未能确定", "bytes that seem read one off"),
    "doubt.cut_off": ("报告可能不完整", "the report may be incomplete"),
    "doubt.metadata": ("基本信息有分歧", "particulars disagree"),
    # The library
    "library.upload": ("选择文件上传", "Choose files"),
    "library.drop": ("也可以把文件拖到这里，一次可传多个", "or drop files here, several at once"),
    "library.formats": ("支持 {formats}", "Formats: {formats}"),
    "library.cancel": ("停止", "Stop"),
    "library.working": ("正在处理 {done}/{total}：{file}", "Working on {done}/{total}: {file}"),
    "library.starting": ("正在读取文件……", "Reading the files…"),
    "library.cancelled": (
        "已停止。已完成的文件留在资料库中，其余没有加入。",
        "Stopped. Files already finished stay in the library; the others were not added.",
    ),
    "library.outcomes": ("本次结果", "What happened"),
    "library.outcome_line": (
        "加入 {added}，更新 {replaced}，未变 {unchanged}，重复 {copy}，失败 {failed}",
        "added {added}, replaced {replaced}, unchanged {unchanged}, copies {copy}, failed {failed}",
    ),
    "outcome.added": ("已加入", "added"),
    "outcome.replaced": ("已更新", "replaced"),
    "outcome.unchanged": ("未变", "unchanged"),
    "outcome.copy": ("重复", "copy"),
    "outcome.failed": ("失败", "failed"),
    "library.counts": (
        "{paragraphs} 段，修复 {repairs} 处，存疑 {doubts} 处",
        "{paragraphs} paragraphs, {repairs} repairs, {doubts} doubts",
    ),
    "library.copy_of": ("与 {file} 是同一份报告", "the same report as {file}"),
    "library.fix": ("怎么办：", "What to do: "),
    "library.actions": ("操作", "Actions"),
    "library.edit": ("更正", "Edit"),
    "library.remove": ("删除", "Remove"),
    "library.edit_title": ("更正 {file} 的信息", "Edit {file}"),
    "library.edit_hint": (
        "这里写的优先于从正文和文件名读出的值。",
        "What you write here takes precedence over what was read from the text and the file name.",
    ),
    "library.save": ("保存", "Save"),
    "library.dismiss": ("不改了", "Cancel"),
    "library.saved": ("已保存：{report}", "Saved: {report}"),
    "library.remove_title": ("删除《{report}》（{file}）？", "Remove {report} ({file})?"),
    "library.remove_hint": (
        "它会从资料库和索引中移走，您磁盘上的原文件不受影响。",
        "It leaves the library and its index; your own file is not touched.",
    ),
    "library.remove_confirm": ("确认删除", "Remove"),
    "library.keep": ("保留", "Keep"),
    "library.removed": ("已删除：{report}（{file}）", "Removed: {report} ({file})"),
    "library.bad_year": (
        "年份“{value}”不是四位数字。请写成 2025 这样的年份，或留空。",
        "“{value}” is not a year. Write four digits, such as 2025, or leave it empty.",
    ),
    # No reports yet
    "empty.title": ("资料库还是空的", "The library is empty"),
    "empty.hint": (
        "先加入政府工作报告，再来提问。可以到“资料”页上传自己的文件，也可以先用随附的示例报告试一试"
        "（虚构的地方，专为演示而写）。",
        "Add some government work reports first: upload your own under “Library”, or try the bundled examples "
        "(fictional places, written for demonstration).",
    ),
    "empty.examples": ("加入示例报告", "Add the example reports"),
    "empty.upload": ("上传报告", "Upload reports"),
    "empty.no_examples": (
        "这个安装里没有随附示例：{folder} 不存在。请在“资料”页上传报告。",
        "This installation has no bundled examples: {folder} does not exist. Upload reports under “Library”.",
    ),
    # Errors: what each kind means and what to do about it. The library's own message stands under it as details.
    "kind.error": ("这一步没有完成。", "This did not work."),
    "kind.usage": ("这个要求没法照办。", "This cannot be done as asked."),
    "kind.file": ("这个文件用不了。", "This file cannot be used."),
    "kind.file_missing": ("找不到文件。", "The file is not there."),
    "kind.unsupported_format": ("不读这种格式的文件。", "Files of this format are not read."),
    "kind.undecodable_text": ("读不出文字：不是文本，或者编码无法识别。", "No text can be read from it."),
    "kind.damaged_file": ("文件已损坏或不完整。", "The file is damaged or incomplete."),
    "kind.empty_report": ("文件里没有可以使用的正文。", "The file holds no text that can be used."),
    "kind.no_text_layer": ("这是扫描件，没有文字层。", "This is a scan without a text layer."),
    "kind.limit_exceeded": ("文件太大，或处理时间过长。", "The file is too large, or takes too long."),
    "kind.not_found": ("资料库里没有这份报告或这个章节。", "The library has no such report or section."),
    "kind.library": ("资料库打不开，或无法改动。", "The library cannot be opened or changed."),
    "kind.newer_library": ("资料库是用更新的版本建立的。", "A later version wrote this library."),
    "kind.model": ("模型无法加载或连接。", "The model cannot be loaded or reached."),
    "kind.gold_set": ("题集有误。", "The gold set is wrong."),
    "kind.cancelled": ("已停止。", "Stopped."),
    "fix.file_missing": ("请检查文件是否已被移走，再上传一次。", "Check whether it was moved, and upload it again."),
    "fix.unsupported_format": ("请另存为 {formats} 之一再上传。", "Save the report as one of {formats}."),
    "fix.undecodable_text": (
        "请用 UTF-8 编码另存为文本文件，或上传 .docx。",
        "Save it as a text file in UTF-8, or upload a .docx.",
    ),
    "fix.damaged_file": ("请重新下载或另存一份完整的文件再上传。", "Download or save a complete copy and upload that."),
    "fix.empty_report": (
        "请确认文件里有报告正文；图片里的文字读不到。",
        "Check that the file holds the report; text inside pictures is not read.",
    ),
    "fix.no_text_layer": ("请上传文本版的报告。", "Upload a text version of the report."),
    "fix.limit_exceeded": ("请把报告单独存成一个较小的文件再上传。", "Save the report alone, as a smaller file."),
    "fix.not_found": ("请回到报告列表，重新选择。", "Go back to the list and choose again."),
    "error.title": ("出了问题", "Something went wrong"),
    "error.details": ("详情：{message}", "Details: {message}"),
    "error.unexpected": (
        "程序没有预料到这个情况（{kind}：{message}）。请重试；如果再次出现，请把这段话连同操作步骤告诉维护者。",
        "This was not foreseen ({kind}: {message}). Try again; if it comes back, report it with what you did.",
    ),
}
