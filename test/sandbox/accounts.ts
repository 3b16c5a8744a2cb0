// The sandbox's accounts: six that are the same on every run, and as many more as a test wants.
import type { SandboxAccount, SandboxSubAccount } from './contract';
import { emailAt, HOSTILE_EMAILS } from './emails';
import { asText } from './money';
import { hexKey, mixedKey, pick, seededRandom, seedOf } from './random';

/** The keys of the sample accounts. They open nothing but a sandbox. */
export const SAMPLE_KEYS = {
  agence: 'a9e0ce00000000000000000000000000000000a1',
  studio: '57d10000000000000000000000000000000000b2',
  petite: 'be717e00000000000000000000000000000000c3',
  vide: '51de0000000000000000000000000000000000d4',
  grande: '96a0de00000000000000000000000000000000e5',
  voix: 'Vx1-f00-D0nt-Pan1c-F6-Sandbox-x',
} as const;

/** Where the hostile labels of "studio" begin: on its first page, after rows a person would expect. */
export const FIRST_HOSTILE_INDEX = 9;

/**
 * The same six accounts each time, fresh copies: 137, 29 (some with hostile labels), 3, 0 and 1240 sub-accounts, and 45 whose keys and
 * tokens are of both cases with dashes, as Voice Partner's.
 */
export function sampleAccounts(): SandboxAccount[] {
  const studio = makeAccount('studio@example.fr', 29, 2);
  HOSTILE_EMAILS.forEach((email, at) => {
    const row = studio.subAccounts[FIRST_HOSTILE_INDEX + at];
    if (row !== undefined) {
      row.email = email;
    }
  });
  return [
    { ...makeAccount('agence@example.fr', 137, 1), apiKey: SAMPLE_KEYS.agence, balance: '1480.250' },
    { ...studio, apiKey: SAMPLE_KEYS.studio, balance: '96.400' },
    { ...makeAccount('petite@example.fr', 3, 3), apiKey: SAMPLE_KEYS.petite, balance: '0.800' },
    { ...makeAccount('vide@example.fr', 0, 4), apiKey: SAMPLE_KEYS.vide, balance: '0.000' },
    { ...makeAccount('grande@example.fr', 1240, 5), apiKey: SAMPLE_KEYS.grande, balance: '254000.000' },
    {
      ...makeAccount('voix@example.fr', 45, 6, mixedKey),
      apiKey: SAMPLE_KEYS.voix,
      balance: '12.500',
    },
  ];
}

/**
 * An account with `count` sub-accounts, the same for the same arguments. Ids rise with gaps and differ between
 * accounts whose seeds differ; keys and tokens are all distinct.
 */
export function makeAccount(
  name: string,
  count: number,
  seed: number = seedOf(name),
  makeKey: typeof hexKey = hexKey,
): SandboxAccount {
  const random = seededRandom(seed);
  const subAccounts: SandboxSubAccount[] = [];
  const used = new Set<string>();
  let id = (seed % 100_000) * 100_000;
  for (let index = 0; index < count; index++) {
    id += 1 + Math.floor(random() * 7);
    const type = random() < 0.6 ? 'simple' : 'advanced';
    const email = unlike(used, emailAt(index, type, random), index);
    subAccounts.push({
      id,
      email,
      type,
      token: makeKey('token', name, seed, index),
      apiKey: makeKey('key', name, seed, index),
      createdAt: createdAt(random, index, count),
      balance: balanceAt(index, random),
      currency: 'EUR',
    });
  }
  return { name, apiKey: makeKey('account', name, seed), balance: '1000.000', subAccounts };
}

function unlike(used: Set<string>, email: string, index: number): string {
  const distinct = used.has(email) ? email.replace('@', `.${index}@`) : email;
  used.add(distinct);
  return distinct;
}

/** The first three are the edge cases; the rest mostly ordinary. */
function balanceAt(index: number, random: () => number): string {
  const edges = ['0.800', '0.000', '123456.789'] as const;
  const wide = asText(BigInt(Math.floor(random() * 400_000)));
  const narrow = asText(BigInt(Math.floor(random() * 2_000)));
  return edges[index] ?? pick(random, [wide, wide, wide, narrow, '0.000']);
}

/** Between 2014 and 2025, later rows later, as a server that numbers its rows would have it. */
function createdAt(random: () => number, index: number, count: number): string {
  const start = Date.UTC(2014, 0, 6);
  const step = (Date.UTC(2025, 10, 28) - start) / Math.max(count, 1);
  const at = new Date(start + Math.floor((index + random()) * step));
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
