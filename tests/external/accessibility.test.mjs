// What a program can tell of accessibility: axe-core on one page of every kind in both colour schemes, and a walk
// through each with the keyboard alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { SITE, SITES, addressOfKind, serveFolder, startBrowser, watchedPage } from './support.mjs';
import { everyKind } from './kinds.mjs';

let browser;
let server;
// 404.html is meant for the root of a host.
let plain;
let kinds;

before(async () => {
  [browser, server, plain, kinds] = await Promise.all([startBrowser(), serveFolder(SITES), serveFolder(SITE), everyKind(SITES)]);
  kinds = kinds.filter(({ kind }) => kind !== 'redirect');
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await plain?.stop();
});

/** Everything that axe-core finds, best practices too. */
async function violations(page) {
  return page.evaluate(async () => {
    // Everything folded is unfolded, so that it is looked at too.
    for (const details of document.querySelectorAll('details')) details.open = true;
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any.map((check) => check.message).join('; ').slice(0, 200)}`),
    );
  });
}

for (const [colorScheme, width] of [['light', 1440], ['dark', 360]]) {
  test(`axe-core finds nothing in ${colorScheme} mode at ${width} px`, async () => {
    const { page, close } = await watchedPage(browser, [server.url], { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    const faults = [];
    for (const { kind, name } of kinds) {
      await page.goto(addressOfKind({ kind, name }, server.url, plain.url));
      await page.evaluate(axe.source);
      faults.push(...(await violations(page)).map((fault) => `${kind} (${name}): ${fault}`));
    }
    assert.equal(faults.length, 0, `${faults.length} faults\n${faults.slice(0, 40).join('\n')}`);
    await close();
  });
}

/** What the focus is on, and whether anyone can see it. */
const focus = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const place = document.elementsFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max((element.getClientRects()[0] ?? box).top + 4, 1), innerHeight - 1),
  );
  return {
    at: [...document.querySelectorAll('*')].indexOf(element),
    what: `${element.tagName} ${element.className?.baseVal ?? element.className} ${(element.textContent ?? '').trim().slice(0, 30)}`,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    sized: box.width > 0 && box.height > 0,
    onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: place.length > 0 && !place.some((other) => element.contains(other) || other.contains(element)),
  };
};

const LONGEST_WALK = 400;

test('every stop of the keyboard is seen, in the order of the page, and the walk ends', async () => {
  const { page, close } = await watchedPage(browser, [server.url], { viewport: { width: 1024, height: 800 }, reducedMotion: 'reduce' });
  const faults = [];
  for (const { kind, name } of kinds) {
    await page.goto(addressOfKind({ kind, name }, server.url, plain.url));
    const stops = await page.evaluate(() =>
      [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(
        (element) => element.tabIndex >= 0 && element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true }),
      ).length,
    );
    let last = -1;
    let walked = 0;
    const limit = Math.min(stops, LONGEST_WALK);
    for (; walked < limit; walked += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(focus);
      if (!stop) break;
      if (walked === 0 && !/^A skip/.test(stop.what)) faults.push(`${kind}: the first stop is ${stop.what}`);
      if (stop.at <= last) { faults.push(`${kind}: ${stop.what} comes out of order, or the walk is trapped`); break; }
      if (!stop.outlined) faults.push(`${kind}: the focus on ${stop.what} cannot be seen`);
      if (!stop.sized || !stop.onScreen || stop.covered) faults.push(`${kind}: ${stop.what} is off the screen or covered: ${JSON.stringify(stop)}`);
      last = stop.at;
    }
    if (walked < limit) faults.push(`${kind}: ${walked} stops of ${stops}`);
  }
  assert.equal(faults.length, 0, `${faults.length} faults\n${faults.slice(0, 30).join('\n')}`);
  await close();
});

test('the skip link leads to the text', async () => {
  const { page, close } = await watchedPage(browser, [server.url]);
  const article = kinds.find(({ kind }) => kind === 'article-full');
  await page.goto(addressOfKind(article, server.url, plain.url));
  await page.keyboard.press('Tab');
  assert.ok(await page.locator('.skip').isVisible());
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await page.evaluate(() => document.querySelector('main').contains(document.activeElement));
  assert.ok(inside, 'the stop after the skip link lies outside the text');
  await close();
});

test('text may be twice as large, and spaced as readers need it', async () => {
  const { page, close } = await watchedPage(browser, [server.url], { viewport: { width: 640, height: 900 } });
  for (const { kind, name } of kinds.filter(({ kind }) => /^(home|article-full|person|year|index-people)$/.test(kind))) {
    await page.goto(addressOfKind({ kind, name }, server.url, plain.url));
    await page.evaluate(() => {
      document.documentElement.style.setProperty('font-size', '200%');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
      document.adoptedStyleSheets = [sheet];
    });
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 1, `${kind} is ${wide} px too wide`);
  }
  await close();
});
