// lib.js: what the tests of the web reference share.
// SPDX-License-Identifier: LGPL-2.1-or-later
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const build = path.resolve(process.env.BUILD || "build");
const site = path.join(build, "site");
let count = 0;

// Reports one test; what was found wrong is told below it.
const ok = (name, faults = []) => {
  count++;
  console.log(`${faults.length === 0 ? "ok" : "not ok"} ${count} - ${name}`);
  for (const fault of faults.slice(0, 20)) console.log(`# ${String(fault).replace(/\n/g, "\n# ")}`);
  if (faults.length > 20) console.log(`# and ${faults.length - 20} more`);
};

const is = (name, got, want) => {
  const same = JSON.stringify(got) === JSON.stringify(want);
  ok(name, same ? [] : [`got:  ${JSON.stringify(got)}`, `want: ${JSON.stringify(want)}`]);
};

const done = () => console.log(`1..${count}`);

const list = (ending) =>
  fs.readdirSync(site, { recursive: true }).filter((name) => name.endsWith(ending)).sort();

const languages = fs
  .readdirSync(site, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const read = (name) => fs.readFileSync(path.join(site, name), "utf8");
const address = (name) => pathToFileURL(path.join(site, name)).href;

module.exports = { build, site, ok, is, done, list, languages, read, address };
