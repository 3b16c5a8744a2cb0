// Where a sub-account stands in an answer, and the masked answer in which its own token and keys alone are revealed.
import { SECRET_NAME } from '../../../api/listAsSent';
import { MASK } from '../../../api/redact';
import type { SubAccount } from '../../../api/subAccount';
import { type Part, partAt, type Way } from './answerParts';
import { jsonParts, wayInJson } from './jsonParts';
import type { ResponseKind } from './responseText';
import { numberOf, wayInXml, xmlParts } from './xmlParts';

/**
 * The way to a sub-account's own object, in JSON as the list is read, in XML by its number and its e-mail, which have no names there.
 * Undefined where it is not there or there are two, or the answer can't be read.
 */
export function wayTo(
  { id, email }: Pick<SubAccount, 'id' | 'email'>,
  body: string,
  language: ResponseKind['language'],
): Way | undefined {
  const answer = readParts(body, language);
  if (!answer) {
    return undefined;
  }
  return language === 'json' ? wayInJson(answer, body, id) : wayInXml(answer, body, id, email);
}

/** Where a part begins. */
export function placeOf(way: Way, text: string, language: ResponseKind['language']): number | undefined {
  return partAt(readParts(text, language), way)?.start;
}

/** The masked answer with what is masked in this part as it was sent. A secret that stands within another value stays masked. */
export function revealedAt(
  way: Way,
  { body, masked }: { readonly body: string; readonly masked: string },
  language: ResponseKind['language'],
): string {
  const [sent, hidden] = [body, masked].map((text) => partAt(readParts(text, language), way));
  if (!sent || !hidden) {
    return masked;
  }
  let [text, done] = ['', 0];
  for (const [inMasked, inBody] of ownSecrets(hidden, sent, masked, language)) {
    text += masked.slice(done, inMasked.start) + body.slice(inBody.start, inBody.end);
    done = inMasked.end;
  }
  return text + masked.slice(done);
}

/**
 * The values that are a secret as a whole: by their name; and in XML, where few have one, by what is left of them. Not those of another
 * sub-account that stands within.
 */
function* ownSecrets(
  masked: Part,
  sent: Part,
  text: string,
  language: ResponseKind['language'],
  isSecret = false,
): Generator<readonly [Part['value'], Part['value']]> {
  const isOwn = isSecret || SECRET_NAME.test(masked.name);
  if (masked.inside.length !== sent.inside.length) {
    return;
  }
  if (masked.inside.length === 0) {
    const left = text.slice(masked.value.start, masked.value.end);
    if (isOwn || (language === 'xml' && [MASK, `<![CDATA[${MASK}]]>`].includes(left.trim()))) {
      yield [masked.value, sent.value];
    }
  }
  for (const [at, inside] of masked.inside.entries()) {
    const inSent = sent.inside[at];
    if (inSent && !isSomeone(inside, text, language)) {
      yield* ownSecrets(inside, inSent, text, language, isOwn);
    }
  }
}

/** Whether it says who it is of, as a sub-account's object does; in XML, where that has no name, by the number that comes first. */
function isSomeone({ inside }: Part, text: string, language: ResponseKind['language']): boolean {
  const [first] = inside;
  return (
    inside.some(({ name }) => /id$|mail$/i.test(name)) ||
    (language === 'xml' && first !== undefined && numberOf(first, text) !== undefined)
  );
}

function readParts(text: string, language: ResponseKind['language']): Part | undefined {
  return language === 'xml' ? xmlParts(text) : language === 'json' ? jsonParts(text) : undefined;
}
