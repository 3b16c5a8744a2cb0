// What the second bundle holds: the client and all it needs, loaded when the first call is made.
export { type ApiOptions, createApi } from './client';
export type { RequestEntry } from './requestEntry';
