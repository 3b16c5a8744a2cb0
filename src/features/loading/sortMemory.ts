// The order of the rows, as the person chose it: remembered for this VS Code profile.
import type { Memento } from 'vscode';
import { type SortOrder, sortOrders } from '../../subAccounts/sortOrder';

const key = 'mailPartner.sortBy';

export class SortMemory {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  get order(): SortOrder {
    const stored: unknown = this.#state.get(key);
    return sortOrders.find((order) => order === stored) ?? 'server';
  }

  /** Rejects as VS Code does when it can't store it; the order then holds for this window all the same. */
  async choose(order: SortOrder): Promise<void> {
    await this.#state.update(key, order);
  }
}
