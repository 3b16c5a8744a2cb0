// Show API Response…: asks for which page and in which format, and shows what the service answers to it.
import { type Disposable, l10n, window } from 'vscode';
import type { Account } from '../../accounts/account';
import type { AccountApi } from '../../accounts/accountApi';
import type { AnswerFormat, SentPage } from '../../api/api';
import { cut } from '../../api/foreignText';
import { redact } from '../../api/redact';
import type { SubAccount } from '../../api/subAccount';
import { askAccount } from '../../common/askAccount';
import { withoutAddresses } from '../../common/log';
import { doAboutFailure } from '../../common/remedies';
import { sayFailure } from '../../common/statusBar';
import { stoppable } from '../../common/stoppable';
import { rowsCalledOn } from '../../common/targets';
import { failureWords, remedyWords } from '../../common/words/failureWords';
import { plainText } from '../../common/words/plainText';
import { type ListFailure, pageOf, type SubAccountLists } from '../../subAccounts/lists';
import { responseKind } from './core/responseText';
import { wayTo } from './core/rowInAnswer';
import { Elsewhere } from './elsewhere';
import { askFormat, askPage } from './questions';
import { ResponseDocuments } from './responseDocuments';
import { setLaidOut, setRevealed } from './setShown';

export interface ShowResponseParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  readonly api: Pick<AccountApi, 'fetchAsSent' | 'refusal'>;
  /** Whether anything can be asked at all; says in a message what keeps it from being asked. */
  readonly canAsk: () => boolean;
  /** Milliseconds before the person is told that an answer is awaited, and may give it up. */
  readonly patience?: number;
}

interface Question {
  readonly account: Account;
  /** The one whose row it was asked from. */
  readonly subAccount: SubAccount | undefined;
  readonly page: number;
  readonly format: AnswerFormat;
}

/** Longer names of accounts are cut in titles. */
const longestName = 40;

export class ApiResponses implements Disposable {
  readonly #parts: ShowResponseParts;
  readonly #documents = new ResponseDocuments();

  constructor(parts: ShowResponseParts) {
    this.#parts = parts;
  }

  /**
   * Asks what the row, or without one nothing, says already: an account's row says the account, a sub-account's row also the page. Then
   * asks Mail Partner, once, and shows the answer, whatever it is.
   */
  async show(args: readonly unknown[]): Promise<void> {
    const question = await this.#question(args);
    if (!question || !this.#parts.canAsk()) {
      return;
    }
    for (;;) {
      const elsewhere = new Elsewhere();
      const answer = await this.#ask(question).finally(() => elsewhere.dispose());
      if (answer.ok) {
        await this.#open(question, answer.value, elsewhere.personWentOn);
        return;
      }
      if (answer.why.kind === 'aborted' || !(await this.#shouldAskAgain(question, answer.why))) {
        return;
      }
    }
  }

  /** See `setRevealed`. */
  async setRevealed(args: readonly unknown[], revealed: boolean): Promise<void> {
    await setRevealed(args, revealed, this.#documents);
  }

  /** See `setLaidOut`. */
  setLaidOut(args: readonly unknown[], isLaidOut: boolean): void {
    setLaidOut(args, isLaidOut, this.#documents);
  }

  dispose(): void {
    this.#documents.dispose();
  }

  async #question(args: readonly unknown[]): Promise<Question | undefined> {
    const title = l10n.t('Show API Response…');
    const [row] = rowsCalledOn(args.slice(0, 1)) ?? [];
    const accounts = this.#parts.accounts();
    const account = row
      ? accounts.find(({ id }) => id === row.accountId)
      : await askAccount(title, l10n.t('Of which account?'), accounts);
    if (!account) {
      return undefined;
    }
    const list = this.#parts.lists.ofAccount(account.id);
    const page =
      row?.kind === 'subAccount'
        ? pageOf(
            list.rows.findIndex(({ id }) => id === row.subAccountId),
            list.pageSize,
          )
        : await askPage(title, list.total === undefined ? undefined : Math.ceil(list.total / list.pageSize));
    const subAccount = row?.kind === 'subAccount' ? list.get(row.subAccountId) : undefined;
    const format = page && (await askFormat(title));
    return page && format ? { account, subAccount, page, format } : undefined;
  }

  #ask({ account, page, format }: Question): ReturnType<AccountApi['fetchAsSent']> {
    const title = this.#isOneOfSeveral()
      ? l10n.t('Asking Mail Partner for page {0} of “{1}”…', page, plainText(account.name))
      : l10n.t('Asking Mail Partner for page {0}…', page);
    const known = this.#knownOn(account.id, page);
    return stoppable(
      title,
      (signal) => this.#parts.api.fetchAsSent(account.id, { page, format, known, signal }),
      this.#parts.patience,
    );
  }

  /** The keys and tokens that are known to stand on a page, as far as it is loaded; a page may have shifted by some rows. */
  #knownOn(accountId: string, page: number): string[] {
    const { rows, pageSize } = this.#parts.lists.ofAccount(accountId);
    const first = (page - 1) * pageSize;
    return rows
      .slice(Math.max(0, first - pageSize), first + 2 * pageSize)
      .flatMap(({ token, apiKey }) => [token, apiKey])
      .filter((secret) => secret !== undefined);
  }

  /** Opens it; where the person has gone on to other work meanwhile, only says that it is there. */
  async #open(
    { account, subAccount, page, format }: Question,
    { status, body, masked, failure }: SentPage,
    personWentOn: boolean,
  ): Promise<void> {
    const title = [
      this.#isOneOfSeveral()
        ? l10n.t('Sub-accounts of {0}, page {1}', nameInTitle(account.name), page)
        : l10n.t('Sub-accounts, page {0}', page),
      ...(failure || status !== 200 ? [`HTTP ${status}`] : []),
      ...(body.trim() === '' ? [l10n.t('empty')] : []),
    ].join(', ');
    const show = l10n.t('Show');
    if (
      personWentOn &&
      (await window.showInformationMessage(l10n.t('Mail Partner answered: {0}', title), show)) !== show
    ) {
      return;
    }
    const kind = responseKind(body, format);
    const way = subAccount && wayTo(subAccount, body, kind.language);
    await this.#documents.open({ title, kind, body, masked, way });
    if (failure) {
      sayFailure(this.#said(account, failure));
    }
  }

  /** Says why there is no answer to show, and does what the person chooses about it. */
  async #shouldAskAgain({ account }: Question, failure: ListFailure): Promise<boolean> {
    const { remedy } = failureWords(failure, account.name);
    if (!(await window.showErrorMessage(this.#said(account, failure), remedyWords(remedy)))) {
      return false;
    }
    if (remedy === 'retry') {
      return true;
    }
    await doAboutFailure(remedy, account.id);
    return remedy === 'askAboutAddress' && this.#parts.api.refusal(account.id) === undefined;
  }

  /** A failure in words, with its account where there are several. */
  #said({ name }: Account, failure: ListFailure): string {
    const { sentence, namesAccount } = failureWords(failure, name);
    return plainText(namesAccount || !this.#isOneOfSeveral() ? sentence : l10n.t('{0}: {1}', name, sentence));
  }

  #isOneOfSeveral(): boolean {
    return this.#parts.accounts().length > 1;
  }
}

/** A title is kept by VS Code and shown in many places: an account may be named by an e-mail, or by anything. */
function nameInTitle(name: string): string {
  return cut(withoutAddresses(redact(name)), longestName);
}
