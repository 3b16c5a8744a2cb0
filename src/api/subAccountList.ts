// The answer of `GET /subaccount/list`: what proves it, and its rows (docpartner.dev, Mail Partner › Sous-comptes › Liste).
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { readAmount } from './amount';
import type { Proof } from './answer';
import type { SubAccountPage } from './api';
import { isDecimal } from './decimal';
import { count, credits, fromOne, integer, isObject, noAmount, secret, text, toWallClock } from './fields';
import { cut, longest } from './foreignText';
import type { InSteps } from './inSteps';
import { maskingFields } from './maskedFields';
import { type SubAccount, sameSubAccount } from './subAccount';

const row = v.object({
  id: integer,
  email: text,
  type: text,
  token: secret,
  apiKey: secret,
  createdAt: v.optional(v.pipe(v.unknown(), v.transform(toWallClock))),
  credits,
});

/** A row with its texts as long as they came, and whatever they hold. */
type ReadRow = v.InferOutput<typeof row>;

/** What others wrote into a row, and people read: a secret may stand in it. */
const shownFields = ['email', 'type', 'balance', 'currency'] as const;

function shownOf(read: ReadRow | undefined) {
  const { balance, currency } = read?.credits ?? noAmount;
  return { read, email: read?.email, type: read?.type, balance, currency };
}

function toSubAccount(read: ReadRow, masked: ReturnType<typeof shownOf>): SubAccount {
  const cutAt = (most: number, text: string | undefined) =>
    text === undefined ? undefined : cut(text, most);
  const currency = cutAt(longest.word, masked.currency === '€' ? 'EUR' : masked.currency);
  const asSent = readAmount(read.credits.balance ?? '', currency);
  // A number is an amount, whatever digits a token has: masked, it would be a wrong one.
  const isAmount = asSent.balance === undefined || isDecimal(asSent.balance);
  const amount = isAmount ? asSent : readAmount(masked.balance ?? '', currency);
  return {
    id: read.id,
    email: cutAt(longest.email, masked.email),
    type: cutAt(longest.word, masked.type),
    token: read.token,
    apiKey: read.apiKey,
    createdAt: read.createdAt,
    balance: amount.balance,
    currency: amount.currency,
  };
}

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

const answer = v.object({ data: rows, total: count, nb_per_page: fromOne });

/**
 * Reads the answer of `GET /subaccount/list`; undefined where it is none. A row that can't be read at all is skipped and counted. Keys and
 * tokens, those of its rows and the one that it was asked with, are masked where they stand in other fields, of any of its rows.
 */
export function* readingList(content: object, apiKey: string): InSteps<SubAccountPage | undefined> {
  const parsed = v.safeParse(answer, content);
  if (!parsed.success) {
    return undefined;
  }
  const { data, total, nb_per_page: pageSize } = parsed.output;
  const readRows = data.map((each) => {
    const read = v.safeParse(row, each);
    return read.success ? read.output : undefined;
  });
  const secrets = [apiKey, ...readRows.flatMap((read) => [read?.token, read?.apiKey])];
  yield;
  const masked = yield* maskingFields(readRows.map(shownOf), shownFields, secrets);
  const readable = new Map<number, SubAccount>();
  const marks: string[] = [];
  for (const [at, each] of masked.entries()) {
    const subAccount = each.read && toSubAccount(each.read, each);
    const other = subAccount && readable.get(subAccount.id);
    // Two that differ can't be told apart by their number: which of them is meant, nobody knows.
    if (subAccount && (other === undefined || sameSubAccount(other, subAccount))) {
      readable.set(subAccount.id, other ?? subAccount);
    } else {
      marks.push(markOf(data[at], at));
    }
  }
  return {
    rows: [...readable.values()],
    skipped: marks.length,
    ...(marks.length > 0 ? { marks } : {}),
    total,
    pageSize,
  };
}

/** The same for the same row, without what is in it. */
function markOf(row: unknown, at: number): string {
  try {
    return isObject(row) ? createHash('sha1').update(JSON.stringify(row)).digest('base64url') : `#${at}`;
  } catch {
    // Nested deeper than can be written: what it says is lost, that it is there is not.
    return `#${at}`;
  }
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
