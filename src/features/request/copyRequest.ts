// Copy Request as…: asks which call and which language, and puts a program on the clipboard that makes the call. It holds no secret.
import { l10n, type Memento, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { DEFAULT_BASE_URL } from '../../api/baseUrl';
import type { Clipboard } from '../../common/clipboard';
import { copyAndSay } from '../../common/copy';
import { environment } from '../../common/core/environment';
import { chooseSubAccounts, type OwnedSubAccount, type TargetParts } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { lackingWords, nameInStatusBar, subAccountName } from '../../common/words/subAccountWords';
import { pageOf, type SubAccountLists } from '../../subAccounts/lists';
import { curlCommand } from './core/curlCommand';
import { fillTemplate } from './core/fillTemplate';
import { languages, type Offer, offerName, offersFor } from './core/languages';
import { type Call, calls, defaultCredit, defaultSeconds, type RequestProgram } from './core/requestProgram';
import { programWords } from './programWords';

export interface CopyRequestParts extends TargetParts {
  readonly lists: SubAccountLists;
  readonly clipboard: Clipboard;
  /** Keeps the language that was chosen last. The call never: what moves money is not what Enter takes. */
  readonly state: Memento;
  /** The folder of the programs' templates. */
  readonly programs: Uri;
  readonly onUnexpected: (error: unknown) => void;
}

const lastLanguageKey = 'mailPartner.lastRequestLanguage';

/**
 * Copies a request for the row, or for one of the selected rows, or for the sub-account that the person picks.
 *
 * For one, never for several at once: a program that pays several times can stop half-way, and nobody would know who was paid. The
 * documented address is written, not the one in the settings: the program goes where this computer's settings do not.
 */
export async function copyRequest(args: readonly unknown[], parts: CopyRequestParts): Promise<void> {
  const title = l10n.t('Copy Request as…');
  const chosen = await chooseSubAccounts(args, title, parts);
  if (chosen.length === 0) {
    return;
  }
  const call = await askCall(title, chosen, parts);
  const target = call && (await askWhich(title, call, chosen, parts));
  if (!call || !target) {
    return;
  }
  const { subAccount } = target;
  if (call === 'addCredit' && !subAccount.token) {
    void window.showWarningMessage(lackingWords('token', [subAccount]));
    return;
  }
  const language = await askLanguage(`${title} · ${nameInStatusBar(subAccount)}`, call, parts.state);
  if (!language) {
    return;
  }
  const page = pageOfTarget(target, parts);
  const text = await write(
    language,
    {
      call,
      page,
      credit: defaultCredit,
      baseUrl: DEFAULT_BASE_URL,
      seconds: defaultSeconds,
      words: programWords(call, page, subAccount.id),
    },
    parts,
  );
  if (text === undefined) {
    return;
  }
  const name = offerName(language);
  const { apiKey, token } = environment;
  const said =
    call === 'list'
      ? l10n.t('Copied request as {0}: set {1} to run it', name, apiKey)
      : l10n.t('Copied request as {0}: set {1} and {2} to run it', name, apiKey, token);
  if (!(await copyAndSay(text, said, { clipboard: parts.clipboard, secret: false }))) {
    return;
  }
  parts.onUsed?.([target]);
  // Not awaited: what could not be remembered is only asked for in another order.
  void Promise.resolve(parts.state.update(lastLanguageKey, language)).catch(() => undefined);
}

async function askCall(
  title: string,
  chosen: readonly OwnedSubAccount[],
  parts: CopyRequestParts,
): Promise<Call | undefined> {
  const pages = [...new Set(chosen.map((target) => pageOfTarget(target, parts)))];
  const [page] = pages;
  const labels: Readonly<Record<Call, string>> = {
    list:
      pages.length === 1 && page
        ? l10n.t('List page {0} of the sub-accounts', page)
        : l10n.t('List a page of the sub-accounts'),
    addCredit: l10n.t('Add credit to the sub-account'),
  };
  const items = calls.map((call) => ({ label: labels[call], call }));
  const picked = await window.showQuickPick(items, { title, placeHolder: l10n.t('Which call?') });
  return picked?.call;
}

/** Which of several, unless it makes no difference to the call. */
async function askWhich(
  title: string,
  call: Call,
  chosen: readonly OwnedSubAccount[],
  parts: CopyRequestParts,
): Promise<OwnedSubAccount | undefined> {
  const [first] = chosen;
  const pages = new Set(chosen.map((target) => pageOfTarget(target, parts)));
  if (chosen.length === 1 || (call === 'list' && pages.size === 1)) {
    return first;
  }
  const items: (QuickPickItem & { target: OwnedSubAccount })[] = chosen.map((target) => ({
    label: plainText(subAccountName(target.subAccount)),
    target,
  }));
  const placeHolder = l10n.t('A request is for one sub-account. Which of the selected?');
  return (await window.showQuickPick(items, { title, placeHolder }))?.target;
}

async function askLanguage(title: string, call: Call, state: Memento): Promise<Offer | undefined> {
  const items = lastFirst(offersFor(call, process.platform), state.get(lastLanguageKey)).map((language) => ({
    label: offerName(language),
    language,
  }));
  const picked = await window.showQuickPick(items, { title, placeHolder: l10n.t('In which language?') });
  return picked?.language;
}

/** The request in that language. Undefined, once the person is told, where the installed template can't be read or is not ours. */
async function write(
  language: Offer,
  request: RequestProgram,
  { programs, onUnexpected }: CopyRequestParts,
): Promise<string | undefined> {
  if (language === 'curl') {
    return curlCommand(request);
  }
  try {
    const file = await workspace.fs.readFile(Uri.joinPath(programs, languages[language].file));
    const template = new TextDecoder('utf-8', { fatal: true }).decode(file);
    return fillTemplate(template, languages[language], request);
  } catch (error) {
    onUnexpected(error);
    void window.showErrorMessage(
      l10n.t('A file of this extension can’t be read. Nothing was copied. Install the extension again.'),
    );
    return undefined;
  }
}

function lastFirst<T>(all: readonly T[], last: unknown): T[] {
  return [...all.filter((one) => one === last), ...all.filter((one) => one !== last)];
}

function pageOfTarget({ account, subAccount, page }: OwnedSubAccount, { lists }: CopyRequestParts): number {
  const { rows, pageSize } = lists.ofAccount(account.id);
  return page ?? pageOf(rows.indexOf(subAccount), pageSize);
}
