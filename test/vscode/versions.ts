// The versions of VS Code that the extension is tested on, and of the Node.js that runs them.

/** The oldest VS Code that `engines` allows, and the newest that was tried. */
export const oldest = '1.100.3';
export const newest = '1.139.1';

/** In this order everywhere: in reports, in parallel runs, in what is printed. */
export const versions = [oldest, newest] as const;

export type VSCodeVersion = (typeof versions)[number];

/** The npm package `code-server` carries VS Code 1.x as its version 4.x. */
export function codeServerVersion(version: VSCodeVersion): string {
  return version.replace(/^1\./, '4.');
}

/** VS Code 1.139 does not start on Node.js 20, and both versions run on this one. */
export const nodeVersion = '24.21.0';

/** The version asked for in `text`, or a sentence that says which there are. */
export function parseVersion(text: string | undefined): VSCodeVersion {
  const found = versions.find((version) => version === text);
  if (!found) throw new Error(`VS Code ${text ?? '(none)'} is not one of ${versions.join(', ')}.`);
  return found;
}
