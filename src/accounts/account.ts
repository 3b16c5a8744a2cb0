// A main account as VS Code keeps it: a name for people. Its API key lives in SecretStorage, under the same id.

export interface Account {
  /** Made here, random, and no secret. */
  readonly id: string;
  /** What the person calls it; unique among the accounts. */
  readonly name: string;
  /** The user name that `/me` gave for its key, where it did: tells another account's key from a new one. */
  readonly login?: string;
  /** Its key is kept by this window alone, until it closes, because the keychain could not be used. */
  readonly sessionOnly?: boolean;
}

/** A new account: what people call it, and whose key it has, where that is known. */
export interface NewAccount {
  readonly name: string;
  readonly login?: string | undefined;
}

/** The name itself, or with a number behind it when another account has it. */
export function unusedName(name: string, taken: readonly string[]): string {
  let candidate = name;
  for (let n = 2; candidate && taken.includes(candidate); n++) {
    candidate = `${name} ${n}`;
  }
  return candidate;
}
