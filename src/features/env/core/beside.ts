// What is to be set in a .env file that has other values under the usual names.
import type { SubAccount } from '../../../api/subAccount';
import { hasAll, overwritten } from './envFile';
import { type EnvVariable, envVariables } from './envVariables';

export interface Choice {
  /** Under the usual names; of a sub-account that was added beside others before, under those. */
  readonly usual: readonly EnvVariable[];
  /** Names of these that have another value in the file. */
  readonly names: readonly string[];
  /** What is to be set where the values there are to stay. */
  readonly beside: readonly EnvVariable[];
  /** Names that come to the file then, and are not the usual ones. */
  readonly added: readonly string[];
  /** Names under which all that is to be set is there already, beside others; none where there is anything to set. */
  readonly there: readonly string[];
}

/** `text` is what the file has. */
export function chooseNames(subAccounts: readonly SubAccount[], text: string): Choice {
  const made = envVariables(subAccounts).bySubAccount;
  const apart = envVariables(
    subAccounts,
    (variable) => overwritten(text, [variable]).length > 0,
  ).bySubAccount;
  // Whoever chose to add beside has answered for these values already.
  const settled = apart.filter((own, i) => overwritten(text, made[i] ?? []).length > 0 && hasAll(text, own));
  const usual = made.flatMap((own, i) => {
    const other = apart[i];
    return other && settled.includes(other) ? other : own;
  });
  const taken = new Set(usual.map(({ name }) => name));
  const beside = apart.flat();
  return {
    usual,
    names: overwritten(text, usual),
    beside,
    added: beside.map(({ name }) => name).filter((name) => !taken.has(name)),
    there: settled.length > 0 && hasAll(text, usual) ? settled.flat().map(({ name }) => name) : [],
  };
}
