#!/usr/bin/env node
// The files of the web reference: valid, small, complete, and dependent on nothing.
// SPDX-License-Identifier: LGPL-2.1-or-later
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { HtmlValidate } = require("html-validate");
const { site, ok, is, done, list, languages, read } = require("./lib.js");

const MAX_BYTES = 100000;
const pages = list(".html");
const texts = new Map(pages.map((name) => [name, read(name)]));

const unescape = (text) =>
  text.replace(/&(lt|gt|quot|apos|#39|amp);/g, (_, name) =>
    ({ lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'", amp: "&" })[name]);

// The attributes of this name, on elements of this name or of any.
const attributes = (text, name, element = "[a-z0-9]+") =>
  [...text.matchAll(new RegExp(`<${element}\\b[^>]*?\\s${name}="([^"]*)"`, "g"))].map((match) => unescape(match[1]));

const each = (check) => pages.flatMap((name) => check(name, texts.get(name)).map((fault) => `${name}: ${fault}`));

const checkHtml = async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
      "valid-id": ["error", { relaxed: true }],
      "long-title": "off",
      "require-sri": ["error", { target: "crossorigin" }],
    },
  });
  const faults = [];
  for (const [name, text] of texts) {
    const report = await validator.validateString(text, path.join(site, name));
    for (const result of report.results)
      for (const message of result.messages) faults.push(`${name}:${message.line}: ${message.message} [${message.ruleId}]`);
  }
  ok(`every page is valid HTML (${pages.length})`, faults);
};

// Where a reference leads, as a file of the site and a place in it.
const resolve = (name, reference) => {
  const [file, id] = reference.split("#");
  return { file: file === "" ? name : path.posix.join(path.posix.dirname(name), file), id };
};

const checkReference = (name, reference) => {
  if (/^([a-z]+:|\/)/.test(reference)) return [`${reference} leads out of the site`];
  const { file, id } = resolve(name, reference);
  if (!fs.existsSync(path.join(site, file))) return [`${reference} leads nowhere`];
  if (id && !attributes(texts.get(file), "id").includes(id)) return [`${reference} leads to no place in ${file}`];
  return [];
};

const checkLanguages = (name, text) => {
  const folder = path.posix.dirname(name);
  const file = path.posix.basename(name);
  const lang = attributes(text, "lang", "html")[0];
  const canonical = (/<link rel="canonical" href="([^"]*)">/.exec(text) || [])[1];
  const alternates = [...text.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">/g)];
  const faults = [];
  if (folder !== "." && lang !== folder) faults.push(`its language is ${lang}`);
  if (!canonical || resolve(name, canonical).file !== `${lang}/${file}`) faults.push(`its canonical link is ${canonical}`);
  for (const language of languages)
    if (!alternates.some((match) => match[1] === language && resolve(name, match[2]).file === `${language}/${file}`))
      faults.push(`it has no link to ${language}`);
  if (!alternates.some((match) => match[1] === "x-default")) faults.push("it has no default link");
  if (attributes(text, "hreflang", "a").length !== languages.length) faults.push("its language switch is not complete");
  return faults;
};

(async () => {
  await checkHtml();
  const heaviest = pages.map((name) => [Buffer.byteLength(texts.get(name)), name]).sort((a, b) => b[0] - a[0])[0];
  const parts = ["style.css", "search.js", "icon.svg"].reduce((sum, name) => sum + fs.statSync(path.join(site, name)).size, 0);
  console.log(`# the heaviest page is ${heaviest[1]}: ${heaviest[0]} bytes, ${heaviest[0] + parts} with what it loads`);
  ok(`no page has more than ${MAX_BYTES} bytes, with all that it loads but the search index`,
    heaviest[0] + parts > MAX_BYTES ? heaviest : []);
  ok("every link leads to a page of the site, and to a place on it", each((name, text) =>
    ["href", "src", "action", "data-index"].flatMap((attribute) => attributes(text, attribute)).flatMap((reference) => checkReference(name, reference))));
  ok("pages, styles and scripts load nothing from elsewhere", [...pages, ...list(".css"), ...list(".js")].filter((name) =>
    /(https?:)?\/\/[a-z0-9-]+\.|url\(|@import|fetch\(|XMLHttpRequest|sendBeacon/.test(name.endsWith("search-index.js") ? "" : read(name))));
  ok("and pages have no script or style of their own", each((name, text) =>
    /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/.test(text) ? ["it has"] : []));
  ok("every page has its language, its canonical link and its translations", each(checkLanguages));
  ok("nothing of a template is left over", each((name, text) => (/\{\{|\}\}|\(null\)/.test(text) ? ["it has"] : [])));
  ok("every page has one h1 and a description", each((name, text) => [
    ...((text.match(/<h1\b/g) || []).length === 1 ? [] : ["h1"]),
    ...(/<meta name="description" content="[^"]+">/.test(text) ? [] : ["description"]),
  ]));
  for (const language of languages) {
    is(`${language} has the pages of ${languages[0]}`, list(".html").filter((name) => name.startsWith(`${language}/`)).map((name) => path.basename(name)),
      list(".html").filter((name) => name.startsWith(`${languages[0]}/`)).map((name) => path.basename(name)));
    const front = texts.get(`${language}/index.html`);
    const linked = new Set(attributes(front, "href", "a").map((reference) => reference.split("#")[0]));
    ok(`its front page leads to every page`, pages.filter((name) => name.startsWith(`${language}/`) && !name.endsWith("/index.html") && !linked.has(path.basename(name))));
  }
  done();
})();
