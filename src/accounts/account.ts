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
