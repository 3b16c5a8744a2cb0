// The languages in which a request can be copied. Their programs are files of media/programs; here is what the words and constants that go into one need to know.
import { maskSecrets } from './curlCommand';
import { amountPattern, type Call, listNumbers } from './requestProgram';

export type Language = 'shell' | 'powerShell' | 'php' | 'python' | 'visualBasic' | 'typeScript';

export interface ProgramLanguage {
  /** The language's own name, the same for everybody. */
  readonly name: string;
  /** The file of its template, in media/programs. */
  readonly file: string;
  /** Writes a text, of one line, as it stands between the quotation marks that the template has around it. */
  readonly inLiteral: (text: string) => string;
  /** Makes one text of two. The shell has none: what stands side by side is one word. */
  readonly operator?: string;
  /** Writes a text as it stands in a comment, where it can't stand there as it is. */
  readonly inComment?: (text: string) => string;
  /** Whether a file of this program is read right only with a byte order mark, so that a comment must say so. */
  readonly needsByteOrderMark?: (program: string) => boolean;
  /** The setting that names a file of certificates. */
  readonly certificates?: string;
  /** Placeholders of its own template, and what stands there: code of the language, as it is. */
  readonly own: Readonly<Record<string, string>>;
}

const inSingleQuotes = (text: string) => text.replace(/['\\]/g, '\\$&');

/** In single quotes the shell reads nothing. */
const inShellQuotes = (text: string) => text.replaceAll("'", "'\\''");

/** In single quotes PowerShell reads nothing but their end, for which it takes typographic ones too; they come out straight. */
const inPowerShellQuotes = (text: string) => text.replace(/['‘’‚‛]/g, "''");

/** In the order in which they are offered. The compiler refuses a table that lacks one. */
export const languages: Readonly<Record<Language, ProgramLanguage>> = {
  shell: {
    name: 'Shell script (cURL)',
    file: 'shell.sh.txt',
    inLiteral: inShellQuotes,
    certificates: 'CURL_CA_BUNDLE',
    own: {
      // For a sed that sees bytes. A blank that is not ASCII would not be seen in the program: any other sign stands for it.
      amountPattern: inShellQuotes(
        amountPattern((character) => (/\s/.test(character) ? '[^ -~]{2,3}' : character)),
      ),
      maskSecrets,
    },
  },
  powerShell: {
    name: 'PowerShell',
    file: 'powerShell.ps1.txt',
    inLiteral: inPowerShellQuotes,
    operator: '+',
    // From its block on, for of comments nothing is run.
    needsByteOrderMark: (program) => /^& \{.*[^\0-\x7f]/ms.test(program),
    own: { amountPattern: inPowerShellQuotes(amountPattern()) },
  },
  php: {
    name: 'PHP',
    file: 'php.php.txt',
    inLiteral: inSingleQuotes,
    operator: '.',
    // Even in a comment `?>` would end the program.
    inComment: (text) => text.replaceAll('?>', '? >'),
    certificates: 'curl.cainfo (php.ini)',
    own: {
      amountPattern: inSingleQuotes(
        amountPattern((character) => `\\x{${character.charCodeAt(0).toString(16)}}`),
      ),
    },
  },
  python: {
    name: 'Python',
    file: 'python.py.txt',
    // A literal of JSON without control characters is one of Python too.
    inLiteral: (text) => JSON.stringify(text).slice(1, -1),
    operator: '+',
    own: { amountPattern: amountPattern() },
  },
  visualBasic: {
    name: 'Visual Basic',
    file: 'visualBasic.vb.txt',
    // Visual Basic takes typographic quotation marks for straight ones, so each kind is doubled.
    inLiteral: (text) => text.replace(/["“”＂]/g, '$&$&'),
    operator: '&',
    own: {
      amountPattern: amountPattern(),
      numbers: listNumbers.map((name) => `answer.<${name}>`).reduce((all, one) => `${all}.Concat(${one})`),
    },
  },
  typeScript: {
    name: 'TypeScript',
    file: 'typeScript.ts.txt',
    inLiteral: inSingleQuotes,
    operator: '+',
    certificates: 'NODE_EXTRA_CA_CERTS',
    own: { amountPattern: amountPattern() },
  },
};

export const languageNames = Object.keys(languages) as Language[];

/**
 * What can be chosen: a whole program in a language, or the short command, which is for reading alone. That is remembered as `curl`, as the
 * only one was until 0.1.0.
 */
export type Offer = Language | 'curl';

/** How an offer is called, the same for everybody. */
export function offerName(offer: Offer): string {
  return offer === 'curl' ? 'cURL' : languages[offer].name;
}

/** What is offered for a call on a system, in this order: on Windows, where a terminal runs no `sh`, PowerShell comes first. */
export function offersFor(call: Call, platform: NodeJS.Platform): readonly Offer[] {
  const all: readonly Offer[] = call === 'list' ? ['curl', ...languageNames] : languageNames;
  return platform === 'win32' ? [...new Set<Offer>(['powerShell', ...all])] : all;
}
