// What helps while coding, in a bundle of its own: loaded when first used, so that starting stays light.
export { copyEnv } from './copyEnv';
export { copyRequest } from './copyRequest';
export { insert } from './insert';
export { writeEnv } from './writeEnv';
