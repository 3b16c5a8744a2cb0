// The extension's settings, read when needed and checked: nothing is asked of an address that can't be used.
import { workspace } from 'vscode';
import { parseBaseUrl } from './api/baseUrl';

/** The settings' names, as in package.json. */
export const settingNames = {
  apiBaseUrl: 'mailPartner.apiBaseUrl',
  requestTimeout: 'mailPartner.requestTimeout',
} as const;

const timeoutDefault = 15;
const timeoutLimits = { least: 1, most: 300 };

/** The API's address as set, or why it can't be used. */
export function apiBaseUrl(): ReturnType<typeof parseBaseUrl> {
  const value: unknown = workspace.getConfiguration().get(settingNames.apiBaseUrl);
  return parseBaseUrl(typeof value === 'string' ? value : '');
}

/** How long an answer may take, in seconds. A value out of bounds is brought within them. */
export function requestTimeout(): number {
  const value: unknown = workspace.getConfiguration().get(settingNames.requestTimeout);
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return timeoutDefault;
  }
  return Math.min(timeoutLimits.most, Math.max(timeoutLimits.least, value));
}
