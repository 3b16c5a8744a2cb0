// Watches what the code under test acquires: its timers, its abort signals, and every request with its socket.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type EventEmitter, getEventListeners } from 'node:events';
import { type ClientRequest, globalAgent } from 'node:http';
import { globalAgent as secureAgent } from 'node:https';
import type { Socket } from 'node:net';

const REQUEST_STARTED = 'http.client.request.start';

/** From `new` to `stop`. In an extension host others work too: only what `own` names in the stack is counted. */
export class ResourceWatch {
  readonly #own: readonly string[];
  readonly #ports: ReadonlySet<string>;
  readonly #timers = new Set<unknown>();
  readonly #signals = new Set<WeakRef<AbortSignal>>();
  readonly #requests = new Set<ClientRequest>();
  /** The open ones, and how many open requests use each. */
  readonly #sockets = new Map<Socket, number>();
  readonly #undo: (() => void)[] = [];

  /** `own` are names of files, `ports` those of the service. */
  constructor(own: readonly string[], ports: Iterable<string>) {
    this.#own = own;
    this.#ports = new Set(ports);
    this.#watchTimers();
    this.#watchSignals();
    this.#watchRequests();
  }

  get timers(): number {
    return this.#timers.size;
  }

  get requests(): number {
    return this.#requests.size;
  }

  /** Open sockets to the service. */
  get sockets(): number {
    return this.#sockets.size;
  }

  /** Those of them that wait for the next request. */
  get idleSockets(): Socket[] {
    return [...this.#sockets].filter(([, users]) => users === 0).map(([socket]) => socket);
  }

  /** How many listeners there are on the idle socket that has the most. */
  get socketListeners(): number {
    return Math.max(0, ...this.idleSockets.map(countListeners));
  }

  /** Listeners on signals that are still in memory. */
  get signalListeners(): number {
    let listeners = 0;
    for (const reference of this.#signals) {
      const signal = reference.deref();
      listeners += signal ? getEventListeners(signal, 'abort').length : 0;
    }
    return listeners;
  }

  /** Forgets the signals that are no longer in memory. */
  forgetSignals(): void {
    for (const reference of this.#signals) {
      if (reference.deref() === undefined) {
        this.#signals.delete(reference);
      }
    }
  }

  /** Takes the watches off again. */
  stop(): void {
    for (const undo of this.#undo) {
      undo();
    }
  }

  /** Whether our code called what called this; what VS Code does further down, for a request of ours, is VS Code's. */
  #isOwn(framesBetween: number): boolean {
    const caller = String(new Error().stack).split('\n')[3 + framesBetween] ?? '';
    return this.#own.some((file) => caller.includes(file));
  }

  #watchTimers(): void {
    const { setTimeout, clearTimeout } = globalThis;
    const watched = (run: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) => {
      if (!this.#isOwn(0)) {
        return setTimeout(run, milliseconds, ...args);
      }
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        run(...args);
      }, milliseconds);
      this.#timers.add(timer);
      return timer;
    };
    globalThis.setTimeout = Object.assign(watched, setTimeout) as typeof setTimeout;
    globalThis.clearTimeout = (timer) => {
      this.#timers.delete(timer);
      clearTimeout(timer);
    };
    this.#undo.push(() => Object.assign(globalThis, { setTimeout, clearTimeout }));
  }

  #watchSignals(): void {
    const { AbortController } = globalThis;
    const note = (signal: AbortSignal) => {
      if (this.#isOwn(1)) {
        this.#signals.add(new WeakRef(signal));
      }
    };
    globalThis.AbortController = class extends AbortController {
      constructor() {
        super();
        note(this.signal);
      }
    };
    this.#undo.push(() => Object.assign(globalThis, { AbortController }));
  }

  #watchRequests(): void {
    const started = (message: unknown) => {
      const { request } = message as { readonly request: ClientRequest };
      const port = /^127\.0\.0\.1:(\d+)$/.exec(String(request.getHeader('host')))?.[1] ?? '';
      if (!this.#ports.has(port)) {
        return;
      }
      this.#requests.add(request);
      request.once('close', () => this.#requests.delete(request));
      if (request.socket) {
        this.#watchSocket(request.socket, request);
      } else {
        request.once('socket', (socket) => this.#watchSocket(socket, request));
      }
    };
    subscribe(REQUEST_STARTED, started);
    this.#undo.push(() => unsubscribe(REQUEST_STARTED, started));
  }

  #watchSocket(socket: Socket, request: ClientRequest): void {
    if (socket.destroyed) {
      return;
    }
    if (!this.#sockets.has(socket)) {
      socket.once('close', () => this.#sockets.delete(socket));
    }
    this.#sockets.set(socket, (this.#sockets.get(socket) ?? 0) + 1);
    request.once('close', () => {
      const users = this.#sockets.get(socket);
      if (users !== undefined) {
        this.#sockets.set(socket, users - 1);
      }
    });
  }
}

/** How many listeners there are on what everyone shares: the process, and Node's agents. */
export function sharedListeners(): number {
  return [process, globalAgent, secureAgent].map(countListeners).reduce((a, b) => a + b);
}

function countListeners(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((total, name) => total + emitter.listenerCount(name), 0);
}

/** `process.getActiveResourcesInfo()`, counted by name. */
export function activeResources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) {
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
