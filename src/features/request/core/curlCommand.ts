// cURL: a short command for a terminal with a POSIX shell. It shows what comes, with keys and tokens masked, and judges nothing.
import { environment } from '../../../common/core/environment';
import { maskRows } from './curl';
import { paths, type RequestProgram } from './requestProgram';

/**
 * For reading alone: what moves money needs a program that can tell what came of it. The key goes by a pipe, from what every shell has
 * within itself: what stands on a command line can be seen by every program of the computer. No line end after it, with which a terminal
 * into which it is pasted would run it at once.
 */
export function curlCommand({ page, baseUrl, seconds }: RequestProgram): string {
  const key = environment.apiKey;
  return [
    `: "\${${key}:?}" && printf %s "$${key}" |`,
    `  curl -sS -m ${seconds} -G '${baseUrl}${paths.list}' --data-urlencode apiKey@- -d page=${page} |`,
    `  ${maskRows}`,
  ].join('\n');
}
