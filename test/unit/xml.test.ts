// XML laid out: nothing in it is another, and nothing but blanks between elements comes or goes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { piecesOf, prettyXml } from '../../src/features/response/core/xml';

/** A text’s pieces without the blanks that mean nothing. */
const said = (text: string) =>
  piecesOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((each) => !/^[ \t\r\n]*$/.test(each));
const without = (text: string) => text.replace(/[ \t\r\n]/g, '');

describe('XML for reading', () => {
  it('has a line for each element, and texts as they were written', () => {
    assert.equal(
      prettyXml(
        '<?xml version="1.0"?><!-- a > b --><result xmlns:xsi="x>y"><entry>true</entry>\n <entry><entry><![CDATA[ a <b> ]]></entry><entry xsi:nil="true"/><entry> </entry><entry></entry></entry></result>\n',
      ),
      '<?xml version="1.0"?>\n<!-- a > b -->\n<result xmlns:xsi="x>y">\n  <entry>true</entry>\n  <entry>\n    <entry><![CDATA[ a <b> ]]></entry>\n    <entry xsi:nil="true"/>\n    <entry> </entry>\n    <entry></entry>\n  </entry>\n</result>\n',
    );
  });

  for (const [what, text] of [
    ['text beside elements', '<p>a <b><i>x</i> <i>y</i></b> c</p>'],
    ['what asks for it', '<a xml:space="preserve"> <b> <c/> </b> </a>'],
    ['text around', 'Notice: x <a><b/></a>'],
    ['what never ends', '<a'],
    ['a comment that never ends', '<!-- <a><b/></a>'],
    ['nothing', ''],
    ['blanks', ' \n'],
    ['what branches too deep', '<a>'.repeat(40)],
  ] as const) {
    it(`leaves ${what} as it is`, () => assert.equal(prettyXml(text), text));
  }

  for (const [what, text, laidOut] of [
    ['a tag that does not end', '<a><b/><c x="', '<a>\n  <b/><c x="'],
    ['a closing of what is not open', '<a><b/></x><c/> <d/>', '<a>\n  <b/></x><c/> <d/>'],
    ['an element that is not closed', '<a><b>1</b><c>', '<a>\n  <b>1</b>\n  <c>'],
    ['a declaration', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', '<!DOCTYPE a [<!ENTITY b "c">]>\n<a/>'],
  ] as const) {
    it(`lays out up to ${what}`, () => assert.equal(prettyXml(text), laidOut));
  }

  const element = fc.letrec<{ node: string; element: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        ' ',
        '\n\t',
        'text',
        ' & ',
        '0.800',
        '<![CDATA[ <x> ]]>',
        '<!-- </y> -->',
        '<?p i?>',
        '<z a=">"/>',
        '\u00a0',
      ),
      tie('element'),
    ),
    element: fc
      .tuple(
        fc.constantFrom('a', 'entry'),
        fc.constantFrom('', ` b='"'`, ' xml:space="preserve"'),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, attributes, inside]) => `<${name}${attributes}>${inside.join('')}</${name}>`),
  })).element;

  it('is the same XML, whatever is in it, and laid out again the same text', () => {
    fc.assert(
      fc.property(element, (text) => {
        const pretty = prettyXml(text);
        assert.deepEqual(said(pretty), said(text));
        assert.equal(prettyXml(pretty), pretty);
      }),
    );
  });

  it('loses nothing of what is broken, or is no XML', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          element,
          fc.string({ unit: fc.constantFrom('<', '>', '/', 'a', '"', '!', '-', ' ', '[', ']', '?') }),
        ),
        fc.nat(60),
        (text, length) => {
          const broken = text.slice(0, length);
          assert.equal(without(prettyXml(broken)), without(broken));
        },
      ),
    );
  });

  it('is read in one pass, whatever is not closed', function () {
    this.timeout(20_000);
    for (const each of [
      '<a "',
      '<a x="',
      '<![CDATA[',
      '<!--',
      '<!a [',
      '<a><b/>',
      `<a b='c' `,
      '</a>',
      '<a>',
    ]) {
      const text = each.repeat(250_000 / each.length);
      assert.equal(without(prettyXml(text)).length, without(text).length);
    }
  });
});
