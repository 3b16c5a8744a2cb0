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
    "    $ErrorActionPreference = 'Stop'",
    ...(call === 'list' ? list(request) : addCredit(request)),
    '    } catch {',
    '        [Console]::Error.WriteLine($_.Exception.Message)',
    ...comment('        #', words.staysOpen),
    '        if ($PSCommandPath) { exit 1 }',
    '    }',
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
    '    try {',
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    `        $address = ${quoted(`${request.baseUrl}${paths.list}?apiKey=`)} + [Uri]::EscapeDataString($apiKey)`,
    `        $address += '&page=${request.page}&_format=json'`,
    ...send(
      request,
      ['            $response = $client.GetAsync($address).GetAwaiter().GetResult()'],
      [
        // A name that XML does not know, as one of digits, is in an attribute.
        `        $rows = $answer.SelectNodes('/root/data[@type="array"]/*|/root/data/*[@item!=""][not(translate(@item, "0123456789", ""))]')`,
        `        $isEmpty = $answer.SelectSingleNode('/root/data[@type="array" or @type="object"][not(*)]')`,
        `        $numbers = $answer.SelectSingleNode(${quoted(numbers)})`,
        `        $proven = $rows.Count -or $isEmpty -or ($numbers -and -not $answer.SelectSingleNode('/root/data[@type!="null"]'))`,
      ],
    ),
    '        foreach ($row in $rows) {',
    "            $values = foreach ($name in 'id', 'email', 'credits/balance') {",
    '                $node = $row.SelectSingleNode($name)',
    "                $value = if ($node) { $node.InnerText } else { '?' }",
    "                if ($name -eq 'email') { [Net.WebUtility]::HtmlDecode($value) } else { $value }",
    '            }',
    "            $values -join '  '",
    '        }',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    ...comment('    #', words.amount),
    `    $credit = ${quoted(request.credit)}`,
    '    try {',
    ...readVariable('apiKey', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    `        $address = ${quoted(request.baseUrl + paths.addCredit)}`,
    '        $body = @{ apiKey = $apiKey; credit = $credit; tokenSubaccount = $token } | ConvertTo-Json -Compress',
    ...send(
      request,
      [
        "            $content = New-Object System.Net.Http.StringContent $body, ([Text.Encoding]::UTF8), 'application/json'",
        '            $response = $client.PostAsync($address, $content).GetAwaiter().GetResult()',
      ],
      [
        '        $left = Read-Field subaccountCredit',
        `        $proven = $left -match ${quoted(`^${amountPattern()}$`)}`,
      ],
    ),
    `        ${said(words.added, '$left')}`,
  ];
}

