// What the person reads of a tool: what it is about to do, what is asked first, and what went wrong.
import { env, l10n, MarkdownString } from 'vscode';
import { failureWords } from '../../common/words/failureWords';
import { formatCount } from '../../common/words/format';
import { dataText } from './core/agentSubAccount';
import { longestInput } from './core/input';
import type { PagesLeft, Plan } from './core/plan';
import type { AccountFailure, Problem } from './core/problem';

/** What is shown while the tool runs. Undefined where the input is wrong: then the answer says so at once. */
export function invocationMessage(plan: Plan): MarkdownString {
  const account = plan.account === undefined ? undefined : asText(plan.account);
  const looked = plan.words === undefined ? undefined : asText(dataText(plan.words, 100));
  if (looked !== undefined) {
    return new MarkdownString(
      account === undefined
        ? l10n.t('Looking for “{0}” among all sub-accounts', looked)
        : l10n.t('Looking for “{0}” among the sub-accounts of “{1}”', looked, account),
    );
  }
  return new MarkdownString(
    plan.page === 'all'
      ? l10n.t('Reading all sub-accounts of “{0}”', account ?? '')
      : l10n.t('Reading page {0} of the sub-accounts of “{1}”', plan.page, account ?? ''),
  );
}

/** The question before much is asked for. */
export function confirmation(toConfirm: readonly PagesLeft[]): { title: string; message: MarkdownString } {
  const isOfPagesAlone = toConfirm.every(isOfPages);
  return {
    title: isOfPagesAlone
      ? l10n.t('Ask Mail Partner for several pages of sub-accounts?')
      : l10n.t('Load all sub-accounts from Mail Partner?'),
    message: new MarkdownString(
      [
        ...toConfirm.map(leftWords),
        isOfPagesAlone
          ? l10n.t('You can stop at any time.')
          : l10n.t('You can stop at any time, and what has been loaded stays.'),
        l10n.t('Chat gets e-mails, types, IDs, balances and dates; never a token or an API key.'),
      ].join('\n\n'),
    ),
  };
}

/** Whether only pages are asked for on which something was last seen. */
function isOfPages({ left }: PagesLeft): boolean {
  return left !== undefined && left.subAccounts === undefined;
}

function leftWords({ account, left }: PagesLeft): string {
  const name = asText(account);
  if (left === undefined) {
    return l10n.t('“{0}”: how many there are is not known yet; each request brings a page of them.', name);
  }
  const requests = asText(formatCount(left.requests, env.language));
  return left.subAccounts === undefined
    ? l10n.t('“{0}”: the first page and those on which this was last seen, {1} in all.', name, requests)
    : l10n.t(
        '“{0}”: {1} are left to load, with {2} requests.',
        name,
        asText(formatCount(left.subAccounts, env.language)),
        requests,
      );
}

/** Why there is no answer: what happened and what to do, for the model and the person alike. */
export function problemWords(problem: Problem): string {
  switch (problem.kind) {
    case 'notText':
      return l10n.t('“{0}” must be text.', problem.field);
    case 'tooLong':
      return l10n.t('A text of the input has more than {0} characters.', longestInput);
    case 'noSearchText':
      return l10n.t('“text” is missing: part of an e-mail, an ID or a type to look for.');
    case 'notPage':
      return l10n.t('“page” must be a whole number from 1 on, or "all".');
    case 'noAccount':
      return l10n.t(
        'No account yet. The person must first add one with the command “{0}”.',
        addAccountTitle(),
      );
    case 'unknownAccount':
      return l10n.t('There is no account of this name. There are: {0}.', namesOf(problem.names));
    case 'whichAccount':
      return l10n.t('There are several accounts: {0}. Name one in “account”.', namesOf(problem.names));
    case 'noSuchPage':
      return noSuchPage(problem);
    case 'failed':
      return problem.failures
        .map((failure) => failureSentence(failure, problem.failures.length > 1))
        .join(' ');
    default:
      return problem;
  }
}

/** A failure in a sentence that names the account where there are several, and the command that helps. */
export function failureSentence({ account, why }: AccountFailure, named = false): string {
  const { sentence, remedy, namesAccount } = failureWords(why, account);
  const help = remedy === 'replaceApiKey' ? ` ${l10n.t('The command is “{0}”.', replaceApiKeyTitle())}` : '';
  const said = dataText(sentence, 600) + help;
  return named && !namesAccount ? l10n.t('“{0}”: {1}', account, said) : said;
}

function noSuchPage({ account, page, pages, total }: Problem & { kind: 'noSuchPage' }): string {
  return pages === undefined || total === undefined
    ? l10n.t('“{0}” has no page {1}. Ask for an earlier page.', account, page)
    : l10n.t(
        '“{0}” has no page {1}: {2} sub-accounts are on pages 1 to {3}.',
        account,
        page,
        formatCount(total, env.language),
        pages,
      );
}

/** More names than these are cut: a model needs some to go on, not all. */
const mostNames = 30;

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => l10n.t('“{0}”', name));
  return names.length > mostNames ? `${shown.join(', ')}, …` : shown.join(', ');
}

// The commands' titles, as the palette shows them.
const addAccountTitle = () => l10n.t('Mail Partner: Add Account…');
const replaceApiKeyTitle = () => l10n.t('Mail Partner: Replace API Key…');

/** Foreign text for a MarkdownString: every mark is escaped, so that none is read as one. */
function asText(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
