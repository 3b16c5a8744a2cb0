// The extension's settings, read when needed and checked: nothing is asked of an address that can't be used.
import { env, workspace } from 'vscode';
import { DEFAULT_BASE_URL, parseBaseUrl } from '../api/baseUrl';
import { toDecimalText } from '../api/decimal';

/** The settings' names, as in package.json. */
export const settingNames = {
  apiBaseUrl: 'mailPartner.apiBaseUrl',
  requestTimeout: 'mailPartner.requestTimeout',
  clearAfter: 'mailPartner.clipboard.clearAfter',
  lowBalance: 'mailPartner.lowBalance',
} as const;

const timeoutDefault = 15;
const timeoutLimits = { least: 1, most: 300 };

/** Remote places whose settings a repository brings along, in its devcontainer.json. */
const containers = ['dev-container', 'attached-container', 'codespaces', 'k8s-container'];

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
  if (remoteName !== undefined && (isLocal || containers.includes(remoteName))) {
    return parseBaseUrl(DEFAULT_BASE_URL);
  }
  const value: unknown = workspace.getConfiguration().get(settingNames.apiBaseUrl);
  return parseBaseUrl(typeof value === 'string' ? value : '');
}

/** How long an answer may take, in seconds. A value out of bounds is brought within them. */
export function requestTimeout(): number {
  return within(timeoutLimits, settingNames.requestTimeout, timeoutDefault);
}

/** After how many seconds what we copied is cleared from the clipboard; 0 for never. */
export function clearAfter(): number {
  return within({ least: 0, most: 3600 }, settingNames.clearAfter, 0);
}

/** Below which balance, in euros as decimal text, a sub-account is marked; undefined for never. A comma is read as a point. */
export function lowBalance(): string | undefined {
  const value: unknown = workspace.getConfiguration().get(settingNames.lowBalance);
  return typeof value === 'string' ? toDecimalText(value.replace(',', '.')) : undefined;
}

function within(limits: { least: number; most: number }, name: string, otherwise: number): number {
  const value: unknown = workspace.getConfiguration().get(name);
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return otherwise;
  }
  return Math.min(limits.most, Math.max(limits.least, value));
}
