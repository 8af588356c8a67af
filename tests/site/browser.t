#!/usr/bin/env node
// The web reference in a browser: from the disk, in light and dark, wide and narrow, with the keyboard.
// SPDX-License-Identifier: LGPL-2.1-or-later
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { chromium } = require("playwright-core");
const { build, ok, is, done, list, languages, address } = require("./lib.js");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-extensions"];
const SCHEMES = ["light", "dark"];
const WIDTHS = [320, 390, 1280];
const JOBS = Math.max(2, os.availableParallelism());
// One of each kind, and what is longest of it.
const KINDS = ["index.html", "x.7.7.html", "x.1.1.html", "550.html", "subject-7.html", "class-5.html", "5xx.html"];
const QUERIES = ["corrupt", "mailbox full", "5.7.7", "7.7", "x.1.1", "550", "FULL", "userunknown", "dkim signature",
  "Postfach voll", "beschadigt", "größe", "storage", "qqqqqq", "mailbox qqqqqq full", "(5.7.7)", "tls",
  "55", "3463", "4954", "mail", "address domain", "server's"];

// A page of its own; what it asks for or complains of is gathered.
const open = async (browser, name, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) page.faults.push(`it asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => page.faults.push(`it does not get ${request.url()}`));
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(message.text());
  });
  await page.goto(address(name));
  return page;
};

const close = (page) => page.context().close();

const search = async (page, words) => {
  await page.fill("#q", words);
  await page.waitForFunction(() => document.getElementById("found").textContent !== "");
  return page.$$eval("#results .code", (codes) => codes.map((code) => code.textContent));
};

// What the command finds, which the page must find, too.
const searchByCommand = (language, words) => {
  try {
    const output = execFileSync(path.join(build, "dsn-explain"), ["-f", "json", "-l", language, "-s", words],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return output.trim().split("\n").map((line) => JSON.parse(line).code);
  } catch {
    return [];
  }
};

const testSearch = async (browser) => {
  const page = await open(browser, "index.html");
  const hits = await search(page, "corrupt");
  is("a search for 'corrupt' finds 5.7.7", hits[0], "5.7.7");
  ok("how many were found is told to screen readers", /\d/.test(await page.textContent("#found[role=status]")) ? [] : ["not told"]);
  await page.click("#results a");
  await page.waitForURL(/x\.7\.7\.html#5\.7\.7$/);
  is("and its link leads there", await page.textContent("h1"), "Potentially corrupt message");
  ok("to the right class", (await page.$eval(":target", (element) => element.id)) === "5.7.7" ? [] : ["not there"]);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll("#results a").length > 0);
  is("which is still there when one comes back", await page.inputValue("#q"), "corrupt");
  await page.fill("#q", "");
  ok("without words all codes are listed again", (await page.isVisible("#browse")) ? [] : ["hidden"]);
  await page.fill("#q", "<img src=x onerror=alert(1)>");
  await page.waitForTimeout(100);
  is("words are never taken for markup", await page.$$eval("main img", (images) => images.length), 0);
  ok("nothing goes wrong on the way, and the network is not used", page.faults);
  await close(page);
  for (const language of languages) {
    const front = await open(browser, `${language}/index.html`);
    const faults = [];
    for (const words of QUERIES) {
      const got = await search(front, words);
      const want = searchByCommand(language, words);
      if (got.join() !== want.join()) faults.push(`${words}: ${got.join(" ")}, not ${want.join(" ")}`);
    }
    ok(`a search in ${language} finds what dsn-explain --search does, in its order`, faults);
    await close(front);
  }
};

const testOtherPages = async (browser) => {
  const page = await open(browser, "en/550.html");
  await page.fill("#q", "mailbox full");
  await page.press("#q", "Enter");
  await page.waitForSelector("#results a");
  is("a search from another page is answered on the front page", await page.textContent("#results .code"), "5.2.2");
  await page.goto(address("en/x.7.7.html"));
  await page.click(".tabs a >> nth=2");
  is("the classes of a code are one step away", await page.$eval(":target", (element) => element.id), "2.7.7");
  await page.click(".languages a[lang=de]");
  is("and so is the other language", await page.getAttribute("html", "lang"), "de");
  await page.click("#related ~ .codes a");
  ok("links between codes work", /x\.7\.\d+\.html$/.test(page.url()) ? [] : [page.url()]);
  ok("nothing goes wrong on these pages", page.faults);
  await close(page);
};

const testWithoutScript = async (browser) => {
  const page = await open(browser, "index.html", { javaScriptEnabled: false });
  ok("without JavaScript there is no search that does not work", (await page.isVisible("form.search")) ? ["there is"] : []);
  ok("and every code is listed", (await page.isVisible('a[href="en/x.7.7.html"]')) ? [] : ["not listed"]);
  await page.click('a[href="en/x.7.7.html"]');
  is("with links that work", await page.textContent("h1"), "Potentially corrupt message");
  await close(page);
};

const testKeyboard = async (browser) => {
  const page = await open(browser, "index.html");
  await page.keyboard.press("Tab");
  is("the first stop of the keyboard is the skip link", await page.evaluate(() => document.activeElement.className), "skip");
  ok("which is then visible", (await page.$eval(".skip", (link) => link.getBoundingClientRect().top >= 0)) ? [] : ["it is not"]);
  await page.keyboard.press("Enter");
  is("and leads to the content", await page.evaluate(() => document.activeElement.id), "content");
  await page.keyboard.press("Tab");
  is("where the search is next", await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("corrupt");
  await page.waitForSelector("#results a");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const style = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  ok("and then what it found, with a visible focus", style !== "none" ? [] : ["no outline"]);
  await page.keyboard.press("Enter");
  await page.waitForURL(/x\.7\.7\.html/);
  ok("which can be followed", page.faults);
  await close(page);
};

const measure = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// Goes to every page named, with several of the browser's pages at once.
const visit = async (browser, names, options, check) => {
  const faults = [];
  const left = [...names];
  const work = async () => {
    const page = await open(browser, "index.html", options);
    for (let name = left.shift(); name; name = left.shift()) {
      await page.goto(address(name), { waitUntil: "domcontentloaded" });
      faults.push(...(await check(page, name)));
    }
    // What it left too early to get does not count.
    faults.push(...page.faults.filter((fault) => !fault.startsWith("it does not get")));
    await close(page);
  };
  await Promise.all(Array.from({ length: JOBS }, work));
  return faults;
};

// Every page where there is least room; where there is more, one of each kind will do.
const testWidths = async (browser) => {
  const kinds = languages.flatMap((language) => KINDS.map((name) => `${language}/${name}`));
  for (const width of WIDTHS) {
    const names = width === WIDTHS[0] ? list(".html") : kinds;
    const options = { colorScheme: width === WIDTHS[0] ? "light" : "dark", viewport: { width, height: 800 } };
    const faults = await visit(browser, names, options, async (page, name) => {
      const over = await measure(page);
      return over > 0 ? [`${name}: ${over} pixels too wide`] : [];
    });
    const page = await open(browser, "index.html", options);
    await search(page, "mailbox");
    if ((await measure(page)) > 0) faults.push("the results of a search are too wide");
    await close(page);
    ok(`nothing scrolls sideways at ${width} pixels (${names.length} pages)`, faults);
  }
};

const testSchemes = async (browser) => {
  const grounds = [];
  for (const scheme of SCHEMES) {
    const page = await open(browser, "index.html", { colorScheme: scheme });
    grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await close(page);
  }
  const bright = grounds.map((colour) => Math.max(...colour.match(/\d+/g).slice(0, 3).map(Number)));
  ok("there is a light and a dark scheme", bright[0] > 200 && bright[1] < 60 ? [] : grounds);
  const page = await open(browser, "en/x.7.7.html", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const shown = await page.evaluate(() => [...document.querySelectorAll(".languages, .search, .tabs, .trail")].filter((one) => one.checkVisibility()).map((one) => one.className));
  is("on paper it is black on white, without what can only be clicked", [ground, shown], ["rgb(255, 255, 255)", []]);
  await close(page);
};

const runAxe = async (page, name) => {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    window.axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return result.violations.map((violation) =>
    `${name}: ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
};

// Every page of one language; of the others, and in dark on a phone, one of each kind.
const testAccessibility = async (browser) => {
  const kinds = languages.flatMap((language) => KINDS.map((name) => `${language}/${name}`));
  for (const scheme of SCHEMES) {
    const options = { colorScheme: scheme, viewport: { width: scheme === "light" ? 1280 : 390, height: 900 } };
    const all = list(".html").filter((name) => !name.includes("/") || name.startsWith("en/"));
    const names = scheme === "light" ? [...new Set([...all, ...kinds])] : kinds;
    const faults = await visit(browser, names, options, runAxe);
    const page = await open(browser, "index.html", options);
    await search(page, "mailbox");
    faults.push(...(await runAxe(page, "search results")));
    await close(page);
    ok(`axe-core finds no violation in ${scheme} (${names.length + 1} pages)`, faults);
  }
};

(async () => {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: process.getuid() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS,
  });
  for (const test of [testSearch, testOtherPages, testWithoutScript, testKeyboard, testSchemes, testWidths, testAccessibility])
    await test(browser);
  await browser.close();
  done();
})().catch((error) => {
  console.log(`Bail out! ${error.stack}`);
  process.exit(1);
});
