// Which accounts a command is about: those of its rows, the only one, or the one that the person picks.
import type { Account } from '../../accounts/account';
import type { AccountApi } from '../../accounts/accountApi';
import type { AccountStore } from '../../accounts/accountStore';
import { askAccount } from '../../common/askAccount';
import type { Row } from '../../common/rows';
import { rowsCalledOn } from '../../common/targets';

/** What the commands about accounts work with. */
export interface AccountsParts {
  readonly accounts: AccountStore;
  readonly api: Pick<AccountApi, 'tryApiKey'>;
  /** Whether a key can be tried at all; says in a message what keeps it from being tried. */
  readonly canAsk: () => boolean;
  /** The origin of the API's address now; undefined where it can't be used. */
  readonly origin: () => string | undefined;
  /** Puts the keyboard on the first row of an account's list, which unfolds it. */
  readonly reveal: (accountId: string) => Promise<void>;
  /** The account of the row that is under the keyboard, or selected, in the view in sight. */
  readonly accountInMind: () => Promise<string | undefined>;
  /** Puts the keyboard beside the account that stood at this place and is gone. */
  readonly focusBeside: (place: number) => Promise<void>;
}

/** The accounts of the rows; without rows the only account, or the one that the person picks. */
export async function chooseAccounts(
  args: readonly unknown[],
  { accounts, accountInMind }: AccountsParts,
  { title, question }: { readonly title: string; readonly question: string },
  meant: (row: Row) => boolean = () => true,
): Promise<Account[]> {
  const rows = rowsCalledOn(args);
  // The view's menu gives the row under the keyboard, which may not be meant: then it is as if there were none.
  if (rows?.some(meant)) {
    const ids = new Set(rows.filter(meant).map((row) => row.accountId));
    return accounts.accounts.filter(({ id }) => ids.has(id));
  }
  const first = accounts.accounts.length > 1 ? await accountInMind() : undefined;
  const picked = await askAccount(title, question, accounts.accounts, first);
  return picked ? [picked] : [];
}
