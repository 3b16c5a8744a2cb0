// The colours that we give to icons, as the running workbench draws them: each can be told from what is behind it, in every theme.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { contrastWithin } from '../vscode/contrast';
import { useStage } from './stage';

/** By the settings' names, with the class of the workbench that shows when a theme is there. */
const themes = {
  'Default Dark Modern': 'vs-dark',
  'Default Light Modern': 'vs',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
} as const;

/** WCAG 2.2, 1.4.11: what is needed to understand a graphic. */
const enough = 3;

/** The rows whose icons we colour, by what a screen reader says of them, and how the colour is named in the sources. */
const coloured = [
  { what: 'a low balance', row: /^[^,]+@[^,]+, Low balance/, color: 'list.warningForeground' },
  { what: 'a failure', row: /Enter: Try Again/, color: 'list.warningForeground' },
] as const;

describe('contrast', () => {
  const stage = useStage();
  /** A window that opens anew reads the settings: of a second change, a window that is open does not always learn. */
  const showIn = async (theme: keyof typeof themes) => {
    const { view, vscode, workbench } = stage();
    await vscode.writeUserSettings({
      'mailPartner.lowBalance': '999999',
      'window.autoDetectColorScheme': false,
      'workbench.colorTheme': theme,
    });
    await stage().reload('agence');
    await workbench.page.locator(`.monaco-workbench.${themes[theme]}`).waitFor();
    await view.waitForRow(/^Load 20 more/);
    await view.click(/^Load 20 more/);
    for (const { row } of coloured) await view.waitForRow(row);
  };

  const select = async (found: Locator) => {
    // Not by a click, which does what the row is for, and leaves selected what was.
    await stage().view.tree.focus();
    await stage().workbench.press('Control+A');
    await found.and(stage().view.tree.locator('.selected')).waitFor();
  };

  before(async () => {
    await stage().addAccount('agence');
    await stage().view.waitForRow(/^Load 20 more/);
    stage().sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 2 });
  });
  after(() => stage().vscode.writeUserSettings({}));

  it('is measured of every colour that the sources name', () => {
    const sources = join(__dirname, '..', '..', 'src');
    const named = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...readFileSync(join(sources, file), 'utf8').matchAll(/new ThemeColor\((.*?)\)/g)])
      .map(([, color]) => color);
    assert.deepEqual(new Set(named), new Set(coloured.map(({ color }) => `'${color}'`)));
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    describe(`in ${theme}`, () => {
      before(() => showIn(theme));

      for (const { what, row } of coloured) {
        const states: Readonly<Record<string, (found: Locator) => Promise<unknown>>> = {
          'as it is': () => stage().workbench.page.locator('.part.editor').hover(),
          'under the mouse': (found) => found.hover(),
          selected: select,
          'selected, the keyboard elsewhere': async (found) => {
            await select(found);
            await stage().workbench.openPalette('');
          },
        };
        for (const [state, bring] of Object.entries(states)) {
          it(`the icon of ${what} has at least ${enough} to 1, ${state}`, async () => {
            const found = stage().view.row(row);
            await bring(found);
            const measured = await contrastWithin(found.locator('.custom-view-tree-node-item-icon'));
            assert.ok(measured.ratio >= enough, JSON.stringify(measured));
            // Closes the palette, or takes the selection back.
            await stage().workbench.press('Escape');
          });
        }
      }
    });
  }
});
