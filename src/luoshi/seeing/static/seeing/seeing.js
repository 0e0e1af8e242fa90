// Printing, and what is folded is opened for paper.
(() => {
  "use strict";
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  const folded = [];
  window.addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("details:not([open])")) { box.open = true; folded.push(box); }
  });
  window.addEventListener("afterprint", () => { while (folded.length) folded.pop().open = false; });
})();
