// What helps while coding, in a bundle of its own: loaded when first used, so that starting stays light.
export { copyRequest } from './copyRequest';
export { insert } from './insert';
