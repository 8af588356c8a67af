// The search of the web reference, in the reader's browser. It ranks as dsn_catalog_search() does; what it
// looks through is search-index.js. Without JavaScript the forms stay hidden, and the lists do.
// SPDX-License-Identifier: LGPL-2.1-or-later
"use strict";

(() => {
  const MAX_WORDS = 16;
  const MAX_HITS = 20;
  const CODE = 100;
  const REPLIES = 4;
  const TITLE = 20;
  const NAME = 16;
  const TEXTS = [6, 2, 2, 2, 2];
  const WORD_START = 2;
  const AROUND = "\"'`()[]<>{},;:.!?*";

  // Letter case, width, accents and the shape of apostrophes taken away.
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/ß/g, "ss").normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "").replace(/\u2019/g, "'");

  const isAroundWord = (c) => (c < "\x80" ? AROUND.includes(c) : /[\p{P}\p{S}]/u.test(c));

  const trim = (word) => {
    let start = 0;
    let end = word.length;
    while (start < end && isAroundWord(word[start])) start++;
    while (end > start && isAroundWord(word[end - 1])) end--;
    return word.slice(start, end);
  };

  const splitWords = (text) =>
    fold(text).split(/[ \t\r\n]+/).map(trim).filter((word) => word !== "").slice(0, MAX_WORDS);

  const isCode = (code, word) => {
    const dot = code.indexOf(".");
    if (code === word) return true;
    return dot >= 0 && (code.slice(dot + 1) === word || `x${code.slice(dot)}` === word);
  };

  // A number counts as a whole only, another word also inside one, but less.
  const scorePlace = (text, at, word) => {
    const isNumber = /^[0-9.]+$/.test(word);
    if (isNumber && /[0-9]/.test(text[at + word.length] || "")) return 0;
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return WORD_START;
    return /[0-9]/.test(word[0]) ? 0 : 1;
  };

  const scoreText = (text, word, weight) => {
    let best = 0;
    for (let at = text.indexOf(word); at >= 0 && best < WORD_START; at = text.indexOf(word, at + 1))
      best = Math.max(best, scorePlace(text, at, word));
    return best * weight;
  };

  const scoreWord = (entry, word) => {
    let score = isCode(entry.code, word) ? CODE : 0;
    if (entry.replies.includes(word)) score += REPLIES;
    score += scoreText(entry.folded.title, word, TITLE) + scoreText(entry.folded.name, word, NAME);
    entry.folded.texts.forEach((text, i) => {
      score += scoreText(text, word, TEXTS[i]);
    });
    return score;
  };

  const makeEntry = (raw) => ({
    ...raw,
    replies: (raw.replies || []).map(String),
    // Of two classes of one code only the better is a hit.
    place: raw.href.split("#")[0],
    folded: { title: fold(raw.title), name: fold(raw.name), texts: raw.texts.map(fold) },
  });

  const find = (entries, words) => {
    let hits = [];
    let most = 1;
    for (const entry of entries) {
      const scores = words.map((word) => scoreWord(entry, word));
      const count = scores.filter((score) => score > 0).length;
      const score = scores.reduce((sum, one) => sum + one, 0);
      if (count > most) hits = [];
      most = Math.max(most, count);
      if (count < most) continue;
      const last = hits[hits.length - 1];
      if (!last || last.entry.place !== entry.place) hits.push({ entry, score });
      else if (last.score < score) hits[hits.length - 1] = { entry, score };
    }
    return hits.sort((a, b) => b.score - a.score).map((hit) => hit.entry);
  };

  const makeSpan = (className, text) => {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    return span;
  };

  const makeHit = (entry, here) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = here + entry.href;
    link.className = `c${entry.code[0]}`;
    link.append(makeSpan("code", entry.code), " ", makeSpan("what", entry.title), " ", makeSpan("why", entry.texts[0]));
    item.append(link);
    return item;
  };

  const form = document.querySelector("form.search");
  if (!form) return;
  form.hidden = false;
  // Other pages than the front page send their words there.
  if (!form.dataset.index) return;

  const input = form.elements.q;
  const results = document.getElementById("results");
  const found = document.getElementById("found");
  const browse = document.getElementById("browse");
  let entries = null;
  let loading = false;

  const keepInAddress = (words) => {
    const query = words ? `?${new URLSearchParams({ q: words })}` : location.pathname;
    // Not every browser lets a page from a disk do that.
    try {
      history.replaceState(null, "", query);
    } catch {
      // Then the address stays as it is.
    }
  };

  const show = () => {
    const words = splitWords(input.value);
    const hits = entries && words.length > 0 ? find(entries, words) : [];
    const searches = entries !== null && words.length > 0;
    results.replaceChildren(...hits.slice(0, MAX_HITS).map((entry) => makeHit(entry, form.dataset.here)));
    results.hidden = hits.length === 0;
    browse.hidden = searches;
    found.textContent = "";
    if (searches) found.textContent = hits.length > 0 ? `${form.dataset.results} ${hits.length}` : form.dataset.none;
  };

  // A script, since a page from a disk may not fetch anything else.
  const load = () => {
    if (loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = form.dataset.index;
    script.onload = () => {
      entries = window.dsnIndex.map(makeEntry);
      show();
    };
    document.head.append(script);
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", () => {
    load();
    show();
    keepInAddress(input.value.trim());
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  input.value = new URLSearchParams(location.search).get("q") || input.value;
  if (input.value) load();
})();
