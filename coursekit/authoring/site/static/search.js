/* The search page: every word of the query as it stands, else the sections that share most pairs of characters. */
"use strict";

const MOST = 40; // results that are listed
const AROUND = 60; // characters of a snippet before and after the first hit
const HAN = "\\u3400-\\u9fff";

/* Full-width letters, digits and signs become the half-width ones that the texts have. */
const halfWidth = (text) =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");

/* A word as a pattern: between Chinese and Latin letters a blank may stand in the text, x2 and x^2 find x². */
const pattern = (word, flags = "giu") => {
  const escaped = word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const spaced = escaped
    .replace(new RegExp(`([${HAN}])(?=[A-Za-z0-9])`, "g"), "$1\\s?")
    .replace(new RegExp(`([A-Za-z0-9])(?=[${HAN}])`, "g"), "$1\\s?")
    .replace(/(?<=[A-Za-z)])(?:\\\^)?(\d)/g, (typed, digit) => `(?:${typed}|${"⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]})`);
  return new RegExp(spaced, flags);
};

/* Pairs of neighbouring Chinese characters, and Latin words: 梯度下降法 SGD -> 梯度 度下 下降 降法 SGD. */
const splitQuery = (query) => {
  const pieces = [];
  for (const [run] of halfWidth(query).matchAll(new RegExp(`[${HAN}]+|[\\p{L}\\p{N}_.]+`, "gu"))) {
    if (!new RegExp(`^[${HAN}]`).test(run) || run.length === 1) pieces.push(run);
    else for (let i = 0; i + 1 < run.length; i++) pieces.push(run.slice(i, i + 2));
  }
  return [...new Set(pieces)];
};

const count = (text, word) => [...text.matchAll(pattern(word))].length;

/* How well a section answers a word; 0 where the word does not stand in it. */
const scoreOf = (section, word) => {
  const whole = new RegExp(`^(?:${pattern(word).source})$`, "iu");
  const inTitle = count(section.title, word) && (section.anchor ? 20 : 8);
  const introduced = section.terms.some((term) => whole.test(term)) ? 40 : 0;
  return inTitle + introduced + Math.min(count(section.text, word), 8) + Math.min(count(section.code, word), 4) / 2;
};

/* The sections that hold every word, best first. */
const exact = (sections, words) =>
  rank(sections, (section) => {
    const scores = words.map((word) => scoreOf(section, word));
    return scores.every(Boolean) ? scores.reduce((a, b) => a + b, 0) : 0;
  });

/* The sections that hold at least half of the pieces. */
const near = (sections, pieces) =>
  rank(sections, (section) => {
    const all = `${section.title} ${section.text} ${section.code}`;
    const share = pieces.filter((piece) => pattern(piece).test(all)).length / pieces.length;
    return share < 0.5 ? 0 : share + count(section.title, pieces[0]) / 100;
  });

const rank = (sections, score) =>
  sections
    .map((section, order) => ({ section, order, score: score(section) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map((found) => found.section);

/* The surroundings of the first hit, every hit in it marked. */
const snippet = (section, words) => {
  const source = [section.text, section.code].find((text) => words.some((word) => count(text, word))) ?? section.text;
  const any = anyOf(words);
  const at = Math.max(source.search(any), 0);
  const begin = Math.max(at - AROUND, source.lastIndexOf("。", at) + 1, 0);
  const shown = source.slice(begin, at + 2 * AROUND);
  const context = document.createElement("p");
  context.className = "context";
  context.append(begin ? "…" : "", ...marked(shown, any), at + 2 * AROUND < source.length ? "…" : "");
  return context;
};

/* A text in pieces, each hit in it an element. */
const marked = (text, any) => {
  const pieces = [];
  let last = 0;
  for (const hit of text.matchAll(any)) {
    const mark = document.createElement("mark");
    mark.textContent = hit[0];
    pieces.push(text.slice(last, hit.index), mark);
    last = hit.index + hit[0].length;
  }
  return [...pieces, text.slice(last)];
};

const anyOf = (words) => new RegExp(words.map((word) => pattern(word).source).join("|"), "giu");

const item = (section, words) => {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  // sphinx_highlight.js marks these words on the page that opens and takes them out of its address
  const wanted = new URLSearchParams({ highlight: words.join(" ").toLowerCase() });
  link.href = `${section.page}?${wanted}${section.anchor && `#${section.anchor}`}`;
  link.append(...marked(section.title, anyOf(words)));
  entry.append(link);
  if (section.anchor) {
    const where = document.createElement("span");
    where.className = "where";
    where.textContent = section.chapter;
    entry.append(where);
  }
  entry.append(snippet(section, words));
  return entry;
};

const show = (query) => {
  const sections = window.COURSE_SECTIONS;
  let words = halfWidth(query).split(/\s+/).filter(Boolean);
  const status = document.querySelector("#search-results .search-summary");
  if (!words.length) {
    status.textContent = "输入要找的词；几个词之间用空格隔开，找的是同时含有它们的节。";
    return;
  }
  let found = exact(sections, words);
  let told = `找到 ${found.length} 节。`;
  if (!found.length) {
    words = splitQuery(query);
    found = words.length ? near(sections, words).slice(0, MOST / 2) : [];
    told = found.length ? `没有一节含有“${query}”，下面的节最接近。` : `没有找到“${query}”。换一个说法，或者少写几个字。`;
  } else if (found.length > MOST) {
    told = `找到 ${found.length} 节，先列出前 ${MOST} 节。`;
  }
  status.textContent = told;
  document.querySelector("#search-results .search").append(...found.slice(0, MOST).map((one) => item(one, words)));
};

document.addEventListener("DOMContentLoaded", () => {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  for (const input of document.querySelectorAll('input[name="q"]')) input.value = query;
  if (!query) document.querySelector(".course-search input").focus();
  show(query.trim());
});
