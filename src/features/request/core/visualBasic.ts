// Visual Basic: the module of a console application, for .NET and for .NET Framework 4.7 or newer, without packages.
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

/** JSON is read as XML by a reader that every .NET has, so that Visual Basic's own XML properties find what is in it. */
export function visualBasic(request: RequestProgram): string {
  const { call, words } = request;
  return program([
    ...comment("'", words.purpose),
    ...comment("'", words.caution),
    ...comment("'", words.references),
    'Option Strict On',
    'Option Infer On',
    'Imports System',
    'Imports System.IO',
    'Imports System.Linq',
    'Imports System.Net',
    'Imports System.Net.Http',
    'Imports System.Net.Sockets',
    'Imports System.Runtime.Serialization.Json',
    'Imports System.Security.Authentication',
    'Imports System.Text',
    'Imports System.Text.RegularExpressions',
    ...(call === 'addCredit' ? ['Imports System.Web'] : []),
    'Imports System.Xml',
    'Imports System.Xml.Linq',
    '',
    ...(call === 'list' ? list(request) : addCredit(request)),
    '',
    // What fails later is an IOException, and a time limit tells nothing.
    ...comment("    '", words.surelyUnsent),
    '\tPrivate Function IsUnsent(problem As Exception) As Boolean',
    '\t\tDim cause = problem',
    '\t\tDo Until cause Is Nothing OrElse TypeOf cause Is IOException OrElse TypeOf cause Is OperationCanceledException',
    '\t\t\tIf TypeOf cause Is SocketException OrElse TypeOf cause Is AuthenticationException Then Return True',
    '\t\t\tDim web = TryCast(cause, WebException)',
    '\t\t\tIf web IsNot Nothing Then',
    '\t\t\t\tSelect Case web.Status',
    `\t\t\t\t\tCase ${unsent.map((name) => `WebExceptionStatus.${name}`).join(',\n                        ')}`,
    '\t\t\t\t\t\tReturn True',
    '\t\t\t\tEnd Select',
    '\t\t\tEnd If',
    '\t\t\tcause = cause.InnerException',
    '\t\tLoop',
    '\t\tReturn False',
    '\tEnd Function',
    '',
    '\tPrivate Function Failed(why As String) As Integer',
    '\t\tConsole.Error.WriteLine(why)',
    '\t\tReturn 1',
    '\tEnd Function',
    'End Module',
  ]);
}

