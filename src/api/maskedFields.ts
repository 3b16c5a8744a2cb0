// Masks known secrets in the fields of rows: texts that are short and many, looked at together in one pass.
import type { InSteps } from './inSteps';
import { covering } from './knownSecrets';
import { withMasks } from './redact';
import { forms } from './secretForms';

/**
 * Shorter ones are words: with a token `test` known, every e-mail at latest.fr would lose a part of itself, and be copied and searched
 * without it. The service's own have 40 characters.
 */
export const SHORTEST_IN_FIELDS = 8;

type Fields<Name extends string> = { readonly [name in Name]?: string | undefined };

/**
 * The same rows, with these secrets masked in the fields that are named: as they are, in either case, and in all the forms that a secret
 * may take. A row without any is given back as it is.
 *
 * Takes time as the fields and the secrets together are long. A secret that is longer than every field costs nothing.
 */
export function* maskingFields<Name extends string, Row extends Fields<Name>>(
  rows: readonly Row[],
  names: readonly Name[],
  secrets: readonly (string | undefined)[],
  formsOf: (secret: string, longest: number) => readonly string[] = forms,
): InSteps<readonly Row[]> {
  const texts = textsIn(rows, names);
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  const known = secrets
    .filter((secret) => secret !== undefined)
    .filter(({ length }) => length >= SHORTEST_IN_FIELDS && length <= longest);
  if (known.length === 0) {
    return rows;
  }
  yield;
  // A field has one line: what is found stands in one of them.
  const covered = yield* covering(texts.join('\n'), known, formsOf, longest);
  if (!covered) {
    return rows;
  }
  const masked = new Map<string, string>();
  let at = 0;
  for (const text of texts) {
    masked.set(text, withMasks(text, covered.subarray(at, at + text.length)));
    at += text.length + 1;
  }
  yield;
  return rows.map((row) => withTexts(row, names, masked));
}

/** Each of them once: most rows have the same type and currency. */
function textsIn<Name extends string>(rows: readonly Fields<Name>[], names: readonly Name[]): string[] {
  const texts = new Set<string>();
  for (const row of rows) {
    for (const name of names) {
      const text = row[name];
      if (text !== undefined && text.length >= SHORTEST_IN_FIELDS) {
        texts.add(text);
      }
    }
  }
  return [...texts];
}

function withTexts<Name extends string, Row extends Fields<Name>>(
  row: Row,
  names: readonly Name[],
  texts: ReadonlyMap<string, string>,
): Row {
  const changed: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const text = row[name];
    const masked = text === undefined ? undefined : texts.get(text);
    if (masked !== undefined && masked !== text) {
      changed[name] = masked;
    }
  }
  return Object.keys(changed).length > 0 ? { ...row, ...changed } : row;
}
