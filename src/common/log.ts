// The log channel's lines: what was asked and how it ended. No URL, no key, no token, no e-mail.
import type { LogOutputChannel } from 'vscode';
import type { RequestEntry } from '../api/attempt';
import { redact } from '../api/redact';

/** One line for a request that ended, at the level that fits how it ended. */
export function logRequest(log: LogOutputChannel, account: string, entry: RequestEntry): void {
  const page = entry.page === undefined ? '' : ` page ${entry.page}`;
  const attempt = entry.attempt > 1 ? ` (attempt ${entry.attempt})` : '';
  const skipped = entry.skipped ? `, ${entry.skipped} rows could not be read` : '';
  const line = `${withoutAddresses(account)}: ${entry.call}${page}${attempt}, ${Math.round(entry.milliseconds)} ms: ${entry.outcome}${skipped}`;
  const well = entry.outcome.startsWith('ok') || entry.outcome === 'aborted';
  write(() => (well ? log.info(redact(line)) : log.warn(redact(line))));
}

/** A fault of our own: what it says of itself, without what it may have quoted. */
export function logUnexpected(log: LogOutputChannel, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  write(() => log.error(withoutAddresses(redact(text).replace(/\bhttps?:\/\/\S+/gi, '(URL)'))));
}

/** What ends with the window may still want to say so, to a channel that VS Code has closed: then there is nobody to read it. */
function write(line: () => void): void {
  try {
    line();
  } catch {
    // Closed.
  }
}

/** An account may be named by its e-mail, as `/me` proposes: the log shows its first letter, to tell accounts apart. */
export function withoutAddresses(name: string): string {
  return name.replace(/([^\s@<>()[\]"']?)[^\s@<>()[\]"']*@[^\s@<>()[\]"']+/g, '$1…@…');
}
