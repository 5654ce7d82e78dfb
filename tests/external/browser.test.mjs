// The built sample as a reader sees it, over HTTP under a strict policy and from a folder.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BACKFILE, SITE, filesOf, run, serveFolder, siteOf, startBrowser, watchedPage } from './support.mjs';

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

async function checkWidth(page, width) {
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const root = document.scrollingElement.scrollWidth;
    const culprits = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > limit + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className}`);
    return root > limit + 1 ? `${root} > ${limit}: ${culprits.join(', ')}` : '';
  });
  assert.equal(wide, '', `${page.url()} at ${width} px`);
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
          // Reading the layout needs no script of the page, but needs the page to allow any.
          if (javaScriptEnabled) await checkWidth(page, width);
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

test('every kind of page fits a telephone and says nothing on the console', async () => {
  const files = (await filesOf(SITE)).filter((name) => name.endsWith('.html') && name !== '404.html');
  const kinds = new Map();
  for (const name of files) {
    const kind = name.replace(/\d+/g, '0').split('/').slice(0, 2).join('/').replace(/\/(?!index)[^/]*$/, '/*');
    kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  const { page, trouble, close } = await watchedPage(browser, roots.http, { viewport: { width: 360, height: 800 } });
  for (const names of kinds.values()) {
    for (const name of names.slice(0, 6)) {
      // A page at an old address leads on at once.
      if ((await readFile(path.join(SITE, name), 'utf8')).includes('http-equiv="refresh"')) continue;
      await page.goto(roots.http + name.split('/').map(encodeURIComponent).join('/'));
      await checkWidth(page, 360);
    }
  }
  assert.deepEqual(trouble, []);
  await close();
});

test('the page is also fit for dark mode, print and the keyboard', async () => {
  const { page, trouble, close } = await watchedPage(browser, roots.http, { colorScheme: 'dark' });
  await page.goto(roots.http + 'index.html');
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.notEqual(dark, light);
  await page.keyboard.press('Tab');
  const focused = await page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    return { tag: element.tagName, outline: style.outlineStyle !== 'none' || style.boxShadow !== 'none' };
  });
  assert.equal(focused.tag, 'A');
  assert.ok(focused.outline, 'the focus cannot be seen');
  assert.deepEqual(trouble, []);
  await close();
});

test('what is hostile never runs', async () => {
  const attack = '<script>window.attacked = 1; alert(1)</script><img src=x onerror="window.attacked = 1">';
  const folder = await siteOf({
    'backfile.toml': `title = '${attack.replaceAll("'", '"')}'\n`,
    'content/plain.txt': `MAYOR ${attack} SPEAKS\nBy Jane ${attack} Doe\n\n3 March 1952\n\nMayor Eleanor ${attack} Vance spoke. ${attack}\n`,
    'content/marked.md':
      `---\ntitle: ${JSON.stringify(attack)}\nauthor: ${JSON.stringify(attack)}\ntags: [${JSON.stringify(attack)}]\npeople: [${JSON.stringify(attack)}]\n---\n` +
      `${attack}\n\n[click me](javascript:window.attacked=1)\n\n<a href="javascript:window.attacked=1">or me</a>\n\n<svg/onload=window.attacked=1>\n`,
    [`content/${'"onload=window.attacked=1 '.trim()}.txt`]: 'A file with a hostile name.\n',
  });
  await run(BACKFILE, ['build', folder]);
  const hostile = await serveFolder(path.join(folder, 'public'));
  const { page, trouble, close } = await watchedPage(browser, hostile.url);
  for (const name of (await filesOf(path.join(folder, 'public'))).filter((name) => name.endsWith('.html'))) {
    if (name === '404.html') continue;
    await page.goto(hostile.url + name.split('/').map(encodeURIComponent).join('/'));
    for (const link of await page.locator('main a', { hasText: 'me' }).all()) {
      const target = await link.getAttribute('href');
      if (target?.toLowerCase().includes('script')) await link.click({ timeout: 1000 }).catch(() => {});
    }
    assert.equal(await page.evaluate(() => window.attacked), undefined, name);
  }
  assert.deepEqual(trouble, []);
  await close();
  await hostile.stop();
});
