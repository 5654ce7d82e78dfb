// What `convert` writes is Markdown with front matter that another generator can build.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { BACKFILE, HUGO, ROOT, WORK, copyOfSample, filesOf, run } from './support.mjs';

test('Hugo builds the converted sample', async () => {
  const sample = await copyOfSample();
  const site = await mkdtemp(path.join(WORK, 'hugo-'));
  await cp(path.join(ROOT, 'tests/external/hugo'), site, { recursive: true });
  await run(BACKFILE, ['convert', sample, '-o', path.join(site, 'content')]);
  const pages = (await filesOf(path.join(site, 'content'))).filter((name) => name.endsWith('.md'));
  assert.ok(pages.length >= 60, `${pages.length} pages`);
  const output = await run(HUGO, ['--source', site, '--destination', path.join(site, 'public'), '--noBuildLock']);
  assert.doesNotMatch(output, /^(ERROR|WARN)/m);
  const built = (await filesOf(path.join(site, 'public'))).filter((name) => name.startsWith('articles/'));
  assert.ok(built.length >= pages.length, `Hugo built ${built.length} of ${pages.length} pages at Backfile's addresses`);
  const home = await readFile(path.join(site, 'public/index.html'), 'utf8');
  assert.match(home, /<li>/);
});
