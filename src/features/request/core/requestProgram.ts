// What a request to copy says, whatever language it is written in. No language, and no text that a person reads, is here.
//
// Every program judges an answer alike, because a person acts on what it says, and a credit call that is repeated pays twice:
// - It went well only where the answer proves it: `success` is true, 1, "1" or "true", or it is absent or null and `code` is 200; and what
//   was asked for is there: an amount in `subaccountCredit`, or of a list its rows or numbers. An object in `data` is a list where it is
//   empty or has keys of digits; its rows are under these.
// - It was refused only where the answer says so: `success` is false, 0, "0" or "false"; or it does not say that it went well, and has
//   HTTP 429, or another 4xx with words.
// - A field that decides and stands twice proves neither: see `decisiveFields`.
// - "true" and "false" may have blanks around them and be written in any case.
// - A charset that is not Latin-1 is read as UTF-8, whatever its name is: an answer is not lost for the name of its charset.
// - What is printed for a person, words and e-mails, has its HTML entities decoded once. The shell prints rows as the JSON that came.
// - Nothing was sent only where no connection came about. All else is not known, and the words say so.
// - Nothing is tried again, no redirect is followed, and numbers are shown as they were written, never rounded.

/** A documented call (docpartner.dev, Mail Partner › Sous-comptes): GET /subaccount/list, or POST /subaccount/credit/add. */
export type Call = 'list' | 'addCredit';

/** The calls, in the order in which they are offered. */
export const calls = ['list', 'addCredit'] as const satisfies readonly Call[];

/** What the programs say to whoever reads or runs them, in that person's language. One line each. */
export interface ProgramWords {
  /** What the program does: its first comment. */
  readonly purpose: string;
  /** What to know before it is run: its second comment. */
  readonly caution: string;
  /** For Visual Basic: what a project for .NET Framework must refer to. */
  readonly references: string;
  /** For PowerShell, where the program is not ASCII alone: how a file of it must be saved. */
  readonly byteOrderMark: string;
  /** A comment where numbers are read as text. */
  readonly asWritten: string;
  /** A comment where a failure is found to have come before the request was sent. */
  readonly surelyUnsent: string;
  /** A comment where an answer that is not whole is left out. */
  readonly wholeAlone: string;
  /** For PowerShell: a comment on what is looked up before it is used. */
  readonly lookedUp: string;
  /** For PowerShell: a comment on not leaving a terminal. */
  readonly staysOpen: string;
  /** For the shell: a comment on the lines into which an answer is taken apart. */
  readonly fieldLines: string;
  /** For the shell: a comment on what is masked in rows. */
  readonly masked: string;
  /** Beside the amount: what it is, and that it is to be changed. */
  readonly amount: string;
  /** No API key in the environment. */
  readonly noApiKey: string;
  /** No token in the environment. */
  readonly noToken: string;
  /** It surely failed before the request was sent. The reason follows in brackets. */
  readonly notSent: string;
  /** What helps where certificates are missing. `{0}` is the setting that names a file of them. */
  readonly certificates: string;
  /** The same for Python, whose installer for the Mac leaves a step to do. */
  readonly pythonCertificates: string;
  /** No answer, none in time, or not all of it, to a request that may have arrived. The reason follows in brackets. */
  readonly noAnswer: string;
  /** An answer that proves nothing. `{0}` is the HTTP status, and what the service said if it said anything. */
  readonly notUnderstood: string;
  /** The service said no. `{0}` is what it said. */
  readonly refused: string;
  /** After `refused`, where the service says when to come back. `{0}` is its `Retry-After`. */
  readonly wait: string;
  /** The credit was added. `{0}` is what the sub-account now has. */
  readonly added: string;
}

export interface RequestProgram {
  readonly call: Call;
  /** For `list`: which page, from 1. */
  readonly page: number;
  /** For `addCredit`: euros as decimal text, sent as it stands here. */
  readonly credit: string;
  /** Where the service is, without a slash at the end. */
  readonly baseUrl: string;
  /** How long the service may take, in whole seconds. */
  readonly seconds: number;
  readonly words: ProgramWords;
}

/** The service's own samples allow 10 s, which was seen to be short; the extension's own default is the same. */
export const defaultSeconds = 15;

/** An amount that is valid and small, for the person to change. */
export const defaultCredit = '1.00';

/** The path of a call, after the base address. */
export const paths: Readonly<Record<Call, string>> = {
  list: '/subaccount/list',
  addCredit: '/subaccount/credit/add',
};

/** An answer of more bytes is given up; a page of 20 sub-accounts has about 5,000. */
export const mostBytes = 262_144;

/**
 * What counts as an amount of money, without its beginning and end, as a regular expression in the syntax that all the languages share:
 * `40.1`, `12,50`, `1 234.50 €`, `1.234.567`, `1e3`. As in src/api/amount.ts there is one kind of sign between groups of three, and one
 * decimal mark that differs from it; what may be two amounts ("1,234") is one here, since it is shown as it came. `spell` writes a
 * character that is not ASCII. There is no quotation mark in it and no slash.
 */
export function amountPattern(spell: (character: string) => string = escaped): string {
  const blank = `( |${[...new Set([...'\u00a0\u2009\u202f'].map(spell))].join('|')})`;
  const apostrophe = `('|${spell('’')})`;
  const euro = `(${spell('€')}|[eE][uU][rR])`;
  const sign = `([-+]|${spell('−')}) ?`;
  const groups = (mark: string) => `(${mark}[0-9]{3}){1,12}`;
  const decimals = (mark: string) => `(${mark}[0-9]{0,40})?`;
  const grouped = [
    `(${groups(blank)}|${groups(apostrophe)})${decimals('[.,]')}`,
    `${groups(',')}${decimals('[.]')}`,
    `${groups('[.]')}${decimals(',')}`,
  ].join('|');
  const plain = `[0-9]{1,40}${decimals('[.,]')}|[.,][0-9]{1,40}`;
  const size = `(${plain}|[1-9][0-9]{0,2}(${grouped}))([eE][-+]?[0-9]{1,3})?`;
  return ` *((${sign})?(${euro}${blank}?)?|${euro}${blank}?${sign})${size}(${blank}?${euro})? *`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Names of a charset that mean Latin-1, as a regular expression without letter case. */
export const latin1 = '8859-1|1252|latin-?1';

/** The fields of which a list has at least one, beside `data`. */
export const listNumbers = ['total', 'nb_per_page', 'page'] as const;

/** The fields that decide what a program says. Readers of JSON take the last of two, or the first; here such an answer proves nothing. */
export function decisiveFields(call: Call): readonly string[] {
  return ['success', 'code', ...(call === 'list' ? ['data', ...listNumbers] : ['subaccountCredit'])];
}
