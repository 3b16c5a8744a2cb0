// A whole program as it is copied, of the template that ships; or what becomes of a piece of one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOfTemplate, fillTemplate } from '../../../../src/features/request/core/fillTemplate';
import { type Language, languages } from '../../../../src/features/request/core/languages';
import type { RequestProgram } from '../../../../src/features/request/core/requestProgram';

/** The folder of the templates. */
export const templates = join(__dirname, '..', '..', '..', '..', 'media', 'programs');

export function templateOf(language: Language): string {
  return readFileSync(join(templates, languages[language].file), 'utf8');
}

export function written(language: Language, request: RequestProgram): string {
  return fillTemplate(templateOf(language), languages[language], request);
}

/** What a piece of a template becomes. */
export function filledPiece(piece: string, language: Language, request: RequestProgram): string {
  return fillTemplate(`${piece}\n${endOfTemplate}\n`, languages[language], request).slice(0, -1);
}
