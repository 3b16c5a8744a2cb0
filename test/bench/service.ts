// The process of the service: three accounts, of 1,000, 10,000 and 50,000 sub-accounts, and orders from whoever started it.
import { startSandbox } from '../sandbox/sandbox';
import { benchAccount, type Size, sizes } from './accounts';

/** Sent once it listens. */
export interface ServiceReady {
  readonly url: string;
  readonly accounts: readonly {
    readonly size: Size;
    readonly apiKey: string;
    readonly firstEmail: string;
    readonly lastEmail: string;
  }[];
}

/** What it is told. Each is answered. */
export interface ServiceOrder {
  readonly latency?: number;
  readonly rowsPerPage?: number;
}

export interface ServiceAnswer {
  /** Pages that were asked for since the last change. */
  readonly pages: number;
}

async function main(): Promise<void> {
  const accounts = sizes.map(benchAccount);
  const sandbox = await startSandbox({ accounts });
  process.on('message', ({ latency, rowsPerPage }: ServiceOrder) => {
    const answer: ServiceAnswer = { pages: sandbox.requests.filter(({ call }) => call === 'list').length };
    if (latency !== undefined && rowsPerPage !== undefined) {
      sandbox.latency = latency;
      sandbox.lies = { rowsPerPage };
      sandbox.requests.length = 0;
    }
    process.send?.(answer);
  });
  // Whoever started this has gone.
  process.once('disconnect', () => process.exit());
  const ready: ServiceReady = {
    url: sandbox.url,
    accounts: accounts.map(({ apiKey, subAccounts }, at) => ({
      size: sizes[at] ?? sizes[0],
      apiKey,
      firstEmail: subAccounts[0]?.email ?? '',
      lastEmail: subAccounts.at(-1)?.email ?? '',
    })),
  };
  process.send?.(ready);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
