// An answer with its keys and tokens taken out: those with a name, and wherever else in it they come again.
import { redact } from './redact';

const NAME = /api[_-]?key|token|secret|password/i;

/** A page has 40. Others are still masked where they have a name: to look for each of very many would take too long. */
const MOST_SECRETS = 200;

/** A text or a number of JSON. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * The body of an answer, whatever it is, without keys and tokens; JSON stays JSON. `apiKey` is the one it was asked with, `known` others
 * that may be in it: in XML nothing has a name.
 */
export function maskAnswer(body: string, apiKey: string, known: readonly string[] = []): string {
  const secrets = [apiKey, ...known, ...secretsInJson(body)];
  const numbers = secrets.filter((secret) => /^-?\d[\d.eE+-]*$/.test(secret) && secret.length > 3);
  const text =
    numbers.length === 0
      ? body
      : body.replace(TEXT_OR_NUMBER, (found) =>
          !found.startsWith('"') && numbers.some((number) => found.includes(number)) ? '"•••"' : found,
        );
  return redact(text, secrets);
}

/** Texts and numbers below something that is called a key or a token. None where `text` is not JSON. */
function secretsInJson(text: string): string[] {
  const secrets = new Set<string>();
  const collect = (value: unknown, isSecret: boolean): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        collect(item, isSecret || (!Array.isArray(value) && NAME.test(name)));
      }
    } else if (
      isSecret &&
      (typeof value === 'string' || typeof value === 'number') &&
      secrets.size < MOST_SECRETS
    ) {
      secrets.add(String(value));
    }
  };
  try {
    collect(JSON.parse(text.replace(/^\uFEFF/, '')), false);
  } catch {
    // Not JSON, or nested deeper than can be walked: what looks like a secret is masked all the same.
  }
  return [...secrets];
}
