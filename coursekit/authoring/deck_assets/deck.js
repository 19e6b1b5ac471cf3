// Sets the formulas, gives each slide the largest letters with which it fits, and hands over to reveal.js.
(async () => {
  // Pixels on the stage, and the share of its own size that a figure keeps; the best looks first.
  const TEXT = [30, 28, 26, 24], CODE = [23, 20, 18], FIGURE = [0.75, 0.65, 0.55];
  const SIZES = TEXT.flatMap(text => CODE.flatMap(code => FIGURE.map(share => ({ text, code, share }))))
    .sort((a, b) => worth(b) - worth(a));
  const SLACK = 1; // a pixel of rounding

  function worth({ text, code, share }) { return text + code + 40 * share; }

  function setFormulas() {
    for (const place of document.querySelectorAll(".math")) {
      const options = { displayMode: place.classList.contains("block"), throwOnError: false };
      // the speaker's window has no style sheet of ours: MathML needs none
      if (place.closest("aside")) options.output = "mathml";
      katex.render(place.textContent, place, options);
      if (!options.displayMode) keepPunctuation(place);
    }
  }

  // A formula is a box, and after a box a browser would begin a line with a comma.
  function keepPunctuation(place) {
    const next = place.nextSibling;
    if (next?.nodeType !== Node.TEXT_NODE || !/^[，。；：、！？）”》]/.test(next.data) || place.offsetWidth > 300) return;
    const kept = document.createElement("span");
    kept.style.whiteSpace = "nowrap";
    place.replaceWith(kept);
    const rest = next.splitText(1);
    kept.append(place, rest.previousSibling);
  }

  // A browser breaks Chinese anywhere: two characters below two look like a column that was squeezed.
  function keepShortCells() {
    for (const cell of document.querySelectorAll("td, th")) {
      if (cell.textContent.length <= 8) cell.style.whiteSpace = "nowrap";
    }
  }

  // What leaves its room: the height of all, and the width of each part that does not wrap.
  function overflow(page) {
    const content = page.querySelector(".content");
    const room = content.getBoundingClientRect();
    const wide = [];
    let bottom = room.top;
    for (const block of content.children) {
      bottom = Math.max(bottom, block.getBoundingClientRect().bottom);
      for (const part of [block, ...block.querySelectorAll("pre, table, .katex-display > .katex, .katex-html, img, p, li")]) {
        const over = Math.max(part.getBoundingClientRect().right - room.right,
          part.tagName === "PRE" ? part.scrollWidth - part.clientWidth : 0);
        if (over > SLACK) wide.push([part.tagName.toLowerCase(), Math.round(over), widest(part)]);
      }
    }
    return { down: Math.max(0, Math.round(bottom - room.bottom)), wide };
  }

  // The longest line of code or output, or the first words of anything else.
  function widest(part) {
    const lines = part.textContent.trim().split("\n");
    return part.tagName === "PRE" ? lines.reduce((a, b) => (b.length > a.length ? b : a)) : lines[0].slice(0, 60);
  }

  const fits = page => { const { down, wide } = overflow(page); return down <= SLACK && wide.length === 0; };

  // One sentence a line where there is room for it; in a full slide sentences run on.
  function fit(page) {
    const figures = page.querySelector(".figure") !== null;
    for (const { text, code, share } of SIZES) {
      if (!figures && share !== FIGURE[0]) continue;
      page.style.cssText = `--text:${text}px;--code:${code}px;--share:${share}`;
      for (const flow of text === TEXT[0] ? [false, true] : [true]) {
        page.classList.toggle("flow", flow);
        page.classList.toggle("full", text === TEXT.at(-1));
        if (fits(page)) return;
      }
    }
    page.style.cssText = `--text:${TEXT.at(-1)}px;--code:${CODE.at(-1)}px;--share:${FIGURE.at(-1)}`;
  }

  // The smallest letters of running text and of code; formulas have their own sizes for what stands above and below.
  function letters(page) {
    const least = { text: Infinity, code: Infinity };
    const walker = document.createTreeWalker(page.querySelector(".content"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.textContent.trim() || parent.closest(".katex, style, script")) continue;
      const kind = parent.closest("pre, code") ? "code" : "text";
      least[kind] = Math.min(least[kind], parseFloat(getComputedStyle(parent).fontSize));
    }
    return least;
  }

  function measured(page, number) {
    return {
      number, line: Number(page.dataset.line), ...overflow(page), letters: letters(page),
      formulas: [...page.querySelectorAll(".katex-error")].map(e => e.textContent.slice(0, 60)),
    };
  }

  keepShortCells();
  setFormulas();
  await Promise.all([...document.fonts].map(font => font.load().catch(() => null)));
  if (document.readyState !== "complete") await new Promise(resolve => addEventListener("load", resolve));
  const pages = [...document.querySelectorAll("section.page")];
  pages.forEach(fit);
  const report = pages.map((page, index) => measured(page, index + 1));
  document.body.classList.remove("measuring");
  await Reveal.initialize({
    width: 1280, height: 720, margin: 0, minScale: 0.2, maxScale: 6, center: false, hash: true, controls: false,
    navigationMode: "linear", transition: "none", backgroundTransition: "none", slideNumber: false,
    pdfSeparateFragments: false, fragmentInURL: false, scrollActivationWidth: null, plugins: [RevealNotes],
  });
  document.documentElement.dataset.slides = JSON.stringify(report);
})();
