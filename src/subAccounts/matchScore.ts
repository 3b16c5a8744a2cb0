// How well a word matches a sub-account: its e-mail, its number or its type.

/** What people look in, folded, so that a keystroke costs no folding. */
export interface Searched {
  readonly email: string;
  readonly id: string;
}

/** 0 where the word matches nothing; otherwise the more, the better. */
export function scoreOf(word: string, where: Searched, type: string): number {
  return Math.max(scoreOfEmail(word, where.email), scoreOfId(word, where.id), type.includes(word) ? 1 : 0);
}

function scoreOfId(word: string, id: string): number {
  if (word === id || word === `#${id}`) {
    return 10;
  }
  // As people read it: "#105" is how the number 1057 begins.
  return id.includes(word) || (word.startsWith('#') && `#${id}`.startsWith(word)) ? 2 : 0;
}

/** The whole, the beginning, the beginning of a word in it, anywhere; before the @ counts more than after it. */
function scoreOfEmail(word: string, email: string): number {
  if (email === '') {
    return 0;
  }
  if (email === word) {
    return 10;
  }
  let at = email.indexOf(word);
  if (at === 0) {
    return 8;
  }
  const domain = email.indexOf('@');
  let best = 0;
  while (at > 0) {
    const beginsWord = !/[\p{L}\p{N}]/u.test(email.charAt(at - 1));
    const local = domain < 0 || at < domain;
    best = Math.max(best, (beginsWord ? 5 : 3) + (local ? 1 : 0));
    at = email.indexOf(word, at + 1);
  }
  return best;
}

/** Whether `word` stands in the text where a word or a number begins: "0,8" in "0,80 €", and "80" not, which many amounts end with. */
export function hasWordFrom(text: string, word: string): boolean {
  let at = text.indexOf(word);
  while (at > 0 && /[\p{L}\p{N}][.,]?$/u.test(text.slice(Math.max(0, at - 2), at))) {
    at = text.indexOf(word, at + 1);
  }
  return at >= 0;
}
