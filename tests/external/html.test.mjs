// The built sample as files: valid HTML, links that lead somewhere, what reference managers read, and its weight.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SITE, SITES, filesOf } from './support.mjs';
import { everyKind, htmlOf } from './kinds.mjs';
import { faultsOf } from './validator.mjs';

let pages;
let files;
before(async () => {
  pages = await htmlOf(SITE);
  files = new Set(await filesOf(SITE));
});

const unescaped = (text) =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#x?\d+;/g, "'").replace(/&amp;/g, '&');
const values = (html, name) => [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => unescaped(value));

test('every page is valid HTML', async () => {
  const told = await faultsOf(pages);
  assert.equal(told.length, 0, told.join('\n'));
});

test('a page of every kind of the crowded archive is valid HTML', async () => {
  const names = (await everyKind(SITES)).map(({ name }) => name).filter((name) => name.startsWith('crowded/'));
  const crowded = await Promise.all(names.map(async (name) => [name, await readFile(path.join(SITES, name), 'utf8')]));
  assert.ok(crowded.length >= 10, `${crowded.length} pages`);
  const told = await faultsOf(crowded);
  assert.equal(told.length, 0, told.join('\n'));
});

test('every link and fragment leads somewhere, by a relative name', async () => {
  assert.deepEqual(linksToNowhere(pages, files), []);
  const crowded = path.join(SITES, 'crowded');
  const others = (await htmlOf(crowded)).filter(([name]) => name !== '404.html');
  assert.deepEqual(linksToNowhere(others, new Set(await filesOf(crowded))), []);
});

/** Links of pages to files or fragments that are not there. */
function linksToNowhere(pages, files) {
  const ids = new Map(pages.map(([name, html]) => [name, new Set(values(html, 'id'))]));
  const faults = [];
  for (const [name, html] of pages) {
    for (const target of [...values(html, 'href'), ...values(html, 'src')]) {
      if (/^(https?|mailto):/.test(target)) continue;
      const [place, fragment] = target.split('#');
      // `404.html` is shown at any address, so its links begin at the root of the host.
      const rooted = name === '404.html' ? place.replace(/^\//, '') : place;
      const file = place === '' ? name : path.posix.join(path.posix.dirname(name), decodeURIComponent(rooted));
      if (rooted.startsWith('/') || !files.has(file)) faults.push(`${name}: ${target}`);
      else if (fragment && ids.has(file) && !ids.get(file).has(decodeURIComponent(fragment))) faults.push(`${name}: ${target} (no such id)`);
    }
  }
  return faults;
}

test('nothing inline that the policy would refuse', () => {
  for (const [name, html] of pages) {
    assert.doesNotMatch(html, /<[^>]+\sstyle=/, name);
    assert.doesNotMatch(html, /<style[\s>]/, name);
    assert.doesNotMatch(html, /<[^>]+\son[a-z]+=/, name);
    for (const [script] of html.matchAll(/<script(?![^>]*(src=|application\/(ld\+)?json))[^>]*>/g)) assert.fail(`${name}: ${script}`);
  }
});

/** What Zotero's generic translator makes of a page: the type from DC.type, unless a citation_* tag says otherwise. */
function zotero(html) {
  const tags = [...html.matchAll(/<meta (?:name|property)="([^"]*)" content="([^"]*)">/g)].map(([, name, value]) => [name.toLowerCase(), unescaped(value)]);
  const all = (name) => tags.filter(([key]) => key === name).map(([, value]) => value);
  const stronger = ['citation_journal_title', 'citation_technical_report_institution', 'citation_conference_title', 'citation_conference',
    'citation_book_title', 'citation_inbook_title', 'citation_dissertation_institution', 'citation_isbn'];
  const type = tags.some(([name]) => stronger.includes(name)) ? 'something else' : all('dc.type')[0] ?? 'journalArticle';
  // Without an author's tag it takes whatever has the class `byline`.
  const guessed = all('citation_author').length > 0 ? [] : [...html.matchAll(/class="(?:[^"]* )?byline(?: [^"]*)?"/g)].map(() => 'what has the class byline');
  return { type, title: all('citation_title')[0], authors: [...all('citation_author'), ...guessed], date: all('citation_publication_date')[0], publication: all('dc.source')[0], pages: all('citation_firstpage')[0] };
}

test('Zotero saves every article as a newspaper article', () => {
  const articles = pages.filter(([name, html]) => name.startsWith('articles/') && html.includes('application/ld+json'));
  assert.ok(articles.length > 50, `${articles.length} articles`);
  let dated = 0;
  let signed = 0;
  for (const [name, html] of articles) {
    const item = zotero(html);
    assert.equal(item.type, 'newspaperArticle', name);
    assert.ok(item.title.trim().length > 0, name);
    assert.ok(item.publication.trim().length > 0, name);
    assert.ok(!item.authors.includes('what has the class byline'), `${name}: the date would be taken for the author`);
    if (item.date) assert.match(item.date, /^\d{4}(\/\d{2}){0,2}$/, name);
    dated += item.date ? 1 : 0;
    signed += item.authors.length > 0 ? 1 : 0;
    const data = JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)[1]);
    assert.equal(data['@type'], 'NewsArticle', name);
    assert.equal(data.headline, item.title, name);
  }
  assert.ok(dated > 40 && signed > 20, `${dated} with a date, ${signed} with an author`);
});

const KILOBYTE = 1024;

test('an article weighs little beside its text', () => {
  for (const [name, html] of pages.filter(([name]) => name.startsWith('articles/'))) {
    const body = html.match(/<div class="story-text"[^>]*>(.*?)<\/div>\s*(<details class="removed"|<footer class="story-foot")/s)?.[1] ?? '';
    const text = Buffer.byteLength(body.replace(/<[^>]*>/g, ''));
    const weight = Buffer.byteLength(html) - text;
    assert.ok(weight <= 25 * KILOBYTE, `${name}: ${weight} bytes beside its text`);
  }
});

/** A style sheet or script without its comments and the space that no one needs. */
const squeezed = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '').replace(/\s+/g, ' ').replace(/\s*([{};:,>])\s*/g, '$1');

test('the style sheet and the script are small', async () => {
  const css = await readFile(path.join(SITE, 'assets/backfile.css'), 'utf8');
  assert.ok(squeezed(css).length < 30 * KILOBYTE, `${squeezed(css).length} bytes of CSS`);
  assert.doesNotMatch(css, /url\(|@import/, 'nothing is loaded by the style sheet');
  const names = [...files].filter((name) => /^assets\/[^/]*\.js$/.test(name));
  for (const name of names) {
    const script = await readFile(path.join(SITE, name), 'utf8');
    // Those of the search are loaded by its page alone.
    const most = name.includes('search') ? 40 : 15;
    assert.ok(script.length < most * KILOBYTE, `${script.length} bytes of ${name}`);
  }
});
