// A service whose fields are far too long, hold what terminals act on, and repeat its secrets: what a person sees, hears and copies of it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { repository } from '../vscode/cache';
import { Editor } from '../vscode/editor';
import { useStage, version } from './stage';

const unseen = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

for (const theme of ['light', 'dark'] as const) {
  describe(`a service with hostile fields, in ${theme}`, () => {
    const stage = useStage({ theme, viewport: { width: 1200, height: 900 } });
    let editor: Editor;

    before(async () => {
      const { sandbox, view, workbench } = stage();
      editor = new Editor(workbench.page);
      sandbox.lies = { drift: ['hugeTexts', 'hostileSigns'] };
      await stage().addAccount('petite');
      await view.waitForRowCount(3);
    });

    /** Also in capitals, as the service writes them there, and no beginning of one. */
    function secrets(): string[] {
      const { apiKey, subAccounts } = stage().account('petite');
      return [apiKey, ...subAccounts.flatMap((each) => [each.token, each.apiKey])];
    }

    async function assertHidden(): Promise<void> {
      const page = (await stage().workbench.html()).toLowerCase();
      assert.ok(
        !secrets().some((secret) => page.includes(secret.slice(0, 20))),
        'a key or a token is in the window',
      );
    }

    const picture = (name: string) =>
      stage().workbench.screenshot(
        join(repository, '.test-reports', `${version}-fields-${name}-${theme}.png`),
      );

    async function assertClean(): Promise<void> {
      for (const { label, description, name } of await stage().view.rows()) {
        for (const text of [label, description, name]) {
          assert.doesNotMatch(text, unseen);
        }
      }
      await assertHidden();
    }

    it('shows each row on one clean line that is not too long', async () => {
      const { view } = stage();
      await assertClean();
      const labels = (await view.rows()).map(({ label }) => label);
      assert.ok(labels.every((label) => label.includes('[1m ') && label.length <= 320));
      assert.ok(labels.some((label) => label.endsWith('…')));
      const tooltip = await view.tooltip(/\[1m/, 'ID');
      assert.ok(tooltip.split('\n').every((line) => !unseen.test(line) && line.length < 400));
      await picture('rows');
    });

    it('shows no secret of a row where it stands in another field, and counts the rows that can’t be read', async () => {
      const { view, sandbox, workbench } = stage();
      sandbox.lies = { drift: ['hugeSecrets', 'ownSecrets'] };
      await workbench.palette('Mail Partner: Refresh');
      await view.waitForRow(/^•••@example\.fr/);
      await assertClean();
      await picture('masked');
    });

    it('shows the answer itself without its secrets, in either format', async () => {
      const { workbench } = stage();
      for (const format of ['JSON', 'XML'] as const) {
        await workbench.palette('Mail Partner: Show API Response…');
        await workbench.quickInput.waitForMessage(/Which page of the list\?/);
        await workbench.quickInput.enter();
        await workbench.quickInput.waitForPlaceholder('In which format?');
        await workbench.quickInput.pick(format);
        await editor.button('Reveal Keys and Tokens').waitFor();
        await assertHidden();
        await workbench.screenshot(
          join(repository, '.test-reports', `${version}-fields-${format}-${theme}.png`),
        );
        await workbench.palette('View: Close All Editors');
      }
      assert.ok(!workbench.console.some((line) => secrets().some((secret) => line.includes(secret))));
    });
  });
}
