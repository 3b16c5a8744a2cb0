// The extension's settings, read when needed and checked: the person's own values, and nothing is asked of an address that can't be used.
import { env, workspace } from 'vscode';
import { DEFAULT_BASE_URL, parseBaseUrl } from '../api/baseUrl';
import { toDecimalText } from '../api/decimal';
import { settingNames } from './settingNames';

/** The person's own value of a setting, unchecked; undefined where there is none, and the default is the one in our code. */
export function ownValue(name: string): unknown {
  // Not `get`, nor the default that VS Code knows: other extensions can set that (`configurationDefaults`, for settings of the machine
  // too), and whoever registers a setting of this name first says whether a workspace may change it.
  return workspace.getConfiguration().inspect(name)?.globalValue;
}

/** Characters that an amount may have. */
const longestAmount = 40;

/** Remote places whose settings a repository brings along, in its devcontainer.json. */
const containers = ['dev-container', 'attached-container', 'codespaces', 'k8s-container'];

/**
 * Whether a window reads the setting with the API's address at all: see `apiBaseUrl`, which takes the same.
 */
export function readsAddress(isLocal: boolean, remoteName: string | undefined = env.remoteName): boolean {
  return remoteName === undefined || (!isLocal && !containers.includes(remoteName));
}

/**
 * The API's address as set, or why it can't be used.
 *
 * The setting belongs to the machine, so that no workspace can send keys elsewhere. In a remote window that is the remote machine,
 * which has no say over the keys of an extension that runs on this computer (`isLocal`); and a container has none at all, for a
 * repository brings its settings along. There the documented address is used.
 */
export function apiBaseUrl(
  isLocal = false,
  remoteName: string | undefined = env.remoteName,
): ReturnType<typeof parseBaseUrl> {
  if (!readsAddress(isLocal, remoteName)) {
    return parseBaseUrl(DEFAULT_BASE_URL);
  }
  const value = ownValue(settingNames.apiBaseUrl) ?? DEFAULT_BASE_URL;
  return parseBaseUrl(typeof value === 'string' ? value : '');
}

/** How long an answer may take, in seconds. A value out of bounds is brought within them. */
export function requestTimeout(): number {
  return within({ least: 1, most: 300 }, settingNames.requestTimeout, 15);
}

/** After how many seconds what we copied is cleared from the clipboard; 0 for never. */
export function clearAfter(): number {
  return within({ least: 0, most: 3600 }, settingNames.clearAfter, 0);
}

/** Below which balance, in euros as decimal text, a sub-account is marked; undefined for never. A comma is read as a point. */
export function lowBalance(): string | undefined {
  const value = ownValue(settingNames.lowBalance);
  return typeof value === 'string' && value.length <= longestAmount
    ? toDecimalText(value.replace(',', '.'))
    : undefined;
}

/** Whether anything of the sub-accounts may be remembered between windows. */
export function rememberSubAccounts(): boolean {
  return ownValue(settingNames.rememberSubAccounts) !== false;
}

function within(limits: { least: number; most: number }, name: string, otherwise: number): number {
  const value = ownValue(name);
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return otherwise;
  }
  return Math.min(limits.most, Math.max(limits.least, value));
}
