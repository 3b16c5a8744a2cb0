// A memory for sub-accounts that remembers nothing, as where the person has switched it off.
export const noMemory = {
  of: () => undefined,
  now: () => undefined,
  used: [],
  wasUsed: () => undefined,
  isGone: () => undefined,
  isNow: () => undefined,
  whileOpen: () => ({ dispose: () => undefined }),
};
