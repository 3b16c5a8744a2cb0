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
    '    Private Function IsUnsent(problem As Exception) As Boolean',
    '        Dim cause = problem',
    '        Do Until cause Is Nothing OrElse TypeOf cause Is IOException OrElse TypeOf cause Is OperationCanceledException',
    '            If TypeOf cause Is SocketException OrElse TypeOf cause Is AuthenticationException Then Return True',
    '            Dim web = TryCast(cause, WebException)',
    '            If web IsNot Nothing Then',
    '                Select Case web.Status',
    `                    Case ${unsent.map((name) => `WebExceptionStatus.${name}`).join(',\n                        ')}`,
    '                        Return True',
    '                End Select',
    '            End If',
    '            cause = cause.InnerException',
    '        Loop',
    '        Return False',
    '    End Function',
    '',
    '    Private Function Failed(why As String) As Integer',
    '        Console.Error.WriteLine(why)',
    '        Return 1',
    '    End Function',
    'End Module',
  ]);
}

function list(request: RequestProgram): string[] {
  const numbers = listNumbers.map((name) => `answer.<${name}>`).reduce((all, one) => `${all}.Concat(${one})`);
  return [
    'Module ListSubAccounts',
    '    Function Main() As Integer',
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    `        Dim address = ${quoted(`${request.baseUrl}${paths.list}?apiKey=`)} &`,
    `            Uri.EscapeDataString(apiKey) & "&page=${request.page}&_format=json"`,
    ...send(
      request,
      'client.GetAsync(address)',
      [],
      [
        '        Dim kind = answer.<data>.@type',
        // A name that XML does not know, as one of digits, is in an attribute.
        '        Dim rows = answer.<data>.Elements().Where(Function(one) kind = "array" OrElse',
        '            Regex.IsMatch(If(one.@item, ""), "^[0-9]+$")).ToList()',
        '        Dim isEmpty = {"array", "object"}.Contains(kind) AndAlso Not answer.<data>.Elements().Any()',
        '        Dim proven = rows.Any() OrElse isEmpty OrElse',
        '            ((kind Is Nothing OrElse kind = "null") AndAlso',
        `            ${numbers}.Any(Function(one) one.@type <> "null"))`,
      ],
    ),
    '        For Each row In rows',
    '            Console.WriteLine(If(row.<id>.Value, "?") & "  " & WebUtility.HtmlDecode(If(row.<email>.Value, "?")) & "  " &',
    '                If(row.<credits>.<balance>.Value, "?"))',
    '        Next',
    '        Return 0',
    '    End Function',
  ];
}

function addCredit(request: RequestProgram): string[] {
  const { words } = request;
  return [
    'Module AddCredit',
    ...comment("    '", words.amount),
    `    Private Const Credit As String = ${quoted(request.credit)}`,
    '',
    '    Function Main() As Integer',
    ...readVariable('apiKey', environment.apiKey, words.noApiKey),
    ...readVariable('token', environment.token, words.noToken),
    '        Dim body = "{""apiKey"":" & HttpUtility.JavaScriptStringEncode(apiKey, True) &',
    '            ",""credit"":" & HttpUtility.JavaScriptStringEncode(Credit, True) &',
    '            ",""tokenSubaccount"":" & HttpUtility.JavaScriptStringEncode(token, True) & "}"',
    ...send(
      request,
      'client.PostAsync(address, content)',
      [
        `        Dim address = ${quoted(request.baseUrl + paths.addCredit)}`,
        '        Dim content = New StringContent(body, Encoding.UTF8, "application/json")',
      ],
      [
        '        Dim left = If(answer.<subaccountCredit>.Value, "")',
        '        Dim proven = Not answer.<subaccountCredit>.Elements().Any() AndAlso',
        `            Regex.IsMatch(left, "^${amountPattern()}$")`,
      ],
    ),
    `        Console.WriteLine(${said(words.added, 'left')})`,
    '        Return 0',
    '    End Function',
  ];
}

