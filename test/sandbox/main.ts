// Runs a sandbox for people: `npm run sandbox [-- --port 8025] [--latency 300]`.
//
// The API is at http://127.0.0.1:8025/v1; the accounts and their keys are printed at the start. To break and mend it:
//
//   curl -d '{"fault":{"kind":"refusedKey"}}'                                  http://127.0.0.1:8025/_sandbox/fault
//   curl -d '{"fault":{"kind":"http","status":503},"scope":{"call":"list","page":2,"times":3}}' http://127.0.0.1:8025/_sandbox/fault
//   curl -X POST                                                              http://127.0.0.1:8025/_sandbox/heal
//   curl -d '{"ms":2000}'                                                      http://127.0.0.1:8025/_sandbox/latency
//   curl                                                                      http://127.0.0.1:8025/_sandbox/requests
//
// The kinds of faults and scopes are in faultKinds.ts. Only programs on this machine are listened to.
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8025' }, latency: { type: 'string', default: '0' } },
  });
  const sandbox = await startSandbox({
    port: wholeNumber('--port', values.port, 65_535),
    latency: wholeNumber('--latency', values.latency, 600_000),
    control: true,
  });
  const lines = sandbox.accounts.map(
    ({ name, apiKey, subAccounts }) =>
      `  ${apiKey}  ${name} (${subAccounts.length} sub-account${subAccounts.length === 1 ? '' : 's'})`,
  );
  console.log([`Mail Partner sandbox: ${sandbox.url}`, 'API keys:', ...lines, 'Ctrl+C ends it.'].join('\n'));

  const end = (): void => {
    void sandbox.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function wholeNumber(name: string, text: string, largest: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= largest)) {
    throw new Error(`${name} takes a whole number from 0 to ${largest}.`);
  }
  return value;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
