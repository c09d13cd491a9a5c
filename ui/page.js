// What the page does without asking the server: marks and cards, copying, going to a paragraph, filtering, theme.
// Everything listens on the document, since the panels' content comes and goes.
(() => {
  "use strict";
  const LANGUAGE = "wenju-language";
  const THEME = "wenju-theme";
  const PATIENCE_MS = 15000; // for a report that is still being fetched when its paragraph is to be shown

  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } };
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  window.wenju = {
    language: () => stored(LANGUAGE),
    remember: (language) => {
      store(LANGUAGE, language);
      document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    },
    // A file that the server made for this click; nothing where it could not.
    download: (file) => {
      if (!file || !file.url) return;
      const link = document.createElement("a");
      link.href = file.url;
      link.download = file.orig_name || "";
      document.body.append(link);
      link.click();
      link.remove();
    },
  };

  function show(element) {
    element.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "center" });
    element.focus({ preventScroll: true });
    element.classList.remove("wj-flash");
    void element.offsetWidth; // restarts the animation
    element.classList.add("wj-flash");
  }

  // Long paragraphs scroll inside their card; bring the quote into view there without moving the page. Where a card
  // has several, the one that is meant stands out.
  function showQuote(card, number) {
    const box = card.querySelector(".wj-context");
    const quote = number ? `mark[data-quote~="${number}"]` : "mark";
    for (const mark of card.querySelectorAll("mark")) mark.classList.toggle("wj-meant", !!number && mark.matches(quote));
    const mark = box && box.querySelector(quote);
    if (mark) box.scrollTop = mark.offsetTop - box.offsetTop - box.clientHeight / 3;
  }

  let lastMark = null;

  function followMark(mark) {
    const number = mark.dataset.cite;
    const card = mark.closest(".wj-result").querySelector(`.wj-card[data-card~="${number}"]`);
    if (!card) return;
    lastMark = mark;
    showQuote(card, number);
    show(card);
  }

  function goBack(card, number) {
    const result = card.closest(".wj-result");
    const numbers = number ? [number] : card.dataset.card.split(" ");
    const mine = lastMark && result.contains(lastMark) && numbers.includes(lastMark.dataset.cite);
    const mark = mine ? lastMark : result.querySelector(`.wj-mark[data-cite="${numbers[0]}"]`);
    if (mark) show(mark);
  }

  async function copy(button) {
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages served over plain HTTP to another machine have no clipboard object.
      const area = document.createElement("textarea");
      area.value = text;
      area.style.position = "fixed";
      area.style.opacity = "0";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    const label = button.textContent;
    if (label === button.dataset.done) return;
    button.textContent = button.dataset.done;
    button.classList.add("wj-done");
    setTimeout(() => { button.textContent = label; button.classList.remove("wj-done"); }, 1600);
  }

  // The report may have to be fetched and its tab shown first, so look until the paragraph is there.
  function goToParagraph(report, ordinal) {
    const readers = report ? `.wj-reader[data-report="${CSS.escape(report)}"]` : ".wj-reader";
    const until = performance.now() + PATIENCE_MS;
    const look = () => {
      const place = document.querySelector(`${readers} [data-p="${CSS.escape(ordinal)}"]`);
      if (place && place.offsetParent !== null) show(place);
      else if (performance.now() < until) setTimeout(look, 80);
    };
    look();
  }

  // A summary appears above the text, an answer under the question: out of sight for who clicked further down.
  function showSoon(panel) {
    const until = performance.now() + PATIENCE_MS;
    const look = () => {
      const content = document.querySelector(`#${panel} .wj-working, #${panel} .wj-result, #${panel} .wj-notice`);
      if (!content) { if (performance.now() < until) setTimeout(look, 80); return; }
      const { top } = content.getBoundingClientRect();
      if (top < 0 || top > innerHeight * 0.6) {
        content.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
      }
    };
    setTimeout(look, 150);
  }

  function switchTheme() {
    const dark = !document.body.classList.contains("dark");
    store(THEME, dark ? "dark" : "light");
    document.body.classList.toggle("dark", dark);
  }

  function filter(input) {
    const list = input.closest(".wj-list");
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of list.querySelectorAll("tr[data-find]")) {
      row.hidden = !words.every((word) => row.dataset.find.includes(word));
      if (!row.hidden) shown += 1;
    }
    list.querySelector(".wj-none").hidden = shown > 0;
  }

  // Counts above a list show only their kind; a second click shows all again.
  function showOnly(button) {
    const list = button.closest("[data-filtered]");
    const wasPressed = button.getAttribute("aria-pressed") === "true";
    for (const other of list.querySelectorAll("[data-only]")) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(!wasPressed));
    for (const row of list.querySelectorAll("[data-verdict]")) {
      row.hidden = !wasPressed && row.dataset.verdict !== button.dataset.only;
    }
  }

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    let found;
    if ((found = on(".wj-mark[data-cite]"))) followMark(found);
    else if ((found = on("[data-back]"))) goBack(found.closest(".wj-card"), found.dataset.back);
    else if ((found = on("[data-copy]"))) copy(found);
    else if ((found = on("[data-goto]"))) goToParagraph("", found.dataset.goto);
    else if ((found = on("[data-only]"))) showOnly(found);
    else if ((found = on("[data-theme-switch]"))) switchTheme();
    else if ((found = on('[data-act="open_paragraph"]'))) goToParagraph(found.dataset.key, found.dataset.value);
    else if (on('[data-act="summarize"]') || on("#wj-compare")) showSoon("wj-summary");
    else if (on("#wj-ask") || on('[data-act="ask_example"]')) showSoon("wj-result");
  });

  document.addEventListener("keydown", (event) => {
    // Enter asks, Shift+Enter breaks the line; Enter that only ends a word in an input method does neither.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.closest("#wj-question")) {
      event.preventDefault();
      event.stopPropagation();
      document.querySelector("#wj-ask").click();
      showSoon("wj-result");
      return;
    }
    const card = event.target.closest && event.target.closest(".wj-card");
    if (event.key === "Escape" && card) goBack(card);
  }, true);

  document.addEventListener("input", (event) => {
    if (event.target.matches(".wj-filter")) filter(event.target);
  });

  // Files dropped on the drop zone go the way of the upload button's own.
  const dropZone = (event) => event.target.closest && event.target.closest(".wj-uploadbar");
  document.addEventListener("dragover", (event) => {
    const zone = dropZone(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.add("wj-over");
  });
  document.addEventListener("dragleave", (event) => {
    const zone = dropZone(event);
    if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("wj-over");
  });
  document.addEventListener("drop", (event) => {
    const zone = dropZone(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.remove("wj-over");
    const input = zone.querySelector('input[type="file"]');
    if (!input || !event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // Scroll the quotes of new cards into view inside their boxes.
  const fresh = new WeakSet();
  new MutationObserver(() => {
    for (const card of document.querySelectorAll(".wj-card")) {
      if (!fresh.has(card)) { fresh.add(card); showQuote(card); }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Gradio sets light or dark by the system, at its own time; a stored choice goes before that.
  function keepTheme() {
    const theme = stored(THEME);
    if (theme) document.body.classList.toggle("dark", theme === "dark");
  }

  function begin() {
    document.documentElement.lang = stored(LANGUAGE) === "en" ? "en" : "zh-CN";
    keepTheme();
    new MutationObserver(keepTheme).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  }
  // Gradio puts this script in place after the document was read.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
