// How an answer is shown: JSON laid out with all that was written in it, and each body as what it is.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { prettyJson, responseKind } from '../../src/features/response/core/responseText';

describe('JSON for reading', () => {
  it('has a line for each part, and numbers and texts as they were written', () => {
    assert.equal(
      prettyJson('{"a":0.800,"b":950.4,"c":[1E3,-0,12345678901234567890],"d":"\\u00e9 \\/ é","e":{},"f":[]}'),
      '{\n  "a": 0.800,\n  "b": 950.4,\n  "c": [\n    1E3,\n    -0,\n    12345678901234567890\n  ],\n  "d": "\\u00e9 \\/ é",\n  "e": {},\n  "f": []\n}',
    );
  });

  it('keeps names that come twice', () => {
    assert.equal(prettyJson('{"a":1,"a":2}'), '{\n  "a": 1,\n  "a": 2\n}');
  });

  it('is the same JSON, and only blanks differ, whatever it says', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const pretty = prettyJson(text);
        assert.deepEqual(JSON.parse(pretty), JSON.parse(text));
        assert.equal(pretty, JSON.stringify(JSON.parse(text), undefined, 2));
      }),
    );
  });

  it('is laid out in one pass, though a text with very many quotes in it is not closed', () => {
    const text = `{"a":"${'\\"'.repeat(120_000)}`;
    // Not assert.equal: it would print all of both.
    assert.ok(prettyJson(text).replace(/\s/g, '') === text);
    const deep = `[[{"a":"]}[","b":"\\"[["}]]`;
    assert.deepEqual(JSON.parse(prettyJson(deep)), JSON.parse(deep));
  });

  it('stays as it is where it branches too deep to be laid out; brackets within texts do not count', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    assert.equal(prettyJson(nested(33)), nested(33));
    assert.notEqual(prettyJson(nested(32)), nested(32));
    assert.equal(prettyJson('['.repeat(100_000)), '['.repeat(100_000));
    const text = JSON.stringify([`\\"${'['.repeat(100)}`, '{'.repeat(100)]);
    assert.equal(prettyJson(text), JSON.stringify(JSON.parse(text), undefined, 2));
  });

  it('loses nothing of what is broken, or is no JSON', () => {
    const blanks = (text: string) => text.replace(/\s/g, '');
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.nat(40), (text, length) => {
        assert.equal(blanks(prettyJson(text.slice(0, length))), blanks(text.slice(0, length)));
      }),
    );
    for (const text of ['', ' ', '{"a":tru', '{"a":1', '}{', '{"a":"b', '<p>']) {
      assert.equal(blanks(prettyJson(text)), blanks(text));
    }
  });
});

describe('the kind of an answer', () => {
  const kinds: readonly [body: string, asked: 'json' | 'xml', extension: string][] = [
    ['{"a":1}', 'json', 'json'],
    ['\ufeff\n [1', 'json', 'json'],
    ['"text"', 'json', 'json'],
    ['42', 'json', 'json'],
    ['null', 'json', 'json'],
    ['{"success":false}', 'xml', 'json'],
    ['<?xml version="1.0"?><result/>', 'xml', 'xml'],
    ['<?xml version="1.0"?><result/>', 'json', 'xml'],
    ['<result><entry>', 'xml', 'xml'],
    ['<!DOCTYPE html>\n<p>', 'json', 'html'],
    ['<HTML><head>', 'xml', 'html'],
    ['<!-- a\nproxy --><html>', 'json', 'html'],
    ['404 page not found', 'json', 'txt'],
    ['nullable', 'json', 'txt'],
    ['502-bad', 'json', 'txt'],
    ['{"$schema":"http://127.0.0.1/x","data":[]}', 'json', 'txt'],
    ['{"\\u0024sch\\u0065ma":"http://127.0.0.1/x"}', 'json', 'txt'],
    ['', 'json', 'json'],
    [' \n', 'xml', 'xml'],
  ];
  for (const [body, asked, extension] of kinds) {
    it(`of ${JSON.stringify(body)}, asked for as ${asked}, is ${extension}`, () => {
      assert.equal(responseKind(body, asked).extension, extension);
    });
  }
});
