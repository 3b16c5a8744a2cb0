// Bodies that branch too far are given up, wherever the pieces are cut; what is legitimate never is.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonBounds } from '../../../src/api/jsonBounds';
import { listAnswer } from '../../sandbox/answers';
import { makeAccount } from '../../sandbox/sandbox';

/** Whether a body is taken, in pieces of this many bytes. */
function holds(text: string, piece = 65_536): boolean {
  const bytes = Buffer.from(text);
  const bounds = new JsonBounds();
  for (let at = 0; at < bytes.length; at += piece) {
    if (!bounds.holds(bytes.subarray(at, at + piece))) return false;
  }
  return true;
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const eightMiB = 8 * 1024 * 1024;

describe('the bounds of a JSON body', () => {
  it('are 32 lists or objects within one another', () => {
    assert.equal(holds(nested(32)), true);
    assert.equal(holds(nested(33)), false);
    assert.equal(holds('{"a":['.repeat(16)), true);
    assert.equal(holds('{"a":['.repeat(17)), false);
  });

  it('are 100 000 lists and objects in all, however they are nested', () => {
    const pairs = (count: number) => `[${Array(count).fill('[{}]').join(',')}]`;
    assert.equal(holds(pairs(49_999)), true);
    assert.equal(holds(pairs(50_000)), false);
  });

  it('are 100 000 members of one list or object, each counted by itself', () => {
    const numbers = (count: number) => `[${Array(count).fill('0').join(',')}]`;
    assert.equal(holds(numbers(100_000)), true);
    assert.equal(holds(numbers(100_001)), false);
    assert.equal(holds(`[${numbers(60_000)},${numbers(60_000)}]`), true);
  });

  it('are told from brackets, quotes and commas within texts, wherever the pieces are cut', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('[', '{', '"', '\\', ',', 'é', '😀', 'a') }));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 9 }), (list, piece) => {
        const many = JSON.stringify([...list, '['.repeat(200), '\\"['.repeat(200)]);
        assert.equal(holds(many, piece), true);
        // What follows the texts is seen as what it is.
        assert.equal(holds(`[${many},${nested(31)}]`, piece), true);
        assert.equal(holds(`[${many},${nested(32)}]`, piece), false);
      }),
    );
  });

  it('hold all that is JSON and not larger than 8 MiB of rows', () => {
    const row = JSON.stringify(listAnswer(makeAccount('a@example.fr', 1, 7), 1, {}).data);
    const rows = Array(Math.floor(eightMiB / (row.length - 1))).fill(row.slice(1, -1));
    assert.equal(holds(`{"success":true,"data":[${rows.join(',')}]}`), true);
    fc.assert(fc.property(fc.json({ maxDepth: 20 }), (json) => holds(json, 7)));
  });

  it('are not applied to what is no JSON, such as a page', () => {
    assert.equal(holds(`<script>${'['.repeat(500)}</script>`), true);
    assert.equal(holds(`"${'['.repeat(500)}`), true);
  });

  it('are applied after blanks and a byte order mark, also when these come in pieces', () => {
    for (const piece of [1, 2, 4, 100]) {
      assert.equal(holds(`\uFEFF \n\t${nested(33)}`, piece), false);
      assert.equal(holds(`\uFEFF \n\t${nested(32)}`, piece), true);
    }
  });
});
