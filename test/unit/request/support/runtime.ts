// A program that runs copied programs of one language, and how it is asked about itself.
import { spawnSync } from 'node:child_process';

export interface Runtime {
  /** As it says itself. */
  readonly version: string;
  /** The command that runs a program. It may compile it first, once. */
  readonly command: (program: string, folder: string) => readonly string[];
}

/** What a program says of itself; undefined when it is not there or fails. */
export function say(name: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(name, args, { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
