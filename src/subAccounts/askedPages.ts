// The pages that were asked for and have not landed yet: several at a time, each once, taken in their order.
import { failed, type Result } from '../api/result';
import type { FetchPage, LoadedPage } from './page';

interface Asked<Row, Why> {
  readonly abort: AbortController;
  /** Undefined when it was given up. */
  readonly outcome: Promise<Settled<Row, Why> | undefined>;
  settled?: Settled<Row, Why>;
}

/** How asking for a page ended, and the how manieth of all answers it was. */
export interface Settled<Row, Why> {
  readonly outcome: Result<LoadedPage<Row>, Why>;
  readonly answeredAt: number;
}

export class AskedPages<Row, Why> {
  readonly #fetch: FetchPage<Row, Why>;
  readonly #unexpected: (error: unknown) => Why;
  readonly #asked = new Map<number, Asked<Row, Why>>();
  #answers = 0;

  /** `unexpected` turns what `fetch` throws in spite of its contract into a failure. */
  constructor(fetch: FetchPage<Row, Why>, unexpected: (error: unknown) => Why) {
    this.#fetch = fetch;
    this.#unexpected = unexpected;
  }

  /** Asks for a page, unless it is asked for already or answered and waiting. `waits`: as `FetchPage` has it. */
  ask(page: number, waits: boolean | 'named'): void {
    if (this.#asked.has(page)) {
      return;
    }
    const abort = new AbortController();
    // Who waits for a page that is given up must not wait for the source to notice.
    const givenUp = new Promise<undefined>((resolve) =>
      abort.signal.addEventListener('abort', () => resolve(undefined), { once: true }),
    );
    const asked: Asked<Row, Why> = {
      abort,
      outcome: Promise.race([this.#settle(page, abort.signal, waits), givenUp]),
    };
    this.#asked.set(page, asked);
    void asked.outcome.then((settled) => {
      if (settled) {
        asked.settled = settled;
      }
    });
  }

  /** Waits for a page that was asked for, and takes it out. Undefined when it was given up meanwhile. */
  async take(page: number): Promise<Settled<Row, Why> | undefined> {
    const asked = this.#asked.get(page);
    const settled = await asked?.outcome;
    // Whatever took this one's place meanwhile stays.
    if (this.#asked.get(page) === asked) {
      this.#asked.delete(page);
    }
    return settled;
  }

  /** Whether an answer that came before this one still waits. */
  hasOlderThan(answeredAt: number): boolean {
    return [...this.#asked.values()].some(({ settled }) => settled && settled.answeredAt < answeredAt);
  }

  /** Aborts what is in flight for pages after `page`. Answers that wait for their turn stay. */
  abortAfter(page: number): void {
    for (const [number, { abort, settled }] of this.#asked) {
      if (number > page && !settled?.outcome.ok) {
        this.#asked.delete(number);
        abort.abort();
      }
    }
  }

  /** Aborts what is in flight, and throws away what waits. */
  clear(): void {
    for (const { abort } of this.#asked.values()) {
      abort.abort();
    }
    this.#asked.clear();
  }

  async #settle(page: number, signal: AbortSignal, waits: boolean | 'named'): Promise<Settled<Row, Why>> {
    const outcome = await this.#ask(page, signal, waits);
    return { outcome, answeredAt: this.#answers++ };
  }

  async #ask(page: number, signal: AbortSignal, waits: boolean | 'named'): ReturnType<FetchPage<Row, Why>> {
    try {
      return await this.#fetch(page, signal, waits);
    } catch (error) {
      return failed(this.#unexpected(error));
    }
  }
}
