// Who is who, decided by keyboard: the answers are in the authority file, the next build follows them, and no address
// that was published is lost.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import { BACKFILE, run, siteOf, startBrowser, startPreview, watchedPage } from './support.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

const FAMILIES = [
  'Abbot', 'Barrow', 'Crane', 'Dormer', 'Ellery', 'Fenwick', 'Garland', 'Harker', 'Ingram', 'Jessop',
  'Kettle', 'Lambert', 'Marlow', 'Norris', 'Osborne', 'Parrish', 'Quarles', 'Rigby', 'Salter', 'Tanner',
];

/** Twenty people, each named in two ways that the archive alone cannot settle: one letter differs. */
const pairs = FAMILIES.map((family) => [`Margaret ${family}`, `Margaret ${family.slice(0, -2)}${family.at(-1)}${family.at(-2)}`]);

function files() {
  const content = { 'backfile.toml': 'title = "The Harrow Bay Clippings"\n[entities]\nmin_mentions = 1\n' };
  pairs.forEach(([one, other], at) => {
    for (const [number, name] of [one, one, other].entries()) {
      content[`content/1952/${at}-${number}.txt`] =
        `Council Hears a Complaint ${at} ${number}\n\n${number + 1} March 1952\n\n` +
        `The council heard Mrs. ${name} on Tuesday evening. Mrs. ${name} spoke for an hour about the drains, ` +
        `and "I will come again," said ${name} when she was told to sit down.\n`;
    }
  });
  return content;
}

test('twenty doubtful pairs are decided by keyboard alone', async () => {
  const folder = await siteOf(files());
  await run(BACKFILE, ['build', folder]);
  await run(BACKFILE, ['permalinks', folder, '--record']);
  const preview = await startPreview(folder);
  const { page, trouble, close } = await watchedPage(browser, preview.url.replace(/\/$/, ''));
  const said = [];
  try {
    await page.goto(preview.url + '__backfile/review');
    await page.locator('#question').waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    assert.deepEqual(violations.map((found) => found.id), []);
    for (let at = 0; at < 20; at += 1) {
      const names = [await page.locator('#name-0').innerText(), await page.locator('#name-1').innerText()];
      assert.ok(await page.locator('#passages-0 mark').count() > 0, 'passages to decide by');
      const same = at % 2 === 0;
      const written = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.keyboard.press(same ? 's' : 'd');
      assert.equal((await written).status(), 200);
      await page.waitForFunction((before) => document.querySelector('#question').hidden || document.querySelector('#names').textContent !== before, names.join(' / '));
      said.push({ names, same });
    }
    assert.deepEqual(trouble, []);
  } finally {
    await close();
    await preview.stop();
  }
  const authority = await readFile(path.join(folder, 'authority.toml'), 'utf8');
  assert.equal(authority.match(/^\[\[merge\]\]/gm).length, 10);
  assert.equal(authority.match(/^\[\[different\]\]/gm).length, 10);

  await run(BACKFILE, ['build', folder]);
  const slug = (name) => `people/${name.toLowerCase().replaceAll(' ', '-')}.html`;
  for (const { names: [kept, other], same } of said) {
    const [one, two] = await Promise.all([kept, other].map((name) => readFile(path.join(folder, 'public', slug(name)), 'utf8')));
    if (same) {
      assert.match(two, /http-equiv="refresh"/, `${other} leads to ${kept}`);
      assert.match(one, new RegExp(other), `${kept} knows that it is also written ${other}`);
    } else {
      assert.doesNotMatch(two, /http-equiv="refresh"/, `${other} has its page`);
    }
  }
  const again = await run(BACKFILE, ['review', folder]);
  assert.match(again, /^0 questions left open/m);
});

test('an answer from elsewhere is refused', async () => {
  const folder = await siteOf(files());
  const preview = await startPreview(folder);
  try {
    const body = JSON.stringify({ answer: 'same', names: pairs[0], kind: 'person' });
    const headers = { 'Content-Type': 'application/json', Origin: 'http://elsewhere.example' };
    const refused = await fetch(preview.url + '__backfile/review', { method: 'POST', headers, body });
    assert.equal(refused.status, 403);
    await assert.rejects(stat(path.join(folder, 'authority.toml')), 'nothing is written');
  } finally {
    await preview.stop();
  }
});
