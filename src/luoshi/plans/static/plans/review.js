/* Review beside the source: keys, the tie between an item and its words, adding from a selection. */
(() => {
  "use strict";
  const review = document.getElementById("review");
  if (!review) return;
  const source = review.querySelector(".review-source");
  const menu = document.getElementById("selection-menu");
  const keys = document.getElementById("keys");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let current = null;

  const items = () => [...review.querySelectorAll("[data-item]")];
  const runs = (id) => [...source.querySelectorAll(`[data-items~="${id}"]`)];

  function choose(item, { scrollSource = true, focus = true } = {}) {
    if (!item) return;
    review.querySelectorAll(".is-current").forEach((one) => one.classList.remove("is-current"));
    review.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    current = item.dataset.item;
    item.classList.add("is-current");
    item.setAttribute("aria-current", "true");
    if (focus) item.focus({ preventScroll: true });
    bring(item);
    const words = runs(current);
    words.forEach((run) => run.classList.add("is-current"));
    if (scrollSource && words.length) bring(words[0]);
  }

  function bring(element) {
    leading = null;
    element.scrollIntoView({ block: "nearest", behavior: "auto" });
    const pane = element.closest(".review-source, .review-items");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    const top = element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTo({ top: Math.max(0, top - pane.clientHeight / 4), behavior: calm ? "auto" : "smooth" });
  }

  /* The pane under the hand leads and the other follows it: to the item whose words stand at the top, and back. */
  const list = review.querySelector(".review-items");
  let leading = null;
  let asked = 0;
  for (const [pane, follow] of [[source, followSource], [list, followItems]]) {
    for (const kind of ["wheel", "touchmove", "pointerdown"]) {
      pane.addEventListener(kind, () => { leading = pane; }, { passive: true });
    }
    pane.addEventListener("scroll", () => {
      if (leading !== pane || asked) return;
      asked = window.requestAnimationFrame(() => { asked = 0; follow(); });
    }, { passive: true });
  }

  const atTop = (pane, elements) => {
    const top = pane.getBoundingClientRect().top + 12;
    return elements.find((one) => one.getBoundingClientRect().bottom > top);
  };
  const scrollsApart = () => source.scrollHeight > source.clientHeight && list.scrollHeight > list.clientHeight;

  function followSource() {
    const run = scrollsApart() && atTop(source, [...source.querySelectorAll("[data-items]")]);
    const item = run && smallest(run.dataset.items.split(" "));
    if (item) level(list, item, run);
  }

  function followItems() {
    const item = scrollsApart() && atTop(list, items());
    const run = item && runs(item.dataset.item)[0];
    if (run) level(source, run, item);
  }

  /* Bring an element of one pane to the height at which its partner stands in the other. */
  function level(pane, element, partner) {
    const own = pane.getBoundingClientRect().top;
    const height = Math.max(0, partner.getBoundingClientRect().top - own);
    pane.scrollTop += element.getBoundingClientRect().top - own - Math.min(height, pane.clientHeight / 2);
  }

  const smallest = (ids) => ids.map((id) => document.getElementById(`item-${id}`)).filter(Boolean)
    .sort((one, other) => extent(one) - extent(other))[0];

  const now = () => (current ? document.getElementById(`item-${current}`) : null);

  function step(by) {
    const all = items();
    const place = all.indexOf(now());
    choose(all[Math.min(all.length - 1, Math.max(0, place + by))] || all[0]);
  }

  function nextPending() {
    const all = items();
    const place = all.indexOf(now());
    const next = all.slice(place + 1).find((item) => item.dataset.state === "pending");
    if (next) choose(next);
    else window.location.assign(`${review.dataset.next}?after=${review.dataset.after}`);
  }

  function press(selector) {
    const item = now() || items()[0];
    if (!item) return;
    choose(item, { scrollSource: false });
    const button = item.querySelector(selector);
    if (!button) return;
    window.htmx.process(item); /* a card that has just come may not be tied yet; a quick key would leave the page */
    button.click();
  }

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    n: nextPending,
    a: () => press(".btn-accept"),
    e: () => press(".btn-edit"),
    r: () => press(".btn-reject"),
    u: () => press(".btn-undo"),
    A: () => document.getElementById("accept-sheet")?.click(),
    "[": () => follow("sheet-before"),
    "]": () => follow("sheet-after"),
    "?": () => keys.showModal(),
  };

  function follow(id) {
    const link = document.getElementById(id);
    if (link && link.hasAttribute("href")) link.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const field = event.target.closest("input, select, textarea");
    if (event.key === "Escape") {
      event.target.closest(".item-editing")?.querySelector(".btn-cancel").click();
      return;
    }
    if (field || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });

  review.addEventListener("click", (event) => {
    const shown = event.target.closest("[data-show]");
    if (shown) return show(shown.dataset.show);
    const go = event.target.closest("[data-go]");
    if (go) return goTo(Number(go.dataset.go));
    const run = event.target.closest("[data-items]");
    if (run && window.getSelection().isCollapsed) {
      const item = smallest(run.dataset.items.split(" "));
      if (item) { show("items"); choose(item, { scrollSource: false }); }
      return;
    }
    const item = event.target.closest("[data-item]");
    if (item && !event.target.closest("button, a, input, select, textarea")) choose(item);
  });

  const extent = (item) => item.dataset.end - item.dataset.start;

  function show(pane) {
    review.dataset.pane = pane;
    if (menu && pane === "items") { window.getSelection().removeAllRanges(); menu.hidden = true; }
    review.querySelectorAll("[data-show]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.show === pane)));
    const words = pane === "source" && current ? runs(current)[0] : null;
    if (words) bring(words);
  }

  function goTo(offset) {
    show("source");
    const before = [...source.querySelectorAll("[data-start]")].filter((run) => Number(run.dataset.start) <= offset);
    const run = before[before.length - 1];
    if (!run) return;
    bring(run);
    run.classList.add("is-pointed");
    window.setTimeout(() => run.classList.remove("is-pointed"), 2500);
  }

  document.getElementById("show-more").addEventListener("click", (event) => {
    const open = event.currentTarget.closest(".review-bar").classList.toggle("is-open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
  });
  document.getElementById("show-keys").addEventListener("click", () => keys.showModal());

  /* Answers that carry a card are shown even when they refuse: 409 (somebody was faster), 422 (not filled in). */
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });

  document.body.addEventListener("item-decided", (event) => {
    const { id, state } = event.detail;
    runs(id).forEach((run) => run.classList.toggle("is-rejected", state === "rejected"));
    const item = document.getElementById(`item-${id}`);
    choose(item, { scrollSource: false });
    const refused = item && item.querySelector("[role=alert]");
    if (!refused && (state === "accepted" || state === "rejected")) {
      const all = items();
      const next = all.slice(all.indexOf(item) + 1).find((one) => one.dataset.state === "pending");
      if (next) choose(next);
    }
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    const form = document.querySelector(".item-editing.is-new, .item-editing");
    if (form && event.detail.target.id === form.id) form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });

  /* Adding by hand: the selected words give the place, in code points as everywhere in Luoshi. */
  function offsetOf(node, offset) {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!run || !source.contains(run)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : "";
    return Number(run.dataset.start) + [...before].length;
  }

  function selected() {
    const selection = window.getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start !== null && end !== null && end > start ? { start, end, box: range.getBoundingClientRect() } : null;
  }

  document.addEventListener("selectionchange", () => {
    if (!menu) return;
    const place = selected();
    if (!place) { if (!menu.contains(document.activeElement)) menu.hidden = true; return; }
    menu.hidden = false;
    menu.querySelector("[name=start]").value = place.start;
    menu.querySelector("[name=end]").value = place.end;
    const kind = now()?.dataset.kind;
    menu.querySelector(".selection-current").hidden = !kind;
    menu.querySelectorAll("[data-field]").forEach((one) => { one.hidden = !one.dataset.kinds.split(" ").includes(kind); });
  });

  menu?.addEventListener("mousedown", (event) => event.preventDefault());
  menu?.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-field]");
    const item = now();
    if (!chosen || !item) return;
    const values = {
      field: chosen.dataset.field, revision: item.dataset.revision,
      start: menu.querySelector("[name=start]").value, end: menu.querySelector("[name=end]").value,
    };
    const address = `${review.dataset.address}${item.dataset.item}/words/`;
    htmx.ajax("POST", address, { target: `#${item.id}`, swap: "outerHTML", values });
    window.getSelection().removeAllRanges();
    menu.hidden = true;
  });

  /* On arrival: the item named in the address, else the first undecided one. */
  const query = new URLSearchParams(window.location.search);
  const named = document.querySelector(window.location.hash.startsWith("#item-") ? window.location.hash : "#item-none");
  const first = named || items().find((item) => item.dataset.state === "pending") || items()[0];
  if (first) choose(first);
  if (query.get("edit") && first) window.addEventListener("load", () => first.querySelector(".btn-edit")?.click());
})();
