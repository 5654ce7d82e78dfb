// One page of each kind, found in a built site: the fullest of its kind, so that what can go wrong is on it.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesOf } from './support.mjs';

const size = (html) => html.length;
const features = (html) =>
  [
    /class="kicker"/, /class="deck"/, /class="dating"/, /class="inferred"/, /class="removed"/, /class="related"/,
    /<section class="person"/, /<section class="organization"/, /<section class="place"/, /<section class="date"/,
    /class="verse/, /class="footnote/, /<blockquote/, /<table/, /<img/, /<ol/, /<h2 /, /<dt>See the printed page/,
    /rel="prev"/, /rel="next"/, /class="note"/,
  ].filter((mark) => mark.test(html)).length;

const ENTITY = '(people|organizations|places)';
/**
 * Name, route, path, how well a page stands for the kind (the highest wins). `route` is what the program calls the kind
 * of page; a test in `src/site/route.rs` fails when the program knows one that stands here nowhere.
 */
const KINDS = [
  ['home', 'home', /^index\.html$/, size],
  ['article-full', 'article', /^articles\/.*\.html$/, features],
  ['article-bare', 'article', /^articles\/.*\.html$/, (html) => -features(html) - html.length / 1e6],
  ['article-undated', 'article', /^articles\/.*\.html$/, (html) => (/undated\.html/.test(html) ? features(html) : -1)],
  ['article-verse', 'article', /^articles\/.*\.html$/, (html) => (html.match(/class="verse/g) ?? []).length - 1],
  ['article-table', 'article', /^articles\/.*\.html$/, (html) => (html.match(/<td/g) ?? []).length - 1],
  ['article-letter', 'article', /^articles\/.*\.html$/, (html) => (html.match(/class="(signature|salutation)/g) ?? []).length - 1],
  ['article-language', 'article', /^articles\/.*\.html$/, (html) => (/<article[^>]* lang=/.test(html) ? 1 : -1)],
  ['person', 'entity', /^people\/(?!index)[^/]*\.html$/, size],
  ['person-once', 'entity', /^people\/(?!index)[^/]*\.html$/, (html) => -html.length],
  ['person-by-year', 'entity', /^people\/(?!index)[^/]*\.html$/, (html) => (/<h2 id="years">/.test(html) ? 1 : -1)],
  ['organization', 'entity', /^organizations\/(?!index)[^/]*\.html$/, size],
  ['place', 'entity', /^places\/(?!index)[^/]*\.html$/, (html) => (/class="map"/.test(html) ? html.length : 0)],
  ['entity-year', 'entity-year', new RegExp(`^${ENTITY}/[^/]+/(\\d{4}|undated)\\.html$`), size],
  ['entity-year-paged', 'entity-year', new RegExp(`^${ENTITY}/[^/]+/\\d{4}-page-\\d+\\.html$`), size],
  ['index-people', 'entity-index', /^people\/index\.html$/, (html) => (/class="letter"/.test(html) ? 1 : -1)],
  ['index-places', 'entity-index', /^places\/index\.html$/, size],
  ['index-of-letters', 'entity-index', new RegExp(`^${ENTITY}/index\\.html$`), (html) => (/class="letter-list"/.test(html) ? 1 : -1)],
  ['index-letter', 'entity-index of a letter', new RegExp(`^${ENTITY}/index-[^/]*\\.html$`), size],
  ['author', 'author', /^authors\/(?!index)[^/]*\.html$/, size],
  ['author-index', 'author-index', /^authors\/index\.html$/, size],
  ['topic', 'topic', /^topics\/(?!index)[^/]*\.html$/, size],
  ['topic-paged', 'topic', /^topics\/[^/]*-page-\d+\.html$/, size],
  ['topic-index', 'topic-index', /^topics\/index\.html$/, size],
  ['section', 'section', /^sections\/(?!index)[^/]*\.html$/, size],
  ['section-index', 'section-index', /^sections\/index\.html$/, size],
  ['date-index', 'date-index', /^dates\/index\.html$/, size],
  ['year', 'year', /^dates\/\d{4}\/index\.html$/, size],
  ['month', 'month', /^dates\/\d{4}\/\d{2}\/index\.html$/, size],
  ['day', 'day', /^dates\/\d{4}\/\d{2}\/\d{2}\.html$/, size],
  ['day-paged', 'day', /^dates\/\d{4}\/\d{2}\/\d{2}-page-\d+\.html$/, size],
  ['month-only', 'month-only', /^dates\/\d{4}\/\d{2}\/undated(-page-\d+)?\.html$/, size],
  ['year-only', 'year-only', /^dates\/\d{4}\/undated(-page-\d+)?\.html$/, size],
  ['this-day', 'this-day', /^this-day\/\d[^/]*\.html$/, size],
  ['this-day-none', 'this-day', /^this-day\/\d[^/]*\.html$/, (html) => -html.length],
  ['this-day-index', 'this-day-index', /^this-day\/index\.html$/, size],
  ['issue-index', 'issue-index', /^issues\/index\.html$/, size],
  ['publication', 'issue-index of a publication', /^issues\/[^/]+\/index\.html$/, size],
  ['issue-year', 'issue-index of a year', /^issues\/[^/]+\/\d{4}\/index\.html$/, size],
  ['issue', 'issue', /^issues\/[^/]+\/\d{4}\/\d\d-\d\d[^/]*\.html$/, size],
  ['mentioned-index', 'mentioned-index', /^mentioned\/index\.html$/, size],
  ['mentioned-year', 'mentioned', /^mentioned\/\d{4}(-page-\d+)?\.html$/, size],
  ['mentioned-month', 'mentioned in a month', /^mentioned\/\d{4}\/.*\.html$/, size],
  ['undated', 'undated', /^dates\/undated(-page-\d+)?\.html$/, size],
  ['search', 'search', /^search\/index\.html$/, size],
  ['map', 'map', /^map\.html$/, size],
  ['about', 'about', /^about\.html$/, size],
  ['not-found', 'not-found', /^404\.html$/, size],
];

/** Kinds of which the plainest page is wanted. */
const LEAST = new Set(['article-bare', 'person-once', 'this-day-none']);
const REDIRECT = /http-equiv="refresh"/;
/** An address at which nothing stands any more. */
const GONE = /<h1>This page is gone</;

/** The pages of a site by kind: `{ kind, name }`. Redirects stand apart, as `redirect` and `gone`. */
export async function kindsOf(folder) {
  const pages = new Map(await htmlOf(folder));
  const found = [];
  for (const [kind, , pattern, score] of KINDS) {
    const best = [...pages]
      .filter(([name, html]) => pattern.test(name) && !REDIRECT.test(html) && !GONE.test(html))
      .map(([name, html]) => ({ kind, name, score: score(html) }))
      .filter((page) => LEAST.has(kind) || page.score >= 0)
      .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))[0];
    if (best) found.push({ kind, name: best.name });
  }
  for (const [kind, mark] of [['redirect', REDIRECT], ['gone', GONE]]) {
    const page = [...pages].find(([, html]) => mark.test(html));
    if (page) found.push({ kind, name: page[0] });
  }
  return found;
}

/**
 * A page of every kind, from the first of the sites that has one; names begin with the folder of the site. Fails when
 * none has a page of some kind, and when a site has a page that is of no kind.
 */
export async function everyKind(parent, sites = ['sample', 'crowded']) {
  const found = new Map();
  for (const site of sites) {
    for (const { kind, name } of await kindsOf(path.join(parent, site))) {
      if (!found.has(kind)) found.set(kind, { kind, name: `${site}/${name}` });
    }
    for (const [name, html] of await htmlOf(path.join(parent, site))) {
      const known = REDIRECT.test(html) || GONE.test(html) || KINDS.some(([, , pattern]) => pattern.test(name));
      if (!known) throw new Error(`${site}/${name} is of no kind that tests/external/kinds.mjs knows`);
    }
  }
  const missing = [...KINDS.map(([kind]) => kind), 'redirect', 'gone'].filter((kind) => !found.has(kind));
  if (missing.length > 0) throw new Error(`no site has a page of the kinds ${missing.join(', ')}`);
  return [...found.values()];
}

/** Every HTML page with its text. */
export async function htmlOf(folder) {
  const names = (await filesOf(folder)).filter((name) => name.endsWith('.html'));
  return Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')]));
}
