// What a language model may know of a sub-account, picked field by field, and text of others on its way there: never a token or a key.
import { isDecimal } from '../../../api/decimal';
import { cut, onOneLine } from '../../../api/foreignText';
import { inTurns } from '../../../api/inSteps';
import { maskingFields } from '../../../api/maskedFields';
import { redact } from '../../../api/redact';
import { forms } from '../../../api/secretForms';
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

/** The longest e-mail address that mail servers take (RFC 5321: 254 octets); every other field is a word or a number. */
const most = { email: 254, word: 40 };

/**
 * Picks what a language model may know of each. Each field is named here: a new field of a sub-account does not get in by itself.
 *
 * Tokens and keys of all that are `known` (those that are reported among them) are masked, whatever they look like: one page may hold
 * those of another, or of a row that is not reported; as they are, in either case, for there may be many thousands. Those of the same page
 * were masked in every form where the answer was read, and so was the account's own key, which is not known here.
 */
export async function agentSubAccounts(
  reported: readonly SubAccount[],
  known: readonly SubAccount[],
): Promise<AgentSubAccount[]> {
  const inAllForms = new Set(reported.flatMap(secretsOf));
  const formsOf = (secret: string, longest: number) =>
    inAllForms.has(secret) ? forms(secret, longest) : [secret];
  const fields = ['email', 'type', 'balanceAsSent', 'currency'] as const;
  const masking = maskingFields(reported.map(readableOf), fields, known.flatMap(secretsOf), formsOf);
  const masked = await inTurns(masking);
  return masked.map(({ email, type, id, balance, balanceAsSent, currency, created }) => ({
    email: textOf(email, most.email),
    type: textOf(type, most.word),
    id,
    balance,
    ...(balanceAsSent === undefined ? {} : { balanceAsSent: dataText(balanceAsSent, most.word) }),
    currency: textOf(currency, most.word),
    created: textOf(created, most.word),
  }));
}

function secretsOf({ token, apiKey }: SubAccount): (string | undefined)[] {
  return [token, apiKey];
}

/** Cleaned before it is masked: what is taken out may part a secret. */
function readableOf({ email, type, id, balance, currency, createdAt }: SubAccount) {
  // A number is an amount, whatever digits a token has: masked, it would be a wrong one.
  const isAmount = balance !== undefined && isDecimal(balance);
  return {
    email: cleaned(email),
    type: cleaned(type),
    id,
    balance: isAmount ? balance : null,
    balanceAsSent: isAmount ? undefined : cleaned(balance),
    currency: cleaned(currency),
    created: createdAt,
  };
}

function cleaned(text: string | undefined): string | undefined {
  return text === undefined ? undefined : withoutHidden(text);
}

function textOf(text: string | undefined, most: number): string | null {
  return text === undefined ? null : dataText(text, most);
}

/** What joins letters and pictures for people's eyes: to a model it is one more place to hide words in. */
const joiners = /\p{Default_Ignorable_Code_Point}+/gu;

function withoutHidden(text: string): string {
  return onOneLine(text).replace(joiners, '');
}

/** Foreign text as data: on one line, without hidden characters, keys masked, at most `most` characters. */
export function dataText(text: string, most: number): string {
  return cut(redact(withoutHidden(text)), most);
}
