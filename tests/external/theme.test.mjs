// The page that shows every component of the theme: valid, accessible, and right in both colour schemes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdtemp, readFile } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import { BACKFILE, WORK, run, serveFolder, siteOf, startBrowser, tooWide, watchedPage } from './support.mjs';
import { faultsOf } from './validator.mjs';

let browser;
let folder;
let server;

before(async () => {
  const site = await siteOf({ 'backfile.toml': 'title = "The Harrow Bay Clippings"\naccent = "#7a1f1f"\n', 'content/a.txt': 'rain\n' });
  folder = await mkdtemp(path.join(WORK, 'theme-'));
  await run(BACKFILE, ['theme', site, '-o', folder]);
  [browser, server] = await Promise.all([startBrowser(), serveFolder(folder)]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('the specimen is valid HTML', async () => {
  const told = await faultsOf([['index.html', await readFile(path.join(folder, 'index.html'), 'utf8')]]);
  assert.equal(told.length, 0, told.join('\n'));
});

for (const colorScheme of ['light', 'dark']) {
  test(`the specimen fits every width and axe-core finds nothing in ${colorScheme} mode`, async () => {
    const { page, trouble, close } = await watchedPage(browser, [server.url], { colorScheme });
    await page.goto(`${server.url}index.html`);
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await tooWide(page), [], `${width} px`);
    }
    await page.evaluate(axe.source);
    const faults = await page.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`));
    });
    assert.deepEqual(faults, []);
    assert.deepEqual(trouble, []);
    await close();
  });
}
