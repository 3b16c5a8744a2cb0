// Find: what it shows is what the lists have, whatever happens to them meanwhile.

import * as assert from 'node:assert/strict';
import { EventEmitter, env, window } from 'vscode';
import { failed, ok } from '../../src/api/result';
import { Clipboard } from '../../src/common/clipboard';
import { askSubAccount } from '../../src/features/find/askSubAccount';
import type { PickerItem } from '../../src/features/find/pickerItems';
import { ListsOnDemand, subAccount, subAccounts } from './support/subAccounts';

/** A quick pick that tells when it was given items. */
class FakePick {
  readonly hidden = new EventEmitter<void>();
  readonly onDidHide = this.hidden.event;
  readonly onDidAccept = new EventEmitter<void>().event;
  readonly onDidChangeValue = new EventEmitter<string>().event;
  readonly onDidTriggerItemButton = new EventEmitter<never>().event;
  value = '';
  activeItems: PickerItem[] = [];
  selectedItems: PickerItem[] = [];
  #items: PickerItem[] = [];
  #given: () => void = () => undefined;

  get items(): PickerItem[] {
    return this.#items;
  }

  set items(items: PickerItem[]) {
    this.#items = items;
    this.#given();
  }

  /** Resolves when items are given that are so. */
  async until(areSo: (items: readonly PickerItem[]) => boolean): Promise<void> {
    while (!areSo(this.#items)) {
      await new Promise<void>((resolve) => {
        this.#given = resolve;
      });
    }
  }

  show() {}
  hide() {
    this.hidden.fire();
  }
  dispose() {}
}

describe('find', () => {
  const createQuickPick = Object.getOwnPropertyDescriptor(window, 'createQuickPick');
  const clipboard = new Clipboard({ clipboard: env.clipboard, clearAfter: () => 0 });
  let pick: FakePick;
  let service: ListsOnDemand;
  let asked: Promise<unknown>;

  beforeEach(async () => {
    pick = new FakePick();
    Object.defineProperty(window, 'createQuickPick', { configurable: true, value: () => pick });
    const changes = new EventEmitter<void>();
    service = new ListsOnDemand(() => changes.fire());
    await service.load('a', subAccounts(1, 20), 40);
    asked = askSubAccount('Find', {
      accounts: () => [{ id: 'a', name: 'Agence' }],
      lists: service.lists,
      onDidChangeList: (listener) => changes.event(listener),
      clipboard,
    });
  });
  afterEach(async () => {
    pick.hide();
    await asked;
    service.lists.dispose();
    if (createQuickPick) Object.defineProperty(window, 'createQuickPick', createQuickPick);
  });

  it('does not go on showing what the service no longer has, nor what it was', async () => {
    assert.equal(pick.items.length, 20);
    void service.lists.of('a').refresh();
    const now = [subAccount(1, { token: 'another' }), subAccount(3)];
    service.last.answer(ok({ rows: now, total: 2, pageSize: 20 }));
    await pick.until((items) => items.length === 2);
    assert.deepEqual(
      pick.items.map(({ target }) => target?.subAccount),
      now,
    );
  });

  it('puts the keyboard on what can be chosen when a failure comes late', async () => {
    pick.value = 'nobody';
    void service.lists.of('a').refresh();
    service.last.answer(failed({ kind: 'server', status: 503 }));
    await pick.until((items) => items.some(({ retry }) => retry !== undefined));
    assert.equal(pick.activeItems[0]?.retry, 'a');
  });
});
