// Sites made of as little as possible, and of what no one would wish for: they fit, are valid, and run nothing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import path from 'node:path';
import axe from 'axe-core';
import { BACKFILE, addressOf, run, serveFolder, siteOf, startBrowser, tooWide, watchedPage } from './support.mjs';
import { htmlOf, kindsOf } from './kinds.mjs';
import { faultsOf } from './validator.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

const ATTACK = '<script>window.attacked = 1; alert(1)</script><img src=x onerror="window.attacked = 1">';
const ENDLESS = 'Donaudampfschiff'.repeat(19);
const HEBREW = 'העיר הודיעה על פתיחת הנמל החדש ביום שלישי';
const ARABIC = 'افتتح رئيس البلدية الميناء الجديد يوم الثلاثاء';
const EMOJI = '🏳️‍🌈👩‍👩‍👧‍👦🔔'.repeat(12);

/** Markdown with every field of the front matter set to the same words. */
function fielded(words, more = '') {
  const word = JSON.stringify(words);
  const lists = ['tags', 'topics', 'people', 'places', 'organizations', 'authors'].map((name) => `${name}: [${word}]`);
  const texts = ['title', 'deck', 'section', 'page', 'source', 'rights', 'description'].map((name) => `${name}: ${word}`);
  return `---\n${[...texts, ...lists].join('\n')}\n${more}---\n${words}\n\n> ${words}\n\n## ${words}\n\n| ${words} | b |\n|---|---|\n| a | ${words} |\n\n- ${words}\n\n\`${words}\`\n`;
}

const SITES = {
  bare: { 'content/a.txt': 'rain\n' },
  empty: { 'content/a.txt': '' },
  attacked: {
    'backfile.toml': `title = '${ATTACK.replaceAll("'", '"')}'\n`,
    'content/plain.txt': `MAYOR ${ATTACK} SPEAKS\nBy Jane ${ATTACK} Doe\n\n3 March 1952\n\nMayor Eleanor ${ATTACK} Vance spoke. ${ATTACK}\n`,
    'content/marked.md': fielded(ATTACK, 'date: 1952-03-04\n') +
      '\n[click me](javascript:window.attacked=1)\n\n<a href="javascript:window.attacked=1">or me</a>\n\n<svg/onload=window.attacked=1>\n',
    [`content/${'"onload=window.attacked=1'}.txt`]: 'A file with a hostile name.\n',
  },
  endless: {
    'backfile.toml': `title = "${ENDLESS}"\ndescription = "${ENDLESS}"\nfooter = "${ENDLESS}"\nlicense = "${ENDLESS}"\n`,
    'content/plain.txt': `${ENDLESS}\n\n${ENDLESS} ${ENDLESS}\n\n${ENDLESS} spoke.\n`,
    'content/marked.md': fielded(ENDLESS, 'date: 1952-03-04\n'),
    'content/other.md': fielded(ENDLESS, 'date: 1952-03-05\n'),
    'content/spaced.txt': `${'A WORD '.repeat(43)}\n\nBy John Smith\n\nNothing more.\n`,
  },
  worldly: {
    'content/he.md': fielded(HEBREW, 'date: 1952-03-04\nlanguage: he\n'),
    'content/ar.md': fielded(ARABIC, 'date: 1952-03-05\nlanguage: ar\n'),
    'content/emoji.md': fielded(EMOJI, 'date: 1952-03-06\n'),
    'content/he.txt': `${HEBREW}\n\n${HEBREW} ${HEBREW}.\n`,
    'content/emoji.txt': `${EMOJI}\n\n${EMOJI} ${EMOJI}\n`,
  },
};

for (const [name, files] of Object.entries(SITES)) {
  test(`a site that is ${name} holds`, async () => {
    const folder = await siteOf(files);
    await run(BACKFILE, ['build', folder, '--no-cache']);
    const built = path.join(folder, 'public');
    const told = await faultsOf(await htmlOf(built));
    assert.equal(told.length, 0, told.join('\n'));
    await looksSound(built);
  });
}

/** Opens every page of a small site on a telephone. */
async function looksSound(built) {
  const server = await serveFolder(built);
  const { page, trouble, close } = await watchedPage(browser, [server.url], { viewport: { width: 360, height: 800 }, reducedMotion: 'reduce' });
  const faults = [];
  const examined = new Set((await kindsOf(built)).map(({ name }) => name));
  for (const [name, html] of await htmlOf(built)) {
    if (html.includes('http-equiv="refresh"')) continue;
    await page.goto(server.url + addressOf(name));
    faults.push(...(await tooWide(page)).map((fault) => `${name}: ${fault}`));
    for (const link of await page.locator('main a[href*="script" i]', { hasText: 'me' }).all()) {
      await link.click({ timeout: 1000 }).catch(() => {});
    }
    assert.equal(await page.evaluate(() => window.attacked), undefined, name);
    if (!examined.has(name)) continue;
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
    });
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  assert.equal(faults.length, 0, faults.slice(0, 20).join('\n'));
  assert.deepEqual(trouble, []);
  await close();
  await server.stop();
}
