// A value, or why there is none: what all that can fail answers here, instead of throwing.

export type Result<T, Why> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: Why };

/** The value. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Why there is none. */
export function failed<Why>(why: Why): { readonly ok: false; readonly why: Why } {
  return { ok: false, why };
}

/** What was to be done is done, and there is no more to say. */
export const done = ok(undefined);
