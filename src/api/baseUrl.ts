// Addresses of Mail Partner: where the API is, as a person may set it, and the pages that people are sent to. Those that would give keys away are refused.
import { failed, ok, type Result } from './result';

/** The documented address (docpartner.dev, Mail Partner). */
export const DEFAULT_BASE_URL = 'https://api.mailpartner.fr/v1';

/**
 * `invalid`: not an http or https address. `insecure`: http to another machine, where the key would travel in clear.
 * `credentials`: it holds a user name or a password. `query`: it holds `?` or `#`, where the calls put their own.
 */
export type BaseUrlProblem = 'invalid' | 'insecure' | 'credentials' | 'query';

/** As names of hosts are. `URL` takes others too, which could read as a sentence where a person is asked about them. */
const HOST = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])$/;

/** Characters. Of a longer name, the end would be out of sight where a person is asked about it, and the end says whose it is. */
const LONGEST_HOST = 100;

/** Reads a base address: https anywhere, http on loopback alone. The address that comes back has no slash at its end. */
export function parseBaseUrl(text: string): Result<string, BaseUrlProblem> {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return failed('invalid');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return failed('invalid');
  }
  if (url.username !== '' || url.password !== '') {
    return failed('credentials');
  }
  if (!HOST.test(url.hostname) || url.hostname.length > LONGEST_HOST) {
    return failed('invalid');
  }
  if (/[?#]/.test(text)) {
    return failed('query');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return failed('insecure');
  }
  return ok(url.origin + url.pathname.replace(/\/+$/, ''));
}

/** `hostname` as `URL` normalises it: IPv4 in four decimal parts, IPv6 shortened and in brackets. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Where customers sign in. */
export const dashboardPage = 'https://my.mailpartner.fr/dashboard';

/** Where the API key is shown. */
export const keyPage = `${dashboardPage}/api`;

/** Where sub-accounts are asked for: Mail Partner's team switches them on for an account (docpartner.dev, Mail Partner › Sous-comptes). */
export const contactPage = 'https://mailpartner.fr/contact';
