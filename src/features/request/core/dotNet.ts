// What the programs for .NET share: Visual Basic and PowerShell.

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
