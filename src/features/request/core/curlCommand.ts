// cURL: a short command for a terminal with a POSIX shell. It shows what comes, where that is JSON, with keys and tokens masked, and judges nothing.
import { environment } from '../../../common/core/environment';
import { maskSecrets } from './curl';
import { paths, type RequestProgram } from './requestProgram';

/**
 * For reading alone: what moves money needs a program that can tell what came of it. The key goes by a pipe, from what every shell has
 * within itself: what stands on a command line can be seen by every program of the computer. The person's own `.curlrc` is not read (`-q`
 * comes first): it may follow redirects, or print the address. The status goes where messages go, and what is no JSON is not shown: in it
 * nothing that is a secret has a name. No line end after it, with which a terminal
 * into which it is pasted would run it at once.
 */
export function curlCommand({ page, baseUrl, seconds }: RequestProgram): string {
  const key = environment.apiKey;
  return [
    `: "\${${key}:?}" && printf %s "$${key}" |`,
    `  curl -q -sS -m ${seconds} -G '${baseUrl}${paths.list}' --data-urlencode apiKey@- -d _format=json -d page=${page} \\`,
    "    -w '\\n%{stderr}HTTP %{http_code}\\n' |",
    `  LC_ALL=C sed -E 'H;$!d;x;s/[[:cntrl:]]/ /g;/^[^!-~]*\\{.*\\}[^!-~]*$/!d;s/^ //;${maskSecrets}'`,
  ].join('\n');
}
