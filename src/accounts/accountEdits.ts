// What a change makes of the list of accounts: one less, one again, one of another name, with what another window has dropped.
import { type Account, unusedName } from './account';

/** All but this one. */
export function without(id: string) {
  return (accounts: readonly Account[]) => accounts.filter((account) => account.id !== id);
}

/** With this one again, under a name that no other has. */
export function withAgain(accounts: readonly Account[], account: Account): readonly Account[] {
  const others = accounts.filter(({ id }) => id !== account.id);
  const taken = others.map(({ name }) => name);
  return [...others, { ...account, name: unusedName(account.name, taken) }];
}

/** With this one called so, with a number behind it where another has the name; `alsoTaken`: names of accounts that are not on the list. */
export function renamed(id: string, name: string, alsoTaken: readonly string[]) {
  return (accounts: readonly Account[]) => {
    const taken = accounts.filter((account) => account.id !== id).map((account) => account.name);
    const unused = unusedName(name, [...taken, ...alsoTaken]);
    return accounts.map((account) => (account.id === id ? { ...account, name: unused } : account));
  };
}

/** With this one again, at its place. */
export function back(id: string, before: readonly Account[]) {
  return (accounts: readonly Account[]) => {
    const index = before.findIndex((account) => account.id === id);
    if (accounts.some((account) => account.id === id)) {
      return accounts;
    }
    return [...accounts.slice(0, index), ...before.slice(index, index + 1), ...accounts.slice(index)];
  };
}

/** Without what says where its key may go. */
export function withoutOrigins({ origins, keyMark: mark, ...account }: Account): Account {
  return account;
}

/**
 * With the origins and marks that are known here, where they are gone. A window that still runs version 0.1.0 keeps neither, of any account,
 * when it stores. What is known here holds on, and is put back; where no newer window is open then, such an account is one of 0.1.0 again.
 */
export function withKnownOrigins(
  read: readonly Account[],
  knownHere: readonly Account[],
): readonly Account[] {
  return read.map((account) => {
    const known = knownHere.find(({ id }) => id === account.id);
    return account.keyMark === undefined && known?.origins && known.keyMark !== undefined
      ? { ...account, origins: known.origins, keyMark: known.keyMark }
      : account;
  });
}
