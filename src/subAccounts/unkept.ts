// What a window knows beside its lists and has not kept yet, account by account: what was used, and what is gone.
import type { Use } from './rememberedList';
import { type News, withUses } from './remembering';

const nothing: News = { used: [], gone: [] };

export class Unkept {
  readonly #news = new Map<string, News>();

  /** What is known of an account; undefined for nothing. */
  of(accountId: string): News | undefined {
    return this.#news.get(accountId);
  }

  /** A sub-account was used. */
  used(accountId: string, use: Use): void {
    const { used, gone } = this.of(accountId) ?? nothing;
    this.#news.set(accountId, { used: withUses(used, [use]), gone });
  }

  /** The service had a sub-account no longer. */
  isGone(accountId: string, gone: Use): void {
    const before = this.of(accountId) ?? nothing;
    this.#news.set(accountId, {
      used: before.used.filter(({ id }) => id !== gone.id),
      gone: [...before.gone, gone],
    });
  }

  /** These are kept: what is left came since. */
  kept(accountId: string, { used, gone }: News = nothing): void {
    const now = this.of(accountId) ?? nothing;
    const left = {
      used: now.used.filter((each) => !used.includes(each)),
      gone: now.gone.filter((each) => !gone.includes(each)),
    };
    if (left.used.length + left.gone.length > 0) {
      this.#news.set(accountId, left);
    } else {
      this.#news.delete(accountId);
    }
  }

  /** Forgets what is known of an account. */
  forget(accountId: string): void {
    this.#news.delete(accountId);
  }

  /** Forgets all. */
  clear(): void {
    this.#news.clear();
  }
}
