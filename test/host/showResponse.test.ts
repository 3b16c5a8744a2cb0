// Show API Response…: what is asked, and the documents: masked, revealed, closed, gone.

import * as assert from 'node:assert/strict';
import {
  type CancellationToken,
  CancellationTokenSource,
  type CodeLens,
  commands,
  type Event,
  EventEmitter,
  type ProgressOptions,
  Range,
  scm,
  TabInputText,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { Account } from '../../src/accounts/account';
import { aborted, type SentPage } from '../../src/api/api';
import { failed, ok } from '../../src/api/result';
import { accountRow, type Row, subAccountRow } from '../../src/common/rows';
import { responseScheme } from '../../src/features/response/responseUri';
import { ApiResponses, type ShowResponseParts } from '../../src/features/response/showResponse';
import type { ListFailure } from '../../src/subAccounts/lists';
import { canary, subAccounts } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

type Asked = Awaited<ReturnType<ShowResponseParts['api']['fetchAsSent']>>;
const token = `${canary}-token`;
const good: SentPage = {
  status: 200,
  body: `{"token":"${token}","balance":0.800}`,
  masked: '{"token":"•••","balance":0.800}',
  failure: undefined,
};
const prettyMasked = '{\n  "token": "•••",\n  "balance": 0.800\n}';

const addressNotAllowed: ListFailure = {
  kind: 'origin',
  origin: 'https://api.example.org',
  boundTo: 'https://api.mailpartner.fr',
};

const reveal = 'mailPartner.revealResponse';
const mask = 'mailPartner.maskResponse';

describe('show the API’s answer', () => {
  let opened: OpenTree;
  let said: FakeWindow;
  let responses: ApiResponses;
  let questions: string[];
  let picks: Record<string, string | undefined>;
  let answers: Asked[];
  let requests: { account: string; page: number; format: string; signal: AbortSignal }[];
  let progress: ProgressOptions[];
  let cancelling: CancellationTokenSource;
  let canAsk: boolean;
  /** Given, the service answers as it says. */
  let hold: ((signal: AbortSignal) => Promise<Asked>) | undefined;
  let progressShown: Promise<void>;
  let showProgress: () => void;
  let renamed: Account[] | undefined;
  /** Why nothing would be asked. */
  let refusal: ListFailure | undefined;
  /** What the person presses in a message, each once. */
  let buttons: string[];

  beforeEach(async () => {
    said = new FakeWindow();
    [questions, answers, requests, progress, buttons] = [[], [], [], [], []];
    [canAsk, renamed, cancelling] = [true, undefined, new CancellationTokenSource()];
    picks = { 'In which format?': 'JSON' };
    [hold, refusal] = [undefined, undefined];
    progressShown = new Promise((resolve) => {
      showProgress = resolve;
    });
    said.choose = ({ question, offered }) => {
      questions.push(`${question} ${offered.join(', ')}`);
      return picks[question];
    };
    said.type = ({ prompt, value }) => {
      questions.push(`${prompt} ${value}`);
      return 'page' in picks ? picks.page : value;
    };
    said.press = () => buttons.shift();
    said.replace(
      window,
      'withProgress',
      async (options: ProgressOptions, run: (progress: unknown, token: CancellationToken) => unknown) => {
        progress.push(options);
        const running = run({ report: () => undefined }, cancelling.token);
        showProgress();
        return running;
      },
    );
    opened = openTree('a', 'b');
    await opened.service.load('a', subAccounts(1, 20), 45);
    await opened.service.load('a', subAccounts(21, 40), 45);
    responses = new ApiResponses({
      accounts: () => renamed ?? opened.accounts.accounts,
      lists: opened.service.lists,
      canAsk: () => canAsk,
      patience: 0,
      api: {
        fetchAsSent: async (account, request) => {
          requests.push({ account, ...request });
          if (hold) return hold(request.signal);
          return answers.shift() ?? ok(good);
        },
        refusal: () => refusal,
      },
    });
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    responses.dispose();
    opened.dispose();
    said.restore();
  });

  const account = (accountId: string): Row => accountRow(accountId);
  const row = (subAccountId: number): Row => subAccountRow('a', subAccountId);

  function shownDocument(): TextDocument {
    const document = window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, responseScheme);
    assert.ok(document);
    return document;
  }
  const title = () => shownDocument().uri.path.slice(1);
  const show = async (sent?: Partial<SentPage>, ...args: unknown[]): Promise<TextDocument> => {
    if (sent) answers.push(ok({ ...good, ...sent }));
    await responses.show(args.length > 0 ? args : [account('a')]);
    return shownDocument();
  };
  const allLenses = ({ uri }: TextDocument) =>
    commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 9);
  const lenses = async (document: TextDocument): Promise<string[]> => {
    const found = await allLenses(document);
    assert.ok(found.every(({ range }) => range.isEqual(new Range(0, 0, 0, 0))));
    return found.map(({ command }) => command?.command ?? '');
  };
  /** Waits for the text that a change of the document brings. */
  async function textBecomes(document: TextDocument, text: string): Promise<void> {
    if (document.getText() === text) return;
    await new Promise<void>((resolve) => {
      const listening = workspace.onDidChangeTextDocument(() => {
        if (document.getText() === text) {
          listening.dispose();
          resolve();
        }
      });
    });
  }
  const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs);
  const documentsInTabs = () =>
    Promise.all(
      tabs().map(({ input }) => {
        assert.ok(input instanceof TabInputText);
        return workspace.openTextDocument(input.uri);
      }),
    );
  const setRevealed = (document: TextDocument, revealed: boolean) =>
    void responses.setRevealed([document.uri], revealed);
  const close = () => commands.executeCommand('workbench.action.closeActiveEditor');

  describe('asks', () => {
    it('from the palette: account, page and format', async () => {
      picks = { 'Of which account?': 'Account a', page: ' 3 ', 'In which format?': 'XML' };
      await responses.show([]);
      assert.deepEqual(questions, [
        'Of which account? Account a, Account b',
        'Which page of the list? The last one known is 3. 1',
        'In which format? JSON laid out for reading, XML as it is sent',
      ]);
      assert.deepEqual(
        requests.map(({ account, page, format }) => [account, page, format]),
        [['a', 3, 'xml']],
      );
    });

    it('from an account’s row: page and format; the last page where none is known is not named', async () => {
      await responses.show([account('b'), [account('b'), account('a')]]);
      assert.deepEqual(questions, [
        'Which page of the list? 1',
        'In which format? JSON laid out for reading, XML as it is sent',
      ]);
      assert.equal(requests[0]?.account, 'b');
    });

    it('from a sub-account’s row: the format alone; the page is the row’s', async () => {
      await responses.show([row(21)]);
      assert.deepEqual(questions, ['In which format? JSON laid out for reading, XML as it is sent']);
      assert.deepEqual([requests[0]?.account, requests[0]?.page], ['a', 2]);
    });

    for (const text of ['0', '', '-1', '1.5', 'x', '1234567']) {
      it(`for a page that is one: not “${text}”`, async () => {
        picks.page = text;
        await responses.show([account('a')]);
        assert.deepEqual([questions.length, said.refusals], [1, ['Enter a page number, from 1.']]);
        assert.deepEqual(requests, []);
      });
    }

    it('nobody when the person gives up, at whichever question', async () => {
      await responses.show([]);
      picks = { 'Of which account?': 'Account a', page: undefined };
      await responses.show([]);
      picks = { 'Of which account?': 'Account a' };
      await responses.show([]);
      assert.equal(questions.length, 1 + 2 + 3);
      assert.deepEqual([requests, window.activeTextEditor], [[], undefined]);
    });

    it('nobody when the address in the settings can’t be used, or the row’s account is gone', async () => {
      canAsk = false;
      await responses.show([account('a')]);
      canAsk = true;
      await responses.show([account('gone')]);
      assert.deepEqual(requests, []);
    });

    it('once, with a progress that can be cancelled: then nothing is shown, and nothing is said', async () => {
      hold = (signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(aborted), { once: true }));
      const showing = responses.show([account('a')]);
      await progressShown;
      assert.equal(progress[0]?.cancellable, true);
      assert.equal(progress[0]?.title, 'Asking Mail Partner for page 1 of “Account a”…');
      cancelling.cancel();
      await showing;
      assert.equal(requests.length, 1);
      assert.deepEqual([said.all(), window.activeTextEditor], ['', undefined]);
    });
  });

  describe('shows', () => {
    it('JSON laid out, masked, highlighted, and not to be edited', async () => {
      const document = await show();
      assert.equal(document.getText(), prettyMasked);
      assert.equal(document.languageId, 'json');
      assert.equal(title(), 'Sub-accounts of Account a, page 1.json');
      assert.equal(document.isDirty, false);
      assert.deepEqual(progress, [], 'it came at once');
      await commands.executeCommand('type', { text: 'x' });
      assert.equal(document.getText(), prettyMasked);
      assert.deepEqual(said.status, []);
    });

    it('XML as it was sent, broken or not', async () => {
      picks['In which format?'] = 'XML';
      const body = '<?xml version="1.0"?><result><entry>0.800</entry> <entry>';
      const document = await show({ body, masked: body });
      assert.equal(document.getText(), body);
      assert.equal(document.languageId, 'xml');
      assert.equal(title(), 'Sub-accounts of Account a, page 1.xml');
      assert.deepEqual(await lenses(document), []);
    });

    const wrong: readonly [
      what: string,
      sent: Partial<SentPage>,
      title: string,
      text: string,
      words: string,
    ][] = [
      [
        'an error',
        {
          status: 403,
          body: '{"success":false,"code":30}',
          failure: { kind: 'notAllowed', reason: 'blocked' },
        },
        'HTTP 403.json',
        '{\n  "success": false,\n  "code": 30\n}',
        'Account a: This account is blocked. Ask Mail Partner why, then try again.',
      ],
      [
        'an error that came as HTTP 200',
        { body: '{"success":false,"code":10}', failure: { kind: 'refusedKey', code: 10 } },
        'HTTP 200.json',
        '{\n  "success": false,\n  "code": 10\n}',
        'Mail Partner refused the API key of “Account a”. Replace the API key to go on.',
      ],
      [
        'a page of HTML',
        { status: 502, body: '<html><p>\n', failure: { kind: 'server', status: 502 } },
        'HTTP 502.html',
        '<html><p>\n',
        'Account a: Mail Partner answered with an internal error (HTTP 502). Try again later.',
      ],
      [
        'nothing',
        { body: '', failure: { kind: 'malformed', reason: 'empty', status: 200 } },
        'HTTP 200, empty.json',
        '',
        'Account a: The answer was empty (HTTP 200). Try again.',
      ],
    ];
    for (const [what, sent, ending, text, words] of wrong) {
      it(`${what}, with HTTP’s status in the title`, async () => {
        const document = await show({ ...sent, masked: sent.body ?? '' });
        assert.equal(title(), `Sub-accounts of Account a, page 1, ${ending}`);
        assert.equal(document.getText(), text);
        assert.deepEqual(said.warnings, [words]);
        assert.deepEqual(await lenses(document), []);
      });
    }

    it('answers of the same page side by side, with names that differ', async () => {
      const first = await show();
      const second = await show();
      assert.notEqual(first.uri.toString(), second.uri.toString());
      assert.equal(title(), 'Sub-accounts of Account a, page 1 (2).json');
    });

    it('two answers that come together, and a tab closed meanwhile: both stay', async () => {
      const third = await show();
      const [tab] = tabs();
      assert.ok(tab);
      const both = Promise.all([responses.show([account('a')]), responses.show([account('b')])]);
      await window.tabGroups.close(tab);
      await both;
      assert.equal(tabs().length, 2);
      for (const document of await documentsInTabs()) {
        assert.notEqual(document.uri.toString(), third.uri.toString());
        assert.equal(document.getText(), prettyMasked);
        assert.deepEqual(await lenses(document), [reveal]);
        await window.showTextDocument(document, { preview: false });
        setRevealed(document, true);
        await textBecomes(document, prettyMasked.replace('•••', token));
      }
      assert.equal(said.all(), '');
    });

    it('answers that come in whatever order, each as long as its tab is open', async () => {
      for (let round = 0; round < 3; round++) {
        const opening = [0, 1, 2].map(() => responses.show([account('a')]));
        await opening[round];
        const [tab] = tabs();
        assert.ok(tab);
        await window.tabGroups.close(tab);
        await Promise.all(opening);
        const documents = await documentsInTabs();
        assert.deepEqual(
          documents.map((document) => document.getText()),
          [prettyMasked, prettyMasked],
        );
        await commands.executeCommand('workbench.action.closeAllEditors');
      }
    });

    it('no e-mail, key or path in the title, whatever the account is called', async () => {
      const name = `boss@example.fr ../${'0123456789abcdef'.repeat(3)}:x`;
      renamed = [{ id: 'a', name }, ...opened.accounts.accounts.slice(1)];
      const { uri } = await show();
      assert.doesNotMatch(decodeURIComponent(uri.toString()), /boss|example|0123456|\.\.\//);
      assert.match(uri.path, /^\/Sub-accounts of b…@… [^/]*, page 1\.json$/);
      assert.doesNotMatch(uri.toString(), new RegExp(canary));
    });

    it('a long name cut in the title, which says so', async () => {
      renamed = [{ id: 'a', name: 'é'.repeat(60) }, ...opened.accounts.accounts.slice(1)];
      await show();
      assert.equal(title(), `Sub-accounts of ${'é'.repeat(39)}…, page 1.json`);
    });
  });

  describe('masks and reveals', () => {
    it('by the code lens, back and forth, in that document alone', async () => {
      const other = await show();
      const document = await show();
      assert.deepEqual(await lenses(document), [reveal]);
      setRevealed(document, true);
      await textBecomes(document, prettyMasked.replace('•••', token));
      assert.deepEqual(await lenses(document), [mask]);
      assert.equal(document.isDirty, false);
      assert.equal(other.getText(), prettyMasked);
      assert.deepEqual(await lenses(other), [reveal]);
      setRevealed(document, false);
      await textBecomes(document, prettyMasked);
      assert.deepEqual(await lenses(document), [reveal]);
    });

    it('the document in the active editor, when called from the palette', async () => {
      const document = await show();
      await responses.setRevealed([], true);
      await textBecomes(document, prettyMasked.replace('•••', token));
    });

    it('nothing of a document that is behind another, nor by anything that is no address', async () => {
      const behind = await show();
      const { uri } = await show();
      const disguised: unknown = Object.create(Uri.prototype, {
        toString: { value: () => behind.uri.toString() },
      });
      const { proxy, revoke } = Proxy.revocable(uri, {});
      revoke();
      for (const given of [
        behind.uri,
        Uri.from({ ...behind.uri.toJSON() }),
        disguised,
        proxy,
        uri.toString(),
        'text',
        { scheme: uri.scheme, path: uri.path, toString: () => uri.toString() },
        [uri],
      ]) {
        await responses.setRevealed([given], true);
      }
      assert.deepEqual([await lenses(behind), await lenses(shownDocument())], [[reveal], [reveal]]);
      assert.doesNotMatch(behind.getText() + shownDocument().getText(), new RegExp(canary));
    });

    it('the document that is named beside the active one once the person has said so: a button there does not make it the active one', async () => {
      const document = await show();
      const beside = await show();
      await commands.executeCommand('workbench.action.moveEditorToNextGroup');
      await window.showTextDocument(document, { viewColumn: ViewColumn.One, preview: false });
      assert.equal(window.activeTextEditor?.document, document);
      await responses.setRevealed([beside.uri], true);
      const [asked] = said.questions;
      assert.match(asked?.text ?? '', /^Reveal the keys and tokens of “Sub-accounts of .*\.json”\?$/);
      assert.deepEqual(asked?.buttons, ['Reveal']);
      assert.deepEqual(await lenses(beside), [reveal], 'the person gave up');
      buttons = ['Reveal'];
      await responses.setRevealed([beside.uri], true);
      await textBecomes(beside, prettyMasked.replace('•••', token));
      assert.equal(document.getText(), prettyMasked);
      await responses.setRevealed([beside.uri], false);
      await textBecomes(beside, prettyMasked);
      assert.equal(said.questions.length, 2, 'masking is not asked about');
      const text = await workspace.openTextDocument({ content: 'token' });
      await window.showTextDocument(text, { viewColumn: ViewColumn.Two });
      await window.showTextDocument(document, { viewColumn: ViewColumn.One, preview: false });
      await responses.setRevealed([text.uri], true);
      assert.equal(said.questions.length, 2, 'what is no answer is not asked about');
    });

    it('nothing of a document that is not here', async () => {
      const document = await show();
      await responses.setRevealed([Uri.parse(`${responseScheme}:/gone.json`)], true);
      await close();
      await responses.setRevealed([], true);
      await textBecomes(document, document.getText());
      assert.doesNotMatch(document.getText(), new RegExp(canary));
    });

    it('until the last tab that shows it is closed: a second one keeps it', async () => {
      const document = await show();
      setRevealed(document, true);
      const revealed = prettyMasked.replace('•••', token);
      await textBecomes(document, revealed);
      await window.showTextDocument(document, { viewColumn: ViewColumn.Two, preview: false });
      await close();
      assert.deepEqual(await lenses(document), [mask]);
      assert.equal((await workspace.openTextDocument(document.uri)).getText(), revealed);
      await commands.executeCommand('workbench.action.moveEditorToNextGroup');
      assert.deepEqual(await lenses(document), [mask], 'it was only moved');
    });

    it('no longer once it is closed: what VS Code still has of it is gone, and opening it again says so', async () => {
      const document = await show();
      setRevealed(document, true);
      await textBecomes(document, prettyMasked.replace('•••', token));
      const closed = new Promise<void>((resolve) => {
        const listening = workspace.onDidCloseTextDocument((one) => {
          if (one === document) {
            listening.dispose();
            resolve();
          }
        });
      });
      const words =
        /^"This answer is no longer here: it was kept only while its tab was open\. .*“Mail Partner: Show API Response…”/;
      const changed = new Promise<void>((resolve) => {
        const listening = workspace.onDidChangeTextDocument(() => {
          if (words.test(document.getText())) {
            listening.dispose();
            resolve();
          }
        });
      });
      await close();
      await Promise.race([closed, changed]);
      const again = await workspace.openTextDocument(document.uri);
      assert.match(again.getText(), words);
      assert.equal(typeof JSON.parse(again.getText()), 'string');
      assert.deepEqual(await lenses(again), []);
      setRevealed(again, true);
      assert.match(again.getText(), words);
      assert.equal((await show()).getText(), prettyMasked, 'asked again, it is masked');
    });

    it('says what is gone in the form of each kind', async () => {
      for (const [extension, start] of [
        ['xml', '<!-- This answer'],
        ['html', '<!-- This answer'],
        ['txt', 'This answer'],
      ]) {
        const uri = Uri.from({ scheme: responseScheme, path: `/x.${extension}` });
        assert.ok((await workspace.openTextDocument(uri)).getText().startsWith(start ?? ''));
      }
    });
  });

  describe('asked from a sub-account’s row', () => {
    const rows = (hidden: boolean) =>
      JSON.stringify({
        total: 2,
        data: [21, 22].map((id) => ({
          email: `user${id}@example.org`,
          id: String(id),
          token: hidden ? '•••' : `${canary}-token-${id}`,
        })),
      });
    const sent = { body: rows(false), masked: rows(true) };
    const pretty = (text: string) => JSON.stringify(JSON.parse(text), undefined, 2);
    const oneShown = pretty(sent.masked).replace(/•••(?="\n {4}\}\n)/, `${canary}-token-22`);
    const line = 8;
    const rowLens = async (document: TextDocument) => (await allLenses(document)).at(1);
    const runLens = async (document: TextDocument) => {
      const { command, arguments: given = [] } = (await rowLens(document))?.command ?? {};
      await responses.setRevealed(given, command === reveal);
    };

    it('opens at its object, with what reveals it alone above it', async () => {
      const document = await show(sent, row(22));
      assert.equal(document.lineAt(line).text, '    {');
      assert.equal(document.lineAt(line + 2).text, '      "id": "22",');
      assert.ok(window.activeTextEditor?.selection.isEqual(new Range(line, 4, line, 4)));
      assert.deepEqual((await rowLens(document))?.range, new Range(line, 4, line, 4));
      await runLens(document);
      await textBecomes(document, oneShown);
      assert.equal((await allLenses(document)).at(0)?.command?.command, reveal, 'all can be revealed yet');
      await runLens(document);
      await textBecomes(document, pretty(sent.masked));
      await runLens(document);
      await textBecomes(document, oneShown);
      setRevealed(document, true);
      await textBecomes(document, pretty(sent.body));
      assert.deepEqual(await lenses(document), [mask]);
      setRevealed(document, false);
      await textBecomes(document, pretty(sent.masked));
    });

    it('reveals nothing of a document behind another; beside the active one only once the person has said so', async () => {
      const document = await show(sent, row(22));
      const { uri } = document;
      await show();
      await responses.setRevealed([uri, 'one'], true);
      assert.deepEqual([document.getText(), said.questions], [pretty(sent.masked), []]);
      await commands.executeCommand('workbench.action.moveEditorToNextGroup');
      await window.showTextDocument(document, { viewColumn: ViewColumn.One, preview: false });
      await commands.executeCommand('workbench.action.focusSecondEditorGroup');
      assert.notEqual(window.activeTextEditor?.document, document);
      await responses.setRevealed([uri, 'one'], true);
      assert.match(
        said.questions[0]?.text ?? '',
        /^Reveal the keys and tokens of one sub-account in “.*\.json”\?$/,
      );
      assert.equal(document.getText(), pretty(sent.masked));
      buttons = ['Reveal'];
      await responses.setRevealed([uri, 'one'], true);
      await textBecomes(document, oneShown);
    });

    it('opens as ever where it is not in the answer, and offers nothing of its own where nothing of it is hidden', async () => {
      const without = await show(sent, row(25));
      assert.ok(window.activeTextEditor?.selection.isEqual(new Range(0, 0, 0, 0)));
      assert.deepEqual(await lenses(without), [reveal]);
      await responses.setRevealed([without.uri, 'one'], true);
      assert.equal(without.getText(), pretty(sent.masked));
      const body = sent.masked.replace('"total":2', `"token":"${token}"`);
      const open = await show({ body, masked: body.replace(token, '•••') }, row(22));
      assert.equal(window.activeTextEditor?.selection.start.line, line);
      assert.deepEqual(await lenses(open), [reveal]);
    });
  });

  describe('XML', () => {
    const body = `<r><e>20</e><e><e><e>21</e><e><![CDATA[user21@example.org]]></e><e>${token}</e></e></e></r>`;
    const masked = body.replace(token, '•••');
    const laidOut = (text: string) =>
      text
        .replace('<e>20', '\n  <e>20')
        .replace('<e><e><e>21', '\n  <e>\n    <e>\n      <e>21')
        .replace('</e><e><![', '</e>\n      <e><![')
        .replace(']]></e><e>', ']]></e>\n      <e>')
        .replace('</e></e></e></r>', '</e>\n    </e>\n  </e>\n</r>');
    const layOut = (document: TextDocument, isLaidOut: boolean) =>
      responses.setLaidOut([document.uri], isLaidOut);

    it('opens as it was sent, is laid out and back, at the same sub-account, and masked as before', async () => {
      picks['In which format?'] = 'XML';
      const document = await show({ body, masked }, row(21));
      assert.equal(document.getText(), masked);
      assert.equal(window.activeTextEditor?.selection.start.character, masked.indexOf('<e><e>21'));
      layOut(document, true);
      await textBecomes(document, laidOut(masked));
      assert.deepEqual(window.activeTextEditor?.selection.start.line, 3);
      const [, one] = await allLenses(document);
      assert.deepEqual(one?.range.start.line, 3);
      await responses.setRevealed(one?.command?.arguments ?? [], true);
      await textBecomes(document, laidOut(body));
      layOut(document, false);
      await textBecomes(document, body);
      await responses.setRevealed([document.uri], false);
      await textBecomes(document, masked);
      responses.setLaidOut([], true);
      await textBecomes(document, laidOut(masked));
    });

    it('is for XML alone', async () => {
      const document = await show();
      layOut(document, true);
      layOut(document, false);
      assert.equal(document.getText(), prettyMasked);
    });
  });

  describe('that comes late', () => {
    /** Asks, and answers once the person has done something else. */
    const meanwhile = async (act: () => PromiseLike<unknown>) => {
      let answer = (_: Asked) => {};
      hold = () =>
        new Promise((resolve) => {
          answer = resolve;
        });
      const showing = responses.show([account('a')]);
      await progressShown;
      await act();
      answer(ok(good));
      await showing;
    };
    const openText = async () =>
      window.showTextDocument(await workspace.openTextDocument({ content: 'mine' }), { preview: false });
    const typed = async () => {
      const moved = new Promise<void>((resolve) => {
        const listening = window.onDidChangeTextEditorSelection(() => {
          listening.dispose();
          resolve();
        });
      });
      await commands.executeCommand('type', { text: 'x' });
      await moved;
    };
    /** Does it, and waits until VS Code has told of it. */
    const told = async <T>(event: Event<T>, isMeant: (told: T) => boolean, act: () => unknown) => {
      const heard = new Promise<void>((resolve) => {
        ends.push(event((each) => isMeant(each) && resolve()));
      });
      await act();
      await heard;
    };
    const ends: { dispose(): void }[] = [];
    const openTerminal = () =>
      told(
        window.onDidChangeActiveTerminal,
        (terminal) => terminal !== undefined,
        () => {
          const written = new EventEmitter<string>();
          const pty = { onDidWrite: written.event, open: () => undefined, close: () => undefined };
          const terminal = window.createTerminal({ name: 'mine', pty });
          ends.push(written, terminal);
          // Its focus would come late, in the midst of what is typed afterwards.
          terminal.show(true);
        },
      );
    const writeMessage = async () => {
      const box = scm.createSourceControl('mine', 'Mine');
      ends.push(box);
      await commands.executeCommand('workbench.view.scm');
      const isBox = ({ document }: { document: TextDocument }) => document.uri.scheme === 'vscode-scm';
      await told(workspace.onDidChangeTextDocument, isBox, () => {
        box.inputBox.value = 'What was done';
      });
    };
    afterEach(async () => {
      for (const end of ends.splice(0)) end.dispose();
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });

    for (const [what, act] of [
      ['types', typed],
      ['opens a terminal', openTerminal],
      ['writes a commit’s message', writeMessage],
      ['opens another editor', openText],
    ] as const) {
      it(`does not take the keyboard of a person who ${what}: it waits until they want it`, async () => {
        const editor = await openText();
        await meanwhile(act);
        assert.notEqual(window.activeTextEditor?.document.uri.scheme, responseScheme);
        assert.ok(
          tabs().every(({ input }) => input instanceof TabInputText && input.uri.scheme !== responseScheme),
        );
        assert.deepEqual(said.questions, [
          {
            kind: 'information',
            text: 'Mail Partner answered: Sub-accounts of Account a, page 1',
            buttons: ['Show'],
          },
        ]);
        await window.showTextDocument(editor.document);
        buttons = ['Show'];
        progressShown = new Promise((resolve) => {
          showProgress = resolve;
        });
        await meanwhile(typed);
        assert.equal(shownDocument().getText(), prettyMasked);
        await close();
      });
    }

    it('opens where the person does nothing else', async () => {
      await openText();
      await meanwhile(async () => undefined);
      assert.equal(shownDocument().getText(), prettyMasked);
      assert.deepEqual(said.questions, []);
      await close();
    });
  });

  describe('without an answer', () => {
    it('says why, naming the account, and asks again when told to', async () => {
      answers.push(failed({ kind: 'timeout', seconds: 15 }), ok(good));
      buttons = ['Try Again'];
      await show();
      assert.equal(requests.length, 2);
      assert.deepEqual(said.questions, [
        {
          kind: 'error',
          text: 'Account a: Mail Partner did not answer within 15 s. Try again, or allow more time in the setting “mailPartner.requestTimeout”.',
          buttons: ['Try Again'],
        },
      ]);
    });

    it('asks no more when the message is closed', async () => {
      answers.push(failed({ kind: 'malformed', reason: 'tooLarge', status: 200 }));
      await responses.show([account('a')]);
      assert.deepEqual([requests.length, said.questions.length, window.activeTextEditor], [1, 1, undefined]);
    });

    it('offers to replace a key that the keychain no longer has', async () => {
      answers.push(failed({ kind: 'keychain', reason: 'missing' }));
      await responses.show([account('a')]);
      assert.deepEqual(said.questions, [
        {
          kind: 'error',
          text: 'The keychain no longer has the API key of “Account a”. Enter it again.',
          buttons: ['Replace API Key…'],
        },
      ]);
    });

    it('offers the setting whose address can’t be used', async () => {
      answers.push(failed({ kind: 'setting', reason: 'insecure' }));
      await responses.show([account('a')]);
      assert.deepEqual(said.questions[0]?.buttons, ['Open Settings']);
    });

    for (const [what, left, asked] of [
      ['asks again once the person allows it', undefined, 2],
      ['asks no more where they do not', addressNotAllowed, 1],
    ] as const) {
      it(`offers to allow an address to which the key does not go yet, and ${what}`, async () => {
        answers.push(failed(addressNotAllowed));
        buttons.push('Allow This Address…');
        const { executeCommand } = commands;
        said.replace(commands, 'executeCommand', async (command: string, ...args: unknown[]) => {
          if (command !== 'mailPartner.askAboutAddress') return executeCommand(command, ...args);
          refusal = left;
          return undefined;
        });
        await responses.show([account('a')]);
        assert.deepEqual(said.questions[0]?.buttons, ['Allow This Address…']);
        assert.equal(requests.length, asked);
      });
    }
  });
});
