// The answer of `GET /me`: what proves it, and whose key it is (docpartner.dev, Mail Partner).
import * as v from 'valibot';
import type { Proof } from './answer';
import type { Profile } from './api';
import { isObject, text } from './fields';
import { cut, longest } from './foreignText';
import type { InSteps } from './inSteps';
import { maskingFields } from './maskedFields';

const answer = v.object({ user: v.optional(v.fallback(v.object({ username: text }), {}), {}) });

/** Reads the answer of `GET /me`; undefined where it is none. The key that it was asked with is masked in it. */
export function* readingProfile(content: object, apiKey: string): InSteps<Profile | undefined> {
  const read = v.safeParse(answer, content);
  if (!read.success) {
    return undefined;
  }
  const [user] = yield* maskingFields([read.output.user], ['username'], [apiKey]);
  return { username: user?.username && cut(user.username, longest.email) };
}

/** What proves an answer of `/me`. */
export const meProof: Proof = {
  hasFields: hasProfile,
  isWhole: hasProfile,
};

function hasProfile(content: object): boolean {
  return ('user' in content && isObject(content.user)) || ('credits' in content && isObject(content.credits));
}
