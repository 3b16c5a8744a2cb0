// Finding a Chromium that drives without a display: the one asked for, or the one inside an npm package.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cached } from './cache';
import { run } from './npm';

export interface ChromiumFiles {
  readonly executablePath: string;
  /** What its process needs in its environment to start here. */
  readonly env: Record<string, string>;
}

/** The Chromium of `MAILPARTNER_CHROMIUM`, else the package's own on Linux x64, else an installed Chrome. */
export async function getChromium(): Promise<ChromiumFiles> {
  const asked = process.env.MAILPARTNER_CHROMIUM;
  if (asked) return { executablePath: asked, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium();
  const installed = installedBrowsers.find((path) => existsSync(path));
  if (installed) return { executablePath: installed, env: {} };
  throw new Error(
    'No Chromium or Chrome was found: name one in the environment variable MAILPARTNER_CHROMIUM.',
  );
}

const installedBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The package unpacks itself into the temporary folder. A child process is given one inside the cache, so that
 * neither other users nor concurrent runs share it; the libraries it brings along are unpacked for systems that lack them.
 */
async function packagedChromium(): Promise<ChromiumFiles> {
  const packageFolder = dirname(dirname(dirname(require.resolve('@sparticuz/chromium'))));
  const { version } = require(join(packageFolder, 'package.json'));
  const folder = await cached(
    `chromium@${version}`,
    `Chromium ${version} out of its npm package`,
    async (partial) => {
      // The package unpacks its libraries only where it believes to be in Amazon's cloud.
      const env = { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
      const script = "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
      await run(process.execPath, ['--eval', script], packageFolder, env);
    },
  );
  const executablePath = join(folder, 'chromium');
  const env = await librariesFor(executablePath, join(folder, 'al2023', 'lib'));
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  return { executablePath, env };
}

async function librariesFor(executablePath: string, libraries: string): Promise<Record<string, string>> {
  const needed = await run('ldd', [executablePath], dirname(executablePath)).catch(() => '');
  return needed.includes('not found') ? { LD_LIBRARY_PATH: libraries } : {};
}
