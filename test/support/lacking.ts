// What a test needs and a computer may lack: the test is pending there, and says for want of what. test/reporter.cjs fails the others.
import type { Context, Runnable, Suite } from 'mocha';

const { CI, MAILPARTNER_HEADLESS } = process.env;
const inCI = CI !== undefined && CI !== 'false';

/** Whether tests may be pending here for want of it. Whatever is not named may not. */
const excused: Readonly<Record<string, boolean>> = {
  // Runtimes that nobody has to have.
  cURL: true,
  'Shell script (cURL)': true,
  'another shell': true,
  PHP: true,
  PowerShell: true,
  Python: true,
  // Its rules are in test/unit/env/support/pythonDotenv.ts, and are tested everywhere.
  'python-dotenv': true,
  'Visual Basic': true,
  git: !inCI,
  'a disk with permissions': process.platform === 'win32',
  sh: !inCI,
  // A headless VS Code has one.
  'a clipboard': !inCI && MAILPARTNER_HEADLESS === undefined,
};

/** What the reporter finds on a test that is pending, or on a suite around it. */
export interface Lack {
  readonly what: string;
  readonly excused: boolean;
}

/** Leaves out this test, or in a `before` hook all of its suite, because something is not there. */
export function skipWithout(what: string, context: Context): never {
  const running = context.test as Runnable & { type: string; parent: Suite };
  const skipped: object = running.type === 'hook' ? running.parent : running;
  Object.assign(skipped, { lack: { what, excused: excused[what] ?? false } satisfies Lack });
  return context.skip();
}
