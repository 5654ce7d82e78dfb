// One page of every kind, as every reader meets it: three widths, light, dark and print, over HTTP under a strict
// policy and from a folder, with scripts and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SITE, SITES, addressOf, addressOfKind, serveFolder, startBrowser, tooWide, watchedPage } from './support.mjs';
import { everyKind } from './kinds.mjs';

const WIDTHS = [360, 768, 1440];
/** A4 without its margins, at 96 dots an inch. */
const PAPER = 718;

let browser;
let server;
let kinds;
let roots;

before(async () => {
  [browser, server, kinds] = await Promise.all([startBrowser(), serveFolder(SITES, '/some/path/'), everyKind(SITES)]);
  roots = { http: server.url, file: pathToFileURL(SITES + path.sep).href };
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Where a page can be opened: `404.html` alone has links from the root of the host, a redirect leads on at once. */
const opens = ({ kind }, scheme) => kind !== 'redirect' && (kind !== 'not-found' || scheme === 'http');

async function open(page, scheme, kind) {
  await page.goto(addressOfKind(kind, roots[scheme], plain.url));
}

// 404.html is meant for the root of a host.
let plain;
before(async () => { plain = await serveFolder(SITE); });
after(async () => { await plain?.stop(); });

for (const scheme of ['http', 'file']) {
  test(`no page is wider than the screen or the paper, or says a word on the console, over ${scheme}`, async () => {
    const { page, trouble, close } = await watchedPage(browser, [roots[scheme], plain.url]);
    const faults = [];
    for (const kind of kinds.filter((kind) => opens(kind, scheme))) {
      await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
      await open(page, scheme, kind);
      assert.equal(await page.locator('h1').count(), 1, kind.name);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        faults.push(...(await tooWide(page)).map((fault) => `${kind.kind} at ${width} px: ${fault}`));
      }
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: PAPER, height: 900 });
      faults.push(...(await tooWide(page)).map((fault) => `${kind.kind} on paper: ${fault}`));
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(trouble, []);
    await close();
  });
}

test('dark mode is dark, light mode light, and no text is lost in either', async () => {
  const { page, trouble, close } = await watchedPage(browser, [roots.http, plain.url]);
  for (const kind of kinds.filter((kind) => opens(kind, 'http'))) {
    await open(page, 'http', kind);
    const grounds = {};
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      grounds[colorScheme] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    }
    assert.deepEqual(grounds, { light: 'rgb(255, 254, 251)', dark: 'rgb(22, 24, 27)' }, kind.name);
  }
  assert.deepEqual(trouble, []);
  await close();
});

test('on paper there is no navigation, the text is black, and an article ends with its citation', async () => {
  const { page, close } = await watchedPage(browser, [roots.http, plain.url]);
  for (const kind of kinds.filter((kind) => opens(kind, 'http'))) {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open(page, 'http', kind);
    const seen = await page.evaluate(() => {
      const shown = (element) => element.getClientRects().length > 0;
      return {
        navigation: [...document.querySelectorAll('nav, .skip, .filter, button:not(th *)')].filter(shown).map((element) => element.className),
        ink: getComputedStyle(document.body).color,
        ground: getComputedStyle(document.body).backgroundColor,
        orphans: getComputedStyle(document.body).orphans,
        size: getComputedStyle(document.body).fontSize,
        breaks: [...document.querySelectorAll('h1, h2, h3')].every((head) => getComputedStyle(head).breakAfter === 'avoid'),
        citation: document.getElementById('page-citation')?.getClientRects().length > 0,
      };
    });
    assert.deepEqual(
      { ...seen, citation: undefined },
      { navigation: [], ink: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)', orphans: '3', size: '14px', breaks: true, citation: undefined },
      kind.name,
    );
    if (kind.name.startsWith('crowded/') && kind.kind !== 'gone') {
      assert.ok(await page.locator('.address').isVisible(), `${kind.name} does not say its address on paper`);
    }
    if (kind.kind.startsWith('article')) assert.ok(seen.citation, `${kind.name} has no citation on paper`);
  }
  await close();
});

test('without scripts every page shows its text and fits', async () => {
  const { page, trouble, close } = await watchedPage(browser, [roots.file], { javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  for (const kind of kinds.filter((kind) => opens(kind, 'file'))) {
    await open(page, 'file', kind);
    assert.deepEqual(await tooWide(page), [], kind.name);
    assert.ok((await page.locator('h1').innerText()).trim().length > 0, kind.name);
    const controls = await page.locator('main :is(input, button, select):visible').count();
    const form = await page.locator('main form[action]').count();
    assert.ok(controls === 0 || form > 0, `${kind.name} shows a control that does nothing without scripts`);
  }
  assert.deepEqual(trouble, []);
  await close();
});

test('an old address leads on', async () => {
  const redirect = kinds.find(({ kind }) => kind === 'redirect');
  assert.ok(redirect, 'the sample has a redirect');
  for (const scheme of ['http', 'file']) {
    const { page, trouble, close } = await watchedPage(browser, [roots[scheme]]);
    await page.goto(roots[scheme] + addressOf(redirect.name));
    await page.waitForURL(/\/articles\//);
    assert.ok(await page.locator('article h1').isVisible());
    assert.deepEqual(trouble, []);
    await close();
  }
});

test('an index can be filtered, and sorted by each of its columns and back', async () => {
  const { page, trouble, close } = await watchedPage(browser, [roots.http]);
  await page.goto(roots.http + 'sample/people/index.html');
  const column = (number) =>
    page.locator(`table.names tbody tr:visible td:nth-child(${number})`).allInnerTexts();
  const names = await column(1);
  assert.ok(names.length >= 12, `${names.length} names`);
  await page.getByRole('button', { name: 'Articles' }).click();
  const counts = (await column(4)).map(Number);
  assert.deepEqual(counts, counts.toSorted((a, b) => b - a));
  assert.equal(counts.length, names.length);
  assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);
  await page.getByRole('button', { name: 'Articles' }).click();
  assert.deepEqual((await column(4)).map(Number), counts.toReversed());
  await page.getByRole('button', { name: 'Name' }).click();
  assert.deepEqual(await column(1), names);
  const wanted = names.at(-1);
  await page.locator('#page-filter').fill(wanted.toUpperCase());
  const found = await column(1);
  assert.ok(found.length > 0 && found.length < names.length && found.includes(wanted), found.join('; '));
  assert.match(await page.getByRole('status').innerText(), new RegExp(`${found.length}.*${names.length}`));
  assert.deepEqual(trouble, []);
  await close();
});
