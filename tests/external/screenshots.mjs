// The pictures of the documentation, from the sample archive: `tests/run-external --screenshots`.
//
// Six pages as a reader on a Mac or a telephone would see them: Charter and Inter stand in for the system's fonts.

import { execFileSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, SITE, addressOf, startBrowser } from './support.mjs';

const DESK = { viewport: { width: 1120, height: 760 }, colorScheme: 'light' };
const PHONE = { viewport: { width: 390, height: 760 }, colorScheme: 'dark' };

const PICTURES = [
  ['home', DESK, 'index.html'],
  ['article', DESK, 'articles/retrospectives/fifty-years-after.html'],
  ['undated', DESK, 'articles/clippings/box1/scan-0052.html'],
  ['person', DESK, 'people/eleanor-vance.html'],
  ['dates', DESK, 'dates/index.html'],
  ['phone', PHONE, 'articles/1931/academy-wing-opening.html'],
];
const FONTS = { '--serif': 'Charis SIL', '--sans': 'Inter' };
/** Bytes that a picture may have. */
const LIMIT = 150_000;

const folder = path.join(ROOT, 'docs/screenshots');
await mkdir(folder, { recursive: true });
const browser = await startBrowser();
for (const [name, options, page] of PICTURES) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(path.join(SITE, addressOf(page))).href);
  await tab.evaluate((fonts) => {
    for (const [name, family] of Object.entries(fonts)) document.documentElement.style.setProperty(name, family);
  }, FONTS);
  const file = path.join(folder, `${name}.png`);
  await tab.screenshot({ path: file });
  execFileSync('pngquant', ['--force', '--skip-if-larger', '--speed', '1', '--strip', '--output', file, '64', file]);
  const { size } = await stat(file);
  if (size > LIMIT) throw new Error(`${file} has ${size} bytes`);
  console.log(`${path.relative(ROOT, file)} ${size}`);
  await context.close();
}
await browser.close();
