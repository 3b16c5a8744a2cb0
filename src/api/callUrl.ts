// The address of a call: a secret, for the key is in its query.
import type { AnswerFormat } from './api';

/** `page` is left out where the call has none. The URL that comes back holds the key. */
export function callUrl(
  baseUrl: string,
  call: { readonly path: string; readonly page?: number; readonly format?: AnswerFormat },
  apiKey: string,
): URL {
  const query = new URLSearchParams({ apiKey });
  if (call.page !== undefined) {
    query.set('page', String(call.page));
  }
  query.set('_format', call.format ?? 'json');
  return new URL(`${baseUrl}${call.path}?${query}`);
}
