// The answer of `GET /me`: what proves it, and whose key it is (docpartner.dev, Mail Partner).
import * as v from 'valibot';
import type { Proof } from './answer';
import type { Profile } from './api';
import { isObject, text } from './fields';

/** The answer of `GET /me`. */
export const meSchema = v.pipe(
  v.object({ user: v.optional(v.fallback(v.object({ username: text }), {}), {}) }),
  v.transform(
    (value): Profile => ({
      username: value.user.username,
    }),
  ),
);

/** What proves an answer of `/me`. */
export const meProof: Proof = {
  hasFields: hasProfile,
  isWhole: hasProfile,
};

function hasProfile(content: object): boolean {
  return ('user' in content && isObject(content.user)) || ('credits' in content && isObject(content.credits));
}
