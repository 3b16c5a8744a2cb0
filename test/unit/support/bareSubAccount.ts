// A sub-account of which the service said nothing but what a test gives.
import type { SubAccount } from '../../../src/api/subAccount';

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
