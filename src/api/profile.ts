// The answer of `GET /me`: what proves it, and whose key it is (docpartner.dev, Mail Partner).
import * as v from 'valibot';
import type { Proof } from './answer';
import type { Profile } from './api';
import { isObject, text } from './fields';
import { cut, longest } from './foreignText';
import { maskOf } from './redact';

const answer = v.object({ user: v.optional(v.fallback(v.object({ username: text }), {}), {}) });

/** Reads the answer of `GET /me`; undefined where it is none. The key that it was asked with is masked in it. */
export function readProfile(content: object, apiKey: string): Profile | undefined {
  const read = v.safeParse(answer, content);
  const username = read.success ? read.output.user.username : undefined;
  return read.success ? { username: username && cut(maskOf([apiKey])(username), longest.email) } : undefined;
}

/** What proves an answer of `/me`. */
export const meProof: Proof = {
  hasFields: hasProfile,
  isWhole: hasProfile,
};

function hasProfile(content: object): boolean {
  return ('user' in content && isObject(content.user)) || ('credits' in content && isObject(content.credits));
}
