// Every text has its English and French, and no text is kept that nothing shows any more.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = join(__dirname, '..', '..');
const json = (name: string): Record<string, string> => JSON.parse(readFileSync(join(root, name), 'utf8'));
const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(String).sort();

describe('translations', () => {
  it('l10n/bundle.l10n.json holds exactly the texts of the source', async () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    const sources = files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({
        extension: '.ts' as const,
        contents: readFileSync(join(root, 'src', file), 'utf8'),
      }));
    const used = await getL10nJson(sources);
    assert.ok(Object.keys(used).length > 50, 'texts were found at all');
    assert.deepEqual(Object.keys(json('l10n/bundle.l10n.json')).sort(), Object.keys(used).sort());
  });

  for (const french of ['l10n/bundle.l10n.fr.json', 'package.nls.fr.json']) {
    it(`${french} ends no line before a sign that belongs to the word before it, nor behind an opening quote`, () => {
      const loose = Object.values(json(french)).filter((text) => /\S [:;!?»]|« /.test(text));
      assert.deepEqual(loose, []);
    });
  }

  it('package.nls.json holds exactly the texts of package.json', () => {
    const used = new Set(
      [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g)].map((m) => m[1]),
    );
    assert.deepEqual(Object.keys(json('package.nls.json')).sort(), [...used].sort());
  });

  for (const [english, french] of [
    ['l10n/bundle.l10n.json', 'l10n/bundle.l10n.fr.json'],
    ['package.nls.json', 'package.nls.fr.json'],
  ] as const) {
    it(`${french} translates ${english}, all of it and nothing else`, () => {
      const source = json(english);
      const translated = json(french);
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(source).sort());
      for (const [key, text] of Object.entries(translated)) {
        assert.ok(text.trim(), `“${key}” is empty`);
        assert.deepEqual(placeholders(text), placeholders(source[key] ?? ''), `placeholders of “${key}”`);
      }
    });
  }
});
