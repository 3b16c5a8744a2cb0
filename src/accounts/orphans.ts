// Keys without a name, as a crash between the two may leave them: found where VS Code can list keys, and deleted.
import type { AccountNames } from './accountNames';
import type { Keychain } from './keychain';

/** A key without a name is left alone for so long, in milliseconds: another window may be about to name it. */
export const orphanAge = 60_000;

/** The accounts of this VS Code profile that have a key and no name. None where VS Code can't list keys. */
export async function findOrphans(keychain: Keychain, names: AccountNames): Promise<readonly string[]> {
  const ids = (await keychain.ids()) ?? [];
  const named = new Set(names.read().map((account) => account.id));
  return ids.filter((id) => names.isOurs(id) && !named.has(id));
}

/** Deletes the keys that were orphans before and still are. */
export async function deleteOrphans(
  before: readonly string[],
  keychain: Keychain,
  names: AccountNames,
): Promise<void> {
  const still = await findOrphans(keychain, names);
  for (const id of before.filter((orphan) => still.includes(orphan))) {
    await keychain.delete(id);
  }
}
