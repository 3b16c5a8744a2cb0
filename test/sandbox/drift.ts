// Drift: answers and rows of the list bent away from the documented types, as members of the family do.
import type { Drift, Lies } from './contract';
import { hexKey } from './random';
import { asDigits } from './reply';

/** A JSON object whose fields are anything. */
export type Json = Record<string, unknown>;

/** A row of the list, before and after it is bent. */
export interface Row {
  id?: unknown;
  email: unknown;
  type: unknown;
  token: unknown;
  apiKey: unknown;
  createdAt: unknown;
  credits: { balance: unknown; currency: unknown } | null;
}

/** An answer of the list, before and after it is bent. */
export interface ListAnswer {
  success?: unknown;
  code: unknown;
  total?: unknown;
  nb_per_page?: unknown;
  page?: unknown;
  data?: unknown;
}

const NULLABLE = ['type', 'createdAt', 'balance', 'currency', 'credits', 'apiKey', 'token', 'email'] as const;

/** How people and programs write amounts, by the way of each row; two may be read in more than one way, or in none. */
export const ODD_AMOUNTS: readonly ((euros: string) => string)[] = [
  (euros) => euros.replace('.', ','),
  (euros) => `${euros} €`,
  (euros) => `-${euros.replace('.', ',')}`,
  (euros) => euros.replace(/\B(?=(\d{3})+\.)/g, ' '),
  (euros) => euros.replace(/\B(?=(\d{3})+\.)/g, ',').replace(/0$/, ''),
  (euros) => euros.replace(/\..*/, '.'),
  () => '1,234',
  () => 'illimité',
  (euros) => `${euros.replace('.', ',')}&nbsp;&euro;`,
];

/** Ids that are none, one row in five. */
const NO_IDS = ['A-17', '9007199254740993', null];

/** Bends one row; `index` is its place on the page. A row may become something else than an object. */
export function driftRow(row: Row, index: number, drift: ReadonlySet<Drift>): unknown {
  if (drift.has('unreadableRows') && index % 5 === 4) {
    const which = Math.floor(index / 5) % (NO_IDS.length + 1);
    return which === NO_IDS.length ? null : { ...row, id: NO_IDS[which] };
  }
  if (drift.has('oneUnreadableRow') && index === 1) {
    return 'erreur interne';
  }
  const bent: Row = { ...row };
  if (drift.has('oneRowWithoutId') && index === 1) {
    delete bent.id;
  }
  if (drift.has('unknownType') && index === 1) {
    bent.type = 'reseller';
  }
  if (drift.has('numbersAsText') && 'id' in bent) {
    bent.id = String(bent.id);
  }
  if (drift.has('textAsNumbers') && bent.credits !== null) {
    bent.credits = { ...bent.credits, balance: Number(bent.credits.balance) };
  }
  if (drift.has('oddAmounts') && bent.credits !== null) {
    const odd = ODD_AMOUNTS[index % ODD_AMOUNTS.length];
    bent.credits = { ...bent.credits, balance: odd?.(String(bent.credits.balance)) };
  }
  if (drift.has('secretsAsNumbers')) {
    bent.token = asDigits(digitsOf(row.token));
    bent.apiKey = asDigits(`${digitsOf(row.apiKey).slice(0, 4)}e42`);
  }
  if (drift.has('entities')) {
    bent.email = forHtml(row.email);
    bent.type = forHtml(row.type);
  }
  if (drift.has('hugeSecrets') && (index === 1 || index === 2)) {
    bent[index === 1 ? 'token' : 'apiKey'] = String(row.token).repeat(index === 1 ? 640 : 180);
  }
  if (drift.has('hugeTexts')) {
    bendToHugeTexts(bent, index);
  }
  if (drift.has('ownSecrets')) {
    bent.email = `${String(row.token).toUpperCase()}@example.fr`;
    bent.type = `de ${encodeURIComponent(String(row.apiKey))}`;
  }
  if (drift.has('hostileSigns')) {
    bent.email = withHostileSigns(bent.email);
    bent.type = withHostileSigns(bent.type);
    bent.credits = { balance: withHostileSigns(row.credits?.balance), currency: withHostileSigns('EUR') };
    if (index % 3 === 2) {
      bent.token = `${String(row.token)}\u001b[8m`;
    }
  }
  if (drift.has('isoDates')) {
    bent.createdAt = `${String(row.createdAt).replace(' ', 'T')}+01:00`;
  }
  if (drift.has('phpDates')) {
    const date = `${String(row.createdAt)}.000000`;
    bent.createdAt = { date, timezone_type: 3, timezone: 'Europe/Paris' };
  }
  if (drift.has('nullFields')) {
    clear(bent, NULLABLE[index % NULLABLE.length] ?? 'type');
  }
  if (drift.has('extraFields')) {
    Object.assign(bent, { parent: { id: 1, email: null }, tags: ['a', 'b'], isActive: true });
  }
  return bent;
}

