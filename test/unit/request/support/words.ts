// Words for copied programs: ordinary ones, and ones that would break out of a comment or a literal if they were let.
import {
  defaultCredit,
  defaultSeconds,
  type ProgramWords,
  type RequestProgram,
} from '../../../../src/features/request/core/requestProgram';

export const plainWords: ProgramWords = {
  purpose: 'Does what it is for.',
  caution: 'Needs care.',
  references: 'Refers to others.',
  byteOrderMark: 'With a mark.',
  asWritten: 'As written.',
  surelyUnsent: 'Unsent.',
  wholeAlone: 'Whole alone.',
  lookedUp: 'Looked up.',
  staysOpen: 'Stays open.',
  fieldLines: 'Fields.',
  masked: 'Masked.',
  amount: 'Euros: change them here.',
  noApiKey: 'No API key.',
  noToken: 'No token.',
  notSent: 'Not sent.',
  certificates: 'Certificates: {0}.',
  pythonCertificates: 'Certificates for Python.',
  noAnswer: 'No answer.',
  notUnderstood: 'Not understood (HTTP {0}).',
  refused: 'Refused: {0}.',
  wait: 'Wait: {0}.',
  added: 'Now {0} euros.',
};

const nasty = `?> */ END """ ''' \${x} $(id) \`id\` #{y} %s %n \\ \\' "“”" l’été <%= %> ' + " & ' \u2028 \r\nEND\n'`;

/** Every sentence of `plainWords`, with what ends comments, literals and lines in one language or another. */
export const nastyWords = Object.fromEntries(
  Object.entries(plainWords).map(([name, text]) => [name, `${nasty} ${text} ${nasty}`]),
) as unknown as ProgramWords;

/** A program for a service at `baseUrl`; `over` replaces parts. */
export function programFor(baseUrl: string, over: Partial<RequestProgram> = {}): RequestProgram {
  return {
    call: 'list',
    page: 1,
    credit: defaultCredit,
    baseUrl,
    seconds: defaultSeconds,
    words: plainWords,
    ...over,
  };
}
