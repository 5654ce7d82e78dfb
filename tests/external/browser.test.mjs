// A reader's way through the built sample, over HTTP under a strict policy and from a folder.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SITE, serveFolder, startBrowser, tooWide, watchedPage } from './support.mjs';

let browser;
let server;
let roots;

before(async () => {
  browser = await startBrowser();
  server = await serveFolder(SITE, '/some/path/');
  roots = { http: server.url, file: pathToFileURL(SITE + path.sep).href };
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const ARTICLE = /\/articles\/.*\.html/;
const PERSON = /\/people\/(?!index).*\.html/;
const DAY = /\/dates\/\d{4}\/\d{2}\/\d{2}\.html/;

/** Clicks the first visible link in the page's main part that leads to such an address. */
async function follow(page, wanted) {
  const links = await page.locator('main a[href]').all();
  const here = page.url().split('#')[0];
  for (const link of links) {
    const target = await link.evaluate((element) => element.href);
    if (wanted.test(target) && target.split('#')[0] !== here && (await link.isVisible())) {
      await link.click();
      await page.waitForURL(wanted);
      await page.waitForLoadState('load');
      return;
    }
  }
  assert.fail(`${page.url()} links to nothing like ${wanted}`);
}

for (const scheme of ['http', 'file']) {
  for (const width of [360, 1280]) {
    for (const javaScriptEnabled of [true, false]) {
      const script = javaScriptEnabled ? 'with' : 'without';
      test(`home → article → person → day → article over ${scheme} at ${width} px ${script} JavaScript`, async () => {
        const { page, trouble, close } = await watchedPage(browser, roots[scheme], {
          javaScriptEnabled, viewport: { width, height: 800 },
        });
        const step = async () => {
          assert.ok((await page.locator('h1').innerText()).trim().length > 0);
          assert.deepEqual(await tooWide(page), [], `${page.url()} at ${width} px`);
        };
        await page.goto(roots[scheme] + 'index.html');
        await step();
        for (const wanted of [ARTICLE, PERSON]) {
          await follow(page, wanted);
          await step();
        }
        await follow(page, ARTICLE);
        await step();
        await follow(page, DAY);
        await step();
        await follow(page, ARTICLE);
        await step();
        assert.deepEqual(trouble, []);
        await close();
      });
    }
  }
}
