// Visual Basic: the module of a console application, for .NET and for .NET Framework 4.7 or newer, without packages.
import { environment } from '../../../common/core/environment';
import { comment, oneLine, program, sentence } from './programText';
import { paths, type RequestProgram } from './requestProgram';

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
    'Imports System.Linq',
    'Imports System.Net.Http',
    'Imports System.Runtime.Serialization.Json',
    'Imports System.Text',
    'Imports System.Threading.Tasks',
    ...(call === 'addCredit' ? ['Imports System.Web'] : []),
    'Imports System.Xml',
    'Imports System.Xml.Linq',
    '',
    ...(call === 'list' ? list(request) : addCredit(request)),
    '',
    '    Private Function Failed(why As String) As Integer',
    '        Console.Error.WriteLine(why)',
    '        Return 1',
    '    End Function',
    'End Module',
  ]);
}

function list(request: RequestProgram): string[] {
  return [
    'Module ListSubAccounts',
    '    Function Main() As Integer',
    ...readVariable('apiKey', environment.apiKey, request.words.noApiKey),
    `        Dim address = ${quoted(`${request.baseUrl}${paths.list}?apiKey=`)} &`,
    `            Uri.EscapeDataString(apiKey) & "&page=${request.page}&_format=json"`,
    ...send(request, 'client.GetAsync(address)', []),
    '        For Each row In answer.<data>.Elements()',
    '            Console.WriteLine(row.<id>.Value & "  " & row.<email>.Value & "  " & row.<credits>.<balance>.Value)',
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
    ...send(request, 'client.PostAsync(address, content)', [
      `        Dim address = ${quoted(request.baseUrl + paths.addCredit)}`,
      '        Dim content = New StringContent(body, Encoding.UTF8, "application/json")',
    ]),
    `        Console.WriteLine(${said(words.added, 'answer.<subaccountCredit>.Value')})`,
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

/** Returns 1 after a sentence unless the answer is a success; then it is in `answer`. */
function send({ seconds, words }: RequestProgram, request: string, before: readonly string[]): string[] {
  const notUnderstood = said(words.notUnderstood, 'status');
  const refused = said(words.refused, 'said.Replace(apiKey, "***")');
  return [
    ...before,
    '        Dim status As Integer',
    '        Dim bytes As Byte()',
    '        Try',
    '            Using handler = New HttpClientHandler With {.AllowAutoRedirect = False},',
    `                client = New HttpClient(handler) With {.Timeout = TimeSpan.FromSeconds(${seconds})},`,
    `                response = ${request}.GetAwaiter().GetResult()`,
    '                status = CInt(response.StatusCode)',
    '                bytes = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult()',
    '            End Using',
    '        Catch problem As Exception When TypeOf problem Is HttpRequestException OrElse TypeOf problem Is TaskCanceledException',
    `            Return Failed(${quoted(words.noAnswer)} & " (" & problem.GetBaseException().Message & ")")`,
    '        End Try',
    '',
    '        Dim answer As XElement = Nothing',
    '        Try',
    '            Using reader = JsonReaderWriterFactory.CreateJsonReader(bytes, XmlDictionaryReaderQuotas.Max)',
    '                answer = XElement.Load(reader)',
    '            End Using',
    // The second is for an answer without anything in it.
    '        Catch problem As Exception When TypeOf problem Is XmlException OrElse TypeOf problem Is InvalidOperationException',
    `            Return Failed(${notUnderstood})`,
    '        End Try',
    '        Dim success = answer.<success>.FirstOrDefault()',
    '        If success Is Nothing OrElse success.@type <> "boolean" OrElse success.Value <> "true" Then',
    '            Dim said = answer...<message>.Value',
    '            If String.IsNullOrEmpty(said) AndAlso success?.Value = "false" Then said = "code " & answer.<code>.Value',
    `            If String.IsNullOrEmpty(said) Then Return Failed(${notUnderstood})`,
    `            Return Failed(${refused})`,
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
