// What the service answers, read with every drift its family is known for (docpartner.dev, Mail Partner › Sous-comptes).
import * as v from 'valibot';
import type { Profile, SubAccountPage } from './api';
import { toDecimalText } from './decimal';
import { count, fromOne, integer, lenient, text, textOrNumber } from './lenient';
import type { SubAccount } from './subAccount';
import { toWallClock } from './wallClock';

const balance = lenient(v.pipe(textOrNumber, v.transform(toDecimalText)));

const credits = v.optional(v.fallback(v.object({ balance, currency: text }), {}), {});

const row = v.pipe(
  v.object({
    id: integer,
    email: text,
    type: text,
    token: text,
    apiKey: text,
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

/** A PHP array with gaps is printed as an object: its rows in the order of their numbers. Other keys hold no row. */
function numbered(value: Record<string, unknown>): unknown[] {
  const isNumber = ([key]: [string, unknown]) => /^\d+$/.test(key);
  const entries = Object.entries(value);
  const rows = entries.filter(isNumber).sort(([a], [b]) => Number(a) - Number(b));
  const others = entries.filter((entry) => !isNumber(entry));
  return [...rows.map(([, each]) => each), ...others.map(() => undefined)];
}

/** Pages have 20 rows. Far more of them is no page, and reading it would hold everything else up. */
const mostRows = 1000;

const rows = v.optional(
  v.pipe(
    v.union([
      v.array(v.unknown()),
      v.pipe(v.record(v.string(), v.unknown()), v.transform(numbered)),
      v.pipe(
        v.null(),
        v.transform((): unknown[] => []),
      ),
    ]),
    v.maxLength(mostRows),
  ),
  [],
);

/** The answer of `GET /subaccount/list`. A row that can't be read at all is skipped and counted. */
export const listSchema = v.pipe(
  v.object({ data: rows, total: count, nb_per_page: fromOne }),
  v.transform((value): SubAccountPage => {
    const read = value.data.map((each) => v.safeParse(row, each));
    const subAccounts = read.flatMap((each) => (each.success ? [each.output] : []));
    return {
      subAccounts,
      skipped: read.length - subAccounts.length,
      total: value.total,
      pageSize: value.nb_per_page,
    };
  }),
);

/** The answer of `GET /me`. */
export const meSchema = v.pipe(
  v.object({ user: v.optional(v.fallback(v.object({ username: text }), {}), {}) }),
  v.transform(
    (value): Profile => ({
      username: value.user.username,
    }),
  ),
);
