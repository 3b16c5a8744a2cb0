// A sub-account that was chosen in Find: as it is where it is loaded; where it is only remembered, once Mail Partner has answered with it.
import { l10n } from 'vscode';
import type { Account } from '../../accounts/account';
import { isStillIn } from '../../common/core/listOwners';
import { sayNotDone } from '../../common/sayNotDone';
import { sayFailure } from '../../common/statusBar';
import type { SubAccountMemory } from '../../common/subAccountMemory';
import type { OwnedSubAccount } from '../../common/targets';
import { nameInStatusBar, subAccountNames } from '../../common/words/subAccountWords';
import { type AskAnewParts, askAnew, type NotThere, rememberedNow } from '../../subAccounts/askAnew';
import type { FetchSubAccounts, SubAccountLists } from '../../subAccounts/lists';
import { type Candidate, keyOf, type RememberedCandidate } from './core/candidates';

export interface ConfirmingParts {
  readonly lists: SubAccountLists;
  readonly accounts: () => readonly Account[];
  readonly memory: Pick<SubAccountMemory, 'isGone' | 'isNow'>;
  /** Asks for one page, past the lists. */
  readonly fetchPage: FetchSubAccounts;
  /** Called when `words` or what is remembered has changed. */
  readonly onChange: () => void;
}

export class Confirming {
  readonly #parts: ConfirmingParts;
  /** The remembered one that Mail Partner is being asked for. */
  #asking: { readonly key: string; readonly abort: AbortController; words: string } | undefined;

  constructor(parts: ConfirmingParts) {
    this.#parts = parts;
  }

  /** What is being asked for; undefined for nothing. */
  get words(): string | undefined {
    return this.#asking?.words;
  }

  /** Nobody wants any more what is being asked for. */
  giveUp(): void {
    this.#asking?.abort.abort();
    this.#asking = undefined;
  }

  /**
   * Goes on with a sub-account as the service has it, or says why not. Whatever was chosen before is given up, unless it was the same for the
   * same purpose (`forWhat`): who presses Enter again is asked for no second time.
   */
  async confirm(
    candidate: Candidate,
    forWhat: string,
    goOn: (target: OwnedSubAccount) => void,
  ): Promise<void> {
    const key = `${forWhat} ${keyOf(candidate)}`;
    if (this.#asking?.key === key && !('subAccount' in candidate)) {
      return;
    }
    this.giveUp();
    if ('subAccount' in candidate) {
      goOn({ account: candidate.account, subAccount: candidate.subAccount });
      return;
    }
    const { account, remembered: row } = candidate;
    const { accounts, lists, fetchPage, onChange } = this.#parts;
    const abort = new AbortController();
    const name = nameInStatusBar(row);
    const asking = { key, abort, words: l10n.t('asking Mail Partner for {0}', name) };
    this.#asking = asking;
    onChange();
    const parts: AskAnewParts = {
      fetchPage: (...how) => fetchPage(account.id, ...how),
      list: lists.ofAccount(account.id),
      isStill: () => isStillIn(accounts(), account),
      onAskingForAll: () => {
        asking.words = l10n.t('{0} is not where it was: looking through all', name);
        onChange();
      },
    };
    const answer = await askAnew(row, parts, abort.signal);
    if (this.#asking === asking) {
      this.#asking = undefined;
    }
    if (abort.signal.aborted) {
      return;
    }
    if (answer.ok) {
      goOn({ account, ...answer.value });
    } else {
      this.#sayNotThere(candidate, answer.why);
      onChange();
    }
  }

  #sayNotThere({ account, remembered: row }: RememberedCandidate, why: NotThere): void {
    if (why.kind === 'gone') {
      this.#parts.memory.isGone(account, row.id);
      sayFailure(l10n.t('{0} is no longer there. Nothing was done.', subAccountNames([row])));
    } else if (why.kind === 'renamed') {
      const now = rememberedNow(why.now, row);
      this.#parts.memory.isNow(account, now);
      sayFailure(
        l10n.t(
          '{0} has another e-mail now: {1}. Nothing was done: choose it again.',
          subAccountNames([row]),
          subAccountNames([now]),
        ),
      );
    } else if (why.kind === 'failed') {
      void sayNotDone(account, why.why);
    }
  }
}
