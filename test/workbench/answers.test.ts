// What services really answer, as a person meets it: no wrong value, nothing lost without a word, nothing called complete, empty or stored that is not.
import assert from 'node:assert/strict';
import type { Lies } from '../sandbox/sandbox';
import { useStage } from './stage';

describe('answers that prove nothing', () => {
  const stage = useStage();

  it('store no key', async () => {
    const { sandbox, view, workbench } = stage();
    const heal = sandbox.fault({ kind: 'queued' });
    await workbench.palette('Mail Partner: Add Account…');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.fill(stage().account('agence').apiKey);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForMessage(/reported success, but sent nothing of what was asked for/);
    heal();
    await workbench.quickInput.escape();
    await view.welcome();
  });

  it('take nothing away from a list that is refreshed', async () => {
    const { sandbox, view } = stage();
    await stage().addAccount('voix');
    await view.waitForRow(/^Load 20 more/);
    await view.menu('Load All');
    await view.waitForRowCount(45);
    for (const [fault, why] of [
      [{ kind: 'queued' }, 'Answer not understood'],
      [{ kind: 'queued', data: { message: 'Request queued' } }, 'Answer not understood'],
      [{ kind: 'queued', data: null }, 'Answer not understood'],
      [{ kind: 'noRows' }, 'Sub-accounts missing'],
      [{ kind: 'textAround', after: '{"success":false,"code":20}' }, 'Answer not understood'],
      [
        { kind: 'code', code: 55, message: 'Aucun prix par défaut.' },
        'Request refused: Aucun prix par défaut',
      ],
    ] as const) {
      const heal = sandbox.fault(fault, { call: 'list', page: 2 });
      await view.action('Refresh');
      await view.waitForRow('Try Again');
      await view.waitForRowCount(46);
      assert.equal((await view.rows()).at(-1)?.description, why);
      heal();
      await view.click('Try Again');
      await view.waitForNoRow('Try Again');
      await view.waitForRowCount(45);
    }
  });
});

describe('answers in other forms', () => {
  const stage = useStage();
  let total = 1000;

  /** Loads the list anew, and waits for the answer: each says another total. */
  async function refresh(lies: Lies = {}): Promise<void> {
    total++;
    stage().sandbox.lies = { ...lies, total };
    await stage().view.action('Refresh');
    await stage().view.waitForRow(new RegExp(`of ${total.toLocaleString('en')} loaded`));
  }

  const own = (row: number) => {
    const found = stage().account('agence').subAccounts[row];
    assert.ok(found);
    return found;
  };

  before(async () => {
    await stage().addAccount('agence');
    await stage().view.waitForRow(/^Load 20 more/);
  });

  it('are read: other charsets, text around them, other words for success, numbers as text', async () => {
    const accented = stage()
      .account('agence')
      .subAccounts.slice(0, 20)
      .find(({ email }) => /[à-ü]/.test(email));
    assert.ok(accented);
    for (const fault of [
      { kind: 'latin1', said: 'header' },
      { kind: 'latin1', said: 'nothing' },
      { kind: 'textAround', before: '<b>Notice</b>: Undefined index: "page" in {closure}\n' },
      { kind: 'textAround', before: '\ufeff', after: '\n<!-- 12 ms -->' },
    ] as const) {
      const heal = stage().sandbox.fault(fault);
      await refresh({ drift: ['otherSuccess', 'numbersAsText'] });
      await stage().view.waitForRow(accented.email);
      heal();
    }
  });

  it('have their texts as people write them, shown and copied', async () => {
    const { view, workbench } = stage();
    const email = "o'brien&fils@example.fr";
    own(2).email = email;
    await refresh({ drift: 'entities' });
    await view.contextMenu(email, 'Copy E-mail');
    await workbench.waitForClipboard(email);
  });

  it('give no other token or key than was sent, to the last digit', async () => {
    const { sandbox, view, workbench } = stage();
    await refresh({ drift: 'secretsAsNumbers' });
    const sent = await fetch(`${sandbox.url}/subaccount/list?apiKey=${stage().account('agence').apiKey}`);
    const [, token = '', apiKey = ''] = /"token":(\d+),"apiKey":(\d+e42)/.exec(await sent.text()) ?? [];
    assert.equal(token.length, 20);
    await view.contextMenu(own(0).email, 'Copy Token');
    await workbench.waitForClipboard(token);
    await view.contextMenu(own(0).email, 'Copy API Key');
    await workbench.waitForClipboard(apiKey);
  });

  it('have amounts as people write them; one in doubt is shown as it came', async () => {
    const { view } = stage();
    await refresh({ drift: 'oddAmounts' });
    const shown = (await view.rows()).map(({ description }) => description.replace(/\s/g, ' '));
    assert.equal(shown[0], '€0.80');
    assert.equal(shown[2], '-€123,456.789');
    assert.equal(shown[6], '1,234 EUR');
    assert.equal(shown[7], 'illimité');
    assert.match(shown[8] ?? '', /^€[\d,.]+$/);
  });

  it('say how many rows could not be read: a badge, and above the rows once they are shown again, until they can be', async () => {
    const { view, workbench } = stage();
    const words = 'Sub-accounts that could not be read: 4. “Show API Response…” shows what came.';
    await refresh({ drift: 'unreadableRows' });
    await view.waitForRowCount(17);
    await workbench.tab(`Mail Partner - ${words}`).waitFor();
    await view.waitForMessage(undefined);
    await workbench.tab('Explorer').click();
    await workbench.openView('Mail Partner', 'Sub-accounts');
    await view.waitForMessage(words);
    await refresh();
    await view.waitForRowCount(21);
    const left = (await view.rows()).at(-1)?.description;
    assert.match(left ?? '', /^20 of /);
    await view.waitForMessage(`Sub-accounts loaded: ${left}`);
    await workbench.tab('Explorer').click();
    await workbench.openView('Mail Partner', 'Sub-accounts');
    await view.waitForMessage(undefined);
  });

  it('of which nothing can be read are no empty list', async () => {
    const { sandbox, view, workbench } = stage();
    sandbox.lies = {};
    const petite = stage().account('petite');
    for (const row of petite.subAccounts) Object.assign(row, { id: `A-${row.id}` });
    await stage().addAccount('petite');
    await view.click('petite@example.fr');
    await workbench.press('ArrowRight');
    await view.waitForRow('No sub-account could be read (3)');
    await view.waitForNoRow('No sub-accounts');
  });
});
