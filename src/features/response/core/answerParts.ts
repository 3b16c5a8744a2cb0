// An answer taken apart: its objects, lists, elements and values, as they stand within one another.
import * as v from 'valibot';
import { integer } from '../../../api/fields';

/** A part of an answer, from `start` to `end`; `value` is where its value stands, without the tags around it. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly value: { readonly start: number; readonly end: number };
  /** What it is called, as far as it has a name. */
  readonly name: string;
  readonly inside: Part[];
}

/** The way to a part: the place of each among those beside it. The same in an answer, in its masked copy, and in both laid out. */
export type Way = readonly number[];

/** The text as a whole, in which its parts are to be put. */
export function wholeOf(text: string): Part {
  const place = { start: 0, end: text.length };
  return { ...place, value: place, name: '', inside: [] };
}

export function partAt(part: Part | undefined, [first, ...rest]: Way): Part | undefined {
  return first === undefined || !part ? part : partAt(part.inside[first], rest);
}

/** The one way of these; undefined where there is none, or nobody can tell which. */
export function onlyWay([first, ...others]: readonly Way[]): Way | undefined {
  return others.length === 0 ? first : undefined;
}

/** The number that is written there, as the list is read: a number, or a text of digits. */
export function numberIn(written: string): number | undefined {
  const read = v.safeParse(integer, written);
  return read.success ? read.output : undefined;
}
