// The languages in which a request can be copied: one file a language, all of them in this table.
import { curl } from './curl';
import { curlCommand } from './curlCommand';
import { php } from './php';
import { powerShell } from './powerShell';
import { python } from './python';
import type { Call, RequestProgram } from './requestProgram';
import { typeScript } from './typeScript';
import { visualBasic } from './visualBasic';

export type Language = 'shell' | 'powerShell' | 'php' | 'python' | 'visualBasic' | 'typeScript';

interface Maker {
  /** The language's own name, the same for everybody. */
  readonly name: string;
  /** Writes the whole program. */
  readonly make: (request: RequestProgram) => string;
}

/** In the order in which they are offered. The compiler refuses a table that lacks one. */
export const languages: Readonly<Record<Language, Maker>> = {
  shell: { name: 'Shell script (cURL)', make: curl },
  powerShell: { name: 'PowerShell', make: powerShell },
  php: { name: 'PHP', make: php },
  python: { name: 'Python', make: python },
  visualBasic: { name: 'Visual Basic', make: visualBasic },
  typeScript: { name: 'TypeScript', make: typeScript },
};

export const languageNames = Object.keys(languages) as Language[];

/**
 * What can be chosen: a whole program in a language, or the short command, which is for reading alone. That is remembered as `curl`, as the
 * only one was until 0.1.0.
 */
export type Offer = Language | 'curl';

export const offers: Readonly<Record<Offer, Maker>> = {
  curl: { name: 'cURL', make: curlCommand },
  ...languages,
};

/** What is offered for a call on a system, in this order: on Windows, where a terminal runs no `sh`, PowerShell comes first. */
export function offersFor(call: Call, platform: NodeJS.Platform): readonly Offer[] {
  const all: readonly Offer[] = call === 'list' ? ['curl', ...languageNames] : languageNames;
  return platform === 'win32' ? [...new Set<Offer>(['powerShell', ...all])] : all;
}
