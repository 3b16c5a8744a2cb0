// A sub-account as the list answers it, after every drift of the service has been read.

/** One row of the list. Immutable. `token` and `apiKey` are secrets: they stay in memory, in this object, alone. */
export interface SubAccount {
  /** Unique and stable; safe as a row's identity. */
  readonly id: number;
  readonly email: string | undefined;
  /** `simple` or `advanced` as documented; any other word is kept. */
  readonly type: string | undefined;
  readonly token: string | undefined;
  /** The sub-account's own key. */
  readonly apiKey: string | undefined;
  /**
   * `YYYY-MM-DD HH:MM:SS`, sorts as text. The wall clock of the service: whatever form it came in, a zone is dropped on purpose,
   * because the documented form has none and shifting some rows but not others would mislead.
   */
  readonly createdAt: string | undefined;
  /**
   * Decimal text as the service wrote it ("0.800"): never compute with it in floating point. An amount that can be read in more than one way,
   * or in none, is the text that came ("1,234", "n/a"): `isDecimal` in decimal.ts tells the two apart.
   */
  readonly balance: string | undefined;
  /** `EUR` as documented. */
  readonly currency: string | undefined;
}

/** Whether both say the same, field by field, so that the object already shown can be kept. */
export function sameSubAccount(a: SubAccount, b: SubAccount): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.email === b.email &&
      a.type === b.type &&
      a.token === b.token &&
      a.apiKey === b.apiKey &&
      a.createdAt === b.createdAt &&
      a.balance === b.balance &&
      a.currency === b.currency)
  );
}
