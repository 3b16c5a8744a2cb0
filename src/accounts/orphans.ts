// Keys in the keychain whose account has no name, as a crash or a failure between storing the two leaves them: deleted a day later.
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
 * Deletes the keys that were noted long enough ago and have no name still, and notes those of this VS Code profile that the keychain has
 * without a name, where VS Code can list keys. `now` in milliseconds.
 */
export async function sweepOrphans(keychain: Keychain, names: AccountNames, now: number): Promise<void> {
  const listed = await keychain.ids();
  const isNamed = (id: string) => names.read().some((account) => account.id === id);
  const noted = names.readUnnamed();
  const found = (listed ?? []).filter((id) => names.isOurs(id) && noted[id] === undefined && !isNamed(id));
  const settled: string[] = [];
  for (const [id, since] of Object.entries(noted)) {
    const isGone = isNamed(id) || (listed !== undefined && !listed.includes(id) && now - since >= orphanAge);
    if (isGone || (now - since >= orphanAge && (await keychain.delete(id)).ok)) {
      settled.push(id);
    }
  }
  if (found.length > 0 || settled.length > 0) {
    await names.changeUnnamed((unnamed) =>
      Object.fromEntries([
        ...Object.entries(unnamed).filter(([id]) => !settled.includes(id)),
        ...found.map((id) => [id, now] as const),
      ]),
    );
  }
}
