// The service's text is only text, wherever it shows; and our own is French where VS Code is.
import assert from 'node:assert/strict';
import { HOSTILE_EMAILS } from '../sandbox/emails';
import { useStage } from './stage';

/** VS Code shows a line end as a blank. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const withoutMarks = (text: string) => text.replace(/[\u200b\u200e\u200f\u202a-\u202e]/g, '');

describe('hostile text of the service', () => {
  const stage = useStage();

  before(async () => {
    await stage().addAccount('studio');
    await stage().view.waitForRow(/20 of 29/);
  });

  it('stands in the rows as it was meant, without icons, bold type or links', async () => {
    const { view } = stage();
    const labels = (await view.rows()).map((row) => oneLine(row.label));
    for (const email of HOSTILE_EMAILS) {
      // The service may send its texts ready for a page of HTML.
      const meant = email.replaceAll('&amp;', '&');
      assert.ok(labels.includes(withoutMarks(oneLine(meant))), `no row says ${meant}`);
    }
    assert.equal(await view.tree.locator('.label-name .codicon, .label-name a, .label-name b').count(), 0);
  });

  it('stands in the tooltip as it came', async () => {
    const { view, workbench } = stage();
    const tooltip = await view.tooltip(/\*\*bold\*\*/, '**bold**');
    assert.match(
      tooltip,
      /^\$\(alert\) \*\*bold\*\* \[click\]\(command:workbench\.action\.quit\)@example\.fr\n/,
    );
    assert.equal(
      await workbench.page.locator('.monaco-hover a:visible, .monaco-hover strong:visible').count(),
      0,
    );
  });

  it('stands in the pick list and the status bar as it came', async () => {
    const { workbench } = stage();
    const { quickInput } = workbench;
    await workbench.palette('Mail Partner: Copy Token');
    await quickInput.fill('bold');
    const item = workbench.page.locator('.quick-input-list .monaco-list-row').first();
    await item.filter({ hasText: 'bold' }).waitFor();
    assert.equal(await item.locator('.quick-input-list-row .codicon-alert').count(), 0);
    assert.match(
      withoutMarks((await item.textContent()) ?? ''),
      /\$\(alert\) \*\*bold\*\* \[click\]\(command:/,
    );
    await quickInput.enter();
    const said = withoutMarks(await workbench.statusMessage('bold'));
    assert.match(said, /^Copied token of \$\(alert\) \*\*bold\*\*…n\.quit\)@example\.fr$/);
    assert.equal(await workbench.page.locator('.statusbar-item .codicon-alert').count(), 0);
  });

  it('stands in the box when it says why a key is refused', async () => {
    const { workbench, sandbox } = stage();
    sandbox.fault({ kind: 'code', code: 77, message: '$(alert) [here](command:workbench.action.quit)' });
    await workbench.palette('Mail Partner: Add Account…');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.fill('some key');
    await workbench.quickInput.enter();
    const said = withoutMarks(await workbench.quickInput.waitForMessage(/refused the request/));
    assert.match(said, /“\$\(alert\) \[here\]\(command:workbench\.action\.quit\)”/);
    assert.equal(
      await workbench.page.locator('.quick-input-message a, .quick-input-message .codicon-alert').count(),
      0,
    );
    await workbench.quickInput.escape();
  });
});

describe('in French', () => {
  const stage = useStage({ language: 'fr', viewName: 'Sous-comptes' });

  it('rows, boxes and messages are French', async () => {
    const { view, workbench, sandbox } = stage();
    const { quickInput } = workbench;
    assert.deepEqual((await view.welcome()).buttons, ['Ajouter un compte']);
    await workbench.palette('Mail Partner: Ajouter un compte…');
    await quickInput.waitUntilShown();
    await quickInput.enter();
    await quickInput.waitForMessage('Collez d’abord la clé API.');
    await quickInput.fill(stage().account('agence').apiKey);
    await quickInput.enter();
    await quickInput.waitForMessage(
      /La clé API fonctionne \(sous-comptes\s: 137\)\. Comment appeler ce compte ici\s\?/,
    );
    await quickInput.enter();
    await view.waitForRow(/^Charger 20 de plus, sous-comptes chargés\s: 20 sur 137/);
    const [first] = await view.rows();
    assert.equal(first?.description.replace(/[\u00a0\u202f]/g, ' '), '0,80 €');
    assert.match(first?.name ?? '', /, Type\s: .*, Solde\s: 0,80.€, Créé le\s: /);
    sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 2 });
    await view.click(/^Charger/);
    await view.waitForRow(/Ce compte est bloqué\. Demandez à Mail Partner pourquoi, puis réessayez\./);
  });

  it('the type is found in the word that is shown for it, and in part of a number as it is shown', async () => {
    const { workbench } = stage();
    const { quickInput } = workbench;
    const advanced = stage()
      .account('agence')
      .subAccounts.find(({ type }) => type === 'advanced');
    assert.ok(advanced);
    await workbench.palette('Mail Partner: Rechercher un sous-compte…');
    await quickInput.waitUntilShown();
    await quickInput.fill(`avancé ${advanced.email}`);
    await quickInput.item(advanced.email).waitFor();
    await quickInput.fill(`#${String(advanced.id).slice(0, -1)} ${advanced.email}`);
    await quickInput.item(advanced.email).waitFor();
    await quickInput.escape();
  });
});
