// What is unexpected is logged by its kind and its places, and nothing of what it says.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LogOutputChannel } from 'vscode';
import { logUnexpected, withoutAddresses } from '../../src/common/log';

function logged(error: unknown): string {
  const lines: string[] = [];
  logUnexpected({ error: (line: string) => lines.push(line) } as unknown as LogOutputChannel, error);
  assert.equal(lines.length, 1);
  return lines[0] ?? '';
}

const canary = 'canary-7';

/** A message made to look like what comes after it. */
const disguised = `x\n    at ${canary} (file:///tmp/${canary}.js:1:2)\n    at /${canary}:3:4`;

class Odd extends Error {}

describe('an unexpected error in the log', () => {
  it('is its name and where it happened', () => {
    const text = logged(new TypeError(`cannot read ${canary}`));
    assert.match(text, /^TypeError\n {4}at .*log\.test\.ts:\d+:\d+/);
    assert.ok(!text.includes(canary));
  });

  it('as VS Code writes it too, with tabs', () => {
    const stack = `Error: ${disguised}\n\tat run (/app/app.js:1:2)\n\tat async all (node:internal/x:3:4)`;
    const text = logged(Object.assign(new Error(disguised), { stack }));
    assert.equal(text, 'Error\n\tat run (/app/app.js:1:2)\n\tat async all (node:internal/x:3:4)');
  });

  const emptied = Object.assign(new Error(''), { stack: `Error: ${disguised}\n    at f (/x.js:1:2)` });
  const renamed = Object.assign(new Error('x'), { name: `Error ${canary}` });
  const rewritten = Object.assign(new Error(disguised), { message: 'other' });
  const failing = new Proxy(new Error(canary), {
    get: () => {
      throw new Error(canary);
    },
  });
  for (const [what, error] of [
    ['a message like places', new Error(disguised)],
    ['a cause', new Error('x', { cause: new Error(disguised) })],
    ['one of several', new AggregateError([new Error(canary)], disguised)],
    ['a message that was emptied', emptied],
    ['a message that was changed', rewritten],
    ['a name', renamed],
    ['a message with places that have tabs', new Error(disguised.replaceAll('    at', '\tat'))],
    ['a stack that is no text', Object.assign(new Error('x'), { stack: { canary } })],
    [
      'a stack with a query',
      Object.assign(new Error('x'), { stack: `Error: x\n    at f (https://h/a?k=${canary}:1:2)` }),
    ],
    ['an error that fails when it is looked at', failing],
    ['a text', canary],
    ['an object', { message: canary, toString: () => canary }],
    ['nothing', undefined],
  ] as const) {
    it(`holds nothing of ${what}`, () => {
      const text = logged(error);
      assert.ok(text !== '' && !text.includes(canary), text);
    });
  }

  it('keeps the name of a class of its own', () => {
    const error = new Odd('x');
    error.name = 'Odd';
    assert.match(logged(error), /^Odd\n/);
  });

  it('holds nothing of any message', () => {
    const part = fc.constantFrom(canary, '\n', '    at ', '(', ')', ':1:2', 'a', 'file:///', ' ', 'Error: ');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
        (message) => {
          assert.ok(!logged(new RangeError(message)).includes(canary));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the name of an account in the log', () => {
  for (const [name, shown] of [
    ['jane.doe@example.org', 'j…@…'],
    ['Shop (jane.doe@example.org) 2', 'Shop (j…@…) 2'],
    ['a@b@c', 'a…@…'],
    ['@home', '…@…'],
    ['me @ home', 'me @ home'],
    ['“é.x@y”', '“…@…'],
    ['Agence', 'Agence'],
  ] as const) {
    it(`${name} is ${shown}`, () => assert.equal(withoutAddresses(name), shown));
  }
});
