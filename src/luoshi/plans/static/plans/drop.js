/* Drag and drop over a plain file input; without this script the input works as it is. */
(() => {
  "use strict";
  const zone = document.querySelector("[data-drop]");
  if (!zone) return;
  const input = zone.querySelector("input[type=file]");
  const chosen = zone.querySelector("[data-chosen]");
  const form = input.form;

  const name = () => { chosen.textContent = input.files.length ? input.files[0].name : ""; };
  input.addEventListener("change", name);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    name();
    form.requestSubmit();
  });
  form.addEventListener("submit", () => { zone.classList.add("is-sending"); });
})();
