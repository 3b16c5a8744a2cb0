// What the programs for .NET share: Visual Basic and PowerShell.

/**
 * Which names of a charset mean Latin-1, as a regular expression; all else is read as UTF-8. `ReadAsStringAsync` would fail for a name that
 * is in quotation marks (.NET Framework) or not known (Windows-1252 in .NET), although the answer proves something.
 */
export const latin1 = '8859-1|1252';

/** Each `WebExceptionStatus` with which .NET Framework says that no connection came about, so that nothing was sent. */
export const unsent = [
  'NameResolutionFailure',
  'ProxyNameResolutionFailure',
  'ConnectFailure',
  'SecureChannelFailure',
  'TrustFailure',
] as const;

/**
 * One whole object of JSON and nothing around it, as a regular expression of .NET. Its reader of JSON takes half an object for a whole
 * one, so that half of an amount would be an amount, and sees nothing of what follows it. It takes time in proportion to the text.
 */
export const oneObject = String.raw`^\s*\{(?>(?:[^{}"]|"(?>[^"\\]|\\.)*"|\{(?<open>)|\}(?<-open>))*)(?(open)(?!))\}\s*$`;
