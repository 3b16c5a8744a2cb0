// What Find looks through: what was used last, then what is loaded, then what is remembered, each once.
import type { Account } from '../../../accounts/account';
import type { SubAccount } from '../../../api/subAccount';
import { answeredRow, answeredRows } from '../../../subAccounts/answered';
import type { SubAccountList } from '../../../subAccounts/lists';
import type { RememberedList, RememberedSubAccount, Use } from '../../../subAccounts/rememberedList';
import { beyondLoaded, rememberedOnly } from '../../../subAccounts/remembering';
import type { Searchable } from '../../../subAccounts/search';

/** A sub-account that is loaded. */
export interface LoadedCandidate {
  readonly account: Account;
  readonly subAccount: SubAccount;
  readonly isRecent: boolean;
}

/** A sub-account that is remembered: before anything is done with it, the service is asked for it. */
export interface RememberedCandidate {
  readonly account: Account;
  readonly remembered: RememberedSubAccount;
  /** When it was seen, in milliseconds of the epoch. */
  readonly seenAt: number;
  readonly isRecent: boolean;
}

export type Candidate = LoadedCandidate | RememberedCandidate;

/** What a person reads and searches of it. */
export function shownOf(candidate: Candidate): Searchable {
  return 'subAccount' in candidate ? candidate.subAccount : candidate.remembered;
}

/** What tells one candidate from another: the same once it is loaded. */
export function keyOf(candidate: Candidate): string {
  return `sub-account ${candidate.account.id} ${shownOf(candidate).id}`;
}

/** An account, its list, and what is remembered of it as far as it has been read. */
export interface SearchedAccount {
  readonly account: Account;
  readonly list: Pick<SubAccountList, 'rows' | 'get' | 'state' | 'depth'>;
  readonly remembered: RememberedList | undefined;
}

/**
 * All candidates in the order in which they stand where nothing is typed, and in which equal matches do. `used`: those that were used last, the
 * latest first; `first` stands before all.
 */
export function candidates(
  searched: readonly SearchedAccount[],
  used: readonly (Use & { readonly accountId: string })[],
  first: { readonly account: Account; readonly subAccount: SubAccount } | undefined,
): Candidate[] {
  const wanted = new Set([...used.map(({ id }) => id), ...(first ? [first.subAccount.id] : [])]);
  const owners = searched.map((each) => ({ ...each, remembered: narrowed(each.remembered, wanted) }));
  const recent = used.flatMap(({ accountId, id }) => {
    const owner = owners.find(({ account }) => account.id === accountId);
    return (owner && candidateOf(owner, id)) ?? [];
  });
  const inMind = owners.find(({ account }) => account.id === first?.account.id);
  const ahead = [...((first && inMind && candidateOf(inMind, first.subAccount.id, false)) ?? []), ...recent];
  const keys = new Set<string>();
  const before = ahead.filter((each) => !keys.has(keyOf(each)) && keys.add(keyOf(each)));
  // There may be very many, and this is done at every letter: a number is looked for sooner than a key is made.
  const ids = new Set(before.map((each) => shownOf(each).id));
  const all = [...before];
  const add = (each: Candidate) => {
    if (!ids.has(shownOf(each).id) || !keys.has(keyOf(each))) {
      all.push(each);
    }
  };
  for (const { account, list } of searched) {
    for (const subAccount of answeredRows(list)) {
      add({ account, subAccount, isRecent: false });
    }
  }
  for (const { account, list, remembered } of searched) {
    if (remembered) {
      const { seenAt } = remembered;
      for (const row of beyondLoaded(list, remembered)) {
        add({ account, remembered: row, seenAt, isRecent: false });
      }
    }
  }
  return all;
}

type Made = Parameters<typeof candidates>;

/** Makes them again only where something of what they are made of is another: there may be very many, and a person types. */
export class Candidates {
  #from: readonly unknown[] = [];
  #made: readonly Candidate[] = [];

  of(...[searched, used, first]: Made): readonly Candidate[] {
    const from = [
      first,
      ...searched.flatMap(({ account: { id, name, login, keyMark }, list, remembered }) => [
        ...[id, name, login, keyMark],
        ...[list.rows, list.depth === 0, list.state.kind === 'complete', remembered],
      ]),
      ...used.flatMap(({ accountId, id }) => [accountId, id]),
    ];
    if (from.length !== this.#from.length || from.some((each, at) => each !== this.#from[at])) {
      this.#from = from;
      this.#made = candidates(searched, used, first);
    }
    return this.#made;
  }
}

/** Those of `among` that stand for the same as one of `shown`, and some others, by their keys, which are made of few. */
export function byKey(among: readonly Candidate[], shown: readonly Candidate[]): Map<string, Candidate> {
  const ids = new Set(shown.map((each) => shownOf(each).id));
  return new Map(
    among.filter((each) => ids.has(shownOf(each).id)).map((each) => [keyOf(each), each] as const),
  );
}

/** With the rows of these ids alone, which are then found at once. */
function narrowed(
  remembered: RememberedList | undefined,
  ids: ReadonlySet<number>,
): RememberedList | undefined {
  return remembered && { ...remembered, rows: remembered.rows.filter(({ id }) => ids.has(id)) };
}

/** A sub-account of this id, as it is loaded or remembered; none where it is neither. */
function candidateOf(
  { account, list, remembered }: SearchedAccount,
  id: number,
  isRecent = true,
): [Candidate] | undefined {
  const subAccount = answeredRow(list, id);
  if (subAccount) {
    return [{ account, subAccount, isRecent }];
  }
  const row = remembered && rememberedOnly(list, remembered, id);
  return row && [{ account, remembered: row, seenAt: remembered.seenAt, isRecent }];
}
