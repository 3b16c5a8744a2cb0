// Text of others on its way to a language model: one line, nothing hidden in it, nothing that looks like a key, and not endless.
import { redact } from '../../../api/redact';

/** Line ends, tabs and all else that moves the pen. */
const space = /[\s\p{Cc}\u2028\u2029]+/gu;

/** Characters that show nothing, or turn the text around them, or are half of one: whole sentences can be hidden in them. */
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cs}]+/gu;

/** Foreign text as data: on one line, without hidden characters, keys masked, at most `most` characters. */
export function dataText(text: string, most: number): string {
  const line = redact(text.replace(hidden, '').replace(space, ' ').trim());
  const characters = [...line];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}
