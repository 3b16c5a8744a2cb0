// The bytes of an answer become text in the charset that it says it is in.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../../src/api/charset';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('a body', () => {
  const xml = (declared: string) => `<?xml version="1.0" encoding="${declared}"?><entry>Hélène</entry>`;
  const page = '<html><head><meta charset="iso-8859-1"></head>Hélène</html>';
  const oldPage =
    '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-15"><p>Hélène, 12 \u00a4</p>';
  const table: readonly [what: string, bytes: Buffer, contentType: string | null, text: string][] = [
    ['UTF-8, which nothing says', utf8('Hélène €'), null, 'Hélène €'],
    ['UTF-8, as its header says', utf8('Hélène €'), 'application/json; charset=utf-8', 'Hélène €'],
    ['ISO-8859-1, as its header says', latin1('Hélène'), 'text/html; charset=ISO-8859-1', 'Hélène'],
    ['ISO-8859-1, in quotes', latin1('Hélène'), 'text/html;charset="iso-8859-1"; x=y', 'Hélène'],
    ['windows-1252', Buffer.from([0x80, 0x20, 0xe9]), 'text/plain; charset=windows-1252', '€ é'],
    ['ISO-8859-1, as XML declares', latin1(xml('ISO-8859-1')), 'application/xml', xml('ISO-8859-1')],
    ['UTF-8, as XML declares', utf8(xml('utf-8')), 'application/xml', xml('utf-8')],
    ['ISO-8859-1, as a page declares', latin1(page), 'text/html', page],
    ['ISO-8859-15, as an old page declares', latin1(oldPage), null, oldPage.replace('\u00a4', '€')],
    [
      'ISO-8859-1, which nothing says',
      latin1('{"message":"Clé refusée"}'),
      null,
      '{"message":"Clé refusée"}',
    ],
    ['what a header names that nobody knows', utf8('é'), 'text/plain; charset=klingon', 'é'],
    ['the header’s word above XML’s', utf8(xml('latin1')), 'text/xml; charset=utf-8', xml('latin1')],
    ['UTF-8 with a byte order mark, whatever the header says', utf8('\ufeffé'), 'x/y; charset=latin1', 'é'],
    ['UTF-16 with a byte order mark', utf16('\ufeffHélène'), 'application/json', 'Hélène'],
    ['UTF-16 the other way round', utf16('\ufeffHélène').swap16(), null, 'Hélène'],
    ['UTF-8 that was cut within a character', utf8('Hélène €').subarray(0, -1), null, 'Hélène '],
    ['ISO-8859-1, though its header says UTF-8', latin1('Hélène'), 'text/plain; charset=utf-8', 'Hélène'],
    ['UTF-8, though XML declares UTF-16', utf8(xml('utf-16')), 'application/xml', xml('utf-16')],
    [
      'UTF-8, though a page declares UTF-16',
      utf8('<meta charset="utf-16">é'),
      null,
      '<meta charset="utf-16">é',
    ],
    [
      'what can’t be read, in a charset that nobody knows',
      Buffer.from([0x68, 0x82, 0x6c]),
      'text/plain; charset=IBM850',
      'h\ufffdl',
    ],
    ['nothing', Buffer.alloc(0), 'text/plain; charset=latin1', ''],
  ];
  for (const [what, bytes, contentType, text] of table) {
    it(`is ${what}`, () => {
      assert.equal(decodeText(bytes, contentType), text);
    });
  }

  it('in UTF-8 is read back, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(decodeText(utf8(`.${text}`), 'application/json; charset=UTF-8'), `.${text}`);
      }),
    );
  });

  it('of any bytes is some text', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.option(fc.string()), (bytes, contentType) => {
        assert.equal(typeof decodeText(bytes, contentType), 'string');
      }),
    );
  });
});
