// The answer of `GET /subaccount/list`: what proves it, and its rows (docpartner.dev, Mail Partner › Sous-comptes › Liste).
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { readAmount } from './amount';
import type { Proof } from './answer';
import type { SubAccountPage } from './api';
import {
  count,
  decoded,
  fromOne,
  integer,
  isObject,
  lenient,
  secret,
  text,
  textOrNumber,
  toWallClock,
} from './fields';
import { type SubAccount, sameSubAccount } from './subAccount';

const noAmount = { balance: undefined, currency: undefined };

const credits = v.optional(
  v.fallback(
    v.pipe(
      v.union([
        v.object({ balance: lenient(v.optional(textOrNumber)), currency: text }),
        // The amount alone.
        v.pipe(
          textOrNumber,
          v.transform((balance) => ({ balance, currency: undefined })),
        ),
      ]),
      v.transform(({ balance = '', currency }) =>
        readAmount(decoded(String(balance)) ?? '', currency === '€' ? 'EUR' : currency),
      ),
    ),
    noAmount,
  ),
  noAmount,
);

const row = v.pipe(
  v.object({
    id: integer,
    email: text,
    type: text,
    token: secret,
    apiKey: secret,
    createdAt: v.optional(v.pipe(v.unknown(), v.transform(toWallClock))),
    credits,
  }),
  v.transform(
    (value): SubAccount => ({
      id: value.id,
      email: value.email,
      type: value.type,
      token: value.token,
      apiKey: value.apiKey,
      createdAt: value.createdAt,
      balance: value.credits.balance,
      currency: value.credits.currency,
    }),
  ),
);

/** Pages have 20 rows. Far more of them is no page, and reading it would hold everything else up. */
const mostRowsOnPage = 1000;

/** A row's place in a list, also in one that is printed as an object. */
const PLACE = /^\d+$/;

/** A PHP array with gaps is printed as an object: its rows in the order of their numbers. Other keys hold no row. */
function numbered(value: object): unknown[] {
  const isNumber = ([key]: [string, unknown]) => PLACE.test(key);
  const entries = Object.entries(value);
  const rows = entries.filter(isNumber).sort(([a], [b]) => Number(a) - Number(b));
  const others = entries.filter((entry) => !isNumber(entry));
  return [...rows.map(([, each]) => each), ...others.map(() => undefined)];
}

/** Whether a value can be the rows: none, or some that are objects. Words in their place are no rows (`{"message":"Request queued"}`). */
function isRows(value: unknown): value is object | null {
  if (value === null) {
    return true;
  }
  if (typeof value !== 'object') {
    return false;
  }
  const entries: [string, unknown][] = Object.entries(value);
  const hasRow = entries.some(([key, one]) => PLACE.test(key) && typeof one === 'object');
  return entries.length <= mostRowsOnPage && (entries.length === 0 || hasRow);
}

const rows = v.optional(
  v.pipe(
    v.custom<object | null>(isRows),
    v.transform((value): unknown[] => (Array.isArray(value) ? value : numbered(value ?? {}))),
  ),
  [],
);

const listCounts = v.object({ total: count, nb_per_page: fromOne, page: fromOne });

/** The answer of `GET /subaccount/list`. A row that can't be read at all is skipped and counted. */
export const listSchema = v.pipe(
  v.object({ data: rows, total: count, nb_per_page: fromOne }),
  v.transform((value): SubAccountPage => {
    const readable = new Map<number, SubAccount>();
    const marks: string[] = [];
    for (const [at, each] of value.data.entries()) {
      const read = v.safeParse(row, each);
      const other = read.success ? readable.get(read.output.id) : undefined;
      // Two that differ can't be told apart by their number: which of them is meant, nobody knows.
      if (read.success && (other === undefined || sameSubAccount(other, read.output))) {
        readable.set(read.output.id, other ?? read.output);
      } else {
        marks.push(markOf(each, at));
      }
    }
    return {
      rows: [...readable.values()],
      skipped: marks.length,
      ...(marks.length > 0 ? { marks } : {}),
      total: value.total,
      pageSize: value.nb_per_page,
    };
  }),
);

/** The same for the same row, without what is in it. */
function markOf(row: unknown, at: number): string {
  return isObject(row) ? createHash('sha1').update(JSON.stringify(row)).digest('base64url') : `#${at}`;
}

/** What proves an answer of the list: rows, an empty list of them too, or a count. `null` in the place of rows proves nothing by itself. */
export const listProof: Proof = {
  hasFields: (content) =>
    hasRows(content) || Object.values(v.parse(listCounts, content)).some((value) => value !== undefined),
  isWhole: hasRows,
};

function hasRows(content: object): boolean {
  return 'data' in content && content.data !== null && isRows(content.data);
}
