// The service that all benches ask: a sandbox in a process of its own, so that its work is not in what is measured.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Size } from './accounts';
import type { ServiceAnswer, ServiceOrder, ServiceReady } from './service';

export interface BenchService {
  /** The base address of the API. */
  readonly url: string;
  /** The key of the account with so many sub-accounts. */
  apiKey(size: Size): string;
  /** The e-mails of that account's first and last row. */
  firstEmail(size: Size): string;
  lastEmail(size: Size): string;
  /** From now on: milliseconds before each answer, and rows a page. Starts counting anew. */
  set(order: { readonly latency?: number; readonly rowsPerPage?: number }): Promise<void>;
  /** Pages asked for since `set`. */
  pages(): Promise<number>;
  stop(): Promise<void>;
}

export async function startService(): Promise<BenchService> {
  const child = fork(join(__dirname, 'service.ts'));
  const ended = once(child, 'exit').then(() => {
    throw new Error('The service of the bench ended.');
  });
  ended.catch(() => undefined);
  const next = async (): Promise<unknown> => {
    const message = new Promise((resolve) => child.once('message', resolve));
    return Promise.race([message, ended]);
  };
  const order = async (sent: ServiceOrder): Promise<ServiceAnswer> => {
    const answer = next();
    child.send(sent);
    return (await answer) as ServiceAnswer;
  };
  const ready = (await next()) as ServiceReady;
  const of = (size: Size) => {
    const account = ready.accounts.find((one) => one.size === size);
    if (!account) throw new Error(`The service has no account of ${size}.`);
    return account;
  };
  return {
    url: ready.url,
    apiKey: (size) => of(size).apiKey,
    firstEmail: (size) => of(size).firstEmail,
    lastEmail: (size) => of(size).lastEmail,
    set: async ({ latency = 0, rowsPerPage = 20 }) => {
      await order({ latency, rowsPerPage });
    },
    pages: async () => (await order({})).pages,
    stop: async () => {
      if (child.exitCode === null) {
        child.disconnect();
        await ended.catch(() => undefined);
      }
    },
  };
}
