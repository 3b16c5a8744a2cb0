// How values are shared out among cursors, and where the cursors stand afterwards.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { insertTexts, selectedAfter } from '../../src/features/insert/core/insertTexts';

describe('the texts inserted at cursors', () => {
  it('are one each when there are as many', () => {
    assert.deepEqual(insertTexts(['a', 'b'], 2, '\n'), ['a', 'b']);
    assert.deepEqual(insertTexts(['a'], 1, '\n'), ['a']);
  });

  it('leave out the cursor whose value is lacking, and shift none to it', () => {
    assert.deepEqual(insertTexts(['a', undefined, 'c'], 3, '\n'), ['a', undefined, 'c']);
  });

  it('are otherwise all values at every cursor, one a line as the document has its lines', () => {
    assert.deepEqual(insertTexts(['a'], 3, '\n'), ['a', 'a', 'a']);
    assert.deepEqual(insertTexts(['a', 'b'], 1, '\r\n'), ['a\r\nb']);
    assert.deepEqual(insertTexts(['a', undefined, 'c'], 2, '\n'), ['a\nc', 'a\nc']);
  });
});

describe('the cursors after inserting', () => {
  it('stand at the end of what was inserted, with nothing selected', () => {
    assert.deepEqual(
      selectedAfter(
        [
          { start: 2, end: 2 },
          { start: 5, end: 9 },
        ],
        ['abc', 'd'],
      ),
      [
        { start: 5, end: 5 },
        { start: 9, end: 9 },
      ],
    );
  });

  it('keep what was selected where nothing was inserted', () => {
    assert.deepEqual(
      selectedAfter(
        [
          { start: 0, end: 1 },
          { start: 4, end: 6 },
        ],
        ['abcd', undefined],
      ),
      [
        { start: 4, end: 4 },
        { start: 7, end: 9 },
      ],
    );
  });

  it('are found where the texts end, whatever is replaced by whatever', () => {
    const gap = fc.nat(5);
    const change = fc.record({
      gap,
      selected: fc.nat(5),
      text: fc.option(fc.string({ maxLength: 8 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        let before = '';
        let after = '';
        const replaced = [];
        const expected = [];
        for (const { gap: apart, selected, text } of changes) {
          before += '.'.repeat(apart);
          after += '.'.repeat(apart);
          replaced.push({ start: before.length, end: before.length + selected });
          before += 's'.repeat(selected);
          const start = after.length;
          after += text ?? 's'.repeat(selected);
          expected.push({ start: text === undefined ? start : after.length, end: after.length });
        }
        assert.deepEqual(
          selectedAfter(
            replaced,
            changes.map(({ text }) => text),
          ),
          expected,
        );
      }),
    );
  });
});
