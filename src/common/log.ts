// The log channel's lines: what was asked and how it ended. No URL, no key, no token, no e-mail.
import type { LogOutputChannel } from 'vscode';
import type { RequestEntry } from '../api/attempt';
import { redact } from '../api/redact';
import type { RememberingTrouble } from '../subAccounts/rememberedLists';

/** One line for a request that ended, at the level that fits how it ended. */
export function logRequest(log: LogOutputChannel, account: string, entry: RequestEntry): void {
  const page = entry.page === undefined ? '' : ` page ${entry.page}`;
  const attempt = entry.attempt > 1 ? ` (attempt ${entry.attempt})` : '';
  const skipped = entry.skipped ? `, ${entry.skipped} rows could not be read` : '';
  const line = `${withoutAddresses(account)}: ${entry.call}${page}${attempt}, ${Math.round(entry.milliseconds)} ms: ${entry.outcome}${skipped}`;
  const well = entry.outcome.startsWith('ok') || entry.outcome === 'aborted';
  write(() => (well ? log.info(redact(line)) : log.warn(redact(line))));
}

/** What is remembered between windows could not be read, kept or deleted: it is made anew. `account` is the name people gave it. */
export function logRemembering(
  log: LogOutputChannel,
  trouble: RememberingTrouble,
  account: string | undefined,
): void {
  const whose = account === undefined ? '' : `${withoutAddresses(account)}: `;
  write(() => log.warn(redact(`${whose}${remembering[trouble]}`)));
}

const remembering: Readonly<Record<RememberingTrouble, string>> = {
  unreadable: 'what was remembered of its sub-accounts could not be read, and is forgotten',
  notKept: 'what is to be remembered of its sub-accounts could not be written',
  notDeleted: 'what was remembered of sub-accounts could not be deleted',
};

/** A fault of our own: what kind it is and where, and nothing of what it says, which may quote anything. */
export function logUnexpected(log: LogOutputChannel, error: unknown): void {
  write(() => log.error(withoutAddresses(redact(unexpectedLines(error)))));
}

/** What an error may be called; anything may be written there. */
const CLASS_NAME = /^[A-Z][A-Za-z]{0,40}$/;

/** One place in a program, as V8 writes it, and VS Code with a tab: what is called, and a file with line and column, without anything that only a URL has. */
const PLACE =
  /^\s{1,8}at (?:(?:async |new )*[\w$.<>#[\] ]{1,120} \()?(?:file:\/\/)?(?!\w[\w-]*:\/\/)[^?#&=]{1,400}:\d{1,7}:\d{1,7}\)?$/;

const MOST_PLACES = 20;

function unexpectedLines(error: unknown): string {
  try {
    if (!(error instanceof Error)) {
      return `Not an error, but: ${typeof error}`;
    }
    return [CLASS_NAME.test(error.name) ? error.name : 'Error', ...placesOf(error)].join('\n');
  } catch {
    // Of an object that fails when it is looked at, nothing is known.
    return 'Error';
  }
}

/** The lines of the stack behind the message, which may have lines that look the same. Where it can't be told where it ends, none. */
function placesOf({ stack = '', message }: Error): string[] {
  const messageAt = stack.indexOf(message);
  // One that was emptied later still stands in the stack.
  if (messageAt < 0 || (message === '' && !/^\w+\n/.test(stack))) {
    return [];
  }
  const [, ...lines] = stack.slice(messageAt + message.length).split('\n', MOST_PLACES + 1);
  return lines.filter((line) => PLACE.test(line));
}

/** What ends with the window may still want to say so, to a channel that VS Code has closed: then there is nobody to read it. */
function write(line: () => void): void {
  try {
    line();
  } catch {
    // Closed.
  }
}

/** What no address has in it. */
const WORD = /[^\s<>()[\]"']+/g;

/** An account may be named by its e-mail, as `/me` proposes: the log shows its first letter, to tell accounts apart. */
export function withoutAddresses(name: string): string {
  return name.replace(WORD, (word) => (/@./.test(word) ? `${/^[^@]/u.exec(word)?.[0] ?? ''}…@…` : word));
}
