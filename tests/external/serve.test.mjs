// The preview: a change of a file is seen in the browser without anyone's doing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { siteOf, startBrowser, startPreview, watchedPage } from './support.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

const FILES = {
  'backfile.toml': 'title = "The Harrow Bay Clippings"\n',
  'content/1952/lamp.txt': 'NEW LAMP FOR THE MOLE\n\n4 March 1952\n\nTobias Wren threw the switch himself.\n',
  'content/1952/fog.txt': 'FOG FOR A WEEK\n\n5 March 1952\n\nTobias Wren saw nothing of Port Sorrel.\n',
};

test('an edited article is shown without a reload by hand', async () => {
  const folder = await siteOf(FILES);
  const preview = await startPreview(folder);
  const { page, trouble, close } = await watchedPage(browser, preview.url.replace(/\/$/, ''));
  try {
    await page.goto(preview.url + 'articles/1952/lamp.html');
    assert.match(await page.locator('h1').innerText(), /lamp/i);
    await page.waitForTimeout(500);
    const file = path.join(folder, 'content/1952/lamp.txt');
    await writeFile(file, (await readFile(file, 'utf8')).replace('threw the switch', 'dropped the lantern'));
    await page.getByText('dropped the lantern').first().waitFor({ timeout: 20_000 });
    await writeFile(path.join(folder, 'backfile.toml'), 'title = "The Renamed Clippings"\n');
    await page.getByText('The Renamed Clippings').first().waitFor({ timeout: 20_000 });
    assert.deepEqual(trouble, []);
    await assert.rejects(stat(path.join(folder, 'public')), 'serve writes no site');
  } finally {
    await close();
    await preview.stop();
  }
});

test('an error is shown, the last good site stays, and mending it brings the site back', async () => {
  const folder = await siteOf(FILES);
  const preview = await startPreview(folder);
  const { page, close } = await watchedPage(browser, preview.url.replace(/\/$/, ''));
  try {
    await page.goto(preview.url);
    await page.waitForTimeout(500);
    await writeFile(path.join(folder, 'backfile.toml'), 'titel = "x"\n');
    await page.getByText(/did you mean/).first().waitFor({ timeout: 20_000 });
    assert.match(preview.output(), /did you mean/);
    const other = await page.request.get(preview.url + 'articles/1952/fog.html');
    assert.match(await other.text(), /Port Sorrel/);
    await writeFile(path.join(folder, 'backfile.toml'), 'title = "Mended"\n');
    await page.locator('h1', { hasText: 'Mended' }).waitFor({ timeout: 20_000 });
  } finally {
    await close();
    await preview.stop();
  }
});

test('every page of the preview is the page of the build', async () => {
  const folder = await siteOf(FILES);
  const { run, BACKFILE, filesOf } = await import('./support.mjs');
  await run(BACKFILE, ['build', folder]);
  const preview = await startPreview(folder);
  try {
    for (const name of await filesOf(path.join(folder, 'public'))) {
      if (name.split('/').some((part) => part.startsWith('.'))) continue;
      const response = await fetch(preview.url + name.split('/').map(encodeURIComponent).join('/'));
      assert.equal(response.status, 200, name);
      const built = await readFile(path.join(folder, 'public', name), 'utf8');
      const shown = (await response.text()).replace(/<script[^>]*(reload|live)[^>]*><\/script>\n?/g, '');
      assert.equal(shown, built, name);
    }
    const missing = await fetch(preview.url + 'no/such/page.html');
    assert.equal(missing.status, 404);
    const outside = await fetch(preview.url + '..%2f..%2fbackfile.toml');
    assert.ok(!(await outside.text()).includes('title = '), 'serve gives files out of the folder');
    assert.ok((await readdir(folder)).includes('content'));
  } finally {
    await preview.stop();
  }
});

test('another host name is refused', async () => {
  const folder = await siteOf(FILES);
  const preview = await startPreview(folder);
  try {
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const asked = request(preview.url, { headers: { Host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on('error', reject).end();
    });
    assert.ok(status >= 400, `a page of another site could read the preview: ${status}`);
  } finally {
    await preview.stop();
  }
});
