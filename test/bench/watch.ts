// The probe in an extension host, as the bench speaks with it: each window's probe says where it is, and takes orders over HTTP.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A time in which the event loop stood still, in milliseconds. */
export interface Block {
  readonly late: number;
  /** How long the whole process ran meanwhile: a machine that is busy otherwise makes the loop late too. */
  readonly onCpu: number;
  /** How long our rows, items and searches took of it. */
  readonly own: number;
}

export interface Watched {
  /** The longest first. */
  readonly blocks: readonly Block[];
  /** Each read of the keychain, in milliseconds. */
  readonly secrets: readonly number[];
  /** Each keystroke in Find, in milliseconds of the extension host. */
  readonly finds: readonly number[];
  /** How often VS Code was told that something in our tree changed. */
  readonly told: number;
  /** How often of it, that all of it may have. */
  readonly toldOfAll: number;
}

export interface Refreshed {
  readonly block: number;
  readonly onCpu: number;
  readonly own: number;
}

export interface Watch {
  start(): Promise<unknown>;
  stop(): Promise<Watched>;
  /** Our rows and items, all of them, asked as VS Code does but without it. */
  askAll(): Promise<{ readonly rows: number; readonly milliseconds: number }>;
  /** VS Code is told that all of our tree changed. */
  refresh(): Promise<Refreshed>;
  /** The same for a tree of rows that cost nothing to make. */
  plain(rows: number): Promise<Refreshed>;
  /** The items as text, in characters. */
  sizes(): Promise<{ readonly ours: number; readonly plain: number }>;
}

/** Where the probes say that they are there. */
export interface Hub {
  readonly url: string;
  /** The probe of the next window: ask before opening it. */
  next(): Promise<Watch>;
  close(): void;
}

export async function openHub(): Promise<Hub> {
  let found: (port: string) => void = () => undefined;
  const server = createServer((request, response) => {
    found(new URL(request.url ?? '', 'http://hub').searchParams.get('port') ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    next: async () =>
      watchAt(
        await new Promise<string>((resolve) => {
          found = resolve;
        }),
      ),
    close: () => server.close(),
  };
}

function watchAt(port: string): Watch {
  const ask = async <T>(what: string): Promise<T> => {
    const answer = JSON.parse(await (await fetch(`http://127.0.0.1:${port}/${what}`)).text());
    if (answer.error) throw new Error(`The probe could not measure: ${answer.error}`);
    return answer;
  };
  return {
    start: () => ask('start'),
    stop: () => ask('stop'),
    askAll: () => ask('askAll'),
    refresh: () => ask('refresh'),
    plain: (rows) => ask(`plain?rows=${rows}`),
    sizes: () => ask('sizes'),
  };
}
