/* What every page needs: failed requests say so and can be repeated; unsaved work is not lost by accident. */
(() => {
  "use strict";
  const toasts = document.getElementById("toasts");

  function toast(sentence, retry) {
    const box = document.createElement("div");
    box.className = "toast show";
    box.setAttribute("role", "alert");
    const body = document.createElement("div");
    body.className = "toast-body d-flex align-items-start gap-2";
    const text = document.createElement("div");
    text.className = "flex-fill";
    text.textContent = sentence;
    body.append(text);
    if (retry) body.append(button(toasts.dataset.retry, "btn btn-sm btn-primary", () => { box.remove(); retry(); }));
    body.append(button(toasts.dataset.close, "btn btn-sm", () => box.remove()));
    box.append(body);
    toasts.append(box);
  }

  function button(text, classes, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = classes;
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  function repeat(detail) {
    const { verb, path } = detail.requestConfig;
    return () => htmx.ajax(verb, path, { source: detail.elt, target: detail.target, values: detail.requestConfig.parameters });
  }

  document.addEventListener("htmx:sendError", (event) => toast(toasts.dataset.failed, repeat(event.detail)));
  document.addEventListener("htmx:timeout", (event) => toast(toasts.dataset.failed, repeat(event.detail)));
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    const plain = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
    toast(plain ? xhr.responseText : `${toasts.dataset.refused} (${xhr.status})`, xhr.status >= 500 ? repeat(event.detail) : null);
  });

  /* A form marked data-guard asks before it is left with changes. */
  let dirty = false;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) dirty = true; });
  document.addEventListener("submit", (event) => {
    dirty = false;
    const form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) { event.preventDefault(); return; }
    if (form.method === "post" && !form.hasAttribute("hx-post")) once(form, event);
  });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  /* On a phone the filters are folded until they are asked for; without this script they stand open. */
  document.documentElement.classList.add("scripted");
  document.addEventListener("click", (event) => {
    const unfold = event.target.closest("[data-unfold]");
    if (unfold) unfold.setAttribute("aria-expanded", String(unfold.parentElement.classList.toggle("open")));
  });

  /* A double click sends a form once. */
  function once(form, event) {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(() => { delete form.dataset.sent; }, 4000);
  }

  /* Alerts are closed by their cross without leaving the page; selects marked data-submit send their form. */
  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-submit]");
    if (field && field.form) field.form.requestSubmit();
  });
})();
