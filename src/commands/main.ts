// What the commands do, in a bundle of its own: loaded when the first of them runs, so that starting stays light.
export { addAccount, removeAccount, replaceApiKey } from './accounts';
export { copy } from './copy';
export { findSubAccount } from './find';
export { loadMore, refresh } from './lists';
export { LoadAll, stopLoading } from './loadAll';
export { askSortOrder } from './sortBy';
