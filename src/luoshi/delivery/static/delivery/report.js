/* A report saves itself while it is written, and takes files that are dropped on it. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = document.getElementById("saved");
  const revision = form.elements.revision;
  let timer = 0;
  let saving = null;
  let stopped = false;

  async function save() {
    if (stopped) return;
    status.textContent = status.dataset.saving;
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) form.elements.csrfmiddlewaretoken.value = token[1];
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
      if (answer.status === 401) {
        const sentence = await answer.text();
        document.dispatchEvent(new CustomEvent("luoshi:signed-out", { detail: sentence }));
        throw new Error(sentence);
      }
      const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : null;
      if (!told) throw new TypeError(String(answer.status));
      status.textContent = told.sentence;
      if (told.saved) revision.value = told.revision;
      else { stopped = true; status.className = "text-danger"; }
    } catch (fault) {
      status.textContent = fault.constructor === Error ? fault.message : status.dataset.failed;
      timer = window.setTimeout(queue, 10000);
    }
  }

  /* One save at a time: the next one needs the revision that this one returns. */
  function queue() {
    saving = (saving || Promise.resolve()).then(save);
  }

  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(queue, 1200);
  });

  /* A save that is under way must end before the form leaves with its revision. */
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (!saving || form.dataset.ready) return;
    event.preventDefault();
    event.stopPropagation();
    saving.then(() => { form.dataset.ready = "1"; form.requestSubmit(); });
  }, true);

  const zone = document.querySelector(".drop-zone");
  if (!zone) return;
  const input = zone.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