function bendToHugeTexts(bent: Row, index: number): void {
  if (index === 1) {
    bent.email = `${'x'.repeat(40_000)}@example.fr`;
  } else if (index === 2) {
    bent.type = 'type '.repeat(1800);
    bent.credits = { balance: '9'.repeat(9000), currency: 'EUR'.repeat(3000) };
  }
}

/** A text with what terminals and editors act on, or hide, put behind its first letter. */
export function withHostileSigns(text: unknown): string {
  const [first = '', ...rest] = String(text);
  return `${first}\u001b[1m\r\n\u0000\u202e\u200b\ud83d\u2028${rest.join('')}\u2066\t`;
}

/** What `/me` calls the account. */
export function driftName(name: string, apiKey: string, drift: Lies['drift'] = []): string {
  const bent = drift.includes('ownSecrets') ? `${name} ${apiKey.toUpperCase()}` : name;
  const long = drift.includes('hugeTexts') ? `${bent} ${'x'.repeat(40_000)}` : bent;
  return drift.includes('hostileSigns') ? withHostileSigns(long) : long;
}

/** Twenty digits, which differ where the texts do. */
function digitsOf(text: unknown): string {
  return `1${BigInt(`0x${hexKey(String(text)).slice(0, 16)}`)
    .toString()
    .padStart(20, '0')
    .slice(-19)}`;
}

/** As PHP's `htmlentities` does it. */
function forHtml(text: unknown): string {
  return String(text)
    .replace(/&/g, '&amp;')
    .replace(/'/g, '&#039;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/é/g, '&eacute;');
}

function clear(row: Row, field: (typeof NULLABLE)[number]): void {
  if (field !== 'balance' && field !== 'currency') {
    row[field] = null;
  } else if (row.credits !== null) {
    row.credits = { ...row.credits, [field]: null };
  }
}

function exceptSuccess(drift: ReadonlySet<Drift>): ReadonlySet<Drift> {
  return new Set([...drift].filter((each) => each !== 'otherSuccess'));
}

/** Bends the answer around the rows. */
export function driftAnswer(
  answer: ListAnswer,
  rows: readonly unknown[],
  drift: ReadonlySet<Drift>,
): ListAnswer {
  const bent: ListAnswer = { ...answer, data: rows };
  const none = rows.length === 0;
  if (drift.has('numbersAsText')) {
    for (const name of ['code', 'total', 'nb_per_page', 'page'] as const) {
      if (typeof bent[name] === 'number') {
        bent[name] = String(bent[name]);
      }
    }
  }
  if (drift.has('extraFields')) {
    Object.assign(bent, { server: 'web-3', took: 0.012 });
  }
  if (drift.has('hugeElement')) {
    bent.data = [...rows, 'x'.repeat(8 * 1024 * 1024)];
  }
  if (drift.has('otherSuccess')) {
    const { success: _, ...without } = bent;
    const ways = [{ success: 1 }, { success: '1' }, { success: 'true' }, {}];
    return driftAnswer({ ...without, ...ways[Number(bent.page) % ways.length] }, rows, exceptSuccess(drift));
  }
  if (drift.has('dataAsObject') && !none) {
    // Every third key is skipped, as when PHP filters an array and doesn't renumber it.
    bent.data = Object.fromEntries(rows.map((row, at) => [String(at + Math.floor(at / 2)), row]));
  }
  if (drift.has('dataMissing') || (drift.has('dataMissingWhenEmpty') && none)) {
    delete bent.data;
  } else if (drift.has('dataNullWhenEmpty') && none) {
    bent.data = null;
  }
  return bent;
}
