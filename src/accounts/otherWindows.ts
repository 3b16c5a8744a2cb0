// Signs of what another window does: its keychain's changes, and a look or two after each, as names may arrive after keys.
import type { Keychain } from './keychain';

export interface OtherWindowsParts {
  readonly keychain: Pick<Keychain, 'onDidChange'>;
  /** Told of each change of a key, in this window or another, with the account's id. */
  readonly onKeyChanged: (id: string) => void;
  /** Looks at the names again. */
  readonly look: () => void;
  /** When to look, in milliseconds after a change. */
  readonly lookAfter: readonly number[];
}

export class OtherWindows {
  readonly #subscription: { dispose(): unknown };
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor({ keychain, onKeyChanged, look, lookAfter }: OtherWindowsParts) {
    this.#subscription = keychain.onDidChange((id) => {
      onKeyChanged(id);
      for (const milliseconds of lookAfter) {
        this.#later(milliseconds, look);
      }
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }

  #later(milliseconds: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, milliseconds);
    timer.unref();
    this.#timers.add(timer);
  }
}
