// Show API Response… in the packaged extension: from the palette to a document that hides its keys, and back to nothing.
import assert from 'node:assert/strict';
import { Editor } from '../vscode/editor';
import { useStage } from './stage';

const shown = 'Sub-accounts, page 1.json';

describe('the API’s answer', () => {
  const stage = useStage();
  let editor: Editor;
  before(async () => {
    editor = new Editor(stage().workbench.page);
    await stage().addAccount('petite');
    await stage().view.waitForRowCount(3);
  });
  afterEach(async () => {
    stage().sandbox.heal();
    await stage().workbench.palette('View: Close All Editors');
  });

  const first = () => {
    const [found] = stage().account('petite').subAccounts;
    assert.ok(found);
    return found;
  };
  const tokenLine = () => `"token": "${first().token}"`;
  const maskedLine = '"token": "•••"';
  const isHidden = async () => {
    const page = await stage().workbench.html();
    return stage()
      .account('petite')
      .subAccounts.every(({ token, apiKey }) => !page.includes(token) && !page.includes(apiKey));
  };

  /** From the palette, as a person does it. */
  async function ask(format: 'JSON' | 'XML', page = '1'): Promise<void> {
    const { workbench } = stage();
    await workbench.palette('Mail Partner: Show API Response…');
    await workbench.quickInput.waitForMessage(/Which page of the list\?/);
    await workbench.quickInput.fill(page);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForPlaceholder('In which format?');
    await workbench.quickInput.pick(format);
  }

  it('is shown masked, revealed by the title’s button, masked by the code lens, and gone when closed', async () => {
    const { workbench, sandbox } = stage();
    sandbox.requests.length = 0;
    await ask('JSON');
    await editor.waitForLine(maskedLine);
    assert.deepEqual(stage().pages, [1]);
    assert.deepEqual(await editor.titles(), [shown]);
    for (const line of [/^\{$/, /^\s{2}"success":\strue,$/, /^\s{8}"balance":\s"0\.800",$/]) {
      await editor.waitForLine(line);
    }
    await editor.waitForColours(maskedLine);
    assert.ok(await isHidden());

    await editor.button('Reveal Keys and Tokens').click();
    await editor.waitForLine(tokenLine());
    await editor.button('Mask Keys and Tokens').waitFor();
    await editor.lens('Mask Keys and Tokens').click();
    await editor.waitForNoLine(tokenLine());
    assert.ok(await isHidden());
    await editor.lens('Reveal Keys and Tokens').click();
    await editor.waitForLine(tokenLine());

    await editor.close(shown);
    assert.ok(await isHidden());
    await ask('JSON');
    await editor.waitForLine(maskedLine);
    await editor.button('Reveal Keys and Tokens').waitFor();
    assert.ok(await isHidden(), 'asked again, it is masked again');
    await workbench.palette('Mail Partner: Reveal Keys and Tokens');
    await editor.waitForLine(tokenLine());
  });

  it('from a row’s menu is shown at that row’s object, whose own token and key are revealed alone', async () => {
    const { workbench, view } = stage();
    const [, second] = stage().account('petite').subAccounts;
    assert.ok(second);
    await view.contextMenu(new RegExp(`^${second.email.replaceAll('.', '\\.')}`), 'Show API Response…');
    await workbench.quickInput.waitForPlaceholder('In which format?');
    await workbench.quickInput.pick('JSON');
    await editor.waitForLine(maskedLine);
    await workbench.statusMessage(/Ln [12][0-9], Col 5/);
    await editor.lens('Reveal This One').click();
    await editor.waitForLine(`"token": "${second.token}"`);
    const page = await workbench.html();
    for (const { id, token, apiKey } of stage().account('petite').subAccounts) {
      assert.deepEqual([page.includes(token), page.includes(apiKey)], [id === second.id, id === second.id]);
    }
    await editor.lens('Mask This One').click();
    await editor.waitForNoLine(`"token": "${second.token}"`);
  });

  it('is XML as it was sent, from a row’s menu without more questions than the format', async () => {
    const { workbench, view, sandbox } = stage();
    sandbox.requests.length = 0;
    await view.contextMenu(new RegExp(`^${first().email.replaceAll('.', '\\.')}`), 'Show API Response…');
    await workbench.quickInput.waitForPlaceholder('In which format?');
    await workbench.quickInput.pick('XML');
    await editor.waitForLine('<?xml version="1.0" encoding="UTF-8"?>');
    await editor.waitForLine(`<entry><![CDATA[${first().email}]]></entry>`);
    assert.deepEqual(await editor.titles(), ['Sub-accounts, page 1.xml']);
    assert.equal(sandbox.requests[0]?.format, 'xml');
    assert.equal(await editor.button('Reveal Keys and Tokens').count(), 0, 'it hides nothing');
    await editor.button('Lay Out XML').click();
    await editor.waitForLine(
      new RegExp(`^\\s{6}<entry><!\\[CDATA\\[${first().email.replaceAll('.', '\\.')}\\]\\]></entry>$`),
    );
    await editor.button('Show XML as Sent').click();
    await editor.waitForLine(`<entry><![CDATA[${first().email}]]></entry><entry>`);
  });

  it('from the view’s … menu asks for the page, though a row has the keyboard', async () => {
    const { workbench, view } = stage();
    await view.click(new RegExp(`^${first().email.replaceAll('.', '\\.')}`));
    await view.menu('Show API Response…');
    await workbench.quickInput.waitForMessage(/Which page of the list\? The last one known is 1\./);
    await workbench.quickInput.escape();
  });

  it('is shown though it is an error, with HTTP’s status in the title', async () => {
    stage().sandbox.fault({ kind: 'code', code: 30, httpStatus: 403 });
    await ask('JSON', '2');
    await editor.waitForLine('"code": 30');
    assert.deepEqual(await editor.titles(), ['Sub-accounts, page 2, HTTP 403.json']);
    await stage().workbench.notification(/account is blocked/);
  });

  it('is shown though it is empty, and says so in the title', async () => {
    stage().sandbox.fault({ kind: 'emptyBody' });
    await ask('JSON');
    await editor.tab('Sub-accounts, page 1, HTTP 200, empty.json').waitFor();
  });

  it('can be given up while it is awaited', async () => {
    const { workbench, sandbox } = stage();
    const hold = sandbox.hold();
    await ask('JSON');
    const request = await hold.arrived;
    const waiting = await workbench.notification('Asking Mail Partner for page 1…');
    await waiting.getByRole('button', { name: 'Cancel' }).click();
    await waiting.waitFor({ state: 'detached' });
    assert.equal(await sandbox.ended(request), 'aborted');
    hold.release();
    assert.deepEqual(await editor.titles(), []);
  });

  it('that does not come is said in a message, which can ask again', async () => {
    const { workbench, sandbox } = stage();
    sandbox.fault({ kind: 'reset', when: 'beforeHeaders' });
    await ask('JSON');
    const message = await workbench.notification('broke off');
    assert.deepEqual(await editor.titles(), []);
    sandbox.heal();
    await message.getByRole('button', { name: 'Try Again' }).click();
    await editor.waitForLine(maskedLine);
  });

  it('is gone after the window was loaded anew, and masked when it is asked for again', async () => {
    await ask('JSON');
    await editor.waitForLine(maskedLine);
    await editor.button('Reveal Keys and Tokens').click();
    await editor.waitForLine(tokenLine());
    await stage().workbench.palette('View: Split Editor');
    await stage().reload('petite');
    await stage().view.waitForRowCount(3);
    assert.deepEqual(await editor.titles(), []);
    assert.ok(await isHidden());
    await ask('JSON');
    await editor.waitForLine(maskedLine);
    assert.ok(await isHidden());
  });
});
