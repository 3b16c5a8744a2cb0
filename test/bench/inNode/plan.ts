// What the measured process in plain Node is told, and what it answers.
import type { Size } from '../accounts';

/** Where the list is. */
export interface Source {
  readonly url: string;
  readonly apiKey: string;
  /** How many rows it has. */
  readonly rows: Size;
}

export type Plan = { readonly source: Source; readonly rounds: number } & (
  | {
      readonly kind: 'load';
      /** All that is left at once, as Load All does it, or one page after another. */
      readonly how: 'all' | 'sequential';
      /** With the ceiling of the minute as it ships, or without it. */
      readonly ceiling: boolean;
    }
  | { readonly kind: 'firstPage' | 'heap' | 'find' | 'refresh' | 'masking' | 'remembered' }
);

/** Milliseconds or bytes by name, in the order in which they were taken. */
export type Samples = Readonly<Record<string, readonly number[]>>;

/** Characters of the texts that are masked: the first is held against a goal, the others tell how it grows. */
export const maskingSizes = [1024 * 1024, 2 * 1024 * 1024, 4 * 1024 * 1024];
