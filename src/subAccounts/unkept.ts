// What a window knows beside its lists and has not kept yet, account by account: what was used, what is gone, and what is otherwise now.
import type { Use } from './rememberedList';
import { type News, noNews, type SeenOtherwise, withUses } from './remembering';

export class Unkept {
  readonly #news = new Map<string, News>();

  /** What is known of an account; undefined for nothing. */
  of(accountId: string): News | undefined {
    return this.#news.get(accountId);
  }

  /** A sub-account was used. */
  used(accountId: string, use: Use): void {
    const before = this.of(accountId) ?? noNews;
    this.#news.set(accountId, { ...before, used: withUses(before.used, [use]) });
  }

  /** The service had a sub-account no longer. */
  isGone(accountId: string, gone: Use): void {
    const before = this.of(accountId) ?? noNews;
    this.#news.set(accountId, {
      used: before.used.filter(({ id }) => id !== gone.id),
      gone: [...before.gone, gone],
      otherwise: before.otherwise.filter(({ row }) => row.id !== gone.id),
    });
  }

  /** The service had a sub-account otherwise. */
  isNow(accountId: string, now: SeenOtherwise): void {
    const before = this.of(accountId) ?? noNews;
    this.#news.set(accountId, {
      ...before,
      gone: before.gone.filter(({ id }) => id !== now.row.id),
      otherwise: [...before.otherwise, now],
    });
  }

  /** These are kept: what is left came since. */
  kept(accountId: string, { used, gone, otherwise }: News = noNews): void {
    const now = this.of(accountId) ?? noNews;
    const left = {
      used: now.used.filter((each) => !used.includes(each)),
      gone: now.gone.filter((each) => !gone.includes(each)),
      otherwise: now.otherwise.filter((each) => !otherwise.includes(each)),
    };
    if (left.used.length + left.gone.length + left.otherwise.length > 0) {
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
