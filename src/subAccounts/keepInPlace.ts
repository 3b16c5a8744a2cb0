// What is shown stays where it is while more comes: nothing moves under a person's hand.

/**
 * What is shown, brought up to date without moving anything under a person's hand: what was shown and is still there (`shown`, as it is
 * now) stays in its place, what is new in `best` comes after it. `key` tells one from another.
 */
export function keepInPlace<T>(
  shown: readonly T[],
  best: readonly T[],
  most: number,
  key: (candidate: T) => string,
): T[] {
  const known = new Set(shown.map(key));
  return [...shown, ...best.filter((candidate) => !known.has(key(candidate)))].slice(0, most);
}
