// The parts of an answer in JSON, and which of them is a sub-account's own object.
import { numberIn, onlyWay, type Part, type Way, wholeOf } from './answerParts';
import { jsonTokens } from './jsonTokens';
import { isTooDeep } from './responseText';

/** What is broken, or not closed, has the parts that it has. */
export function jsonParts(text: string): Part | undefined {
  if (isTooDeep(text)) {
    return undefined;
  }
  const root = wholeOf(text);
  const open = [root];
  let [name, written] = ['', ''];
  for (const place of jsonTokens(text)) {
    const sign = text[place.start] ?? '';
    const inside = open.at(-1)?.inside ?? [];
    if ('}]'.includes(sign)) {
      const closed = open.length > 1 ? open.pop() : undefined;
      Object.assign(closed ?? {}, { end: place.end });
    } else if (sign === ':') {
      // What came before it is no value, but the name of the next.
      inside.pop();
      name = written;
    } else if (sign !== ',') {
      const part: Part = { ...place, value: place, name, inside: [] };
      inside.push(part);
      [name, written] = ['', textOf(text.slice(place.start, place.end))];
      if ('{['.includes(sign)) {
        open.push(Object.assign(part, { end: text.length }));
      }
    }
  }
  // A mark may stand before it.
  return root.inside.find(({ start }) => '{['.includes(text[start] ?? ''));
}

/** What a text says, without its quotes; what is none, or broken, as it stands. */
function textOf(token: string): string {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : token;
  } catch {
    return token;
  }
}

/** The way to the one row of this number, found as the list is read. */
export function wayInJson(answer: Part, body: string, id: number): Way | undefined {
  // Of two of a name, the last one counts.
  const data = answer.inside.findLastIndex(({ name }) => name === 'data');
  const rows = answer.inside[data]?.inside ?? [];
  const ways = rows.flatMap(({ name, inside }, row) => {
    const own = inside.findLast((each) => each.name === 'id');
    const written = own && body.slice(own.start, own.end).replace(/^"(.*)"$/s, '$1');
    return /^\d*$/.test(name) && written !== undefined && numberIn(written) === id ? [[data, row]] : [];
  });
  return onlyWay(ways);
}
