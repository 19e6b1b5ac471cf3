/* Formulas: what the pages hold as TeX is set by KaTeX, once, when the page is there. Numbers in tables stay whole. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const formulas = [...document.querySelectorAll(".math")];
  for (const element of formulas) {
    const displayMode = element.tagName === "DIV";
    katex.render(element.textContent, element, { displayMode, throwOnError: false, strict: false });
  }
  // Measured all at once, then changed: else the browser would lay out the page again for each of them.
  const room = Math.min(300, innerWidth / 2);
  formulas.filter(element => element.tagName === "SPAN" && element.offsetWidth < room).forEach(keepPunctuation);
  for (const cell of document.querySelectorAll("td")) {
    if (/^[\w.\-–]{1,8}$/.test(cell.textContent)) cell.style.whiteSpace = "nowrap";
  }
});

/* A formula is a box, and after a box a browser would begin a line with a comma, before one end it with a bracket. */
function keepPunctuation(element) {
  const [before, after] = [element.previousSibling, element.nextSibling];
  const kept = document.createElement("span");
  kept.style.whiteSpace = "nowrap";
  const closes = after?.nodeType === Node.TEXT_NODE && /^[，。；：、！？）》”’]+/.exec(after.data);
  const opens = before?.nodeType === Node.TEXT_NODE && /[（《“‘]+$/.exec(before.data);
  if (!closes && !opens) return;
  element.replaceWith(kept);
  if (opens) kept.append(before.splitText(opens.index));
  kept.append(element);
  if (closes) {
    after.splitText(closes[0].length);
    kept.append(after);
  }
}
