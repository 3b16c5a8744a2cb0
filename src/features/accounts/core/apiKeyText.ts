// The API key in what a person pastes: without what came along from a web page, a mail or a file.
import { withoutUnseen } from '../../../api/foreignText';

/** What a key is called where it is copied with its name, `MAILPARTNER_API_KEY=…`, `"apiKey": "…"` or `Clé API : …`, blanks apart. */
const name =
  /^["'“«‘`]?[\p{L}\p{N}_-]*(?:api[_-]?key|api[_-]?cl(?:é|e\u0301?)f?|cl(?:é|e\u0301?)f?[_-]?api)["'”»’`]?[:=]/iu;

/** What may stand around a value, or behind it. */
const around = new Set('"\'“”«»‘’`,;');

/**
 * Nothing else is judged: what keys look like is not documented. What is taken out can be told by the key being refused, for a key is tried
 * before it is kept. Empty where there is none.
 */
export function apiKeyIn(pasted: string): string {
  const value = withoutUnseen(pasted).replace(name, '');
  let [start, end] = [0, value.length];
  while (start < end && around.has(value.charAt(start))) {
    start++;
  }
  while (end > start && around.has(value.charAt(end - 1))) {
    end--;
  }
  return value.slice(start, end);
}
