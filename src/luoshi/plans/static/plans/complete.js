/* Completing unit names: a list field, one name a line, offers the names that contain what is typed on its line. */
(() => {
  "use strict";
  let waiting = 0;

  document.addEventListener("input", (event) => {
    const field = event.target.closest("textarea[data-complete]");
    if (!field) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => offer(field), 200);
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("textarea[data-complete]");
    const list = field && listOf(field);
    if (!list || list.hidden) return;
    if (event.key === "Escape") { list.hidden = true; event.stopPropagation(); event.preventDefault(); }
    if (event.key === "ArrowDown") { list.querySelector("button")?.focus(); event.preventDefault(); }
  }, true);

  document.addEventListener("click", (event) => {
    const option = event.target.closest(".completions button");
    if (option) take(option);
  });

  const listOf = (field) => (field.nextElementSibling?.classList.contains("completions") ? field.nextElementSibling : null);

  function line(field) {
    const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const stop = field.value.indexOf("\n", field.selectionStart);
    return { start, end: stop < 0 ? field.value.length : stop };
  }

  async function offer(field) {
    const { start, end } = line(field);
    const typed = field.value.slice(start, end).trim();
    const list = listOf(field) || made(field);
    if (!typed) { list.hidden = true; return; }
    const answer = await fetch(`${field.dataset.complete}?q=${encodeURIComponent(typed)}`);
    if (!answer.ok) { list.hidden = true; return; }
    list.innerHTML = await answer.text();
    list.hidden = !list.querySelector("button");
  }

  function made(field) {
    const list = document.createElement("div");
    list.className = "completions";
    field.after(list);
    return list;
  }

  function take(option) {
    const list = option.closest(".completions");
    const field = list.previousElementSibling;
    const { start, end } = line(field);
    field.setRangeText(option.value, start, end, "end");
    list.hidden = true;
    field.focus();
  }
})();
