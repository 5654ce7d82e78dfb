// What the tests share: where things are, a static server, a browser, and copies of the sample.

import { createReadStream } from 'node:fs';
import { cp, mkdtemp, readdir, rm, stat, writeFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const { BACKFILE, ROOT, SITE, SITES, WORK, CHROMIUM, HUGO } = process.env;
for (const [name, value] of Object.entries({ BACKFILE, ROOT, SITE, SITES, WORK, CHROMIUM, HUGO })) {
  if (!value) throw new Error(`${name} is not set: start these tests with tests/run-external`);
}

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.xml': 'application/xml', '.json': 'application/json', '.jsonl': 'application/jsonl', '.csv': 'text/csv',
  '.txt': 'text/plain; charset=utf-8', '.png': 'image/png', '.jpg': 'image/jpeg', '.woff2': 'font/woff2',
};

/**
 * Serves a folder on a free loopback port, as the strictest host would; parts of files too, unless it is told not to.
 * Ends by itself after five minutes, or later where that is asked for.
 */
export async function serveFolder(folder, prefix = '/', { ranges = true, minutes = 5 } = {}) {
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = path.join(folder, path.normalize('/' + name.slice(prefix.length)));
    const found = await stat(file).catch(() => null);
    if (!name.startsWith(prefix) || !found?.isFile()) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
      return;
    }
    const headers = {
      'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': "default-src 'self'",
    };
    const [, start, end] = (ranges && request.headers.range?.match(/^bytes=(\d+)-(\d+)$/)) || [];
    if (start !== undefined && Number(start) < found.size) {
      const part = { start: Number(start), end: Math.min(Number(end), found.size - 1) };
      response.writeHead(206, { ...headers, 'Content-Range': `bytes ${part.start}-${part.end}/${found.size}` });
      createReadStream(file, part).pipe(response);
      return;
    }
    response.writeHead(200, headers);
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); });
  // A test that fails before it stops its server does not keep the run alive.
  server.unref();
  setTimeout(stop, minutes * 60_000).unref();
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, stop };
}

/** A browser with nothing of its own going on in the background. */
export async function startBrowser() {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
    ],
  });
}

/** A page of the browser that notes everything it should not see: console messages, errors, requests elsewhere. */
export async function watchedPage(browser, roots, options = {}) {
  const allowed = [roots].flat();
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble = [];
  page.on('console', (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { trouble.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => {
    if (!allowed.some((root) => request.url().startsWith(root))) trouble.push(`request elsewhere: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (!reason.includes('ERR_ABORTED')) trouble.push(`failed: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()}: ${response.url()}`);
  });
  return { page, trouble, close: () => context.close() };
}

/** A file's name as part of an address. */
export const addressOf = (name) => name.split('/').map(encodeURIComponent).join('/');

/** The address of a page of `everyKind`: `404.html` alone is meant for the root of a host, which `plain` serves. */
export const addressOfKind = ({ kind, name }, root, plain) =>
  kind === 'not-found' ? plain + addressOf(name.replace(/^[^/]*\//, '')) : root + addressOf(name);

/** What makes a page wider than its window; nothing, when it fits. */
export async function tooWide(page) {
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const width = document.scrollingElement.scrollWidth;
    if (width <= limit + 1) return [];
    const culprits = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > limit + 1 || element.getBoundingClientRect().left < -1)
      .slice(0, 4)
      .map((element) => `${element.tagName}.${element.className?.baseVal ?? element.className}`);
    return [`${width} > ${limit}: ${culprits.join(', ')}`];
  });
}

/** All files below a folder, as relative paths. */
export async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** A site of its own to change: the first folders of the sample's articles. */
export async function copyOfSample() {
  const folder = await mkdtemp(path.join(WORK, 'copy-'));
  await cp(path.join(ROOT, 'content'), path.join(folder, 'content'), { recursive: true });
  await cp(path.join(ROOT, 'backfile.toml'), path.join(folder, 'backfile.toml')).catch(() => {});
  return folder;
}

/** A small site from files. */
export async function siteOf(files) {
  const folder = await mkdtemp(path.join(WORK, 'site-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

/** Runs a program to its end; anything but success throws. */
export async function run(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  child.stdout.on('data', (data) => { output += data; });
  child.stderr.on('data', (data) => { output += data; });
  const code = await new Promise((resolve, reject) => { child.on('close', resolve); child.on('error', reject); });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
}

/** Starts `backfile serve` on a free port; resolves when it says where it is. */
export async function startPreview(folder) {
  const child = spawn(BACKFILE, ['serve', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const url = await new Promise((resolve, reject) => {
    const hear = (data) => {
      output += data;
      const found = output.match(/http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\/?/);
      if (found) resolve(found[0].endsWith('/') ? found[0] : found[0] + '/');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (code) => reject(new Error(`serve ended with ${code}:\n${output}`)));
    setTimeout(() => reject(new Error(`serve did not say where it is:\n${output}`)), 60_000).unref();
  });
  const stop = () => new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.on('close', resolve);
    child.kill('SIGTERM');
  });
  return { url, stop, output: () => output };
}

export { rm };