function list(request: RequestProgram): string[] {
  const numbers = listNumbers.map((name) => `answer.<${name}>`).reduce((all, one) => `${all}.Concat(${one})`);
  return [
    'Module ListSubAccounts',
    '\tFunction Main() As Integer',
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    `\t\tDim address = ${quoted(`${request.baseUrl}${paths.list}?apiKey=`)} &`,
    `\t\t\tUri.EscapeDataString(apiKey) & "&page=${request.page}&_format=json"`,
    ...send(
      request,
      'client.GetAsync(address)',
      [],
      [
        '\t\tDim kind = answer.<data>.@type',
        // A name that XML does not know, as one of digits, is in an attribute.
        '\t\tDim rows = answer.<data>.Elements().Where(Function(one) kind = "array" OrElse',
        '\t\t\tRegex.IsMatch(If(one.@item, ""), "^[0-9]+$")).ToList()',
        '\t\tDim isEmpty = {"array", "object"}.Contains(kind) AndAlso Not answer.<data>.Elements().Any()',
        '\t\tDim proven = rows.Any() OrElse isEmpty OrElse',
        '\t\t\t((kind Is Nothing OrElse kind = "null") AndAlso',
        `\t\t\t${numbers}.Any(Function(one) one.@type <> "null"))`,
      ],
    ),
    '\t\tFor Each row In rows',
    '\t\t\tConsole.WriteLine(If(row.<id>.Value, "?") & "  " & WebUtility.HtmlDecode(If(row.<email>.Value, "?")) & "  " &',
    '\t\t\t\tIf(row.<credits>.<balance>.Value, "?"))',
    '\t\tNext',
    '\t\tReturn 0',
    '\tEnd Function',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    'Module AddCredit',
    ...comment("    '", words.amount),
    `\tPrivate Const Credit As String = ${quoted(request.credit)}`,
    '',
    '\tFunction Main() As Integer',
    ...readVariable('apiKey', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    '\t\tDim body = "{""apiKey"":" & HttpUtility.JavaScriptStringEncode(apiKey, True) &',
    '\t\t\t",""credit"":" & HttpUtility.JavaScriptStringEncode(Credit, True) &',
    '\t\t\t",""tokenSubaccount"":" & HttpUtility.JavaScriptStringEncode(token, True) & "}"',
    ...send(
      request,
      'client.PostAsync(address, content)',
      [
        `\t\tDim address = ${quoted(request.baseUrl + paths.addCredit)}`,
        '\t\tDim content = New StringContent(body, Encoding.UTF8, "application/json")',
      ],
      [
        '\t\tDim left = If(answer.<subaccountCredit>.Value, "")',
        '\t\tDim proven = Not answer.<subaccountCredit>.Elements().Any() AndAlso',
        `\t\t\tRegex.IsMatch(left, "^${amountPattern()}$")`,
      ],
    ),
    `\t\tConsole.WriteLine(${said(words.added, 'left')})`,
    '\t\tReturn 0',
    '\tEnd Function',
  ];
}

function readVariable(variable: string, name: string, missing: string): string[] {
  return [
    `\t\tDim ${variable} = Environment.GetEnvironmentVariable("${name}")`,
    `\t\tIf String.IsNullOrEmpty(${variable}) Then Return Failed(${quoted(missing)})`,
    '',
  ];
}

/** Returns 1 after a sentence unless the answer is a success and `proof` sets `proven`; then it is in `answer`. */
function send(
  { call, seconds, words }: RequestProgram,
  request: string,
  before: readonly string[],
  proof: readonly string[],
): string[] {
  const masked = call === 'list' ? '' : '.Replace(token, "***")';
  return [
    ...before,
    '\t\tDim status As Integer',
    '\t\tDim wait As String',
    '\t\tDim received As String',
    '\t\tTry',
    '\t\t\tUsing handler = New HttpClientHandler With {.AllowAutoRedirect = False},',
    '\t\t\t\tclient = New HttpClient(handler) With {',
    `\t\t\t\t\t.Timeout = TimeSpan.FromSeconds(${seconds}), .MaxResponseContentBufferSize = ${mostBytes}},`,
    `\t\t\t\tresponse = ${request}.GetAwaiter().GetResult()`,
    '\t\t\t\tstatus = CInt(response.StatusCode)',
    '\t\t\t\twait = response.Headers.RetryAfter?.ToString()',
    '\t\t\t\tDim bytes = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult()',
    '\t\t\t\tDim charset = If(response.Content.Headers.ContentType?.CharSet, "")',
    `\t\t\t\tDim isLatin1 = Regex.IsMatch(charset, "${latin1}", RegexOptions.IgnoreCase)`,
    '\t\t\t\tDim letters = If(isLatin1, Encoding.GetEncoding("iso-8859-1"), Encoding.UTF8)',
    '\t\t\t\treceived = letters.GetString(bytes).TrimStart(Convert.ToChar(&HFEFF)).',
    '\t\t\t\t\tReplace(Convert.ToChar(&H80), Convert.ToChar(&H20AC))',
    '\t\t\tEnd Using',
    '\t\tCatch problem As Exception',
    '\t\t\tDim why = problem.GetBaseException().Message',
    '\t\t\twhy = " (" & why.Replace(Uri.EscapeDataString(apiKey), "***").Replace(apiKey, "***") & ")"',
    `\t\t\tIf IsUnsent(problem) Then Return Failed(${quoted(words.notSent)} & why)`,
    `\t\t\tReturn Failed(${quoted(words.noAnswer)} & why)`,
    '\t\tEnd Try',
    '',
    ...comment("        '", words.wholeAlone),
    '\t\tDim answer = <root/>',
    `\t\tIf Regex.IsMatch(received, ${quoted(oneObject)}) Then`,
    '\t\t\tTry',
    '\t\t\t\tDim bytes = Encoding.UTF8.GetBytes(received)',
    '\t\t\t\tUsing reader = JsonReaderWriterFactory.CreateJsonReader(bytes, XmlDictionaryReaderQuotas.Max)',
    '\t\t\t\t\tanswer = XElement.Load(reader)',
    '\t\t\t\tEnd Using',
    '\t\t\tCatch',
    '\t\t\t\tanswer = <root/>',
    '\t\t\tEnd Try',
    '\t\tEnd If',
    '\t\tDim texts = answer.<message>.Concat(answer.<error>).Concat(answer...<message>)',
    '\t\tDim said = texts.Where(Function(one) Not one.HasElements).Select(Function(one) WebUtility.HtmlDecode(one.Value).Trim()).',
    '\t\t\tFirstOrDefault(Function(one) one <> "")',
    `\t\tsaid = If(said, "").Replace(apiKey, "***")${masked}`,
    '\t\tDim success = If(answer.<success>.Elements().Any(), "", If(answer.<success>.Value, ""))',
    '\t\tDim code = If(answer.<code>.Elements().Any(), "", If(answer.<code>.Value, ""))',
    `\t\tDim isUnclear = {${decisiveFields(call)
      .map((name) => `"${name}"`)
      .join(', ')}}.Any(Function(name) answer.Elements(name).Count() > 1 OrElse`,
    // So the reader gives a name that was written with escapes.
    '\t\t\tanswer.Elements().Any(Function(one) one.@item = name))',
    '\t\tIf isUnclear Then',

    '\t\t\tsuccess = ""',
    '\t\t\tcode = ""',
    '\t\tEnd If',
    '\t\tDim isGiven = answer.<success>.Any(Function(one) one.@type <> "null")',
    String.raw`        Dim worked = success = "1" OrElse Regex.IsMatch(success, "^\s*true\s*$", RegexOptions.IgnoreCase) OrElse`,
    String.raw`            (Not isGiven AndAlso Regex.IsMatch(code, "^200(\.0+)?$"))`,
    ...proof,
    '\t\tIf Not worked OrElse Not proven Then',
    '\t\t\tDim refused = success = "0" OrElse',
    String.raw`                Regex.IsMatch(success, "^\s*false\s*$", RegexOptions.IgnoreCase)`,
    '\t\t\tDim byStatus = status = 429 OrElse (said <> "" AndAlso status >= 400 AndAlso status < 500)',
    '\t\t\tIf refused OrElse (Not worked AndAlso byStatus) Then',
    '\t\t\t\tIf said = "" Then said = If(code = "", "HTTP " & status, "code " & code)',
    `\t\t\t\tIf wait <> "" Then wait = ${said(` ${words.wait}`, 'wait')}`,
    `\t\t\t\tReturn Failed(${said(words.refused, 'said')} & wait)`,
    '\t\t\tEnd If',
    '\t\t\tsaid = If(said = "", CStr(status), status & ": " & said)',
    `\t\t\tReturn Failed(${said(words.notUnderstood, 'said')})`,
    '\t\tEnd If',
    '',
  ];
}

/** Visual Basic takes typographic quotation marks for straight ones, so each kind is doubled. */
function quoted(text: string): string {
  return `"${oneLine(text).replace(/["“”＂]/g, '$&$&')}"`;
}

function said(text: string, value: string): string {
  return sentence(text, value, quoted, '&');
}
