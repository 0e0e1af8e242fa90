/* A round's form: waits for a save that is under way before it is sent; takes over last words. */
(() => {
  "use strict";
  /* The content security policy forbids style attributes, so htmx must not carry any over. */
  htmx.config.attributesToSettle = ["class"];
  let saving = 0;
  let waiting = null;
  document.addEventListener("htmx:beforeRequest", () => { saving += 1; });
  document.addEventListener("htmx:afterRequest", () => {
    saving = Math.max(0, saving - 1);
    if (!saving && waiting) { const send = waiting; waiting = null; window.setTimeout(send, 0); }
  });

  /* The save returns the revision that the form must be sent with. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "round-form" || !saving) return;
    event.preventDefault();
    event.stopPropagation();
    const button = event.submitter;
    waiting = () => form.requestSubmit(button);
  }, true);

  /* How far the form is, and the way to what is still open. */
  const open = () => [...document.querySelectorAll(".line")].filter((line) => !line.querySelector("[data-answered]"));
  function count() {
    const place = document.getElementById("count");
    if (!place) return;
    const all = document.querySelectorAll(".line").length;
    const words = place.dataset.words.replace("{done}", all - open().length).replace("{all}", all);
    place.textContent = place.dataset.pages === "1" ? words : words + place.dataset.more;
    document.querySelector("[data-next-open]").hidden = !open().length;
  }
  document.addEventListener("htmx:afterSettle", count);
  document.addEventListener("htmx:oobAfterSwap", count);
  document.addEventListener("DOMContentLoaded", count);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-next-open]")) return;
    const line = open()[0];
    if (!line) return;
    line.scrollIntoView({ block: "start", behavior: "smooth" });
    const field = line.querySelector("textarea");
    if (field) field.focus({ preventScroll: true });
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    const field = document.getElementById(button.dataset.into);
    field.value = document.getElementById(button.dataset.take).textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
})();
