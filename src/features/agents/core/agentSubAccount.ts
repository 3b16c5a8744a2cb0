// What a language model may know of a sub-account, picked field by field, and text of others on its way there: never a token or a key.
import { isDecimal } from '../../../api/decimal';
import { cut, onOneLine } from '../../../api/foreignText';
import { maskOf, redact } from '../../../api/redact';
import type { SubAccount } from '../../../api/subAccount';

/** What a language model may know of a sub-account. Null where the service did not say. */
export interface AgentSubAccount {
  readonly email: string | null;
  readonly type: string | null;
  readonly id: number;
  /** Decimal text, as the service wrote it; null also where it can be read in more than one way. */
  readonly balance: string | null;
  /** What the service wrote, where that is no decimal text. */
  readonly balanceAsSent?: string;
  readonly currency: string | null;
  /** `YYYY-MM-DD HH:MM:SS`, the service's own clock. */
  readonly created: string | null;
}

/** What is read of a sub-account for it. The token and the key are not among it. */
interface Readable {
  readonly id: number;
  readonly email: string | undefined;
  readonly type: string | undefined;
  readonly balance: string | undefined;
  readonly currency: string | undefined;
  readonly createdAt: string | undefined;
}

/** The longest e-mail address that mail servers take (RFC 5321: 254 octets); every other field is a word or a number. */
const most = { email: 254, word: 40 };

/**
 * Picks what a language model may know. Each field is named here: a new field of a sub-account does not get in by itself. `mask` takes out
 * the secrets that are known where it is reported.
 */
export function agentSubAccount(subAccount: Readable, mask: (text: string) => string): AgentSubAccount {
  const { id, email, type, balance, currency, createdAt } = subAccount;
  const text = (value: string | undefined, most: number) =>
    value === undefined ? null : dataText(mask(value), most);
  return {
    email: text(email, most.email),
    type: text(type, most.word),
    id,
    balance: balance !== undefined && isDecimal(balance) ? balance : null,
    ...(balance === undefined || isDecimal(balance)
      ? {}
      : { balanceAsSent: dataText(mask(balance), most.word) }),
    currency: text(currency, most.word),
    created: text(createdAt, most.word),
  };
}

/** Masks the tokens and keys of these rows, whatever they look like: a page may hold those of another. */
export function maskOfRows(rows: readonly Pick<SubAccount, 'token' | 'apiKey'>[]): (text: string) => string {
  return maskOf(rows.flatMap(({ token, apiKey }) => [token, apiKey]));
}

/** What joins letters and pictures for people's eyes: to a model it is one more place to hide words in. */
const joiners = /\p{Default_Ignorable_Code_Point}+/gu;

/** Foreign text as data: on one line, without hidden characters, keys masked, at most `most` characters. */
export function dataText(text: string, most: number): string {
  return cut(redact(onOneLine(text).replace(joiners, '')), most);
}
