// The least time that loading can take: six pages at a time, and each answer as late as the service is.

/** Milliseconds before each answer, where the bench is about a service as far away as ours. */
export const latency = 100;

/** Pages that are asked for at a time. */
const atOnce = 6;

/** Rows a page (docpartner.dev, Mail Partner › Sous-comptes). */
const rowsPerPage = 20;

export function pagesOf(rows: number): number {
  return Math.ceil(rows / rowsPerPage);
}

/** Milliseconds: requests ÷ 6 × 100 ms. */
export function idealLoad(requests: number): number {
  return (requests / atOnce) * latency;
}
