// Bytes that a search fetches cold, and how long one takes on a warm page, for twenty ordinary queries:
//
//   CHROMIUM=$(command -v chromium) node benches/search.mjs SITE [whole]      (after npm ci in tests/external)
//
// SITE is a built site, for example of what benches/recombine.py writes. Bytes are those of the files as they lie there,
// without compression, or of the parts that are asked for; with `whole` the server sends no parts.

import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { statSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '../tests/external/node_modules/playwright-core/index.mjs';

const site = path.resolve(process.argv[2]);
const QUERIES = [
  'health care', 'senator kennedy', 'water project funding', 'iraq war veterans', '"homeland security"', 'katrina',
  'education act', 'farm bill', 'nuclear waste', 'prescription drug benefit', '"bank of america"', 'highway',
  'small business loans', 'judge nomination', 'immigration reform border', '"department of the interior"',
  'title:energy', 'hurricane relief -katrina', 'transport* safety', 'flood from:2005 to:2007-06',
];
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

const whole = process.argv[3] === 'whole';
let sent = [];
const server = createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = path.join(site, path.normalize(name));
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) { response.writeHead(404).end(); return; }
  response.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  const [, start, end] = (!whole && request.headers.range?.match(/^bytes=(\d+)-(\d+)$/)) || [];
  const part = start === undefined ? {} : { start: Number(start), end: Math.min(Number(end), size - 1) };
  if (start !== undefined) response.writeHead(206, { 'Content-Range': `bytes ${part.start}-${part.end}/${size}` });
  const kind = name.match(/^\/search\/([a-z]+)[/.].*js$/)?.[1];
  if (kind) sent.push([kind, start === undefined ? size : part.end - part.start + 1]);
  createReadStream(file, part).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const root = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** The median of five searches on a page that has made each before. */
const warm = (page, query) => page.evaluate(async (query) => {
  const input = document.getElementById('page-query');
  const times = [];
  for (let round = 0; round < 6; round += 1) {
    for (const text of ['', query]) {
      const before = document.documentElement.dataset.searched;
      input.value = text;
      const start = performance.now();
      document.getElementById('page-search').requestSubmit();
      while (document.documentElement.dataset.searched === before) await new Promise((resolve) => setTimeout(resolve, 1));
      if (text && round > 0) times.push(performance.now() - start);
    }
  }
  return times.sort((a, b) => a - b)[2];
}, query);

const rows = [];
for (const query of QUERIES) {
  const context = await browser.newContext();
  const page = await context.newPage();
  sent = [];
  await page.goto(`${root}search/index.html?${new URLSearchParams({ q: query })}`);
  await page.waitForFunction(() => document.documentElement.dataset.searched);
  const row = { query, found: (await page.getByRole('status').innerText()).split(' ')[0], bytes: 0, requests: 0 };
  for (const [part, size] of sent) {
    row.bytes += size;
    row.requests += 1;
    row[part] = (row[part] ?? 0) + size;
  }
  row.ms = Number((await warm(page, query)).toFixed(1));
  rows.push(row);
  await context.close();
}
console.table(rows);
for (const name of ['bytes', 'ms']) {
  const all = rows.map((row) => row[name]);
  console.log(`${name}: median ${median(all)}, worst ${Math.max(...all)}`);
}
await browser.close();
server.close();
