// The HTML of the built sample before a validator.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { SITE, filesOf } from './support.mjs';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Questions of taste, not of validity.
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'require-sri': 'off',
    // Telephone numbers in old articles are text.
    'tel-non-breaking': 'off',
    // A table that scrolls is a region of its own for the keyboard.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
});

test('every page is valid HTML', async () => {
  const faults = new Map();
  for (const name of (await filesOf(SITE)).filter((name) => name.endsWith('.html'))) {
    const report = await validator.validateString(await readFile(path.join(SITE, name), 'utf8'), name);
    for (const result of report.results) {
      for (const { ruleId, message, line } of result.messages) {
        const key = `${ruleId}: ${message.replace(/"[^"]*"/g, '"…"')}`;
        const known = faults.get(key) ?? { count: 0, example: `${name}:${line} ${message}` };
        known.count += 1;
        faults.set(key, known);
      }
    }
  }
  const told = [...faults].map(([key, { count, example }]) => `${count} × ${key}\n    ${example}`);
  assert.equal(told.length, 0, told.join('\n'));
});
