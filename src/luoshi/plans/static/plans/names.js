/* Typing another name chooses "the same as"; a quicker hand than the mouse. */
(() => {
  "use strict";
  document.getElementById("names")?.addEventListener("input", (event) => {
    const field = event.target.closest("input[list]");
    if (!field) return;
    const choices = field.closest(".name-choices");
    const chosen = choices.querySelector(`input[type=radio][value="${field.value.trim() ? "other" : ""}"]`);
    if (chosen) chosen.checked = true;
  });
})();
