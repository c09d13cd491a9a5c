"""The page in a real browser: what handlers called as functions cannot show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Opener = Callable[..., Any]
QUESTION = "澄湖市2025年地区生产总值增长预期目标是多少？"
HOSTILE = """岚山县2024年政府工作报告

一、主要目标

今年地区生产总值增长7%左右[9]，${window.hacked=1}{{constructor}}城镇新增就业2000人<img src=x onerror="hacked=2">以上。

二、重点工作

<svg/onload=window.hacked=3>改造老旧小区8个，新建公共停车位600个。"><script>window.hacked=4</script>完成农村改厕900户。
"""


def ask(page: Any, question: str = QUESTION) -> None:
    page.fill("#wj-question textarea", question)
    page.press("#wj-question textarea", "Enter")
    page.wait_for_selector("#wj-result .wj-result")


def go_to(page: Any, tab: str) -> None:
    page.click(f'button[role="tab"]:has-text("{tab}")')


def reload(page: Any) -> None:
    page.reload()
    page.complaints.clear()  # Gradio complains of its own streams that a reload cuts off


def in_view(page: Any, selector: str) -> bool:
    page.wait_for_timeout(900)  # scrolling is smooth
    return bool(
        page.evaluate(
            "s => { const r = document.querySelector(s).getBoundingClientRect();"
            " return r.top < innerHeight && r.bottom > 0 && r.height > 0; }",
            selector,
        )
    )


def test_a_mark_leads_to_its_evidence_and_escape_leads_back(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    ask(page, "砚溪县2025年要办好哪些民生实事？")
    mark = page.locator(".wj-mark[data-cite]").last
    number = mark.get_attribute("data-cite")
    mark.focus()
    page.keyboard.press("Enter")
    card = f'.wj-card[data-card~="{number}"]'
    assert page.evaluate("s => document.activeElement === document.querySelector(s)", card)
    assert "wj-flash" in page.get_attribute(card, "class")
    assert in_view(page, card)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.cite") == number


def test_points_of_one_paragraph_share_a_card_in_which_each_can_be_found(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    ask(page, "砚溪县2024年城镇新增就业、地区生产总值和固定资产投资的目标分别是多少？")
    cards = page.locator("#wj-result .wj-card")
    quoted = [cards.nth(i).get_attribute("data-card") for i in range(cards.count())]
    assert cards.count() == len({cards.nth(i).locator(".wj-context").inner_text() for i in range(cards.count())})
    several = next(numbers for numbers in quoted if " " in numbers)
    last = several.split()[-1]
    page.locator(f'#wj-result .wj-mark[data-cite="{last}"]').first.click()
    meant = page.locator("#wj-result mark.wj-meant")
    assert meant.count() >= 1
    assert last in (meant.first.get_attribute("data-quote") or "").split()


def test_a_follow_up_question_stands_under_the_conversation_until_it_begins_anew(
    open_page: Opener, examples_page: str
) -> None:
    page = open_page(examples_page)
    ask(page)
    assert page.input_value("#wj-question textarea") == ""
    page.fill("#wj-question textarea", "砚溪县2025年要办好哪些民生实事？")
    page.press("#wj-question textarea", "Enter")
    page.wait_for_selector('#wj-result .wj-question:has-text("砚溪县")')
    turn = page.locator("#wj-earlier .wj-turn")
    assert turn.count() == 1
    assert QUESTION in turn.inner_text()
    assert not turn.locator(".wj-result").is_visible()
    turn.locator("summary").first.click()
    turn.locator(".wj-mark[data-cite]").first.click()
    page.wait_for_selector("#wj-earlier .wj-card.wj-flash")
    page.click('#wj-language label:has-text("English")')
    page.wait_for_selector('#wj-earlier :text("Earlier in this conversation")')
    page.click("#wj-anew")
    page.wait_for_selector("#wj-result .wj-notice--welcome")
    assert page.locator("#wj-earlier .wj-turn").count() == 0
    assert not page.is_visible("#wj-anew")


def test_the_cited_words_are_visible_inside_their_paragraph(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    ask(page)
    page.wait_for_timeout(300)
    visible = page.evaluate(
        "() => [...document.querySelectorAll('.wj-card .wj-context')].every(box => {"
        " const b = box.getBoundingClientRect(), m = box.querySelector('mark').getBoundingClientRect();"
        " return m.top >= b.top - 1 && m.top < b.bottom; })"
    )
    assert visible


def test_open_in_report_shows_that_paragraph_in_the_reader(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    ask(page)
    button = page.locator('[data-act="open_paragraph"]').first
    ordinal = button.get_attribute("data-value")
    button.click()
    paragraph = f'.wj-reader [data-p="{ordinal}"]'
    page.wait_for_selector(f"{paragraph}.wj-flash")
    assert in_view(page, paragraph)
    assert "5.5%" in page.inner_text(paragraph)


def test_a_copied_citation_is_on_the_clipboard(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    ask(page)
    page.locator(".wj-card [data-copy]").first.click()
    page.wait_for_selector(".wj-card .wj-done")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“")
    assert "（澄湖市2025年政府工作报告，" in copied
    assert copied.endswith("段）")


def test_the_language_changes_without_reloading_and_is_remembered(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    ask(page)
    page.evaluate("window.notReloaded = true")
    page.click('#wj-language label:has-text("English")')
    page.wait_for_selector('#wj-result :text("Answered from the reports")')
    assert page.evaluate("window.notReloaded")
    for words in ("Reports", "Library"):
        assert page.is_visible(f'button[role="tab"]:has-text("{words}")')
    assert page.inner_text("#wj-ask") == "Ask"
    assert "Copy citation" in page.inner_text(".wj-card")
    assert QUESTION in page.inner_text("#wj-result")
    reload(page)
    page.wait_for_selector('button[role="tab"]:has-text("Reports")')


def test_a_section_is_summarized_with_marks_and_the_length_can_be_changed(
    open_page: Opener, examples_page: str
) -> None:
    page = open_page(examples_page)
    go_to(page, "报告")
    page.locator("#wj-reports .wj-link").first.click()
    page.wait_for_selector(".wj-reader")
    page.locator('.wj-level [data-act="summarize"]').nth(1).click()
    page.wait_for_selector("#wj-summary .wj-points")
    assert page.locator("#wj-summary .wj-points [data-cite]").count() >= 1
    assert page.locator("#wj-summary .wj-card").count() >= 1
    page.click('#wj-length label:has-text("短")')
    page.wait_for_selector('#wj-summary .wj-note:has-text("· 短 ·")')
    page.click('#wj-summary [data-act="close_summary"]')
    page.wait_for_selector("#wj-summary .wj-points", state="detached")
    page.click("#wj-back")
    page.wait_for_selector("#wj-reports .wj-link")


def test_the_list_of_reports_can_be_filtered(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    go_to(page, "报告")
    page.fill("#wj-reports .wj-filter", "砚溪 2024")
    rows = page.locator("#wj-reports tbody tr:visible")
    assert rows.count() == 1
    assert "砚溪县" in rows.first.inner_text()
    page.fill("#wj-reports .wj-filter", "没有这个地方")
    assert page.is_visible("#wj-reports .wj-none")


def choose(page: Any, name: str, words: str) -> None:
    box = page.locator(f"#wj-filter-{name} input")
    box.click()
    box.fill(words)
    page.wait_for_timeout(300)  # the list of choices follows what is typed
    box.press("Enter")  # not Tab, which would open the next list


def settled(page: Any, selector: str) -> None:
    """Wait until a part of the page has stayed the same for a while: each filter draws it anew."""
    page.wait_for_function(
        """selector => {
            const drawn = document.querySelector(selector)?.innerHTML;
            if (drawn !== window.lastDrawn) { window.lastDrawn = drawn; window.drawnAt = Date.now(); }
            return Date.now() - window.drawnAt > 1500;
        }""",
        arg=selector,
    )


def test_figures_are_compared_and_each_opens_its_paragraph(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    go_to(page, "数据")
    page.wait_for_selector("#wj-figures .wj-ledger tbody tr")
    page.click('#wj-mode label:has-text("各地比较")')
    page.wait_for_selector('#wj-figures :text("请先选一个指标")')
    choose(page, "indicator", "GDP")
    choose(page, "year", "2025")
    page.click("#wj-filter-kind input")
    page.click('ul[role="listbox"] li:has-text("目标")')
    settled(page, "#wj-figures")
    page.wait_for_function("document.querySelector('#wj-figures .wj-chart img')?.naturalWidth > 0")
    rows = page.locator("#wj-figures tbody tr")
    places = page.locator("#wj-figures tbody tr > :first-child")
    assert [place.strip() for place in places.all_text_contents()] == ["砚溪县", "澄湖市"]
    with page.expect_download() as download:
        page.click("#wj-export-png")
    assert download.value.suggested_filename.endswith(".png")
    opener = rows.first.locator('[data-act="open_paragraph"]')
    ordinal = opener.get_attribute("data-value")
    opener.click()
    page.wait_for_selector(f'.wj-reader [data-p="{ordinal}"].wj-flash')
    assert "地区生产总值增长6%左右" in page.inner_text(f'.wj-reader [data-p="{ordinal}"]')


def test_targets_are_shown_by_verdict_and_saved_as_a_table(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    go_to(page, "数据")
    page.wait_for_selector("#wj-figures .wj-ledger tbody tr")
    settled(page, "#wj-figures")  # what is chosen while the page is being drawn is lost
    page.click('#wj-mode label:has-text("目标跟踪")')
    page.wait_for_selector("#wj-figures .wj-counts")
    settled(page, "#wj-figures")
    page.click('#wj-figures [data-only="missed"]')
    shown = page.locator("#wj-figures tbody tr:visible")
    assert shown.count() >= 1
    assert all("未完成" in text for text in shown.all_inner_texts())
    with page.expect_download() as download:
        page.click("#wj-export-csv")
    assert download.value.suggested_filename.endswith(".csv")


DRAFT = "2025年，砚溪县地区生产总值增长9.3%左右。2025年砚溪县固定资产投资增长7%左右。"


def test_a_pasted_draft_is_checked_and_its_sources_open(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    go_to(page, "核对")
    page.fill("#wj-draft textarea", DRAFT)
    page.click("#wj-check")
    page.wait_for_selector("#wj-checked .wj-sentence--contradicted")
    assert "原文是“6%左右”" in page.inner_text("#wj-checked .wj-sentence--contradicted")
    page.click('#wj-checked [data-only="supported"]')
    assert not page.is_visible("#wj-checked .wj-sentence--contradicted")
    page.click('#wj-checked [data-only="supported"]')
    page.click("#wj-checked .wj-sentence--contradicted .wj-mark")
    page.wait_for_selector("#wj-checked .wj-card.wj-flash")
    page.click('#wj-language label:has-text("English")')
    page.wait_for_selector('#wj-checked :text("contradicted")')


def test_an_uploaded_draft_is_checked_at_once(open_page: Opener, examples_page: str, tmp_path: Path) -> None:
    draft = tmp_path / "稿子.md"
    draft.write_text(DRAFT, encoding="utf-8")
    page = open_page(examples_page)
    go_to(page, "核对")
    page.set_input_files(
        '.gradio-container :is(input#wj-upload-draft, #wj-upload-draft input, .wj-filters input[type="file"])',
        str(draft),
    )
    page.wait_for_selector("#wj-checked .wj-sentence--supported")
    assert DRAFT in page.input_value("#wj-draft textarea")


def test_a_briefing_is_written_and_saved(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    go_to(page, "简报")
    page.click("#wj-brief-docx")
    page.wait_for_selector('#wj-brief-outcome :text("请先写一份简报")')
    page.fill("#wj-brief-topic input", "就业")
    page.press("#wj-brief-topic input", "Enter")
    page.click("#wj-write")
    page.wait_for_selector("#wj-brief .wj-brief-title")
    page.locator("#wj-brief .wj-main .wj-mark[data-cite]").first.click()
    page.wait_for_selector("#wj-brief .wj-card.wj-flash")
    with page.expect_download() as download:
        page.click("#wj-brief-docx")
    assert download.value.suggested_filename.endswith(".docx")


def test_a_question_can_be_stopped(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    page.fill("#wj-question textarea", "慢慢回答：生产总值目标？")
    page.click("#wj-ask")
    page.wait_for_selector("#wj-result .wj-working")
    page.click("#wj-stop")
    page.wait_for_selector('#wj-result :text("已停止")')
    page.wait_for_selector("#wj-ask")
    ask(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_wider_than_a_phone(open_page: Opener, examples_page: str, dark: bool) -> None:
    page = open_page(examples_page, width=390, height=844, dark=dark)

    def fits() -> bool:
        return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    ask(page, "砚溪县2025年要办好哪些民生实事？")
    assert fits()
    go_to(page, "数据")
    page.wait_for_selector("#wj-figures .wj-ledger")
    assert fits()
    go_to(page, "核对")
    page.fill("#wj-draft textarea", DRAFT)
    page.click("#wj-check")
    page.wait_for_selector("#wj-checked .wj-checked")
    assert fits()
    go_to(page, "简报")
    page.click("#wj-write")
    page.wait_for_selector("#wj-brief .wj-brief-title")
    assert fits()
    go_to(page, "报告")
    page.wait_for_selector("#wj-reports .wj-link")
    assert fits()
    page.locator("#wj-reports .wj-link").first.click()
    page.wait_for_selector(".wj-reader")
    page.locator('.wj-level [data-act="summarize"]').nth(1).click()
    page.wait_for_selector("#wj-summary .wj-points")
    assert fits()
    assert in_view(page, "#wj-summary .wj-points"), "a summary asked for further down comes into view"
    go_to(page, "资料")
    page.wait_for_selector("#wj-library .wj-link")
    assert fits()


def test_dark_and_light_can_be_chosen_and_are_remembered(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    assert not page.evaluate("document.body.classList.contains('dark')")
    page.click("[data-theme-switch]")
    assert page.evaluate("document.body.classList.contains('dark')")
    reload(page)
    page.wait_for_function("document.body.classList.contains('dark')")


def test_the_page_asks_nothing_of_any_other_machine(open_page: Opener, examples_page: str) -> None:
    page = open_page(examples_page)
    ask(page)
    go_to(page, "报告")
    page.locator("#wj-reports .wj-link").first.click()
    page.wait_for_selector(".wj-reader")
    elsewhere = [url for url in page.requested if not url.startswith((examples_page, "data:", "blob:"))]
    assert page.requested
    assert elsewhere == []


def test_an_empty_library_leads_through_the_examples_to_an_answer(empty_page: str, open_page: Opener) -> None:
    page = open_page(empty_page)
    assert "资料库还是空的" in page.inner_text("#wj-result")
    page.click('#wj-result [data-act="add_examples"]')
    page.wait_for_selector(".wj-chip")
    page.locator(".wj-chip").first.click()
    page.wait_for_selector("#wj-result .wj-status--answered")

    go_to(page, "资料")
    rows = page.locator("#wj-library tbody tr")
    before = rows.count()
    page.locator('#wj-library [data-act="remove_report"]').first.click()
    page.click("#wj-keep")
    page.wait_for_selector("#wj-remove", state="hidden")
    assert rows.count() == before
    page.locator('#wj-library [data-act="remove_report"]').first.click()
    page.click("#wj-remove")
    page.wait_for_selector('#wj-outcome :text("已删除")')
    page.wait_for_function("n => document.querySelectorAll('#wj-library tbody tr').length === n", arg=before - 1)

    page.locator('#wj-library [data-act="edit_report"]').first.click()
    page.fill("#wj-place textarea, #wj-place input", "新湖市")
    page.click("#wj-save")
    page.wait_for_selector('#wj-library .wj-link:text("新湖市")')


def test_uploads_are_told_file_by_file_and_a_hostile_report_stays_text(
    empty_page: str, open_page: Opener, tmp_path: Path
) -> None:
    hostile = tmp_path / "岚山县_2024.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    broken = tmp_path / "坏文件.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    page = open_page(empty_page)
    go_to(page, "资料")
    page.set_input_files('.wj-uploadbar input[type="file"]', [str(hostile), str(broken)])
    page.wait_for_selector(".wj-outcomes")
    told = page.inner_text(".wj-outcomes")
    assert "岚山县_2024.txt" in told
    assert "坏文件.docx" in told
    assert "文件已损坏或不完整" in told
    page.wait_for_selector("#wj-library .wj-link")

    page.evaluate(
        "([name, text]) => { const files = new DataTransfer(); files.items.add(new File([text], name));"
        " document.querySelector('.wj-drop').dispatchEvent("
        "new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: files})); }",
        ["溪源县_2023.txt", HOSTILE.replace("岚山县2024", "溪源县2023")],
    )
    page.wait_for_selector('.wj-outcomes :text("溪源县_2023.txt")')
    page.wait_for_selector('#wj-library .wj-link:text("溪源县")')

    page.locator('#wj-library .wj-link:text("岚山县")').click()
    page.wait_for_selector(".wj-reader")
    assert "${window.hacked=1}{{constructor}}" in page.inner_text(".wj-reader")
    go_to(page, "提问")
    ask(page, "岚山县2024年地区生产总值增长目标是多少？")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator(".wj img, .wj script, .wj svg").count() == 0
    assert page.locator('[data-cite="9"]').count() == 0
