// Keys in the keychain whose account has no name, as a crash between storing the two leaves them: deleted a day later.
import type { AccountNames } from './account';
import type { Keychain } from './keychain';

/**
 * A key is only deleted when it had no name already so long ago, in milliseconds, as an earlier window may have noted.
 *
 * That is long because a missing name may only be late: VS Code in a browser passes a name on when it has time to store it, and a tab
 * in the background may get none for minutes. The key of another window's new account must not be taken for an orphan meanwhile.
 */
export const orphanAge = 24 * 60 * 60 * 1000;

/**
 * Notes the accounts of this VS Code profile that have a key and no name, and deletes the keys of those that were noted long enough
 * ago. Does nothing where VS Code can't list keys. `now` in milliseconds.
 */
export async function sweepOrphans(keychain: Keychain, names: AccountNames, now: number): Promise<void> {
  const ids = await keychain.ids();
  if (ids === undefined) {
    return;
  }
  const isNamed = (id: string) => names.read().some((account) => account.id === id);
  const noted = names.readUnnamed();
  const unnamed: Record<string, number> = {};
  for (const id of ids.filter((one) => names.isOurs(one) && !isNamed(one))) {
    const since = noted[id] ?? now;
    const deleted = now - since >= orphanAge && (await keychain.delete(id)).ok;
    if (!deleted) {
      unnamed[id] = since;
    }
  }
  if (JSON.stringify(unnamed) !== JSON.stringify(noted)) {
    await names.writeUnnamed(unnamed);
  }
}
