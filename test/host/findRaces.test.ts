// Find while pages come in: whatever lands in whatever order, the keyboard stays where it is, and Enter does what it was pressed on or nothing.
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventEmitter } from 'vscode';
import type { Account } from '../../src/accounts/account';
import { failed, ok } from '../../src/api/result';
import { Clipboard } from '../../src/common/clipboard';
import type { OwnedSubAccount } from '../../src/common/targets';
import { askSubAccount } from '../../src/features/find/askSubAccount';
import type { PickerItem } from '../../src/features/find/pickerItems';
import type { ListFailure } from '../../src/subAccounts/lists';
import { noMemory } from '../support/noMemory';
import { settled } from '../support/settled';
import { subAccount } from '../support/subAccounts';
import type { FakeQuickPick } from './support/fakeQuickPick';
import { FakeWindow } from './support/fakeWindow';
import { ListsOnDemand } from './support/listsOnDemand';

const accounts: readonly Account[] = ['a', 'b', 'c'].map((id) => ({ id, name: `Account ${id}` }));

/** What comes from the service. */
type Coming =
  | { readonly what: 'land'; readonly account: string; readonly count: number }
  | { readonly what: 'fail'; readonly account: string; readonly why: ListFailure }
  | { readonly what: 'refresh'; readonly account: string };
/** What a person does; `meanwhile` comes before the extension learns of the key. */
type Step =
  | Coming
  | { readonly what: 'move'; readonly to: number }
  | { readonly what: 'type'; readonly text: string }
  | { readonly what: 'enter'; readonly meanwhile: readonly Coming[] };

const account = fc.constantFrom('a', 'b', 'c');
const coming: fc.Arbitrary<Coming> = fc.oneof(
  fc.record({ what: fc.constant('land' as const), account, count: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    what: fc.constant('fail' as const),
    account,
    why: fc.constantFrom<ListFailure>(
      { kind: 'refusedKey' },
      { kind: 'server', status: 503 },
      { kind: 'setting', reason: 'insecure' },
    ),
  }),
  fc.record({ what: fc.constant('refresh' as const), account }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: coming },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('move' as const), to: fc.nat(30) }) },
  fc.record({ what: fc.constant('type' as const), text: fc.constantFrom('', 'even', '#1', 'nobody') }),
  fc.record({ what: fc.constant('enter' as const), meanwhile: fc.array(coming, { maxLength: 3 }) }),
);

