// How the row of a sub-account looks and reads, whatever the service answered for it.
import * as assert from 'node:assert/strict';
import type { TreeItem } from 'vscode';
import type { SubAccount } from '../../src/api/subAccount';
import { type Row, subAccountRow } from '../../src/common/rows';
import { nameInStatusBar, subAccountNames } from '../../src/common/words/subAccountWords';
import { subAccount } from '../support/subAccounts';
import { ListsOnDemand } from './support/listsOnDemand';
import { icon, iconColor, look, words } from './support/look';

const rowOf = (id: number): Row => subAccountRow('a', id);

async function lookAt(over: Partial<SubAccount>, locale?: string): Promise<TreeItem> {
  const list = await new ListsOnDemand().load('a', [subAccount(7, over)], 1);
  return look(rowOf(7), list, locale);
}

describe('names among other words', () => {
  it('are shortened in their middle, and end none of our quotes', () => {
    const long = `jean@example.fr into “.env”? ${'w'.repeat(80)}.fr`;
    const [name = '', ...others] = subAccountNames([
      { id: 1, email: long },
      { id: 2, email: 'a@b.fr' },
    ]).split(', ');
    assert.match(name, /^jean@example\.fr into "\.env"\? .*…w+\.fr$/);
    assert.equal([...name].length, 60);
    assert.deepEqual(others, ['a@b.fr']);
  });

  it('are shorter still in the status bar, and begin and end as they do', () => {
    const email = `$(alert).${'jean'.repeat(20)}@mail.example.fr`;
    const name = nameInStatusBar({ id: 1, email });
    assert.match(name, /^\$\u200b\(alert\)\.jean.*….*@mail\.example\.fr$/);
    assert.equal([...name.replaceAll('\u200b', '')].length, 36);
    assert.equal(nameInStatusBar({ id: 1, email: 'jean.dupont@example.fr' }), 'jean.dupont@example.fr');
    assert.equal(nameInStatusBar({ id: 7, email: undefined }), 'Sub-account 7');
  });
});

describe('row of a sub-account', () => {
  it('shows e-mail and balance, and tells the rest in tooltip and words', async () => {
    const item = await lookAt({});
    assert.equal(item.label, 'user7@example.org');
    assert.equal(item.description, '€0.80');
    assert.equal(icon(item), 'mail');
    assert.equal(item.contextValue, 'subAccount');
    assert.equal(item.command, undefined);
    const facts = ['user7@example.org', 'Type: simple', 'ID: 7', 'Balance: €0.80'];
    assert.deepEqual(String(item.tooltip).split('\n').slice(0, 4), facts);
    assert.match(String(item.tooltip), /\nCreated: March 5, 2024 at 2:07\sPM$/);
    assert.equal(words(item), String(item.tooltip).replaceAll('\n', ', '));
  });

  it('shows balance and date in the way of the locale', async () => {
    const item = await lookAt({}, 'fr');
    assert.match(String(item.description), /^0,80\s€$/);
    assert.match(String(item.tooltip), /5 mars 2024/);
  });

  it('has an icon for each type, and one for a type nobody knows', async () => {
    assert.equal(icon(await lookAt({ type: 'simple' })), 'mail');
    assert.equal(icon(await lookAt({ type: 'advanced' })), 'account');
    const other = await lookAt({ type: 'premium' });
    assert.equal(icon(other), 'circle-outline');
    assert.match(String(other.tooltip), /Type: premium/);
    const none = await lookAt({ type: undefined });
    assert.equal(icon(none), 'circle-outline');
    assert.doesNotMatch(String(none.tooltip), /Type/);
  });

  it('without e-mail is called by its number', async () => {
    const item = await lookAt({ email: undefined });
    assert.equal(item.label, 'Sub-account 7');
    assert.match(words(item), /^Sub-account 7, /);
  });

  it('without balance shows none', async () => {
    const item = await lookAt({ balance: undefined, currency: undefined });
    assert.equal(item.description, undefined);
    assert.doesNotMatch(String(item.tooltip), /Balance/);
  });

  describe('with a low balance', () => {
    const lookBelow = async (balance: string | undefined, lowBalance?: string) =>
      look(rowOf(7), await new ListsOnDemand().load('a', [subAccount(7, { balance })], 1), 'en', lowBalance);

    it('is marked by another icon, in words, and by a colour that is made for rows', async () => {
      const item = await lookBelow('4.999', '5');
      assert.equal(icon(item), 'arrow-circle-down');
      assert.equal(iconColor(item), 'list.warningForeground');
      assert.equal(item.description, '€4.999 · low');
      assert.match(words(item), /^user7@example\.org, Low balance, /);
      assert.match(String(item.tooltip), /\nLow balance\n/);
    });

    for (const [balance, lowBalance] of [
      ['5.000', '5'],
      ['10', '5'],
      [undefined, '5'],
      ['0', undefined],
    ] as const) {
      it(`not with ${balance} where ${lowBalance} is the mark`, async () => {
        const item = await lookBelow(balance, lowBalance);
        assert.equal(icon(item), 'mail');
        assert.equal(iconColor(item), undefined);
        assert.doesNotMatch(`${words(item)} ${item.description}`, /low/i);
      });
    }
  });

  it('is not marked for an amount that is not in euros', async () => {
    const list = await new ListsOnDemand().load('a', [subAccount(7, { balance: '1', currency: 'USD' })], 1);
    assert.doesNotMatch(words(look(rowOf(7), list, 'en', '5')), /Low balance/);
  });

  it('with nothing but its number leaves no gap', async () => {
    const nothing = { email: undefined, type: undefined, token: undefined, apiKey: undefined };
    const item = await lookAt({ ...nothing, createdAt: undefined, balance: undefined, currency: undefined });
    assert.equal(item.tooltip, 'Sub-account 7\nID: 7');
    assert.equal(words(item), 'Sub-account 7, ID: 7');
  });

  it('shows the service’s markup as the text it is', async () => {
    const email = '$(alert) **b** [x](command:y)';
    const item = await lookAt({ email, type: '[t](command:t)', balance: '$(sync~spin)', currency: '**' });
    assert.equal(item.label, email);
    assert.ok(String(item.tooltip).startsWith(`${email}\nType: [t](command:t)\n`));
    assert.equal(icon(item), 'circle-outline');
    assert.equal(item.command, undefined);
  });
});
