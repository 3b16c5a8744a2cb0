// A name for an account that no other has.

/** The name itself, or with a number behind it when it is taken. */
export function unusedName(name: string, taken: readonly string[]): string {
  let candidate = name;
  for (let n = 2; candidate && taken.includes(candidate); n++) {
    candidate = `${name} ${n}`;
  }
  return candidate;
}
