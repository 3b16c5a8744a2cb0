// A clock that stands until the test moves it, and knows which timers are left.
import { mock } from 'node:test';
import { settled } from './settled';

export class FakeClock {
  /** When each timer that was set is due. */
  readonly #due = new Map<unknown, number>();
  readonly #putBack: () => void;

  /** `now`: what it shows, in milliseconds since the epoch. */
  constructor(now: number) {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now });
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    this.#putBack = () => Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
    Object.assign(globalThis, {
      setTimeout: (run: () => void, milliseconds = 0) => {
        const timer = set(() => {
          this.#due.delete(timer);
          run();
        }, milliseconds);
        this.#due.set(timer, Date.now() + milliseconds);
        return timer;
      },
      clearTimeout: (timer: NodeJS.Timeout | undefined) => {
        this.#due.delete(timer);
        clear(timer);
      },
    });
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#due.size;
  }

  /** Moves on, from timer to timer, so that each finds the clock at its time and what follows from it can happen. */
  async advance(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    await settled();
    for (;;) {
      const next = Math.min(...this.#due.values());
      if (next > end) {
        break;
      }
      mock.timers.tick(Math.max(0, next - Date.now()));
      await settled();
    }
    mock.timers.tick(end - Date.now());
    await settled();
  }

  /** The time is the computer's again. */
  restore(): void {
    this.#putBack();
    mock.timers.reset();
  }
}
