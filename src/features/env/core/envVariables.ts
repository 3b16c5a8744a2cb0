// The variables of a .env file that hold sub-accounts' tokens and API keys: what they are called, and how a value is written.
import type { SubAccount } from '../../../api/subAccount';
import { environment } from '../../../common/core/environment';
import { fold } from '../../../subAccounts/search';

/** A line of a .env file to be. The text is a secret, in quotes where needed. */
export interface EnvVariable {
  readonly name: string;
  readonly text: string;
}

/** What of a sub-account a .env file holds. */
export type EnvSecret = 'token' | 'apiKey';

const bases: Readonly<Record<EnvSecret, string>> = {
  token: environment.token,
  apiKey: environment.subAccountApiKey,
};
const secrets = ['token', 'apiKey'] as const satisfies readonly EnvSecret[];

export interface EnvVariables {
  /** In the order of the sub-accounts, the token before the API key. */
  readonly variables: readonly EnvVariable[];
  /** The same, those of each sub-account by themselves. */
  readonly bySubAccount: readonly (readonly EnvVariable[])[];
  /** Whose they are. */
  readonly having: readonly SubAccount[];
  readonly lacking: Readonly<Record<EnvSecret, readonly SubAccount[]>>;
  /** Whose value can’t be written so that all programs read it alike. */
  readonly refused: Readonly<Record<EnvSecret, readonly SubAccount[]>>;
}

/**
 * The variables for these sub-accounts. The name of each ends with its e-mail where there are several; and where `isTaken` says that one of
 * a sub-account's has another value already: then with the first such ending, numbered, under which none has.
 */
export function envVariables(
  subAccounts: readonly SubAccount[],
  isTaken: (variable: EnvVariable) => boolean = () => false,
): EnvVariables {
  const suffixes = freeSuffixes(subAccounts, isTaken);
  const having = new Map<SubAccount, EnvVariable[]>();
  const lacking: Record<EnvSecret, SubAccount[]> = { token: [], apiKey: [] };
  const refused: Record<EnvSecret, SubAccount[]> = { token: [], apiKey: [] };
  for (const [i, subAccount] of subAccounts.entries()) {
    for (const secret of secrets) {
      const variable = envVariable(subAccount, secret, suffixes[i] ?? '');
      if (variable) {
        having.set(subAccount, [...(having.get(subAccount) ?? []), variable]);
      } else {
        (subAccount[secret] ? refused : lacking)[secret].push(subAccount);
      }
    }
  }
  const bySubAccount = [...having.values()];
  return { variables: bySubAccount.flat(), bySubAccount, having: [...having.keys()], lacking, refused };
}

function envVariable(subAccount: SubAccount, secret: EnvSecret, suffix: string): EnvVariable | undefined {
  const value = subAccount[secret];
  const text = value && envValue(value);
  return text ? { name: `${bases[secret]}${suffix}`, text } : undefined;
}

/** What the names end with; token and API key of a sub-account alike. */
function freeSuffixes(
  subAccounts: readonly SubAccount[],
  isTaken: (variable: EnvVariable) => boolean,
): readonly string[] {
  const usual = envSuffixes(subAccounts);
  const used = new Set(usual);
  return subAccounts.map((subAccount, i) => {
    const isFree = (suffix: string) =>
      secrets.every((secret) => {
        const variable = envVariable(subAccount, secret, suffix);
        return !variable || !isTaken(variable);
      });
    let suffix = usual[i] ?? '';
    for (let n = 1; !isFree(suffix) || (n > 1 && used.has(suffix)); n++) {
      suffix = numbered(ownSuffix(subAccount), n);
    }
    used.add(suffix);
    return suffix;
  });
}

/** Nobody reads more of a name, and not every program does. */
const longest = 80;

/**
 * What the names of each sub-account's variables end with: its e-mail in upper case, accents folded, anything else an underscore; its ID
 * where the e-mail has no letter to show. Those that come out the same are numbered. A single one has no suffix.
 */
export function envSuffixes(subAccounts: readonly Pick<SubAccount, 'id' | 'email'>[]): string[] {
  if (subAccounts.length < 2) {
    return subAccounts.map(() => '');
  }
  const taken = new Set<string>();
  return subAccounts.map((subAccount) => {
    const base = ownSuffix(subAccount);
    let suffix = base;
    for (let n = 2; taken.has(suffix); n++) {
      suffix = numbered(base, n);
    }
    taken.add(suffix);
    return suffix;
  });
}

function ownSuffix({ id, email = '' }: Pick<SubAccount, 'id' | 'email'>): string {
  const words = fold(email)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
  return `_${words.join('_').slice(0, longest).replace(/_$/, '') || `ID_${Math.abs(id)}`}`;
}

function numbered(base: string, n: number): string {
  return n > 1 ? `${base}_${n}` : base;
}

/** What means nothing to any reader. */
const plain = /^[A-Za-z0-9_@:.,/+=%-]+$/;
/** Line ends of any reader, other control characters, and halves of characters, which UTF-8 can't hold. */
const unwritable = /[^\P{Cc}\t]|[\p{Cs}\u2028\u2029]/u;
/**
 * What some reader takes for something else in whatever quotes: `$` (dotenv-expand puts a variable there or what a command prints,
 * python-dotenv a variable), two backslashes (one, for python-dotenv), a backslash that touches the quote after it, and the beginning of
 * what dotenvx has encrypted.
 */
const disputed = /\$|\\\\|\\$|^\s*encrypted:/i;

/**
 * The value as a .env file has it, or undefined if there is no way to write it that dotenv, dotenv-expand, python-dotenv, Node.js and `sh`
 * read alike. (`docker run --env-file` is none of them: it knows no quotes, and keeps them.)
 *
 * Single quotes where they can be: these readers take what is in them as it stands. Backticks, which only some know, are never written: a
 * shell would run what is in them, and the value is another's text.
 */
export function envValue(value: string): string | undefined {
  if (unwritable.test(value) || disputed.test(value)) {
    return undefined;
  }
  if (plain.test(value)) {
    return value;
  }
  if (!value.includes("'")) {
    return `'${value}'`;
  }
  return /["`\\]/.test(value) ? undefined : `"${value}"`;
}
