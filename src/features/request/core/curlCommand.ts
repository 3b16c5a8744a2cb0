// cURL: a short command for a terminal with a POSIX shell. It shows what comes, where that is JSON, with keys and tokens masked, and judges nothing.
import { SECRET_NAME } from '../../../api/listAsSent';
import { environment } from '../../../common/core/environment';
import { paths, type RequestProgram } from './requestProgram';

/** What a field is called whose value is a secret, for a sed that knows no upper case; and a name with an escape in it may be any name. */
const secretName = SECRET_NAME.source.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
const sign = String.raw`(\\.|[^"\\])`;

/**
 * What of a sed masks secrets in JSON that is one line, as bytes: a text or number by its name; from a list, an object or a text that does
 * not end on, all that follows; and what an address hands on. The shell program has it too.
 */
export const maskSecrets = [
  String.raw`s/("${sign}*(${secretName}|\\)${sign}*"[[:space:]]*:)[[:space:]]*("${sign}*"?|-?[0-9][0-9.eE+-]*|[[{].*)/\1"***"/g`,
  String.raw`s/(${secretName})(=|%3[Dd])[^&"[:space:]]*/\1\2***/g`,
].join(';');

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
