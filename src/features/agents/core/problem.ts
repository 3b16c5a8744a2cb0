// Why a tool has nothing to give: a closed union, which words.ts puts into sentences.
import type { ListFailure } from '../../../subAccounts/lists';

export type Problem =
  /** The input is not what it should be. */
  | { readonly kind: 'notText'; readonly field: 'account' | 'filter' | 'text' }
  | { readonly kind: 'tooLong' }
  | { readonly kind: 'noSearchText' }
  | { readonly kind: 'notPage' }
  /** There is no account to ask. */
  | { readonly kind: 'noAccount' }
  | { readonly kind: 'unknownAccount'; readonly names: readonly string[] }
  | { readonly kind: 'whichAccount'; readonly names: readonly string[] }
  /** The list ends before that page. `pages` and `total` where the service said. */
  | {
      readonly kind: 'noSuchPage';
      readonly account: string;
      readonly page: number;
      readonly pages: number | undefined;
      readonly total: number | undefined;
    }
  /** Nothing could be loaded: of each account, why. */
  | { readonly kind: 'failed'; readonly failures: readonly AccountFailure[] };

export interface AccountFailure {
  readonly account: string;
  readonly why: ListFailure;
}
