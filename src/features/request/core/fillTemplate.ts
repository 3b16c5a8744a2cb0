// Makes a program of its template, a file of media/programs: the program in its own language, with places for what is only known here.
//
// - `{{! why }}` on lines of its own is a remark for who reads the template. It is left out.
// - `{{#list}}` to `{{/list}}`, `{{#addCredit}}` to `{{/addCredit}}`: only in the program for that call; `{{#byteOrderMark}}` likewise where
//   it is needed. On lines of their own or within one.
// - `{{#listNumbers}}'{{.}}'{{/listNumbers, }}`: once for each of the names, with what stands behind the closing name between them.
// - `# {{purpose}}`, alone on a line, is a comment of these words, in as many lines as it takes. The mark is the language's.
// - `'{{noApiKey}}'` is a literal with these words in it, written so that they stay words.
// - `'{{refused: $why}}'` is an expression: a sentence with that value in it. A blank may stand before the sentence.
// - `{{page}}` is a number or a piece of code, as it is.
// - `{{! The end of the program. }}` is the last line. A file that was cut off lacks it, and might be a program that pays and judges nothing.
//
// Whatever is not known fails. What is put in is never looked at again: no word can be taken for a placeholder.
import { oneObject, unsent } from './dotNet';
import type { ProgramLanguage } from './languages';
import { around, comment, filled, oneLine } from './programText';
import { decisiveFields, latin1, listNumbers, mostBytes, paths, type RequestProgram } from './requestProgram';

/** A part that is kept or left out, or that is written once for each of these names. */
type Section = boolean | readonly string[];

/** What stands in a program, by the names of the placeholders. */
interface Values {
  /** To be written as the language writes texts. */
  readonly texts: Readonly<Record<string, string>>;
  /** As it is. */
  readonly code: Readonly<Record<string, string>>;
}

/** The last line of every template. */
export const endOfTemplate = '{{! The end of the program. }}';

const remark = /^ *\{\{!.*?\}\}\n/gms;
const section = /^\{\{#(\w+)\}\}\n(.*?)^\{\{\/\1\}\}\n|\{\{#(\w+)\}\}([^\n]*?)\{\{\/\3(\W.*?)??\}\}/gms;
const commentLine = /^( *(?:#|\/\/|')) \{\{(\w+)\}\}$/;
/** A literal that is a sentence with a value in it; any other placeholder; what begins like one, and is none. */
const placeholder = /(["'])( ?)\{\{(\w+): (.+?)\}\}\1|\{\{(\w+)\}\}|\{\{/g;

/**
 * The whole program, ended as files are. Throws where the template has a placeholder that is not known, or a section that does not end, and
 * where it lacks its own end.
 */
export function fillTemplate(template: string, language: ProgramLanguage, request: RequestProgram): string {
  if (!template.endsWith(`${endOfTemplate}\n`)) {
    throw new Error('A template of a program lacks its end');
  }
  const { call, page, credit, baseUrl, seconds, words } = request;
  const values: Values = {
    texts: {
      ...words,
      certificates: filled(words.certificates, language.certificates ?? ''),
      credit,
      address: baseUrl + paths[call],
      oneObject,
    },
    code: {
      page: String(page),
      seconds: String(seconds),
      mostBytes: String(mostBytes),
      latin1,
      ...language.own,
    },
  };
  const fill = (byteOrderMark: boolean) => {
    const sections: Readonly<Record<string, Section>> = {
      list: call === 'list',
      addCredit: call === 'addCredit',
      byteOrderMark,
      decisiveFields: decisiveFields(call),
      listNumbers,
      unsent,
    };
    return expanded(template.replace(remark, ''), sections)
      .split('\n')
      .map((line) => filledLine(line, language, values))
      .join('\n');
  };
  const program = fill(false);
  return language.needsByteOrderMark?.(program) ? fill(true) : program;
}

function expanded(template: string, sections: Readonly<Record<string, Section>>): string {
  return template.replace(section, (_, block, lines, inline, piece, between = '') => {
    const held = known(sections, block ?? inline);
    const inner = expanded(lines ?? piece, sections);
    if (typeof held === 'boolean') {
      return held ? inner : '';
    }
    return held.map((name) => inner.replaceAll('{{.}}', name)).join(between);
  });
}

function filledLine(line: string, language: ProgramLanguage, { texts, code }: Values): string {
  const text = (name: string) => oneLine(known(texts, name));
  const [, mark, words] = commentLine.exec(line) ?? [];
  if (mark && words) {
    const said = text(words);
    return comment(mark, language.inComment?.(said) ?? said).join('\n');
  }
  return line.replace(placeholder, (_, quote, blank, sentence, value, name = '') => {
    if (sentence) {
      const literal = (part: string) => quote + language.inLiteral(part) + quote;
      return expression(blank + text(sentence), value, literal, language.operator);
    }
    return code[name] ?? language.inLiteral(text(name));
  });
}

/** A sentence with the value at its `{0}`: literals and the value, with the operator between them. */
function expression(
  sentence: string,
  value: string,
  literal: (part: string) => string,
  operator: string | undefined,
): string {
  const [before, after] = around(sentence);
  return operator
    ? [before && literal(before), value, after && literal(after)].filter(Boolean).join(` ${operator} `)
    : literal(before) + value + literal(after);
}

function known<T>(all: Readonly<Record<string, T>>, name: string): T {
  const found = all[name];
  if (found === undefined) {
    throw new Error(`A template of a program has what is not known: ${name || 'an open bracket'}`);
  }
  return found;
}
