// The search for what must never be seen: a key, a token, or an address that carries one.
import * as assert from 'node:assert/strict';
import type { Sandbox } from '../../../sandbox/sandbox';
import { apiKey } from './world';

const address = /apiKey(=|%3D)|_format|[?&]page=|https?:|localhost/i;

/** Fails when `text` holds a secret of the sandbox, plain or in base64, or an address. Does not print what it found. */
export function assertNoSecrets(text: string, { accounts }: Pick<Sandbox, 'accounts'>): void {
  const ofAccounts = accounts.flatMap((account) => [
    account.apiKey,
    ...account.subAccounts.flatMap((each) => [each.token, each.apiKey]),
  ]);
  // The service may have another key by now; the extension still has its own.
  const secrets = [apiKey, ...ofAccounts];
  assert.ok(secrets.length > 1 && secrets.every((secret) => secret.length > 8), 'there is something to find');
  const base64 = (secret: string) => Buffer.from(secret).toString('base64').replace(/=+$/, '');
  assert.ok(!secrets.some((secret) => text.includes(secret)), 'a key or a token');
  assert.ok(!secrets.some((secret) => text.includes(base64(secret))), 'a key or a token in base64');
  assert.doesNotMatch(text, address);
}
