// PowerShell: a program for Windows PowerShell 5.1 and PowerShell 7, which can be pasted into a terminal as it is.
import { environment } from '../../../common/core/environment';
import { oneObject, unsent } from './dotNet';
import { comment, oneLine, program, sentence } from './programText';
import {
  amountPattern,
  decisiveFields,
  latin1,
  listNumbers,
  mostBytes,
  paths,
  type RequestProgram,
} from './requestProgram';

/**
 * One block, so that nothing runs before all is pasted, without empty lines, which may end a paste; it exits only where it is a file,
 * since that would close a terminal. `HttpClient` is the same in both editions, unlike `Invoke-WebRequest`, and so is the reader that
 * gives JSON as XML: `ConvertFrom-Json` rounds amounts.
 */
export function powerShell(request: RequestProgram): string {
  const { call, words } = request;
  const block = [
    '& {',
    "\t$ErrorActionPreference = 'Stop'",
    ...(call === 'list' ? list(request) : addCredit(request)),
    '\t} catch {',
    '\t\t[Console]::Error.WriteLine($_.Exception.Message)',
    ...comment('        #', words.staysOpen),
    '\t\tif ($PSCommandPath) { exit 1 }',
    '\t}',
    '}',
  ];
  const isAscii = /^[\0-\x7f]*$/.test(block.join(''));
  return program([
    ...comment('#', words.purpose),
    ...comment('#', words.caution),
    ...(isAscii ? [] : comment('#', words.byteOrderMark)),
    ...block,
  ]);
}

