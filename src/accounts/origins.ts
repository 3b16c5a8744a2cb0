// Where an account's key may go: to the origin that it was added for, to those that the person agreed to since, and to no other.
import { createHash } from 'node:crypto';
import { DEFAULT_BASE_URL } from '../api/baseUrl';

/** The origin of an address that can be used, as `URL` writes it: `https://api.example.org`, with the port where it is not the usual one. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

/** Where the documented service is. */
export const documentedOrigin = originOf(DEFAULT_BASE_URL);

/** What is kept beside an account of where its key may go; both or, of version 0.1.0, neither. */
export interface KeptOrigins {
  /** Where its key may go: to the origin that it was added for, then to those that the person agreed to. */
  readonly origins?: readonly string[];
  /** The mark of the key that these are for; see `keyMark`. */
  readonly keyMark?: string;
}

/** More origins than these are not kept for a key. */
export const mostOrigins = 10;

/**
 * Whether an account's key may go to this origin. Version 0.1.0 kept no origins beside its accounts: their keys may go to the documented
 * service, and anywhere else is asked about first.
 */
export function mayGo({ origins }: KeptOrigins, origin: string): boolean {
  return origins === undefined ? origin === documentedOrigin : origins.includes(origin);
}

/** These and another to which the person agreed. Of too many, the one that they agreed to longest ago goes; never the first of all. */
export function withOrigin([first, ...agreed]: readonly string[], origin: string): readonly string[] {
  if (first === undefined || first === origin) {
    return [origin, ...agreed];
  }
  return [first, ...[...agreed.filter((each) => each !== origin), origin].slice(1 - mostOrigins)];
}

/**
 * A short mark of an account's key, to be stored together with the origins that are for it: key and origins can't be stored together, and
 * where a crash, a failure or another window leaves a key beside the origins of another, the mark tells. Its 32 bits are too few to find
 * a key by, or to know whether a guess is right, and enough to know that this is another one.
 */
export function keyMark(accountId: string, apiKey: string): string {
  return createHash('sha256').update(`${accountId}\n${apiKey}`).digest('hex').slice(0, 8);
}

/** The mark that no key has. */
export const noMark = '';

/** Whether the key that is there now is another than the one whose origins are known: it may go nowhere. */
export function isKeyUnknown({ origins }: KeptOrigins): boolean {
  return origins?.length === 0;
}
