// Rows whose secrets cost most to be found in their fields: pages as they are answered, and long lists.
import type { SubAccount } from '../../../src/api/subAccount';

/** The most rows that are read of one answer, with two secrets each, and of their lengths and signs what costs most. */
export const pages: Readonly<Record<string, object>> = {
  'of one short token': pageOf(1000, (at) => (at === 0 ? 'abcdefgh' : `t${at}${'x'.repeat(10)}`), 20),
  'of tokens of 40': pageOf(1000, (at) => `${at}`.padStart(40, 'a'), 60),
  'of signs that are escaped': pageOf(1000, (at) => `${'<&"\'/+\\é'.repeat(5)}${at}`, 120),
  'of letters beyond ASCII': pageOf(1000, (at) => `${'é'.repeat(40)}${at}`, 120),
  'of tokens of 1,000': pageOf(60, (at) => `${'é<'.repeat(495)}${at}`, 2000),
};

/** Each field begins like the tokens, and has what the signs of their other forms are made of. */
function pageOf(rows: number, secret: (at: number) => string, field: number) {
  const data = Array.from({ length: rows }, (_, id) => ({
    id,
    token: secret(2 * id),
    apiKey: secret(2 * id + 1),
    email: `${encodeURIComponent(secret(0))}\\u00e9\\/\\"&amp;amp;${id}${secret(2).repeat(field)}`.slice(
      0,
      field,
    ),
    credits: { balance: '1.00', currency: `%&\\${id}` },
  }));
  return { data, total: rows };
}

/** All rows of a long list, with e-mails that begin like their tokens, as an agent's tool has them. */
function loadedRows(secret: (at: number) => string): SubAccount[] {
  return Array.from({ length: 10_000 }, (_, id) => ({
    id,
    email: `${secret(2 * id + 1).slice(0, -1)}@${secret(0)}.example.org`,
    type: secret(2 * id).slice(1),
    token: secret(2 * id),
    apiKey: secret(2 * id + 1),
    createdAt: undefined,
    balance: '1.00',
    currency: 'EUR',
  }));
}

/** As agents' tools have them, by what their tokens are like. */
export const lists: Readonly<Record<string, SubAccount[]>> = {
  'tokens of 10': loadedRows((at) => `${at}`.padStart(10, 'a')),
  'tokens of 40': loadedRows((at) => `${at}`.padStart(40, 'a')),
  'tokens of 300': loadedRows((at) => `${at}`.padStart(300, 'é')),
};
