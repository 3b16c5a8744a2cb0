// The accounts that everything is measured with: 1,000, 10,000 and 50,000 sub-accounts, the same on every run.
import { makeAccount } from '../sandbox/accounts';
import type { SandboxAccount } from '../sandbox/contract';

/** The numbers of rows at which everything is measured. */
export const sizes = [1000, 10_000, 50_000] as const;
export type Size = (typeof sizes)[number];

/** Seeds are small, as those of the sample accounts: the numbers of sub-accounts are then as long as a service's own. */
export function benchAccount(size: Size): SandboxAccount {
  return makeAccount(`bench-${size}@example.fr`, size, 6 + sizes.indexOf(size));
}
