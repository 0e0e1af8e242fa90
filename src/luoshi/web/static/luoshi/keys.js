/* Single keys: ? lists them, / searches, g and a letter goes somewhere, j and k walk along rows. They can be switched off. */
(() => {
  "use strict";
  const list = document.getElementById("shortcuts");
  if (!list) return;
  const OFF = "luoshi-keys-off";
  const own = document.getElementById("keys"); /* a page that has keys of its own keeps all of them */
  const ROWS = ".desk-main > a, main tbody th a, main .list-group-item > a, main .list-group-item .flex-fill > a, main a.flex-fill, main td.lead-cell a";
  const places = new Map([...document.querySelectorAll("#side-menu a[data-key]")].map((link) => [link.dataset.key, link]));
  const lamp = document.getElementById("shortcuts-on");
  let going = 0;

  lamp.checked = !localStorage.getItem(OFF);
  lamp.addEventListener("change", () => { if (lamp.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-keys]")) (own || list).showModal(); });

  function walk(by) {
    const rows = [...document.querySelectorAll(ROWS)].filter((row) => row.offsetParent);
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1);
    rows[next].focus();
    rows[next].scrollIntoView({ block: "nearest" });
  }

  function search() {
    const field = [...document.querySelectorAll(".search-field input")].find((one) => one.offsetParent);
    if (field) field.focus();
  }

  function filters() {
    const bar = document.querySelector(".filter-bar");
    if (!bar) return;
    const fold = bar.querySelector("[data-unfold]");
    if (fold && fold.offsetParent && !bar.classList.contains("open")) fold.click();
    const field = [...bar.querySelectorAll("input:not([type=hidden]), select")].find((one) => one.offsetParent);
    if (field) field.focus();
  }

  const actions = { "?": () => list.showModal(), "/": search, f: filters, j: () => walk(1), k: () => walk(-1), g: () => { going = Date.now(); } };

  document.addEventListener("keydown", (event) => {
    if (own || !lamp.checked || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const place = Date.now() - going < 1500 ? places.get(event.key) : null;
    const action = place ? () => place.click() : actions[event.key];
    if (!action) return;
    event.preventDefault();
    if (place) going = 0;
    action();
  });
})();
