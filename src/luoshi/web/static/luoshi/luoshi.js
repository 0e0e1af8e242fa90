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
    if (xhr.status === 401) { signInAgain(xhr.responseText); return; }
    const plain = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
    toast(plain ? xhr.responseText : `${toasts.dataset.refused} (${xhr.status})`, xhr.status >= 500 ? repeat(event.detail) : null);
  });

  /* A sign-in that has run out: another tab signs in, this page and what was written on it stay. */
  function signInAgain(sentence) {
    if (toasts.querySelector(".sign-in-again")) return;
    toast(sentence);
    const link = document.createElement("a");
    link.href = toasts.dataset.signIn;
    link.target = "_blank";
    link.className = "btn btn-sm btn-primary sign-in-again";
    link.textContent = toasts.dataset.signInWords;
    const box = toasts.lastElementChild;
    box.querySelector(".toast-body").insertBefore(link, box.querySelector("button"));
    link.addEventListener("click", () => box.remove());
  }
  document.addEventListener("luoshi:signed-out", (event) => signInAgain(event.detail));

  /* Signing in again changes the token that forms are sent with; the cookie always has the present one. */
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1];
  document.addEventListener("htmx:configRequest", (event) => {
    if (!token()) return;
    event.detail.headers["X-CSRFToken"] = token();
    if ("csrfmiddlewaretoken" in event.detail.parameters) event.detail.parameters.csrfmiddlewaretoken = token();
  });
  function freshen(form) {
    const field = form.elements.csrfmiddlewaretoken;
    if (field && token()) field.value = token();
  }

  /* What was sent to a page that asked to sign in first is put back into its form afterwards. */
  const KEPT = "luoshi-kept";
  function keep(form) {
    const fields = [...form.elements].filter((field) => field.name && ["TEXTAREA", "INPUT", "SELECT"].includes(field.tagName) && !["hidden", "password", "file", "checkbox", "radio"].includes(field.type));
    const values = fields.filter((field) => field.value).map((field) => [field.name, field.value]);
    sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, form: nameOf(form), values }));
  }
  /* Several forms of a page may go to one address: the step that they ask for tells them apart. */
  const nameOf = (form) => `${form.getAttribute("action")} ${form.elements.step ? form.elements.step.value : ""}`;
  function giveBack() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
    if (!kept || document.querySelector("input[type=password]")) { if (kept) sessionStorage.setItem(`${KEPT}-through`, "1"); return; }
    const wanted = sessionStorage.getItem(`${KEPT}-through`) && kept.page === location.pathname;
    sessionStorage.removeItem(KEPT);
    sessionStorage.removeItem(`${KEPT}-through`);
    const form = wanted && [...document.forms].find((one) => nameOf(one) === kept.form);
    if (!form || !kept.values.length) return;
    for (const [name, value] of kept.values) if (form.elements[name]) form.elements[name].value = value;
    for (let place = form.closest("details"); place; place = place.parentElement.closest("details")) place.open = true;
    toast(toasts.dataset.restored);
  }
  giveBack();

  /* A form marked data-guard asks before it is left with changes. */
  let dirty = false;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) dirty = true; });
  document.addEventListener("submit", (event) => {
    dirty = false;
    const form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) { event.preventDefault(); return; }
    if (form.method !== "post") return;
    freshen(form);
    if (form.hasAttribute("hx-post")) return;
    once(form, event);
    if (!form.querySelector("input[type=password]")) keep(form);
  });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  /* On a phone the filters are folded until they are asked for; without this script they stand open. */
  document.documentElement.classList.add("scripted");
  document.addEventListener("click", (event) => {
    const unfold = event.target.closest("[data-unfold]");
    if (unfold) unfold.setAttribute("aria-expanded", String(unfold.parentElement.classList.toggle("open")));
  });

  /* A view is kept with the filters that the address has now; without any there is nothing to keep. */
  const keepers = () => document.querySelectorAll("[data-keep-view]");
  function followAddress() {
    const filters = [...new URLSearchParams(location.search)].some(([name, value]) => value && !["page", "as"].includes(name));
    for (const box of keepers()) {
      box.hidden = !filters;
      box.querySelector("[name=address]").value = location.pathname + location.search;
    }
  }
  document.addEventListener("htmx:pushedIntoHistory", followAddress);
  window.addEventListener("popstate", followAddress);

  /* A double click sends a form once. */
  function once(form, event) {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(() => { delete form.dataset.sent; }, 4000);
  }

  /* Printing opens what is folded, for as long as it takes. */
  const folded = [];
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  window.addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("main details:not([open])")) {
      if (box.querySelector("form") || box.hasAttribute("hx-get")) continue;
      box.open = true;
      folded.push(box);
    }
  });
  window.addEventListener("afterprint", () => { while (folded.length) folded.pop().open = false; });

  /* One box ticks all of a list. */
  document.addEventListener("change", (event) => {
    const name = event.target.dataset.checkAll;
    if (!name) return;
    for (const box of document.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
  });

  /* Alerts are closed by their cross without leaving the page; selects marked data-submit send their form. */
  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-submit]");
    if (field && field.form) field.form.requestSubmit();
  });
})();
