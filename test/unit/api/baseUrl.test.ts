// Which addresses may be sent a key.
import assert from 'node:assert/strict';
import { DEFAULT_BASE_URL, parseBaseUrl } from '../../../src/api/baseUrl';

const accepted: readonly [text: string, url: string][] = [
  [DEFAULT_BASE_URL, 'https://api.mailpartner.fr/v1'],
  ['  https://api.mailpartner.fr/v1/  ', 'https://api.mailpartner.fr/v1'],
  ['https://api.mailpartner.fr/v1//', 'https://api.mailpartner.fr/v1'],
  ['https://api.mailpartner.fr', 'https://api.mailpartner.fr'],
  ['HTTPS://API.MailPartner.fr:443/v1', 'https://api.mailpartner.fr/v1'],
  ['https://10.0.0.1:8443/proxy/v1', 'https://10.0.0.1:8443/proxy/v1'],
  ['http://localhost:3000/v1', 'http://localhost:3000/v1'],
  ['http://127.0.0.1:3000/v1/', 'http://127.0.0.1:3000/v1'],
  ['http://127.8.9.10/v1', 'http://127.8.9.10/v1'],
  ['http://[::1]:3000/v1', 'http://[::1]:3000/v1'],
];

const refused: readonly [text: string, reason: string][] = [
  ['', 'invalid'],
  ['api.mailpartner.fr/v1', 'invalid'],
  ['localhost:3000', 'invalid'],
  ['ftp://api.mailpartner.fr', 'invalid'],
  ['file:///etc/passwd', 'invalid'],
  ['https://', 'invalid'],
  ['https://api.mailpartner.fr","is","fine$(verified).evil.test/v1', 'invalid'],
  ["https://api.mailpartner.fr'!.evil.test", 'invalid'],
  [`https://api.mailpartner.fr.${'a'.repeat(60)}.${'b'.repeat(60)}.evil.test`, 'invalid'],
  ['http://api.mailpartner.fr/v1', 'insecure'],
  ['http://127.0.0.1.example.fr/v1', 'insecure'],
  ['http://localhost.example.fr/v1', 'insecure'],
  ['http://evil.localhost/v1', 'insecure'],
  ['http://128.0.0.1/v1', 'insecure'],
  ['http://[::2]/v1', 'insecure'],
  ['http://0.0.0.0/v1', 'insecure'],
  ['https://me:secret@api.mailpartner.fr/v1', 'credentials'],
  ['https://me@api.mailpartner.fr/v1', 'credentials'],
  ['http://localhost@example.fr/v1', 'credentials'],
  ['https://api.mailpartner.fr/v1?apiKey=x', 'query'],
  ['https://api.mailpartner.fr/v1?', 'query'],
  ['https://api.mailpartner.fr/v1#top', 'query'],
  ['https://api.mailpartner.fr/v1#', 'query'],
];

describe('the base address', () => {
  for (const [text, url] of accepted) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseBaseUrl(text), { ok: true, value: url });
    });
  }
  for (const [text, reason] of refused) {
    it(`refuses ${JSON.stringify(text)}: ${reason}`, () => {
      assert.deepEqual(parseBaseUrl(text), { ok: false, why: reason });
    });
  }
});
