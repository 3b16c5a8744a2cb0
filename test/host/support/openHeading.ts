// What the view says around its rows, on a view that only remembers what it was given.
import type { TreeView } from 'vscode';
import type { Account } from '../../../src/accounts/account';
import type { SortOrder } from '../../../src/subAccounts/sortOrder';
import { Heading } from '../../../src/tree/heading';
import type { ListsOnDemand } from './listsOnDemand';
import { account } from './look';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

type SaidView = Writable<Pick<TreeView<unknown>, 'title' | 'description' | 'message' | 'badge' | 'visible'>>;

export interface OpenHeading {
  readonly view: SaidView;
  readonly heading: Heading;
  order: SortOrder;
  /** How often all rows moved. */
  moved: number;
}

/** The heading of these accounts, out of sight until the test says otherwise. */
export function openHeading(
  { lists }: Pick<ListsOnDemand, 'lists'>,
  accounts: readonly Account[] = [account],
): OpenHeading {
  const view: SaidView = { visible: false };
  const opened: OpenHeading = {
    view,
    order: 'server',
    moved: 0,
    heading: new Heading({
      view,
      accounts: { accounts },
      lists,
      order: () => opened.order,
      onRowsMoved: () => opened.moved++,
    }),
  };
  return opened;
}