function list(request: RequestProgram): string[] {
  const numbers = listNumbers.map((name) => `/root/${name}[@type!="null"]`).join('|');
  return [
    '\ttry {',
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    `\t\t$address = ${quoted(`${request.baseUrl}${paths.list}?apiKey=`)} + [Uri]::EscapeDataString($apiKey)`,
    `\t\t$address += '&page=${request.page}&_format=json'`,
    ...send(
      request,
      ['\t\t\t$response = $client.GetAsync($address).GetAwaiter().GetResult()'],
      [
        // A name that XML does not know, as one of digits, is in an attribute.
        `\t\t$rows = $answer.SelectNodes('/root/data[@type="array"]/*|/root/data/*[@item!=""][not(translate(@item, "0123456789", ""))]')`,
        `\t\t$isEmpty = $answer.SelectSingleNode('/root/data[@type="array" or @type="object"][not(*)]')`,
        `\t\t$numbers = $answer.SelectSingleNode(${quoted(numbers)})`,
        `\t\t$proven = $rows.Count -or $isEmpty -or ($numbers -and -not $answer.SelectSingleNode('/root/data[@type!="null"]'))`,
      ],
    ),
    '\t\tforeach ($row in $rows) {',
    "\t\t\t$values = foreach ($name in 'id', 'email', 'credits/balance') {",
    '\t\t\t\t$node = $row.SelectSingleNode($name)',
    "\t\t\t\t$value = if ($node) { $node.InnerText } else { '?' }",
    "\t\t\t\tif ($name -eq 'email') { [Net.WebUtility]::HtmlDecode($value) } else { $value }",
    '\t\t\t}',
    "\t\t\t$values -join '  '",
    '\t\t}',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    ...comment('    #', words.amount),
    `\t$credit = ${quoted(request.credit)}`,
    '\ttry {',
    ...readVariable('apiKey', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    `\t\t$address = ${quoted(request.baseUrl + paths.addCredit)}`,
    '\t\t$body = @{ apiKey = $apiKey; credit = $credit; tokenSubaccount = $token } | ConvertTo-Json -Compress',
    ...send(
      request,
      [
        "\t\t\t$content = New-Object System.Net.Http.StringContent $body, ([Text.Encoding]::UTF8), 'application/json'",
        '\t\t\t$response = $client.PostAsync($address, $content).GetAwaiter().GetResult()',
      ],
      [
        '\t\t$left = Read-Field subaccountCredit',
        `\t\t$proven = $left -match ${quoted(`^${amountPattern()}$`)}`,
      ],
    ),
    `\t\t${said(words.added, '$left')}`,
  ];
}

function readVariable(variable: string, name: string, missing: string): string[] {
  return [`\t\t$${variable} = $env:${name}`, `\t\tif (-not $${variable}) { throw ${quoted(missing)} }`];
}

/** Throws a sentence unless the answer is a success and `proof` sets `$proven`; then it is in `$answer`. */
function send(
  { call, seconds, words }: RequestProgram,
  ask: readonly string[],
  proof: readonly string[],
): string[] {
  const masked = call === 'list' ? '' : ".Replace($token, '***')";
  return [
    ...comment('        #', words.lookedUp),
    "\t\tAdd-Type -AssemblyName 'System.Net.Http', 'System.Runtime.Serialization'",
    '\t\t$json = [Runtime.Serialization.Json.JsonReaderWriterFactory]',
    '\t\t$quotas = [Xml.XmlDictionaryReaderQuotas]::Max',
    // Windows PowerShell may otherwise offer nothing but old versions of TLS.
    '\t\t$tls12 = [Net.SecurityProtocolType]::Tls12',
    '\t\t[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor $tls12',
    '\t\t$handler = New-Object System.Net.Http.HttpClientHandler',
    '\t\t$handler.AllowAutoRedirect = $false',
    '\t\t$client = New-Object System.Net.Http.HttpClient $handler',
    `\t\t$client.Timeout = [TimeSpan]::FromSeconds(${seconds})`,
    `\t\t$client.MaxResponseContentBufferSize = ${mostBytes}`,
    '\t\ttry {',
    ...ask,
    '\t\t\t$bytes = $response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult()',
    `\t\t\t$isLatin1 = $response.Content.Headers.ContentType.CharSet -match ${quoted(latin1)}`,
    "\t\t\t$letters = [Text.Encoding]::GetEncoding($(if ($isLatin1) { 'iso-8859-1' } else { 'utf-8' }))",
    '\t\t\t$text = $letters.GetString($bytes).TrimStart([char] 0xFEFF).Replace([char] 0x80, [char] 0x20AC)',
    '\t\t} catch {',
    '\t\t\t$why = $_.Exception.GetBaseException().Message',
    "\t\t\t$why = $why.Replace([Uri]::EscapeDataString($apiKey), '***').Replace($apiKey, '***')",
    // What fails later is an IOException, and a time limit tells nothing.
    ...comment('            #', words.surelyUnsent),
    `\t\t\t$unsent = ${unsent.map(quoted).join(', ')}`,
    '\t\t\t$cause = $_.Exception',
    '\t\t\twhile ($cause -and $cause -isnot [IO.IOException] -and $cause -isnot [OperationCanceledException]) {',
    '\t\t\t\tif ($cause -is [Net.Sockets.SocketException] -or',
    '\t\t\t\t\t$cause -is [Security.Authentication.AuthenticationException] -or',
    '\t\t\t\t\t($cause -is [Net.WebException] -and $cause.Status -in $unsent)) {',
    `\t\t\t\t\tthrow ${quoted(words.notSent)} + " ($why)"`,
    '\t\t\t\t}',
    '\t\t\t\t$cause = $cause.InnerException',
    '\t\t\t}',
    `\t\t\tthrow ${quoted(words.noAnswer)} + " ($why)"`,
    '\t\t}',
    ...comment('        #', words.wholeAlone),
    '\t\t$answer = New-Object System.Xml.XmlDocument',
    "\t\t$answer.LoadXml('<root/>')",
    `\t\tif ($text -match ${quoted(oneObject)}) {`,
    '\t\t\t$bytes = [Text.Encoding]::UTF8.GetBytes($text)',
    "\t\t\ttry { $answer.Load($json::CreateJsonReader($bytes, $quotas)) } catch { $answer.LoadXml('<root/>') }",
    '\t\t}',
    '\t\tfunction Read-Field($name) {',
    "\t\t\t$node = $answer.SelectSingleNode('/root/' + $name + '[not(*)]')",
    '\t\t\tif ($node) { $node.InnerText }',
    '\t\t}',
    "\t\t$said = [string] ('/root/message', '/root/error', '//message' |",
    "\t\t\tForEach-Object { $answer.SelectNodes($_ + '[not(*)][normalize-space()]') } |",
    '\t\t\tForEach-Object { [Net.WebUtility]::HtmlDecode($_.InnerText).Trim() } | Select-Object -First 1)',
    `\t\t$said = $said.Replace($apiKey, '***')${masked}`,
    '\t\t$status = [int] $response.StatusCode',
    '\t\t$code = Read-Field code',
    '\t\t$success = Read-Field success',
    // With `item` the reader gives a name that was written with escapes.
    `\t\tforeach ($name in ${decisiveFields(call).map(quoted).join(', ')}) {`,
    '\t\t\t$escaped = $answer.SelectSingleNode("/root/*[@item=\'$name\']")',
    '\t\t\tif ($escaped -or $answer.SelectNodes("/root/$name").Count -gt 1) { $success = $code = $null }',
    '\t\t}',
    String.raw`        $worked = $success -eq '1' -or $success -match '^\s*true\s*$' -or`,
    `\t\t\t(-not $answer.SelectSingleNode('/root/success[@type!="null"]') -and`,
    String.raw`                $code -match '^200(\.0+)?$')`,
    ...proof,
    '\t\tif (-not ($worked -and $proven)) {',
    '\t\t\t$byStatus = $status -eq 429 -or ($said -and $status -ge 400 -and $status -lt 500)',
    "\t\t\tif ($success -eq '0' -or $success -match '^\\s*false\\s*$' -or (-not $worked -and $byStatus)) {",
    '\t\t\t\t$why = if ($said) { $said } elseif ($code) { "code $code" } else { "HTTP $status" }',
    '\t\t\t\t$wait = $response.Headers.RetryAfter',
    `\t\t\t\t$hint = if ($wait) { ${said(` ${words.wait}`, '$wait')} }`,
    `\t\t\t\tthrow ${said(words.refused, '$why')} + $hint`,
    '\t\t\t}',
    "\t\t\t$why = if ($said) { $status, $said -join ': ' } else { $status }",
    `\t\t\tthrow ${said(words.notUnderstood, '$why')}`,
    '\t\t}',
  ];
}

/** In single quotes PowerShell reads nothing but their end, for which it takes typographic ones too; they come out straight. */
function quoted(text: string): string {
  return `'${oneLine(text).replace(/['‘’‚‛]/g, "''")}'`;
}

function said(text: string, value: string): string {
  return sentence(text, value, quoted, '+');
}