/** Find over three accounts, a service that answers when it is told to, and a person. */
class Desk {
  readonly said = new FakeWindow();
  readonly #changes = new EventEmitter<void>();
  readonly service = new ListsOnDemand(() => this.#changes.fire());
  readonly #asked: Promise<OwnedSubAccount | undefined>;
  readonly pick: FakeQuickPick<PickerItem>;
  readonly #answered = new Set<unknown>();
  #chosen: OwnedSubAccount | undefined;
  #next = 1;
  #show: (() => void) | undefined;

  constructor() {
    this.#asked = askSubAccount('Find', {
      accounts: () => accounts,
      lists: this.service.lists,
      paceOf: (show) => {
        this.#show = show;
        return { ask: () => undefined, dispose: () => undefined };
      },
      memory: noMemory,
      fetchPage: async () => assert.fail('nothing is remembered'),
      onDidChangeList: (listener) => this.#changes.event(listener),
      clipboard: new Clipboard({
        clipboard: { readText: async () => '', writeText: async () => undefined },
        clearAfter: () => 0,
      }),
    });
    void this.#asked.then((chosen) => {
      this.#chosen = chosen;
    });
    const [made] = this.said.picks;
    assert.ok(made);
    this.pick = made as FakeQuickPick<PickerItem>;
  }

  async take(step: Step): Promise<void> {
    const { pick } = this;
    if (step.what === 'type') {
      pick.type(step.text);
      await settled();
    } else if (step.what === 'move') {
      const item = pick.items[step.to % Math.max(1, pick.items.length)];
      if (item) pick.move(item);
    } else if (step.what === 'enter') {
      await this.#enter(step.meanwhile);
    } else {
      await this.#come(step);
    }
  }

  async close(): Promise<void> {
    if (this.pick.open) this.pick.escape();
    await this.#asked;
    this.service.lists.dispose();
    this.#changes.dispose();
    this.said.restore();
  }

  /** Something comes and is shown: nothing is under the person's hand that was not there before. */
  async #come(one: Coming): Promise<void> {
    const { pick } = this;
    const before = { items: pick.items, active: pick.activeItems[0]?.key };
    await this.#answer(one);
    this.#show?.();
    await settled();
    const active = pick.activeItems[0]?.key;
    const keys = pick.items.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length, 'each once');
    if (!before.items.some(doesSomething)) return;
    const isStillThere = before.active !== undefined && keys.includes(before.active);
    assert.equal(active, isStillThere ? before.active : undefined, 'the keyboard is elsewhere');
    const stay = before.items.filter(doesSomething).map(({ key }) => key);
    assert.deepEqual(
      keys.filter((key) => stay.includes(key)),
      stay.filter((key) => keys.includes(key)),
      'what stays has changed places',
    );
    if (stay.every((key) => keys.includes(key))) assert.deepEqual(keys.slice(0, stay.length), stay);
  }

  /** The person presses Enter, and this comes before the extension learns of it. */
  async #enter(meanwhile: readonly Coming[]): Promise<void> {
    const { pick } = this;
    const [pressed] = pick.activeItems;
    const deliver = pick.pressEnter();
    let isEmptied = pressed === undefined || !doesSomething(pressed);
    for (const one of meanwhile) {
      await this.#come(one);
      isEmptied ||= !pick.items.some(doesSomething);
    }
    const from = this.service.requests.length;
    const isTriedAgain = accounts.some(
      ({ id }) =>
        `failure ${id}` === pressed?.key && this.service.lists.ofAccount(id).state.kind === 'loading',
    );
    deliver();
    await settled();
    const done = this.#done(from);
    // Where nothing was found meanwhile, the keyboard went to what was found after that.
    if (isEmptied && meanwhile.length > 0) return;
    if (done !== undefined) assert.equal(done, pressed?.key, 'Enter did something else');
    if (pressed && doesSomething(pressed) && meanwhile.length === 0 && !isTriedAgain)
      assert.notEqual(done, undefined, 'Enter did nothing');
  }

  /** What has been done, by the key of the item that does it. */
  #done(from: number): string | undefined {
    const [, row] = this.said.executed[0] ?? [];
    const [asked, ...more] = this.service.requests.slice(from);
    if (this.#chosen) return `sub-account ${this.#chosen.account.id} ${this.#chosen.subAccount.id}`;
    if (typeof row === 'object' && row !== null && 'accountId' in row) return `failure ${row.accountId}`;
    // Opening the setting is the same for all accounts.
    if (this.said.executed.length > 0) return this.pick.activeItems[0]?.key;
    // A search anew asks every account, and trying again one.
    if (asked && more.some(({ accountId }) => accountId !== asked.accountId)) return 'anew';
    return asked && `failure ${asked.accountId}`;
  }

  async #answer(one: Coming): Promise<void> {
    if (one.what === 'refresh') {
      void this.service.lists.ofAccount(one.account).refresh();
      return;
    }
    const request = this.service.requests.find(
      (each) => each.accountId === one.account && !each.signal.aborted && !this.#answered.has(each),
    );
    if (!request) return;
    this.#answered.add(request);
    if (one.what === 'fail') {
      request.answer(failed(one.why));
    } else {
      const rows = Array.from({ length: one.count }, () => {
        // After a refresh some come again, and some are called otherwise.
        const id = this.#next++ % 23;
        return subAccount(id + 1, { email: `${id % 2 ? 'odd' : 'even'}${this.#next % 3}@example.org` });
      });
      request.answer(ok({ rows, total: 500, pageSize: 3 }));
    }
    await settled();
  }
}

function doesSomething({ candidate, retry, replaceKeyOf, openSetting }: PickerItem): boolean {
  return (candidate ?? retry ?? replaceKeyOf ?? openSetting) !== undefined;
}

describe('find, while pages come in', () => {
  it('keeps the keyboard where it is, and Enter does what it was pressed on or nothing', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const desk = new Desk();
        try {
          for (const each of steps) {
            if (desk.pick.open) await desk.take(each);
          }
        } finally {
          await desk.close();
        }
      }),
      { numRuns: 300 },
    );
  });
});
