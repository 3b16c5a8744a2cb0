// On which page of the list a sub-account stands, as far as the list has been loaded.

/** The page, from 1, of the row at `index` (from 0) of a list with `pageSize` rows a page; 1 for a row that is in no list. */
export function pageOf(index: number, pageSize: number): number {
  return index < 0 || pageSize < 1 ? 1 : Math.floor(index / pageSize) + 1;
}
