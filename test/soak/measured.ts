// The measured process: the client, the pager and the lists under load, and nothing else. In plain Node, or as VS Code's tests.
import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { createApi } from '../../src/api/client';
import { seededRandom } from '../sandbox/random';
import { EventLoopWatch } from './eventLoop';
import type { HeavyAnswer, Measured, MemorySample } from './figures';
import { HEAVY_ANSWERS } from './heavyAnswers';
import { Load } from './load';
import { collectGarbage, measureMemory } from './memory';
import { PLAN_VARIABLE, type ServiceStatus, type SoakPlan, stretchOf } from './plan';
import { activeResources, ResourceWatch, sharedListeners } from './resources';
import { nameOf, Tally } from './tally';

/** Milliseconds that closing may take, and that Node's agents keep idle sockets for, with a margin. */
const CLOSING = 3000;
const KEEPING = 9000;

/** Resolves when the figures have been written. */
export async function run(): Promise<void> {
  const plan: SoakPlan = JSON.parse(process.env[PLAN_VARIABLE] ?? '');
  const figures = await measure(plan);
  mkdirSync(dirname(plan.report), { recursive: true });
  writeFileSync(plan.report, JSON.stringify(figures));
}

async function measure(plan: SoakPlan): Promise<Measured> {
  const tally = new Tally();
  const stopListening = listenForSurprises(tally);
  const ports = plan.accounts.map(({ baseUrl }) => new URL(baseUrl).port);
  const watch = new ResourceWatch([plan.bundle, __filename], ports);
  const loop = new EventLoopWatch(() => tally.calls);

  const loadingStarted = performance.now();
  const client: { createApi: typeof createApi } = require(plan.bundle);
  const loading = performance.now() - loadingStarted;

  let keptSockets = 0;
  let socketListeners = 0;
  const look = () => {
    keptSockets = Math.max(keptSockets, watch.idleSockets.length);
    socketListeners = Math.max(socketListeners, watch.socketListeners);
  };
  const random = seededRandom(plan.seed);
  const load = new Load({ ...client, accounts: plan.accounts, random, tally, onAct: look });
  say('the load begins');
  const resourcesBefore = activeResources();
  const listenersBefore = sharedListeners();
  for (const account of plan.accounts) {
    await load.loadOne(account, 10);
  }
  const listenersOfNewSocket = watch.socketListeners;

  const memory: MemorySample[] = [];
  const stretch = stretchOf(plan.calls);
  let milliseconds = 0;
  let disposing = 0;
  let timers = 0;
  for (let until = stretch; until <= plan.calls; until += stretch) {
    const started = performance.now();
    loop.resume();
    disposing = Math.max(disposing, await load.run(until));
    // Later they would have gone off by themselves.
    timers += watch.timers;
    loop.pause();
    milliseconds += performance.now() - started;
    await waitUntil(() => watch.requests === 0, CLOSING);
    await waitUntil(() => watch.sockets === 0, KEEPING);
    await collectGarbage();
    // Forgets those that are gone, so that the watch itself does not grow.
    watch.forgetSignals();
    memory.push(await measureMemory(tally.calls));
    say(`${tally.calls} calls in ${Math.round(milliseconds / 1000)} s`);
  }

  await waitUntil(() => fits(activeResources(), resourcesBefore), CLOSING);
  const resourcesAfter = activeResources();
  const { pending } = await settledStatus(plan);
  const leftovers = {
    calls: tally.open.size,
    timers,
    signalListeners: tally.signalListeners + watch.signalListeners,
    requests: watch.requests,
    pendingAtService: pending,
    sockets: watch.sockets,
    emitterListeners: sharedListeners() - listenersBefore + socketListeners - listenersOfNewSocket,
    toldAfterDispose: tally.toldAfterDispose,
  };
  watch.stop();
  const heavy = await measureHeavyAnswers(plan, load);
  stopListening();
  return {
    node: process.versions.node,
    calls: tally.calls,
    seconds: milliseconds / 1000,
    attempts: tally.attempts,
    retries: tally.retries,
    outcomes: tally.outcomes,
    memory,
    loading,
    loop: loop.figures(),
    heavy,
    leftovers,
    keptSockets,
    resources: { before: resourcesBefore, after: resourcesAfter },
    disposing,
    surprises: [...tally.surprises],
  };
}

async function measureHeavyAnswers({ service }: SoakPlan, load: Load): Promise<HeavyAnswer[]> {
  const answers: HeavyAnswer[] = [];
  for (const [what, body] of Object.entries(HEAVY_ANSWERS)) {
    const megabytes = Buffer.byteLength(body()) / 1e6;
    await pause(100);
    const loop = new EventLoopWatch(() => 0);
    loop.resume();
    const started = performance.now();
    const baseUrl = `${service}/${encodeURIComponent(what)}`;
    const outcome = await load.loadOne({ id: what, baseUrl, apiKey: 'heavy' }, 30);
    const total = performance.now() - started;
    // The histogram notes a block only once it is over.
    await pause(100);
    loop.pause();
    answers.push({ what, megabytes, outcome, total, blocked: loop.figures().maximum });
  }
  return answers;
}

function listenForSurprises(tally: Tally): () => void {
  const warned = ({ name }: Error) =>
    name.startsWith('MaxListeners') && tally.surprises.add(`warned: ${name}`);
  const rejected = (error: unknown) => tally.surprises.add(`unhandled: ${nameOf(error)}`);
  process.on('warning', warned);
  process.on('unhandledRejection', rejected);
  return () => {
    process.off('warning', warned);
    process.off('unhandledRejection', rejected);
  };
}

/** The service hears of a connection's end a little later. */
async function settledStatus({ service }: SoakPlan): Promise<ServiceStatus> {
  let status = await askStatus(service);
  for (let i = 0; i < 20 && status.pending > 0; i++) {
    await pause(CLOSING / 20);
    status = await askStatus(service);
  }
  return status;
}

function askStatus(service: string): Promise<ServiceStatus> {
  return new Promise((resolve, reject) => {
    get(`${service}/`, { agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      answer.on('end', () => resolve(JSON.parse(text)));
    }).on('error', reject);
  });
}

function fits(now: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>): boolean {
  return Object.entries(now).every(([name, count]) => count <= (before[name] ?? 0));
}

async function waitUntil(holds: () => boolean, longest: number): Promise<void> {
  const started = performance.now();
  while (!holds() && performance.now() - started < longest) {
    await pause(20);
  }
}

/** The mark tells our lines from VS Code's own. */
function say(line: string): void {
  console.log(`${process.env.MAILPARTNER_OUTPUT_MARK ?? ''}${line}`);
}

if (require.main === module) {
  // What is left over could keep it running; it has been counted.
  run().then(
    () => process.exit(),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
