// What a language model asks the tools for, read from whatever it wrote.
import { failed, ok, type Result } from '../../../api/result';
import type { Problem } from './problem';

export interface ListInput {
  readonly account: string | undefined;
  readonly page: number | 'all';
  readonly filter: string | undefined;
}

export interface FindInput {
  readonly text: string;
  readonly account: string | undefined;
}

/**
 * Reads `{ account?, page?, filter? }`. Without a page, a filter is for the whole list; without either, it is page 1.
 *
 * A number may come as text, and nothing as null or empty text: models write all of these.
 */
export function readListInput(input: unknown): Result<ListInput, Problem> {
  const fields = fieldsOf(input);
  if (isTooLong(fields)) {
    return failed({ kind: 'tooLong' });
  }
  const account = textOf(fields.account);
  const filter = textOf(fields.filter);
  if (account === false || filter === false) {
    return failed({ kind: 'notText', field: account === false ? 'account' : 'filter' });
  }
  const page = readPage(fields.page);
  if (page === false) {
    return failed({ kind: 'notPage' });
  }
  return ok({ account, filter, page: page ?? (filter === undefined ? 1 : 'all') });
}

/** Reads `{ text, account? }`, as tolerantly. */
export function readFindInput(input: unknown): Result<FindInput, Problem> {
  const fields = fieldsOf(input);
  if (isTooLong(fields)) {
    return failed({ kind: 'tooLong' });
  }
  const account = textOf(fields.account);
  const text = textOf(fields.text);
  if (account === false || text === false) {
    return failed({ kind: 'notText', field: account === false ? 'account' : 'text' });
  }
  return text === undefined ? failed({ kind: 'noSearchText' }) : ok({ text, account });
}

/** Characters of any text of an input. No name or search is as long, and far longer ones would hold everything else up. */
export const longestInput = 1000;

function isTooLong(fields: Readonly<Record<string, unknown>>): boolean {
  return Object.values(fields).some((value) => typeof value === 'string' && value.length > longestInput);
}

function fieldsOf(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? { ...input } : {};
}

/** The text, or the number as text, without blanks around it; undefined for none, false for what is neither. */
function textOf(value: unknown): string | undefined | false {
  if (value === undefined || value === null) {
    return undefined;
  }
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' ? text.trim() || undefined : false;
}

/** A page from 1 on, or all; undefined for none, false for what is neither. */
function readPage(value: unknown): number | 'all' | undefined | false {
  const text = textOf(value);
  if (text === undefined || text === false) {
    return text;
  }
  if (text.toLowerCase() === 'all') {
    return 'all';
  }
  const page = /^\d+$/.test(text) ? Number(text) : 0;
  return page >= 1 && Number.isSafeInteger(page) ? page : false;
}
