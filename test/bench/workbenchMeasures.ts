// What was measured in the real workbench, as lines of the table: beside what each is held, and which goal it has.
import type { Growth, Measure } from './bench';
import { idealLoad, latency } from './ideal';
import { spreadOf } from './judged';
import type { Refreshed, Watched } from './watch';

export interface Load {
  readonly milliseconds: number;
  readonly requests: number;
  readonly idle: Watched;
  readonly watched: Watched;
}

export interface Refreshes {
  readonly rows: number;
  readonly asked: readonly number[];
  readonly ours: readonly Refreshed[];
  readonly plain: readonly Refreshed[];
  readonly characters: { readonly ours: number; readonly plain: number };
}

export function loadMeasures(loaded: readonly Load[]): Measure[] {
  const requests = loaded[0]?.requests ?? 0;
  return [
    {
      what: 'load 10,000 rows in the real workbench, until the last row is in the tree',
      unit: 'ms',
      ours: loaded.map(({ milliseconds }) => milliseconds),
      against: { what: `the ideal: ${requests} ÷ 6 × ${latency} ms`, samples: [idealLoad(requests)] },
      compared: 'times',
      goal: 1.35,
    },
    {
      what: 'a read of the keychain, before each page of it',
      unit: 'ms',
      ours: loaded.flatMap(({ watched }) => watched.secrets),
      compared: 'median',
    },
  ];
}

export function findMeasures(keystrokes: readonly number[], inHost: readonly number[]): Measure[] {
  return [
    {
      what: 'the keystroke in the real workbench, median, in the extension host',
      unit: 'ms',
      ours: inHost,
      compared: 'median',
      goal: 16,
    },
    { what: 'the same, worst', unit: 'ms', ours: inHost, compared: 'maximum', goal: 50 },
    {
      what: 'the same, from the key to the item on the screen',
      unit: 'ms',
      ours: keystrokes,
      compared: 'median',
    },
  ];
}

export function blockMeasures(loaded: readonly Load[]): Measure[] {
  const longest = (of: (load: Load) => Watched) => loaded.map((load) => of(load).blocks[0]?.late ?? 0);
  return [
    {
      what: 'longest block of the extension host’s event loop meanwhile',
      unit: 'ms',
      ours: longest(({ watched }) => watched),
      against: { what: 'an idle host', samples: longest(({ idle }) => idle) },
      compared: 'maximum',
      goal: 60,
    },
    {
      what: 'the same, in processor time of the whole host',
      unit: 'ms',
      ours: loaded.map(({ watched }) =>
        Math.max(0, ...watched.blocks.map(({ onCpu, late }) => Math.min(onCpu, late))),
      ),
      against: {
        what: 'an idle host',
        samples: loaded.map(({ idle }) =>
          Math.max(0, ...idle.blocks.map(({ onCpu, late }) => Math.min(onCpu, late))),
        ),
      },
      compared: 'maximum',
    },
    {
      what: 'of it our own rows and items',
      unit: 'ms',
      ours: loaded.map(({ watched }) => Math.max(0, ...watched.blocks.map(({ own }) => own))),
      compared: 'maximum',
      goal: 10,
    },
  ];
}

export function tellingMeasures(retold: readonly Watched[]): Measure[] {
  return [
    {
      what: 'how often a Refresh that changes none of 10,000 rows tells VS Code of changes',
      unit: 'count',
      ours: retold.map(({ told }) => told),
      compared: 'maximum',
      goal: 0,
    },
    {
      what: 'of it that all rows may have changed',
      unit: 'count',
      ours: retold.map(({ toldOfAll }) => toldOfAll),
      compared: 'maximum',
    },
  ];
}

export function refreshMeasures(refreshed: readonly Refreshes[]): Measure[] {
  const of = refreshed.find(({ rows }) => rows === 10_000);
  return of
    ? [
        {
          what: 'block of a refresh of 10,000 rows',
          unit: 'ms',
          ours: of.ours.map(({ block }) => block),
          against: { what: 'rows that cost nothing to make', samples: of.plain.map(({ block }) => block) },
          compared: 'times',
        },
        {
          what: 'the same, in processor time',
          unit: 'ms',
          ours: of.ours.map(({ onCpu }) => onCpu),
          against: { what: 'rows that cost nothing to make', samples: of.plain.map(({ onCpu }) => onCpu) },
          compared: 'times',
        },
      ]
    : [];
}

export function refreshGrowth(refreshed: readonly Refreshes[]): Growth[] {
  const growth = (what: string, of: (refreshes: Refreshes) => readonly number[]): Growth => ({
    what,
    unit: 'ms',
    points: refreshed.map((each) => ({ rows: each.rows, samples: of(each) })),
  });
  return [
    growth('our rows and items, for all of the tree', ({ asked }) => asked),
    growth('block of a refresh, VS Code’s part included', ({ ours }) => ours.map(({ block }) => block)),
    growth('the same, in processor time', ({ ours }) => ours.map(({ onCpu }) => onCpu)),
    growth('block of a refresh of rows that cost nothing', ({ plain }) => plain.map(({ block }) => block)),
  ];
}

export function notes(loaded: readonly Load[], refreshed: readonly Refreshes[]): string[] {
  const worst = loaded.map(({ watched }) => watched.blocks[0]);
  const told = worst.map((block) =>
    block
      ? `${block.late.toFixed(0)} ms (the process ran ${block.onCpu.toFixed(0)} ms of it, our rows and items ${block.own.toFixed(0)} ms)`
      : 'none',
  );
  const sum = loaded.map(
    ({ watched }) =>
      `${watched.secrets.length} reads, ${watched.secrets.reduce((total, each) => total + each, 0).toFixed(0)} ms in all`,
  );
  return [
    `The longest block of each load: ${told.join('; ')}.`,
    `The keychain in each load: ${sum.join('; ')}.`,
    ...refreshed.map(
      ({ rows, ours, plain, characters, asked }) =>
        `A refresh of ${rows} rows blocks for ${middle(ours)}, of it our own code ${spreadOf(ours.map(({ own }) => own)).median.toFixed(1)} ms (${spreadOf(asked).median.toFixed(1)} ms asked alone); the same number of rows that cost nothing for ${middle(plain)}. Items as JSON: ${(characters.ours / rows).toFixed(0)} characters a row, of the others ${(characters.plain / rows).toFixed(0)}.`,
    ),
  ];
}

function middle(refreshed: readonly Refreshed[]): string {
  return `${spreadOf(refreshed.map(({ block }) => block)).median.toFixed(1)} ms`;
}