function readVariable(variable: string, name: string, missing: string): string[] {
  return [
    `        Dim ${variable} = Environment.GetEnvironmentVariable("${name}")`,
    `        If String.IsNullOrEmpty(${variable}) Then Return Failed(${quoted(missing)})`,
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
    '        Dim status As Integer',
    '        Dim wait As String',
    '        Dim received As String',
    '        Try',
    '            Using handler = New HttpClientHandler With {.AllowAutoRedirect = False},',
    '                client = New HttpClient(handler) With {',
    `                    .Timeout = TimeSpan.FromSeconds(${seconds}), .MaxResponseContentBufferSize = ${mostBytes}},`,
    `                response = ${request}.GetAwaiter().GetResult()`,
    '                status = CInt(response.StatusCode)',
    '                wait = response.Headers.RetryAfter?.ToString()',
    '                Dim bytes = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult()',
    '                Dim charset = If(response.Content.Headers.ContentType?.CharSet, "")',
    `                Dim isLatin1 = Regex.IsMatch(charset, "${latin1}", RegexOptions.IgnoreCase)`,
    '                Dim letters = If(isLatin1, Encoding.GetEncoding("iso-8859-1"), Encoding.UTF8)',
    '                received = letters.GetString(bytes).TrimStart(Convert.ToChar(&HFEFF)).',
    '                    Replace(Convert.ToChar(&H80), Convert.ToChar(&H20AC))',
    '            End Using',
    '        Catch problem As Exception',
    '            Dim why = problem.GetBaseException().Message',
    '            why = " (" & why.Replace(Uri.EscapeDataString(apiKey), "***").Replace(apiKey, "***") & ")"',
    `            If IsUnsent(problem) Then Return Failed(${quoted(words.notSent)} & why)`,
    `            Return Failed(${quoted(words.noAnswer)} & why)`,
    '        End Try',
    '',
    ...comment("        '", words.wholeAlone),
    '        Dim answer = <root/>',
    `        If Regex.IsMatch(received, ${quoted(oneObject)}) Then`,
    '            Try',
    '                Dim bytes = Encoding.UTF8.GetBytes(received)',
    '                Using reader = JsonReaderWriterFactory.CreateJsonReader(bytes, XmlDictionaryReaderQuotas.Max)',
    '                    answer = XElement.Load(reader)',
    '                End Using',
    '            Catch',
    '                answer = <root/>',
    '            End Try',
    '        End If',
    '        Dim texts = answer.<message>.Concat(answer.<error>).Concat(answer...<message>)',
    '        Dim said = texts.Where(Function(one) Not one.HasElements).Select(Function(one) WebUtility.HtmlDecode(one.Value).Trim()).',
    '            FirstOrDefault(Function(one) one <> "")',
    `        said = If(said, "").Replace(apiKey, "***")${masked}`,
    '        Dim success = If(answer.<success>.Elements().Any(), "", If(answer.<success>.Value, ""))',
    '        Dim code = If(answer.<code>.Elements().Any(), "", If(answer.<code>.Value, ""))',
    `        Dim isUnclear = {${decisiveFields(call)
      .map((name) => `"${name}"`)
      .join(', ')}}.Any(Function(name) answer.Elements(name).Count() > 1 OrElse`,
    // So the reader gives a name that was written with escapes.
    '            answer.Elements().Any(Function(one) one.@item = name))',
    '        If isUnclear Then',

    '            success = ""',
    '            code = ""',
    '        End If',
    '        Dim isGiven = answer.<success>.Any(Function(one) one.@type <> "null")',
    String.raw`        Dim worked = success = "1" OrElse Regex.IsMatch(success, "^\s*true\s*$", RegexOptions.IgnoreCase) OrElse`,
    String.raw`            (Not isGiven AndAlso Regex.IsMatch(code, "^200(\.0+)?$"))`,
    ...proof,
    '        If Not worked OrElse Not proven Then',
    '            Dim refused = success = "0" OrElse',
    String.raw`                Regex.IsMatch(success, "^\s*false\s*$", RegexOptions.IgnoreCase)`,
    '            Dim byStatus = status = 429 OrElse (said <> "" AndAlso status >= 400 AndAlso status < 500)',
    '            If refused OrElse (Not worked AndAlso byStatus) Then',
    '                If said = "" Then said = If(code = "", "HTTP " & status, "code " & code)',
    `                If wait <> "" Then wait = ${said(` ${words.wait}`, 'wait')}`,
    `                Return Failed(${said(words.refused, 'said')} & wait)`,
    '            End If',
    '            said = If(said = "", CStr(status), status & ": " & said)',
    `            Return Failed(${said(words.notUnderstood, 'said')})`,
    '        End If',
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
