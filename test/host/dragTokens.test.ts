// Dragging rows: what is on what is dragged.
import * as assert from 'node:assert/strict';
import { CancellationTokenSource, DataTransfer, type TreeViewOptions, window } from 'vscode';
import type { Row } from '../../src/common/rows';
import { dragTokens } from '../../src/tree/dragTokens';
import { createView } from '../../src/tree/view';
import { canary, subAccount } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

describe('drag tokens', () => {
  const [three, one, two, four] = [
    subAccount(3),
    subAccount(1),
    subAccount(2, { token: '' }),
    subAccount(4, { token: undefined }),
  ] as const;
  let opened: OpenTree;
  let said: FakeWindow;

  beforeEach(async () => {
    said = new FakeWindow();
    opened = openTree('a');
    await opened.service.load('a', [three, one, two, four], 40);
  });
  afterEach(() => {
    said.restore();
    opened.dispose();
  });

  const drag = async (...places: number[]) => {
    const rows = opened.tree.getChildren();
    const dragged = new DataTransfer();
    const chosen = places.map((i) => rows.at(i)).filter((row): row is Row => row !== undefined);
    assert.equal(chosen.length, places.length);
    dragTokens(chosen, dragged, opened.tree);
    assert.doesNotMatch(said.all(), new RegExp(canary), 'a message shows a secret');
    return dragged.get('text/plain')?.asString();
  };

  it('the token of a row', async () => {
    assert.equal(await drag(1), one.token);
    assert.equal(said.all(), '');
  });

  it('of several rows, in tree order, one a line; nothing of the pager row', async () => {
    assert.equal(opened.tree.getChildren().at(-1)?.kind, 'pager');
    assert.equal(await drag(-1, 1, 0), `${three.token}\n${one.token}`);
  });

  it('nothing of the pager row alone, and of a row without token, which is said', async () => {
    assert.equal(await drag(-1), undefined);
    assert.equal(said.all(), '');
    assert.equal(await drag(2), undefined);
    assert.deepEqual(said.warnings, [
      'Mail Partner gave no token for user2@example.org. Refresh, or ask Mail Partner.',
    ]);
  });

  it('of several rows without token names each', async () => {
    assert.equal(await drag(3, 0, 2), three.token);
    assert.deepEqual(said.warnings, [
      'Mail Partner gave no token for user2@example.org, user4@example.org. Refresh, or ask Mail Partner.',
    ]);
  });

  it('of what the view hands on; and it takes nothing that is dropped on it', () => {
    const given: TreeViewOptions<Row>[] = [];
    said.replace(window, 'createTreeView', (_: string, options: TreeViewOptions<Row>) => {
      given.push(options);
      return { dispose: () => undefined };
    });
    createView(() => opened.tree).dispose();
    const [options] = given;
    const controller = options?.dragAndDropController;
    assert.ok(controller);
    assert.deepEqual(controller.dropMimeTypes, []);
    assert.equal(controller.handleDrop, undefined);
    assert.deepEqual(controller.dragMimeTypes, ['text/plain']);
    const dragged = new DataTransfer();
    void controller.handleDrag?.(
      opened.tree.getChildren().slice(0, 1),
      dragged,
      new CancellationTokenSource().token,
    );
    assert.equal(dragged.get('text/plain')?.value, three.token);
  });
});
