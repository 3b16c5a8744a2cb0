// The keys of package.json beside those that VS Code itself has, on each system.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench } from '../vscode/browser';
import { useStage } from './stage';

const { contributes } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
const bindings: { command: string; key: string; mac?: string }[] = contributes.keybindings;
const find = bindings.find(({ command }) => command === 'mailPartner.find');

describe('the key of Find', () => {
  const stage = useStage();

  for (const [computer, key] of [
    ['Linux', find?.key],
    ['Windows', find?.key],
    ['Mac', find?.mac],
  ] as const) {
    it(`is not VS Code’s own on ${computer}, nor the beginning of one, and begins as others do`, async () => {
      assert.ok(key);
      const workbench = await openWorkbench(stage().vscode, { computer });
      try {
        await workbench.palette('Preferences: Open Default Keyboard Shortcuts (JSON)');
        await workbench.page.locator('.monaco-editor .view-line').first().click();
        await workbench.palette('Select All');
        await workbench.page.locator('.monaco-editor.focused .selected-text').first().waitFor();
        await workbench.page.evaluate("document.execCommand('copy')");
        const lines = (await workbench.clipboard()).split('\n');
        const own = lines.filter((line) => !line.includes('mailPartner.'));
        const keys = own.flatMap((line) => line.match(/"key": "(.*?)"/)?.[1] ?? []);
        assert.ok(keys.length > 500, 'they were read');
        assert.ok(lines.some((line) => line.includes(`"${key}"`) && line.includes('mailPartner.find')));
        assert.deepEqual(
          keys.filter((each) => each === key || each.startsWith(`${key} `)),
          [],
        );
        const [first] = key.split(' ');
        assert.ok(
          keys.some((each) => each.startsWith(`${first} `)),
          'nobody waits for a second key after the first',
        );
      } finally {
        await workbench.close();
      }
    });
  }
});
