// What a language model may know of a sub-account, picked field by field, and text of others on its way there: never a token or a key.
import { isDecimal } from '../../../api/decimal';
import { redact } from '../../../api/redact';

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

/** Picks what a language model may know. Each field is named here: a new field of a sub-account does not get in by itself. */
export function agentSubAccount(subAccount: Readable): AgentSubAccount {
  const { id, email, type, balance, currency, createdAt } = subAccount;
  return {
    email: text(email, most.email),
    type: text(type, most.word),
    id,
    balance: balance !== undefined && isDecimal(balance) ? balance : null,
    ...(balance === undefined || isDecimal(balance) ? {} : { balanceAsSent: dataText(balance, most.word) }),
    currency: text(currency, most.word),
    created: text(createdAt, most.word),
  };
}

function text(value: string | undefined, longest: number): string | null {
  return value === undefined ? null : dataText(value, longest);
}

/** Line ends, tabs and all else that moves the pen. */
const space = /[\s\p{Cc}\u2028\u2029]+/gu;

/** Characters that show nothing, or turn the text around them, or are half of one: whole sentences can be hidden in them. */
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cs}]+/gu;

/** Foreign text as data: on one line, without hidden characters, keys masked, at most `most` characters. */
export function dataText(text: string, most: number): string {
  const line = redact(text.replace(hidden, '').replace(space, ' ').trim());
  const characters = [...line];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}
