// A value as a .env file has it: quoted when needed, so that every reader reads the same and no shell runs it.

/** What means nothing to any reader. */
const plain = /^[A-Za-z0-9_@:.,/+=%-]+$/;
/** Line ends of any reader, other control characters, and halves of characters, which UTF-8 can't hold. */
const unwritable = /[^\P{Cc}\t]|[\p{Cs}\u2028\u2029]/u;

/**
 * The value as a .env file has it, or undefined if there is no way to write it that reads back the same.
 *
 * Single quotes where they can be: all readers take what is in them as it stands. Backticks, which only some know, are never written: a
 * shell would run what is in them, and the value is another's text.
 */
export function envValue(value: string): string | undefined {
  if (plain.test(value)) {
    return value;
  }
  // A reader may take a backslash together with the quote that ends the value.
  if (unwritable.test(value) || value.endsWith('\\')) {
    return undefined;
  }
  if (!value.includes("'")) {
    return `'${value}'`;
  }
  return /["$`\\]/.test(value) ? undefined : `"${value}"`;
}
