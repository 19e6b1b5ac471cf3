/* Formulas: what the pages hold as TeX is set by KaTeX, once, when the page is there. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll(".math")) {
    const displayMode = element.tagName === "DIV";
    katex.render(element.textContent, element, { displayMode, throwOnError: false, strict: false });
  }
});
