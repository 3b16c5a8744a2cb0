// What helps while coding, in a bundle of its own: loaded when first used, so that starting stays light.
export { copyEnv } from './env/copyEnv';
export { writeEnv } from './env/writeEnv';
export { insert } from './insert/insert';
export { copyRequest } from './request/copyRequest';
