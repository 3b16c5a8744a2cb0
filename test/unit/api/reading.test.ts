// From bytes to rows, all of it together: whatever drifts come at once, a row that can be read is read the same, and no value is another.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Response } from 'node-fetch';
import { createApi } from '../../../src/api/client';
import type { SubAccount } from '../../../src/api/subAccount';

/** The client's answer to these bytes. */
function list(bytes: Buffer, contentType: string) {
  const fetch = () => Promise.resolve(new Response(bytes, { headers: { 'Content-Type': contentType } }));
  const api = createApi({
    baseUrl: 'https://api.test/v1',
    timeoutSeconds: 30,
    fetch: fetch as unknown as NonNullable<Parameters<typeof createApi>[0]['fetch']>,
    retry: { retries: 0 },
  });
  return api.listSubAccounts({ apiKey: 'clef', page: 1, signal: new AbortController().signal });
}

const forHtml = (text: string) => text.replace(/[&<>"'\u00e0-\u00ff]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What Latin-1 can write, without what HTML would take for an entity. */
const word = fc
  .string({ unit: fc.constantFrom(...'azAZ09.-_ @\'"<>éàôç'.split('')), minLength: 1, maxLength: 20 })
  // On one line, as it is read.
  .filter((text) => /^[^ ]+(?: [^ ]+)*$/.test(text));
const digits = fc.stringMatching(/^[1-9]\d{8,29}$/);
const secret = fc.oneof(fc.stringMatching(/^[0-9a-f]{40}$/), fc.stringMatching(/^[\w-]{31}$/), digits);
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 19).replace('T', ' '));
const row = fc.record({
  id: fc.nat(1_000_000),
  email: word,
  type: word,
  token: secret,
  apiKey: secret,
  createdAt: date,
  euros: fc.nat(9999),
  cents: fc.nat(99),
});

const unreadable = fc.constantFrom('null', '"oops"', '{"id":"A-17"}', '{"id":9007199254740993}', '[1]', '{}');

/** How an answer strays; each row by itself, and all of it. */
const drift = fc.record({
  success: fc.constantFrom('"success":true,', '"success":1,', '"success":"1",', '"success":"true",', ''),
  entities: fc.boolean(),
  numbers: fc.boolean(),
  date: fc.constantFrom('plain', 'iso', 'php'),
  amount: fc.constantFrom('plain', 'comma', 'euro', 'number'),
  data: fc.constantFrom('list', 'object'),
  before: fc.constantFrom('', '\ufeff', '<b>Notice</b>: "x" {closure}\n', '{"debug":{"a":[1]}}'),
  after: fc.constantFrom('', '\n<!-- 3 ms -->', '{"took":0.1}'),
  charset: fc.constantFrom('utf-8', 'iso-8859-1', 'none', 'none in latin1'),
});

describe('reading an answer', () => {
  it('gives the same rows whatever drifts come together, and counts those that it can’t read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 6 }),
        fc.array(unreadable, { maxLength: 3 }),
        drift,
        async (rows, bad, how) => {
          // Words alone are no rows.
          fc.pre(rows.length > 0 || bad.length === 0 || bad.some((each) => each !== '"oops"'));
          const text = (value: string) => JSON.stringify(how.entities ? forHtml(value) : value);
          const number = (value: number) => (how.numbers ? `"${value}"` : String(value));
          const asSecret = (value: string) =>
            how.numbers && /^[1-9]\d*$/.test(value) ? value : JSON.stringify(value);
          const amounts = (amount: string) =>
            ({
              plain: `"${amount}"`,
              comma: `"${amount.replace('.', ',')}"`,
              euro: `"${amount} €"`,
              number: amount,
            })[how.charset.includes('8859') || how.charset.includes('latin1') ? 'comma' : how.amount];
          const dates = (value: string) =>
            ({
              plain: `"${value}"`,
              iso: `"${value.replace(' ', 'T')}+01:00"`,
              php: `{"date":"${value}.000000","timezone_type":3,"timezone":"Europe/Paris"}`,
            })[how.date];
          const written = [
            ...rows.map(
              (each) =>
                `{"id":${number(each.id)},"email":${text(each.email)},"type":${text(each.type)},` +
                `"token":${asSecret(each.token)},"apiKey":${asSecret(each.apiKey)},"createdAt":${dates(each.createdAt)},` +
                `"credits":{"balance":${amounts(balanceOf(each))},"currency":"EUR"}}`,
            ),
            ...bad,
          ];
          const data =
            how.data === 'list'
              ? `[${written.join(',')}]`
              : `{${written.map((each, at) => `"${at * 2}":${each}`).join(',')}}`;
          const body = `${how.before}{${how.success}"code":200,"total":${number(written.length)},"data":${data}}${how.after}`;
          const latin1 = how.charset === 'iso-8859-1' || how.charset === 'none in latin1';
          const bytes = Buffer.from(latin1 ? body.replace('\ufeff', '') : body, latin1 ? 'latin1' : 'utf8');
          const contentType = how.charset.startsWith('none')
            ? 'application/json'
            : `application/json; charset=${how.charset}`;
          const answer = await list(bytes, contentType);
          assert.ok(answer.ok, body);
          assert.equal(answer.value.skipped, bad.length);
          assert.equal(answer.value.total, written.length);
          assert.deepEqual(
            answer.value.rows,
            rows.map(
              (each): SubAccount => ({
                id: each.id,
                email: each.email,
                type: each.type,
                token: each.token,
                apiKey: each.apiKey,
                createdAt: each.createdAt,
                balance: balanceOf(each),
                currency: 'EUR',
              }),
            ),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives rows, a failure or nothing else, whatever bytes come', async () => {
    const pieces = fc.constantFrom(
      '{"success":true,',
      '"data":[',
      '{"id":1}',
      ']}',
      '}',
      ',',
      '"',
      '\\',
      '{',
      '&lt;',
      '"total":',
      '1e999',
      '\ufeff',
      '\u0000',
      'é',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 20 }), async (parts) => {
        const answer = await list(Buffer.from(parts.join('')), 'application/json');
        if (answer.ok) {
          assert.ok(answer.value.rows.every(({ id }) => id === 1));
        } else {
          assert.equal(answer.why.kind, 'malformed');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function balanceOf({ euros, cents }: { euros: number; cents: number }): string {
  return `${euros}.${String(cents).padStart(2, '0')}`;
}
