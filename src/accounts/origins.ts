// Where an account's key may go: to the origin that it was added for, and to no other before the person has agreed.
import { DEFAULT_BASE_URL } from '../api/baseUrl';
import type { Account } from './account';

/** The origin of an address that can be used, as `URL` writes it: `https://api.example.org`, with the port where it is not the usual one. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

/** Where the documented service is. */
export const documentedOrigin = originOf(DEFAULT_BASE_URL);

/**
 * The origin that an account's key may go to; no origin at all reads as `''`. Version 0.1.0 kept none beside its accounts: their keys may
 * go to the documented service, and anywhere else is asked about first.
 */
export function boundOrigin({ origin }: Pick<Account, 'origin'>): string {
  return origin ?? documentedOrigin;
}
