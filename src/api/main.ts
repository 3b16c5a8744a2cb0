// What the second bundle holds: the client and all it needs, loaded when the first call is made.
export { type ApiOptions, createApi } from './client';
export { Limiter } from './limiter';
export type { RequestEntry } from './requestEntry';
