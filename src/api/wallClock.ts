// Creation dates: three forms of the family, read as one.

const DATE = /(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))/;
const TIME = /((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?/;
const ZONE = /(?:Z|UTC|[+-]\d{2}:?\d{2})?/;
const FORM = new RegExp(`^${DATE.source}[T ]${TIME.source} ?${ZONE.source}$`, 'i');

/**
 * Reads `YYYY-MM-DD HH:MM:SS` (documented), ISO 8601 with an offset, and PHP's `{date, timezone_type, timezone}`, all into the first
 * form. The zone is dropped on purpose: the documented form has none, and what is left is the clock of the service in every form.
 * Anything else is undefined.
 */
export function toWallClock(value: unknown): string | undefined {
  const written = typeof value === 'object' && value !== null && 'date' in value ? value.date : value;
  const text = typeof written === 'string' ? written.trim() : '';
  const match = FORM.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, date = '', hoursAndMinutes = '', seconds = '00'] = match;
  const clock = `${date} ${hoursAndMinutes}:${seconds}`;
  // The text that came is held already; one put together is a second, of parts that are held too.
  return clock === text ? text : clock;
}
