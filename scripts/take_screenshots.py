"""Take the README's screenshots anew, over the example reports: `python scripts/take_screenshots.py`.

Needs what the browser tests need (scripts/install_test_tools.sh).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PORT = 7899
ADDRESS = f"http://127.0.0.1:{PORT}/"
QUESTION = "澄湖市2024年和2025年的地区生产总值增长目标有什么变化？"
REPORT = "chenghu_2025.txt"
DRAFT = """2025年，砚溪县地区生产总值增长6%左右，城镇新增就业4200人以上。
一般公共预算收入增长4.5%左右，固定资产投资增长7%左右。
澄湖市2025年地区生产总值预期目标为增长5.5%以上。
两地将共建一座深水港口。
"""
START_S = 60.0


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    served = ROOT / "tests" / "browser" / "served.py"
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, str(served), home, str(PORT), str(ROOT / "examples" / "reports")]
        server = subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"})
        try:
            wait_for_page()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
                    args=["--no-sandbox", "--disable-gpu"],
                )
                page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="zh-CN")
                take(page)
                browser.close()
        finally:
            server.terminate()
            server.wait(10)


def wait_for_page() -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            urllib.request.urlopen(ADDRESS, timeout=5).close()
            return
        except (urllib.error.URLError, TimeoutError):
            if time.monotonic() > until:
                sys.exit(f"the page did not start within {START_S:.0f} s")
            time.sleep(0.3)


def take(page: Any) -> None:
    page.goto(ADDRESS)
    page.wait_for_selector(".wj-chip")
    page.fill("#wj-question textarea", QUESTION)
    page.press("#wj-question textarea", "Enter")
    page.wait_for_selector("#wj-result .wj-result")
    settle(page)
    page.screenshot(path=DOCS / "screenshot-ask.png")

    go_to(page, "数据")
    page.click('#wj-mode label:has-text("各地比较")')
    for name, words in (("indicator", "地区生产总值"), ("year", "2025")):
        page.fill(f"#wj-filter-{name} input", words)
        page.press(f"#wj-filter-{name} input", "Enter")
    page.click("#wj-filter-kind input")
    page.click('ul[role="listbox"] li:has-text("目标")')
    page.wait_for_selector("#wj-figures .wj-chart img")
    settle(page)
    page.screenshot(path=DOCS / "screenshot-data.png")

    go_to(page, "核对")
    page.fill("#wj-draft textarea", DRAFT)
    page.click("#wj-check")
    page.wait_for_selector("#wj-checked .wj-checked")
    settle(page)
    page.screenshot(path=DOCS / "screenshot-verify.png")

    go_to(page, "报告")
    page.click(f'#wj-reports tr:has-text("{REPORT}") .wj-link')
    page.wait_for_selector(".wj-reader")
    page.locator('.wj-level [data-act="summarize"]').nth(2).click()
    page.wait_for_selector(".wj-points")
    settle(page)
    page.screenshot(path=DOCS / "screenshot-summary.png")


def go_to(page: Any, tab: str) -> None:
    page.click(f'button[role="tab"]:has-text("{tab}")')


def settle(page: Any) -> None:
    """Leave no pointer, focus or animation in the picture."""
    page.mouse.move(5, 5)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(900)


if __name__ == "__main__":
    main()
