// The bytes in which what is remembered is kept: columns, so that they compress well, and lines, so that none takes long to read.
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { type InSteps, inTurns } from '../api/inSteps';
import type { RememberedList, RememberedSubAccount, Use } from './rememberedList';

/** Any other is not read: bytes are made anew, never brought up to date. */
export const formatVersion = 1;

/** Rows a line: reading as many takes a millisecond or two. */
const rowsALine = 1000;

/** What a file may unfold to, in bytes; one that has more is not ours. */
const mostBytes = 64 * 2 ** 20;

/** The first line. */
interface Head extends Omit<RememberedList, 'rows' | 'used' | 'total'> {
  readonly total: number | null;
  readonly used: readonly (readonly [id: number, at: number])[];
}

/** Every other line: numbers as what they are more than the row's before, of the same line. */
interface Columns {
  readonly ids: readonly number[];
  readonly pages: readonly number[];
  readonly emails: readonly (string | null)[];
  readonly types: readonly (string | null)[];
  readonly created: readonly (string | null)[];
}

const compress = promisify(brotliCompress);
const unfold = promisify(brotliDecompress);

/** The bytes of what is remembered, compressed. Gives way to others while it works. */
export async function toBytes(list: RememberedList): Promise<Buffer> {
  const text = await inTurns(lines(list));
  return compress(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}

/** What these bytes say. Rejects where they say nothing that can be read. Gives way to others while it works. */
export async function fromBytes(bytes: Uint8Array): Promise<RememberedList> {
  const text = await unfold(bytes, { maxOutputLength: mostBytes });
  return inTurns(listOf(text));
}

function* lines({ rows, total, isWhole, seenAt, used }: RememberedList): InSteps<string> {
  const head: Head = {
    total: total ?? null,
    isWhole,
    seenAt,
    used: used.map(({ id, at }) => [id, at]),
  };
  const made = [JSON.stringify(head)];
  for (let at = 0; at < rows.length; at += rowsALine) {
    made.push(JSON.stringify(columns(rows.slice(at, at + rowsALine))));
    yield;
  }
  return made.join('\n');
}

function columns(rows: readonly RememberedSubAccount[]): Columns {
  return {
    ids: differences(rows.map(({ id }) => id)),
    pages: differences(rows.map(({ page }) => page)),
    emails: rows.map(({ email }) => email ?? null),
    types: rows.map(({ type }) => type ?? null),
    created: rows.map(({ createdAt }) => createdAt ?? null),
  };
}

function* listOf(text: Buffer): InSteps<RememberedList> {
  const rows: RememberedSubAccount[] = [];
  let head: Head | undefined;
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf(0x0a, from);
    const line = text.toString('utf8', from, end < 0 ? text.length : end);
    from = (end < 0 ? text.length : end) + 1;
    if (head) {
      rows.push(...rowsOf(line));
    } else {
      head = headOf(line);
    }
    yield;
  }
  if (!head) {
    throw new TypeError('It has no head.');
  }
  const { total, isWhole, seenAt, used } = head;
  return {
    rows,
    total: total ?? undefined,
    isWhole,
    seenAt,
    used: used.map(([id, at]): Use => ({ id, at })),
  };
}

// What is read was sealed by us: it is as it was written, and so is looked at for its version alone.
function headOf(line: string): Head {
  return JSON.parse(line) as Head;
}

function rowsOf(line: string): RememberedSubAccount[] {
  const { ids, pages, emails, types, created } = JSON.parse(line) as Columns;
  let id = 0;
  let page = 0;
  return ids.map((more, at) => {
    id += more;
    page += pages[at] ?? 0;
    return {
      id,
      email: emails[at] ?? undefined,
      type: types[at] ?? undefined,
      createdAt: created[at] ?? undefined,
      page,
    };
  });
}

function differences(numbers: readonly number[]): number[] {
  return numbers.map((number, at) => number - (numbers[at - 1] ?? 0));
}