function readVariable(variable: string, name: string, missing: string): string[] {
  return [
    `        $${variable} = $env:${name}`,
    `        if (-not $${variable}) { throw ${quoted(missing)} }`,
  ];
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
    "        Add-Type -AssemblyName 'System.Net.Http', 'System.Runtime.Serialization'",
    '        $json = [Runtime.Serialization.Json.JsonReaderWriterFactory]',
    '        $quotas = [Xml.XmlDictionaryReaderQuotas]::Max',
    // Windows PowerShell may otherwise offer nothing but old versions of TLS.
    '        $tls12 = [Net.SecurityProtocolType]::Tls12',
    '        [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor $tls12',
    '        $handler = New-Object System.Net.Http.HttpClientHandler',
    '        $handler.AllowAutoRedirect = $false',
    '        $client = New-Object System.Net.Http.HttpClient $handler',
    `        $client.Timeout = [TimeSpan]::FromSeconds(${seconds})`,
    `        $client.MaxResponseContentBufferSize = ${mostBytes}`,
    '        try {',
    ...ask,
    '            $bytes = $response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult()',
    `            $isLatin1 = $response.Content.Headers.ContentType.CharSet -match ${quoted(latin1)}`,
    "            $letters = [Text.Encoding]::GetEncoding($(if ($isLatin1) { 'iso-8859-1' } else { 'utf-8' }))",
    '            $text = $letters.GetString($bytes).TrimStart([char] 0xFEFF).Replace([char] 0x80, [char] 0x20AC)',
    '        } catch {',
    '            $why = $_.Exception.GetBaseException().Message',
    "            $why = $why.Replace([Uri]::EscapeDataString($apiKey), '***').Replace($apiKey, '***')",
    // What fails later is an IOException, and a time limit tells nothing.
    ...comment('            #', words.surelyUnsent),
    `            $unsent = ${unsent.map(quoted).join(', ')}`,
    '            $cause = $_.Exception',
    '            while ($cause -and $cause -isnot [IO.IOException] -and $cause -isnot [OperationCanceledException]) {',
    '                if ($cause -is [Net.Sockets.SocketException] -or',
    '                    $cause -is [Security.Authentication.AuthenticationException] -or',
    '                    ($cause -is [Net.WebException] -and $cause.Status -in $unsent)) {',
    `                    throw ${quoted(words.notSent)} + " ($why)"`,
    '                }',
    '                $cause = $cause.InnerException',
    '            }',
    `            throw ${quoted(words.noAnswer)} + " ($why)"`,
    '        }',
    ...comment('        #', words.wholeAlone),
    '        $answer = New-Object System.Xml.XmlDocument',
    "        $answer.LoadXml('<root/>')",
    `        if ($text -match ${quoted(oneObject)}) {`,
    '            $bytes = [Text.Encoding]::UTF8.GetBytes($text)',
    "            try { $answer.Load($json::CreateJsonReader($bytes, $quotas)) } catch { $answer.LoadXml('<root/>') }",
    '        }',
    '        function Read-Field($name) {',
    "            $node = $answer.SelectSingleNode('/root/' + $name + '[not(*)]')",
    '            if ($node) { $node.InnerText }',
    '        }',
    "        $said = [string] ('/root/message', '/root/error', '//message' |",
    "            ForEach-Object { $answer.SelectNodes($_ + '[not(*)][normalize-space()]') } |",
    '            ForEach-Object { [Net.WebUtility]::HtmlDecode($_.InnerText).Trim() } | Select-Object -First 1)',
    `        $said = $said.Replace($apiKey, '***')${masked}`,
    '        $status = [int] $response.StatusCode',
    '        $code = Read-Field code',
    '        $success = Read-Field success',
    // With `item` the reader gives a name that was written with escapes.
    `        foreach ($name in ${decisiveFields(call).map(quoted).join(', ')}) {`,
    '            $escaped = $answer.SelectSingleNode("/root/*[@item=\'$name\']")',
    '            if ($escaped -or $answer.SelectNodes("/root/$name").Count -gt 1) { $success = $code = $null }',
    '        }',
    String.raw`        $worked = $success -eq '1' -or $success -match '^\s*true\s*$' -or`,
    `            (-not $answer.SelectSingleNode('/root/success[@type!="null"]') -and`,
    String.raw`                $code -match '^200(\.0+)?$')`,
    ...proof,
    '        if (-not ($worked -and $proven)) {',
    '            $byStatus = $status -eq 429 -or ($said -and $status -ge 400 -and $status -lt 500)',
    "            if ($success -eq '0' -or $success -match '^\\s*false\\s*$' -or (-not $worked -and $byStatus)) {",
    '                $why = if ($said) { $said } elseif ($code) { "code $code" } else { "HTTP $status" }',
    '                $wait = $response.Headers.RetryAfter',
    `                $hint = if ($wait) { ${said(` ${words.wait}`, '$wait')} }`,
    `                throw ${said(words.refused, '$why')} + $hint`,
    '            }',
    "            $why = if ($said) { $status, $said -join ': ' } else { $status }",
    `            throw ${said(words.notUnderstood, '$why')}`,
    '        }',
  ];
}

/** In single quotes PowerShell reads nothing but their end, for which it takes typographic ones too; they come out straight. */
function quoted(text: string): string {
  return `'${oneLine(text).replace(/['‘’‚‛]/g, "''")}'`;
}

function said(text: string, value: string): string {
  return sentence(text, value, quoted, '+');
}
