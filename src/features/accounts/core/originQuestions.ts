// When the person is asked whether keys may go to another origin, about which accounts, and what their answer does. No vscode.
import type { Account } from '../../../accounts/account';
import type { StoreProblem } from '../../../accounts/accountStore';
import { isKeyUnknown, mayGo } from '../../../accounts/origins';
import { done, type Result } from '../../../api/result';

/** Whether the keys of these accounts may go to this origin. */
export interface OriginQuestion {
  readonly origin: string;
  readonly accounts: readonly Account[];
}

export interface OriginQuestionsParts {
  readonly accounts: () => readonly Account[];
  /** The origin of the API's address now; undefined where it can't be used. */
  readonly origin: () => string | undefined;
  /** Puts the question to the person; true where they agree. */
  readonly ask: (question: OriginQuestion) => Promise<boolean>;
  /** Lets the keys of accounts that were so when the person was asked go there, or says why that could not be kept. */
  readonly allow: (accounts: readonly Account[], origin: string) => Promise<Result<void, StoreProblem>>;
  /** Told when it could not. */
  readonly notKept: (why: StoreProblem) => void;
  /** Settles once what another window stores beside a key had its time to arrive. */
  readonly settled: () => Promise<void>;
  /** Whether the person is in this window: each that is open learns of a new address. */
  readonly hasFocus: () => boolean;
}

/** One question at a time, about all accounts whose keys may not go to the origin of now. */
export class OriginQuestions {
  readonly #parts: OriginQuestionsParts;
  /** The origins that were asked about. */
  readonly #asked = new Set<string>();
  #open: Promise<void> | undefined;
  /** Whether a question waits for the person to come to this window. */
  #isDue = false;

  constructor(parts: OriginQuestionsParts) {
    this.#parts = parts;
  }

  /** Asks, or joins the question that is open. Settles when it is answered. Does nothing where there is nothing to ask. */
  ask(): Promise<void> {
    this.#open ??= this.#run().finally(() => {
      this.#open = undefined;
    });
    return this.#open;
  }

  /** Asks where this origin was not asked about in this window yet: now, or when the person comes to it. */
  async askOnce(): Promise<void> {
    const origin = this.#parts.origin();
    if (origin === undefined || this.#asked.has(origin)) {
      return;
    }
    this.#isDue = !this.#parts.hasFocus();
    if (!this.#isDue) {
      await this.ask();
    }
  }

  /** The person has come to this window. Another may have their answer already. */
  async focusCame(): Promise<void> {
    if (this.#isDue) {
      this.#isDue = false;
      await this.askOnce();
    }
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#refused().some(isKeyUnknown)) {
        await this.#parts.settled();
      }
      const origin = this.#parts.origin();
      const accounts = this.#refused();
      if (origin === undefined || accounts.length === 0) {
        return;
      }
      this.#asked.add(origin);
      const isAgreed = await this.#parts.ask({ origin, accounts });
      const now = this.#parts.origin();
      if (now === origin) {
        // As they were when the person was asked: what has another key since is not what they answered about.
        const kept = isAgreed ? await this.#parts.allow(accounts, origin) : done;
        if (!kept.ok) {
          this.#parts.notKept(kept.why);
        }
        return;
      }
      if (isAgreed) {
        // It counted for nothing: where that address comes back, it is asked about again.
        this.#asked.delete(origin);
      }
      // What they agreed to is no longer set. What is set instead may not have been asked about.
      if (now === undefined || this.#asked.has(now)) {
        return;
      }
    }
  }

  /** The accounts whose keys may not go where the address is now. */
  #refused(): readonly Account[] {
    const origin = this.#parts.origin();
    return origin === undefined ? [] : this.#parts.accounts().filter((account) => !mayGo(account, origin));
  }
}
