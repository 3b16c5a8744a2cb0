// Whatever the service puts into its fields: what is shown, said, logged and given to others is short, clean and without its secrets.
import * as assert from 'node:assert/strict';
import { createApi } from '../../src/api/client';
import { logUnexpected } from '../../src/common/log';
import { subAccountName } from '../../src/common/words/subAccountWords';
import type { Drift } from '../sandbox/sandbox';
import { apiKey, openWorld, type World } from './faults/support/world';

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

describe('hostile fields', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  /** All that VS Code is given of the rows, line by line. */
  function shown(): string[] {
    return world.tree.getChildren().flatMap((row) => {
      const item = world.tree.getTreeItem(row);
      const { tooltip } = world.tree.resolveTreeItem(item, row);
      const texts = [item.label, item.description, item.accessibilityInformation?.label, tooltip];
      return texts.flatMap((text) => String(text ?? '').split('\n'));
    });
  }

  function secrets(): string[] {
    return [
      apiKey,
      ...(world.sandbox.accounts[0]?.subAccounts ?? []).flatMap((each) => [each.token, each.apiKey]),
    ];
  }

  function assertWithoutSecrets(texts: readonly string[]): void {
    const all = texts.join('\n').toLowerCase();
    const found = secrets().filter((secret) => all.includes(secret.toLowerCase().slice(0, 20)));
    assert.equal(found.length, 0, 'a key or a token is shown');
  }

  const lies: readonly [drift: Drift, rows: number, unreadable: number][] = [
    ['hugeSecrets', 18, 2],
    ['hugeTexts', 20, 0],
    ['hostileSigns', 20, 0],
    ['ownSecrets', 20, 0],
  ];
  for (const [drift, rows, unreadable] of lies) {
    it(`${drift}: every row that can be read is there, in short and clean lines, and the others are counted`, async () => {
      world.sandbox.lies = { drift };
      await world.show();
      const { list } = world;
      assert.deepEqual([list.rows.length, list.unreadable, world.unexpected], [rows, unreadable, []]);
      for (const line of shown()) {
        assert.doesNotMatch(line, unseen, line.slice(0, 80));
        assert.ok([...line].length < 600, line.slice(0, 80));
      }
      assertWithoutSecrets([...shown(), ...world.log.lines]);
      assert.ok(
        list.rows.every((row) => subAccountName(row) === row.email),
        'what is copied is what is shown',
      );
    });

    it(`${drift}: the answer itself is shown without its secrets`, async () => {
      world.sandbox.lies = { drift };
      const api = createApi({ baseUrl: world.sandbox.url, timeoutSeconds: 15 });
      for (const format of ['json', 'xml'] as const) {
        const answer = await api.listAsSent({
          apiKey,
          page: 1,
          format,
          known: secrets(),
          signal: new AbortController().signal,
        });
        assert.ok(answer.ok);
        assertWithoutSecrets([answer.value.masked]);
      }
    });
  }

  it('hugeElement: is no answer, says so, and is neither read nor shown', async () => {
    world.sandbox.lies = { drift: 'hugeElement' };
    await world.show();
    assert.deepEqual([world.list.rows.length, world.list.state.kind, world.unexpected], [0, 'failed', []]);
    assert.match(shown().join('\n'), /too large and was given up/);
    const api = createApi({ baseUrl: world.sandbox.url, timeoutSeconds: 15 });
    const answer = await api.listAsSent({
      apiKey,
      page: 1,
      format: 'json',
      signal: new AbortController().signal,
    });
    assert.equal(answer.ok, false);
  });

  it('hostileSigns: a token that holds some is none, and the others are as they were sent', async () => {
    world.sandbox.lies = { drift: 'hostileSigns' };
    await world.show();
    const sent = world.sandbox.accounts[0]?.subAccounts ?? [];
    for (const [at, { token }] of world.list.rows.entries()) {
      assert.equal(token, at % 3 === 2 ? undefined : sent[at]?.token);
    }
  });

  it('the name that /me gives is one short, clean line without the key', async () => {
    world.sandbox.lies = { drift: ['hugeTexts', 'hostileSigns', 'ownSecrets'] };
    const api = createApi({ baseUrl: world.sandbox.url, timeoutSeconds: 15 });
    const answer = await api.getProfile({ apiKey, signal: new AbortController().signal });
    assert.ok(answer.ok);
    const { username = '' } = answer.value;
    assert.match(username, /^a\[1m gence@example\.fr •••/);
    assert.ok(username.length <= 320 && username.endsWith('…') && !unseen.test(username));
  });

  it('an error that quotes any of it is logged by its kind and its places alone', async () => {
    logUnexpected(
      world.log,
      new RangeError(`regular expression too large: ${secrets().join('|')}\n    at ${apiKey} (/x:1:2)`),
    );
    assertWithoutSecrets(world.log.lines);
    assert.match(world.log.lines.at(-1) ?? '', /^error: RangeError\n\s+at /);
  });
});
