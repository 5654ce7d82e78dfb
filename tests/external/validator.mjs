// The HTML validator and what it is asked.

import { HtmlValidate } from 'html-validate';

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

/** The faults of pages `[name, html]`, each kind of fault once with its number and an example. */
export async function faultsOf(pages) {
  const faults = new Map();
  for (const [name, html] of pages) {
    const report = await validator.validateString(html, name);
    for (const { ruleId, message, line } of report.results.flatMap((result) => result.messages)) {
      const key = `${ruleId}: ${message.replace(/"[^"]*"/g, '"…"')}`;
      const known = faults.get(key) ?? { count: 0, example: `${name}:${line} ${message}` };
      known.count += 1;
      faults.set(key, known);
    }
  }
  return [...faults].map(([key, { count, example }]) => `${count} × ${key}\n    ${example}`);
}
