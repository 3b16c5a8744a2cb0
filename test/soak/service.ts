// The service in a process of its own, so that its work isn't measured: sandboxes with weather, and the heavy answers.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeCertificates } from '../sandbox/certificates';
import { seededRandom } from '../sandbox/random';
import { makeAccount, type Sandbox, type SandboxAccount, startSandbox } from '../sandbox/sandbox';
import { answerHeavily } from './heavyAnswers';
import type { ServiceStatus, SoakAccount } from './plan';
import { letWeatherAct } from './weather';

/** What the process that started this one is sent, once. */
export interface ServiceMessage {
  readonly accounts: readonly SoakAccount[];
  readonly service: string;
  /** The authority to trust, PEM. */
  readonly ca: string;
}

async function main(): Promise<void> {
  const random = seededRandom(Number(process.argv[2]));
  const trusted = makeCertificates({ hosts: ['127.0.0.1'] });
  const untrusted = makeCertificates({ hosts: ['127.0.0.1'] });
  const plain = await startSandbox({ accounts: accountsOf('http', [0, 3, 29, 137, 137, 400, 1240]) });
  const secure = await startSandbox({ accounts: accountsOf('https', [29, 137, 400]), tls: trusted });
  const foreign = await startSandbox({ accounts: accountsOf('foreign', [3]), tls: untrusted });
  const sandboxes = [plain, secure, foreign];
  let requests = 0;
  for (const sandbox of sandboxes) {
    void letWeatherAct(sandbox, random, () => {
      requests++;
    });
  }
  const status = (): ServiceStatus => ({
    requests,
    pending: sum(sandboxes.map((one) => one.requests.filter(({ outcome }) => outcome === 'pending').length)),
    connections: sum(sandboxes.map(({ connections }) => connections)),
  });
  const server = createServer((request, response) => {
    if (!answerHeavily(request, response)) {
      response.end(JSON.stringify(status()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const message: ServiceMessage = {
    accounts: [
      ...sandboxes.flatMap(soakAccounts),
      { id: 'refused', baseUrl: `http://127.0.0.1:${await closedPort()}/v1`, apiKey: 'nobody listens' },
    ],
    service: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: trusted.ca,
  };
  process.send?.(message);
  // Whoever started this has gone.
  process.once('disconnect', () => process.exit());
}

function accountsOf(name: string, sizes: readonly number[]): SandboxAccount[] {
  return sizes.map((size, at) => makeAccount(`${name}-${at}@example.fr`, size));
}

function soakAccounts({ url, accounts }: Sandbox): SoakAccount[] {
  return accounts.map(({ name, apiKey }) => ({ id: name, baseUrl: url, apiKey }));
}

/** A port that nobody listens at: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
