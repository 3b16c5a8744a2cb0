// Sub-accounts as tests need them: as documented, with canaries for secrets, or with nothing but what a test gives.
import type { SubAccount } from '../../src/api/subAccount';

/** In every token and key of these sub-accounts, and nowhere else. */
export const canary = 'canary';

/** A sub-account as documented; `over` replaces fields. The odd ones are simple, the even ones advanced. */
export function subAccount(id: number, over: Partial<SubAccount> = {}): SubAccount {
  return {
    id,
    email: `user${id}@example.org`,
    type: id % 2 ? 'simple' : 'advanced',
    token: `${canary}-token-${id}`,
    apiKey: `${canary}-key-${id}`,
    createdAt: '2024-03-05 14:07:00',
    balance: '0.800',
    currency: 'EUR',
    ...over,
  };
}

/** Sub-accounts with the numbers `first` to `last`. */
export function subAccounts(first: number, last: number): SubAccount[] {
  return Array.from({ length: last - first + 1 }, (_, i) => subAccount(first + i));
}

/** A sub-account of which the service said nothing but `parts`. */
export function bareSubAccount(id: number, parts: Partial<SubAccount> = {}): SubAccount {
  return {
    id,
    email: undefined,
    type: undefined,
    token: undefined,
    apiKey: undefined,
    createdAt: undefined,
    balance: undefined,
    currency: undefined,
    ...parts,
  };
}
