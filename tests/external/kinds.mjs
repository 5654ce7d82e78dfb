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

/** Name, path, how well a page stands for the kind (the highest wins), and whether every site must have one. */
const KINDS = [
  ['home', /^index\.html$/, size, true],
  ['article-full', /^articles\/.*\.html$/, features, true],
  ['article-bare', /^articles\/.*\.html$/, (html) => -features(html) - html.length / 1e6, true],
  ['article-undated', /^articles\/.*\.html$/, (html) => (/undated\.html/.test(html) ? features(html) : -1), true],
  ['article-verse', /^articles\/.*\.html$/, (html) => (html.match(/class="verse/g) ?? []).length - 1, false],
  ['article-table', /^articles\/.*\.html$/, (html) => (html.match(/<td/g) ?? []).length - 1, false],
  ['article-letter', /^articles\/.*\.html$/, (html) => (html.match(/class="(signature|salutation)/g) ?? []).length - 1, false],
  ['article-language', /^articles\/.*\.html$/, (html) => (/<article[^>]* lang=/.test(html) ? 1 : -1), false],
  ['person', /^people\/(?!index)[^/]*\.html$/, size, true],
  ['person-once', /^people\/(?!index)[^/]*\.html$/, (html) => -html.length, true],
  ['organization', /^organizations\/(?!index)[^/]*\.html$/, size, true],
  ['place', /^places\/(?!index)[^/]*\.html$/, size, true],
  ['entity-year', /^(people|organizations|places)\/[^/]+\/\d{4}(-\d+)?\.html$/, size, false],
  ['index-people', /^people\/index\.html$/, size, true],
  ['index-places', /^places\/index\.html$/, size, true],
  ['index-letter', /^(people|organizations|places)\/index-[^/]*\.html$/, size, false],
  ['author', /^authors\/(?!index)[^/]*\.html$/, size, true],
  ['author-index', /^authors\/index\.html$/, size, true],
  ['topic', /^topics\/(?!index)[^/]*\.html$/, size, true],
  ['topic-index', /^topics\/index\.html$/, size, true],
  ['section', /^sections\/(?!index)[^/]*\.html$/, size, false],
  ['section-index', /^sections\/index\.html$/, size, false],
  ['date-index', /^dates\/index\.html$/, size, true],
  ['year', /^dates\/\d{4}\/index\.html$|^dates\/\d{4}\.html$/, size, true],
  ['month', /^dates\/\d{4}\/\d{2}(\/index)?\.html$/, size, true],
  ['day', /^dates\/\d{4}\/\d{2}\/\d{2}(\/index)?\.html$/, size, true],
  ['only', /^dates\/.*(only|undated-day|some-day).*\.html$/, size, false],
  ['this-day', /^this-day\/\d[^/]*\.html$/, size, true],
  ['this-day-none', /^this-day\/\d[^/]*\.html$/, (html) => -html.length, true],
  ['this-day-index', /^this-day\/index\.html$/, size, true],
  ['issue-index', /^issues\/index\.html$/, size, false],
  ['publication', /^issues\/[^/]+\/index\.html$/, size, false],
  ['issue-year', /^issues\/[^/]+\/\d{4}\/index\.html$/, size, false],
  ['issue', /^issues\/[^/]+\/\d{4}\/\d\d-\d\d[^/]*\.html$/, size, false],
  ['mentioned-index', /^mentioned\/index\.html$/, size, true],
  ['mentioned-year', /^mentioned\/\d{4}\.html$/, size, true],
  ['mentioned-day', /^mentioned\/\d{4}\/.*\.html$/, size, false],
  ['undated', /^(undated|dates\/undated)(\/index)?\.html$/, size, true],
  ['map', /^map\.html$/, size, false],
  ['search', /^search\/index\.html$/, size, false],
  ['about', /^about\.html$/, size, true],
  ['not-found', /^404\.html$/, size, true],
];

/** Kinds of which the plainest page is wanted. */
const LEAST = new Set(['article-bare', 'person-once', 'this-day-none']);
const REDIRECT = /http-equiv="refresh"/;

/** The pages of a site by kind: `{ kind, name }`. Redirects stand apart, as `redirect`. */
export async function kindsOf(folder, { complete = true } = {}) {
  const pages = new Map();
  for (const name of (await filesOf(folder)).filter((name) => name.endsWith('.html'))) {
    pages.set(name, await readFile(path.join(folder, name), 'utf8'));
  }
  const found = [];
  for (const [kind, pattern, score, required] of KINDS) {
    const best = [...pages]
      .filter(([name, html]) => pattern.test(name) && !REDIRECT.test(html))
      .map(([name, html]) => ({ kind, name, score: score(html) }))
      .filter((page) => LEAST.has(kind) || page.score >= 0)
      .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))[0];
    if (best) found.push({ kind, name: best.name });
    else if (required && complete) throw new Error(`no page of the kind ${kind} in ${folder}`);
  }
  const redirect = [...pages].find(([, html]) => REDIRECT.test(html));
  if (redirect) found.push({ kind: 'redirect', name: redirect[0] });
  return found;
}

/** Every HTML page with its text. */
export async function htmlOf(folder) {
  const names = (await filesOf(folder)).filter((name) => name.endsWith('.html'));
  return Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')]));
}
