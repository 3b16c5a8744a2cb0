// The French of what was shown in English, found in the shipped bundle by its template.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// From out/test/host, where the bundled tests are.
const file = join(__dirname, '..', '..', '..', 'l10n', 'bundle.l10n.fr.json');
const bundle: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));

/** Fewer letters of its own, and a template such as "{0} of {1}" would fit nearly any sentence. */
const leastLetters = 11;

interface Template {
  readonly pattern: RegExp;
  readonly letters: number;
  readonly french: string;
}

const templates: readonly Template[] = Object.entries(bundle)
  .map(([english, french]) => {
    const parts = english.split(/\{\d+\}/);
    const pattern = new RegExp(`^${parts.map(escapeForRegExp).join('(.+)')}$`, 'u');
    return { pattern, letters: parts.join('').length, french };
  })
  .filter(({ letters, pattern }) => letters >= leastLetters || !pattern.source.includes('(.+)'))
  .sort((a, b) => b.letters - a.letters);

/** The French of an English text, with what stood in its gaps; of two sentences side by side, both. Undefined where there is none. */
export function frenchOf(english: string): string | undefined {
  for (const { pattern, french } of templates) {
    const match = pattern.exec(english);
    if (match) {
      return french.replace(/\{(\d+)\}/g, (_, number) => match[Number(number) + 1] ?? '');
    }
  }
  for (const end of english.matchAll(/\. /g)) {
    const first = frenchOf(english.slice(0, end.index + 1));
    const rest = first === undefined ? undefined : frenchOf(english.slice(end.index + 2));
    if (rest !== undefined) {
      return `${first} ${rest}`;
    }
  }
  return undefined;
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
