// The search in a real browser, over HTTP under a strict policy and from a folder: the same hits in the same order as
// a search through every article, and a page that a reader can use.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { BACKFILE, ROOT, SITE, filesOf, run, serveFolder, siteOf, startBrowser, tooWide, watchedPage } from './support.mjs';

/** How many queries are compared, and in which archives beside the sample: `tests/run-external --queries` sets them. */
const QUERIES = Number(process.env.SEARCH_QUERIES ?? 400);
const OTHERS = (process.env.SEARCH_ARCHIVES ?? '').split(path.delimiter).filter(Boolean);

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => { await browser?.close(); });

/** A source of numbers that is the same each time. */
function seeded(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Queries of every kind, made of words that stand in the texts. */
async function queriesFor(folder, count) {
  const names = (await filesOf(folder)).filter((name) => /\.(txt|md|html)$/.test(name)).slice(0, 400);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const any = seeded(20260101);
  const pick = (list) => list[any(list.length)];
  const runs = texts.map((text) => text.match(/[\p{L}\p{N}’'.-]+/gu) ?? []).filter((run) => run.length > 8);
  const word = () => pick(pick(runs));
  const phrase = () => {
    const run = pick(runs);
    const at = any(run.length - 4);
    return `"${run.slice(at, at + 2 + any(3)).join(' ')}"`;
  };
  const year = () => 1925 + any(60);
  const kinds = [
    word, () => `${word()} ${word()}`, () => `${word()} ${word()} ${word()}`, phrase, () => `${phrase()} ${word()}`,
    () => `${word()} -${word()}`, () => `${word()} -${phrase()}`, () => `${word().slice(0, 4)}*`, () => `${word()} OR ${word()}`,
    () => `title:${word()}`, () => `title:${phrase()}`, () => `person:${word()}`, () => `place:${word()} ${word()}`,
    () => `org:${word()}`, () => `author:${word()}`, () => `topic:${word()}`, () => `${word()} from:${year()}`,
    () => `${word()} to:${year()}-0${1 + any(9)}`, () => `from:${year()} to:${year()}`, () => `-${word()} -${word().slice(0, 3)}*`,
    () => `${word()}*`, () => pick(['', 'OR', '"', '-', '"" -""', 'title:', '***', 'É', '東京', '𝄞', 'ß*', 'İstanbul OR ½']),
  ];
  return Array.from({ length: count }, (_, at) => kinds[at % kinds.length]().replace(/\s+/g, ' '));
}

/** What a search through every article finds. */
async function expectedFor(site, queries, order) {
  const args = ['search', '-', site, '--json', '--exhaustive', '--limit', '1000000', '--order', order];
  const child = spawn(BACKFILE, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(queries.map((query) => query + '\n').join(''));
  let output = '';
  for await (const data of child.stdout) output += data;
  return output.trim().split('\n').map((line) => JSON.parse(line).hits.map((hit) => [hit.number, hit.score]));
}

/** What the page's own script finds. */
function foundBy(page, queries, order) {
  return page.evaluate(async ([queries, order]) => {
    const index = await window.backfileIndex('../');
    const all = [];
    for (const text of queries) {
      const hits = await index.matches(window.backfileIndex.parse(text));
      const scores = new Map(Array.from(hits.ids, (id, at) => [id, hits.scores[at]]));
      const ids = await index.ordered(hits, order);
      const first = await index.ordered(hits, order, 7);
      if (ids.slice(0, 7).join() !== first.slice(0, 7).join()) throw new Error(`the first of ${text} are others`);
      all.push(ids.map((id) => [id, scores.get(id)]));
    }
    return all;
  }, [queries, order]);
}

async function compare(site, content, built, count) {
  const queries = await queriesFor(content, count);
  const server = await serveFolder(built, '/some/path/', { minutes: 60 });
  const roots = { http: server.url, file: pathToFileURL(built + path.sep).href };
  for (const order of ['relevance', 'newest', 'oldest']) {
    const some = order === 'relevance' ? queries : queries.filter((_, at) => at % 5 === 0);
    const expected = await expectedFor(site, some, order);
    assert.equal(expected.length, some.length);
    assert.ok(expected.filter((hits) => hits.length > 0).length > some.length / 3, 'most queries find something');
    for (const [scheme, root] of Object.entries(roots)) {
      const { page, trouble, close } = await watchedPage(browser, root);
      page.setDefaultTimeout(0);
      await page.goto(`${root}search/index.html`);
      const found = await foundBy(page, some, order);
      some.forEach((query, at) => assert.deepEqual(found[at], expected[at], `${query} (${order}, ${scheme})`));
      assert.deepEqual(trouble, []);
      await close();
    }
  }
  await server.stop();
}

test(`${QUERIES} queries find in the browser what a search through every article finds`, async () => {
  await compare(ROOT, path.join(ROOT, 'content'), SITE, QUERIES);
});

for (const content of [path.join(ROOT, 'content'), ...OTHERS]) {
  for (const stemming of ['english', 'none']) {
    const count = OTHERS.length > 0 ? QUERIES : QUERIES / 4;
    test(`${count} queries in ${path.basename(content)} with stemming = ${stemming}`, async () => {
      const site = await siteOf({ 'backfile.toml': `stemming = "${stemming}"\n[paths]\ncontent = "${content}"\n` });
      const built = path.join(site, 'public');
      await run(BACKFILE, ['build', site]);
      await compare(site, content, built, count);
    });
  }
}

/** Words that the rules of English endings are tried on: made-up ones with every ending, and those that are exceptions. */
function madeUpWords(count) {
  const any = seeded(7);
  const pick = (list) => list[any(list.length)];
  const endings = ['', 's', 'ss', 'us', 'sses', 'ied', 'ies', 'eed', 'eedly', 'ed', 'edly', 'ing', 'ingly', 'y', 'e', 'l', 'll', 'le',
    'tional', 'enci', 'anci', 'abli', 'entli', 'izer', 'ization', 'ational', 'ation', 'ator', 'alism', 'aliti', 'alli', 'fulness',
    'ousli', 'ousness', 'iveness', 'iviti', 'biliti', 'bli', 'ogi', 'logi', 'logy', 'fulli', 'lessli', 'li', 'ly', 'alize', 'icate', 'iciti',
    'ical', 'ful', 'ness', 'ative', 'al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent', 'ism', 'ate',
    'iti', 'ity', 'ous', 'ive', 'ize', 'ion', 'sion', 'tion', 'ability', 'fully', 'ously', 'ally', 'ately', 'ating', 'bling', 'izing'];
  const exceptions = ('skis skies dying lying tying idly gently ugly early only singly sky news howe atlas cosmos bias andes inning ' +
    'innings outing outings canning herring herrings earring proceed proceeds proceeding exceed succeed general generate generous ' +
    'communism community arsenal arsenic by say cry dye hopping hoping bed shed bow box boy yes youth yyy').split(' ');
  const letters = () => Array.from({ length: any(6) }, () => pick('bcdfglmnprstvwxzyaeiouaeiou')).join('');
  const word = () => pick(['', '', '', '', '', '', 'gener', 'commun', 'arsen']) + letters() + pick(endings) + pick(['', '', '', 's', 'ed', 'ing', 'ly']);
  return [...new Set([...exceptions, ...Array.from({ length: count }, word)])].filter((word) => word.length > 0 && word.length < 40);
}

/** The words of an index that the script gives another stem than the index has. */
function otherStems(page) {
  return page.evaluate(async () => {
    const index = await window.backfileIndex('../');
    await index.ready();
    const stem = window.backfileStems.english;
    const shards = await Promise.all(index.top.terms.map((_, at) => index.shard(at)));
    const words = shards.flatMap((shard) => shard.terms).filter((term) => term[0] === 'w').map((term) => term.slice(1));
    const wrong = [];
    for (const word of words) {
      const known = await index.word(word);
      if (known.list.ids.length > 0 && !(await index.formsOf(word)).includes(word)) wrong.push(`${word} is no form of ${stem(word)}`);
      wrong.push(...known.forms.filter((form) => stem(form) !== word).map((form) => `${form} has the stem ${stem(form)}, not ${word}`));
    }
    return { count: words.length, wrong };
  });
}

test('every word has the stem that the index has', async () => {
  const words = madeUpWords(40_000);
  const files = { 'backfile.toml': 'stemming = "english"\n' };
  for (let at = 0; at < words.length; at += 2000) files[`content/${at}.txt`] = words.slice(at, at + 2000).join(' ') + '\n';
  const site = await siteOf(files);
  await run(BACKFILE, ['build', site, '--no-cache', '--no-analysis']);
  for (const built of [SITE, path.join(site, 'public')]) {
    const { page, trouble, close } = await watchedPage(browser, 'file:');
    await page.goto(`${pathToFileURL(built + path.sep).href}search/index.html`);
    const { count, wrong } = await otherStems(page);
    assert.ok(count > (built === SITE ? 2000 : 30_000), `${count} words`);
    assert.deepEqual(wrong.slice(0, 20), []);
    assert.deepEqual(trouble, []);
    await close();
  }
});

test('texts come in parts where a server sends parts, and whole elsewhere', async () => {
  const found = [];
  const [parts, whole] = [await serveFolder(SITE, '/a/'), await serveFolder(SITE, '/a/', { ranges: false })];
  for (const root of [parts.url, whole.url, pathToFileURL(SITE + path.sep).href]) {
    const { page, trouble, close } = await watchedPage(browser, root);
    const statuses = new Set();
    page.on('response', (response) => { if (/texts\//.test(response.url())) statuses.add(response.status()); });
    await page.goto(`${root}search/index.html`);
    found.push(await page.evaluate(async () => {
      const index = await window.backfileIndex('../');
      const { ids } = await index.matches(window.backfileIndex.parse(''));
      return Promise.all(Array.from(ids, index.document, index));
    }));
    if (root === parts.url) assert.deepEqual([...statuses], [206]);
    if (root === whole.url) assert.deepEqual([...statuses], [200]);
    assert.deepEqual(trouble, []);
    await close();
  }
  assert.ok(found[0].length > 30 && found[0].every((article) => article.t && article.p));
  assert.deepEqual(found[1], found[0]);
  assert.deepEqual(found[2], found[0]);
  await parts.stop();
  await whole.stop();
});

test('a phrase is shown where it stands, and other forms of a word are marked', async () => {
  const site = await siteOf({
    'backfile.toml': 'stemming = "english"\n',
    'content/a.txt': 'A long day\n\nThe town slept, and the hall was dark, and the town was in the hall.\n\nIn the end the town hall burned.\n',
  });
  await run(BACKFILE, ['build', site, '--no-cache']);
  const server = await serveFolder(path.join(site, 'public'));
  const { page, trouble, close } = await watchedPage(browser, server.url);
  for (const [query, marks] of [['"town hall"', ['town', 'hall']], ['burn', ['burned']], ['"town hall" burning', ['town', 'hall', 'burned']]]) {
    await page.goto(`${server.url}search/index.html?${new URLSearchParams({ q: query })}`);
    await page.waitForFunction(() => document.documentElement.dataset.searched);
    assert.deepEqual(await page.locator('#page-results mark').allInnerTexts(), marks, query);
    const link = await page.locator('#page-results h2 a').getAttribute('href');
    await page.goto(new URL(link, page.url()).href);
    assert.match(await page.locator(new URL(page.url()).hash).innerText(), /town hall burned/);
  }
  assert.deepEqual(trouble, []);
  await close();
  await server.stop();
});

/** Waits until the page shows what its address asks for. */
async function settled(page, act) {
  const before = await page.evaluate(() => document.documentElement.dataset.searched);
  await act();
  await page.waitForFunction((before) => document.documentElement.dataset.searched !== before, before);
}

const titles = (page) => page.locator('#page-results h2').allInnerTexts();

for (const scheme of ['http', 'file']) {
  test(`a reader searches, narrows and goes back over ${scheme}`, async () => {
    const server = await serveFolder(SITE, '/some/path/');
    const root = scheme === 'http' ? server.url : pathToFileURL(SITE + path.sep).href;
    const { page, trouble, close } = await watchedPage(browser, root, { viewport: { width: 1280, height: 900 } });
    await page.goto(`${root}index.html`);
    await page.getByRole('search').getByRole('searchbox').fill('harbour');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\/index\.html/);
    await page.waitForFunction(() => document.querySelector('#page-results li'));
    const all = await titles(page);
    assert.match(await page.getByRole('status').innerText(), /\d+ articles found/);
    assert.ok((await page.locator('#page-results mark').allInnerTexts()).some((mark) => /harbour/i.test(mark)));

    await page.locator('#page-facets summary').first().click();
    await page.locator('#page-facets details .pick').first().waitFor();
    const label = await page.locator('#page-facets details .pick').first().getAttribute('title');
    await settled(page, () => page.locator('#page-facets details .pick').first().click());
    const count = Number(label.match(/: ([\d,]+)$/)[1].replace(',', ''));
    assert.match(await page.getByRole('status').innerText(), new RegExp(`^${count} article`));
    await settled(page, () => page.goBack());
    assert.deepEqual(await titles(page), all);
    await settled(page, () => page.goForward());
    await page.locator('#page-filters button').waitFor();
    await settled(page, () => page.locator('#page-filters button').click());
    assert.deepEqual(await titles(page), all);
    await settled(page, () => page.locator('#page-facets details .drop').first().click());
    assert.notDeepEqual(await titles(page), all);
    await settled(page, () => page.locator('#page-filters button').click());

    await settled(page, () => page.selectOption('#page-sort', 'oldest'));
    const days = await page.locator('#page-results time').evaluateAll((times) => times.map((time) => time.dateTime));
    assert.deepEqual(days, [...days].sort());

    await page.locator('#page-query').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), (await titles(page))[0]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/articles\//);
    const paragraph = new URL(page.url()).hash.slice(1);
    if (paragraph) assert.equal(await page.locator(`[id="${paragraph}"]`).count(), 1);
    assert.deepEqual(trouble, []);
    await close();
    await server.stop();
  });
}

for (const scheme of ['http', 'file']) {
  test(`the box of every page leads to names and titles over ${scheme}`, async () => {
    const server = await serveFolder(SITE, '/some/path/');
    const root = scheme === 'http' ? server.url : pathToFileURL(SITE + path.sep).href;
    const { page, trouble, close } = await watchedPage(browser, root);
    await page.goto(`${root}people/eleanor-vance.html`);
    const box = page.getByRole('search').locator('input');
    await box.pressSequentially('eleanor va');
    await page.locator('#page-quick li').first().waitFor();
    if (scheme === 'http') {
      await page.evaluate(axe.source);
      const faults = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map(({ id }) => id));
      assert.deepEqual(faults, []);
    }
    await box.press('ArrowDown');
    assert.equal(await page.locator('#page-quick [aria-selected="true"]').count(), 1);
    await box.press('Escape');
    assert.equal(await page.locator('#page-quick').isVisible(), false);
    await box.fill('council min');
    await page.locator('#page-quick li').first().waitFor();
    await box.press('ArrowUp');
    await box.press('Enter');
    await page.waitForURL(/articles\//);
    assert.match(await page.locator('h1').innerText(), /council min/i);
    assert.deepEqual(trouble, []);
    await close();
    await server.stop();
  });
}

test('a misspelt word is mended', async () => {
  const server = await serveFolder(SITE);
  const { page, trouble, close } = await watchedPage(browser, server.url);
  for (const [query, mended] of [['harbuor', 'harbour'], ['harboru', 'harbour'], ['title:coucil', 'title:council'], ['farbour', 'harbour'], ['hxarbour', 'harbour'], ['hrabour', 'harbour']]) {
    await page.goto(`${server.url}search/index.html?${new URLSearchParams({ q: query })}`);
    await page.waitForFunction(() => document.documentElement.dataset.searched);
    const offered = await page.evaluate(async (query) => (await window.backfileIndex('../')).better(query), query);
    assert.equal(offered, mended);
    await settled(page, () => page.getByRole('status').getByRole('button').first().click());
    assert.ok((await titles(page)).length > 0, query);
  }
  assert.deepEqual(trouble, []);
  await close();
  await server.stop();
});

test('results are saved as a table', async () => {
  const server = await serveFolder(SITE);
  const { page, trouble, close } = await watchedPage(browser, [server.url, 'blob:']);
  await page.goto(`${server.url}search/index.html?q=harbour&sort=newest`);
  const saved = page.waitForEvent('download');
  await page.locator('#page-status button').click();
  const text = await readFile(await (await saved).path(), 'utf8');
  const rows = text.trim().split('\r\n');
  assert.equal(rows[0], 'title,date,url,authors,source');
  assert.equal(`${rows.length - 1}`, (await page.getByRole('status').innerText()).match(/\d+/)[0]);
  assert.deepEqual(trouble, []);
  await close();
  await server.stop();
});

test('a file that is missing is told, and asked for again', async () => {
  const site = await siteOf({ 'content/a.txt': 'The harbour board sat in the rain.\n' });
  await run(BACKFILE, ['build', site, '--no-cache']);
  const built = path.join(site, 'public');
  const texts = path.join(built, 'search/texts/0.js');
  await rename(texts, texts + '.gone');
  const server = await serveFolder(built);
  const { page, close } = await watchedPage(browser, server.url);
  await page.goto(`${server.url}search/index.html?q=rain`);
  await page.getByRole('status').getByText('search/texts/0.js').waitFor();
  await rename(texts + '.gone', texts);
  await settled(page, () => page.getByRole('status').getByRole('button').click());
  assert.equal((await titles(page)).length, 1);
  await close();
  await server.stop();
});

/** What can become of the payload of a file: other bytes, other bytes from some place on, fewer than it says. */
const DAMAGES = {
  'of ones': (payload) => '\uafff'.repeat(payload.length),
  'of ones after its head': (payload) => {
    const head = payload.slice(0, Math.min(90, payload.length >> 2));
    return head.padEnd(payload.length, '\uafff');
  },
  'cut short': (payload) => payload.slice(0, 10),
};

for (const [name, damage] of Object.entries(DAMAGES)) {
  test(`an index whose files are ${name} is refused, and not read for ever`, async () => {
    for (const [folder, query] of [['terms', 'harbour'], ['places', '"harbour board"'], ['texts', 'harbour'], ['facets', 'harbour']]) {
      const built = path.join(await siteOf({}), 'public');
      await cp(SITE, built, { recursive: true });
      for (const file of await filesOf(path.join(built, 'search', folder))) {
        const text = await readFile(path.join(built, 'search', folder, file), 'utf16le');
        const damaged = text.replace(/[\u3000-\uafff]+/, damage);
        assert.notEqual(damaged, text);
        await writeFile(path.join(built, 'search', folder, file), damaged, 'utf16le');
      }
      const server = await serveFolder(built);
      for (const root of [server.url, pathToFileURL(built + path.sep).href]) {
        const { page, close } = await watchedPage(browser, root);
        await page.goto(`${root}search/index.html?${new URLSearchParams({ q: query })}`);
        if (folder !== 'facets') await page.getByRole('status').getByText(/search\/.*\.js/).waitFor();
        const error = await page.evaluate(async (query) => {
          const index = await window.backfileIndex('../');
          try {
            const { ids } = await index.matches(window.backfileIndex.parse(query));
            await Promise.all([index.facets('people'), ...Array.from(ids, index.document, index)]);
          } catch (error) { return error.name; }
        }, query);
        assert.equal(error, 'FileError', `${folder} at ${root}`);
        await close();
      }
      await server.stop();
    }
  });
}

const ATTACK = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>';

test('hostile words run nowhere', async () => {
  const site = await siteOf({
    'content/a.md': `---\ntitle: ${JSON.stringify(`Rain ${ATTACK}`)}\npeople: [${JSON.stringify(`Mara ${ATTACK}`)}]\n---\nRain ${ATTACK} fell on Mara ${ATTACK}.\n`,
    'content/b.txt': `"onload=window.attacked=1\n\nRain \u2028 ${ATTACK} </script>\n`,
  });
  await run(BACKFILE, ['build', site, '--no-cache']);
  const server = await serveFolder(path.join(site, 'public'));
  const { page, trouble, close } = await watchedPage(browser, server.url);
  for (const query of ['rain', ATTACK, `"${ATTACK}"`, 'javascript:window.attacked=1', '__proto__ constructor', 'x'.repeat(5000)]) {
    await page.goto(`${server.url}search/index.html?${new URLSearchParams({ q: query, only: ATTACK, not: '__proto__', from: ATTACK, page: '1e9' })}`);
    await page.waitForFunction(() => document.documentElement.dataset.searched);
    await page.goto(`${server.url}search/index.html?${new URLSearchParams({ q: query })}`);
    await page.waitForFunction(() => document.documentElement.dataset.searched);
    for (const summary of await page.locator('#page-facets summary').all()) await summary.click();
    assert.equal(await page.evaluate(() => window.attacked), undefined, query);
  }
  assert.deepEqual(trouble, []);
  await close();
  await server.stop();
});

test('the page is accessible and fits, with results and without JavaScript', async () => {
  const server = await serveFolder(SITE);
  for (const colorScheme of ['light', 'dark']) {
    const { page, trouble, close } = await watchedPage(browser, server.url, { colorScheme, viewport: { width: 360, height: 800 } });
    for (const query of ['?q=harbour&from=1931', '?q=zzzzqq', '']) {
      await page.goto(`${server.url}search/index.html${query}`);
      await page.waitForFunction(() => document.documentElement.dataset.searched);
      for (const summary of await page.locator('#page-facets summary').all()) await summary.click();
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await tooWide(page), [], `${query} at ${width}`);
      }
      await page.evaluate(axe.source);
      const faults = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
        return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`));
      });
      assert.deepEqual(faults, [], query);
    }
    assert.deepEqual(trouble, []);
    await close();
  }
  const { page, trouble, close } = await watchedPage(browser, server.url, { javaScriptEnabled: false });
  await page.goto(`${server.url}search/index.html?q=harbour`);
  assert.match(await page.locator('main').innerText(), /JavaScript/);
  assert.ok(await page.locator('main a[href*="people/index.html"]').isVisible());
  assert.deepEqual(trouble, []);
  await close();
  await server.stop();
});
