// The answer of `GET /me`: what proves it, whose key it is and what that account has (docpartner.dev, Mail Partner).
import * as v from 'valibot';
import { readAmount } from './amount';
import type { Proof } from './answer';
import type { Profile } from './api';
import { isDecimal } from './decimal';
import { credits, isObject, noAmount, text } from './fields';
import { cut, longest } from './foreignText';
import type { InSteps } from './inSteps';
import { maskingFields } from './maskedFields';

const answer = v.object({ user: v.optional(v.fallback(v.object({ username: text }), {}), {}), credits });

/** Reads the answer of `GET /me`; undefined where it is none. The key that it was asked with is masked in it. */
export function* readingProfile(content: object, apiKey: string): InSteps<Profile | undefined> {
  const read = v.safeParse(answer, content);
  if (!read.success) {
    return undefined;
  }
  const [user] = yield* maskingFields([read.output.user], ['username'], [apiKey]);
  return { username: user?.username && cut(user.username, longest.email), ...amountIn(read.output.credits) };
}

/** What is no number, or in no currency's code, is left out: it is told of in passing, and may hold anything. */
function amountIn({ balance = '', currency }: v.InferOutput<typeof credits>): Omit<Profile, 'username'> {
  const amount = readAmount(balance, currency === '€' ? 'EUR' : currency);
  const isSure =
    amount.balance !== undefined && isDecimal(amount.balance) && /^[A-Z]{3}$/i.test(amount.currency ?? 'EUR');
  return isSure ? amount : noAmount;
}

/** What proves an answer of `/me`. */
export const meProof: Proof = {
  hasFields: hasProfile,
  isWhole: hasProfile,
};

function hasProfile(content: object): boolean {
  return ('user' in content && isObject(content.user)) || ('credits' in content && isObject(content.credits));
}
