// The answer of `GET /subaccount/list`: what proves it, and its rows (docpartner.dev, Mail Partner › Sous-comptes › Liste).
import * as v from 'valibot';
import { readAmount } from './amount';
import type { Proof } from './answer';
import type { SubAccountPage } from './api';
import {
  count,
  fromOne,
  integer,
  isObject,
  lenient,
  secret,
  text,
  textOrNumber,
  toWallClock,
} from './fields';
import type { SubAccount } from './subAccount';

const noAmount = { balance: undefined, currency: undefined };

const credits = v.optional(
  v.fallback(
    v.pipe(
      v.object({ balance: lenient(v.optional(textOrNumber)), currency: text }),
      v.transform(({ balance = '', currency }) => readAmount(balance, currency)),
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

/** A PHP array with gaps is printed as an object: its rows in the order of their numbers. Other keys hold no row. */
function numbered(value: object): unknown[] {
  const isNumber = ([key]: [string, unknown]) => /^\d+$/.test(key);
  const entries = Object.entries(value);
  const rows = entries.filter(isNumber).sort(([a], [b]) => Number(a) - Number(b));
  const others = entries.filter((entry) => !isNumber(entry));
  return [...rows.map(([, each]) => each), ...others.map(() => undefined)];
}

const rows = v.optional(
  v.union([
    v.pipe(v.array(v.unknown()), v.maxLength(mostRowsOnPage)),
    v.pipe(
      v.custom<object>((value) => isObject(value) && Object.keys(value).length <= mostRowsOnPage),
      v.transform(numbered),
    ),
    v.pipe(
      v.null(),
      v.transform((): unknown[] => []),
    ),
  ]),
  [],
);

const listCounts = v.object({ total: count, nb_per_page: fromOne, page: fromOne });

/** The answer of `GET /subaccount/list`. A row that can't be read at all is skipped and counted. */
export const listSchema = v.pipe(
  v.object({ data: rows, total: count, nb_per_page: fromOne }),
  v.transform((value): SubAccountPage => {
    const read = value.data.map((each) => v.safeParse(row, each));
    const readable = read.flatMap((each) => (each.success ? [each.output] : []));
    return {
      rows: readable,
      skipped: read.length - readable.length,
      total: value.total,
      pageSize: value.nb_per_page,
    };
  }),
);

/**
 * What proves an answer of the list. `data` may be `null` where there are none, and is then proof enough: the service answered the field.
 */
export const listProof: Proof = {
  hasFields: (content) =>
    ('data' in content && typeof content.data !== 'string' && content.data !== undefined) ||
    Object.values(v.parse(listCounts, content)).some((value) => value !== undefined),
  isWhole: (content) => 'data' in content && typeof content.data === 'object' && content.data !== null,
};
