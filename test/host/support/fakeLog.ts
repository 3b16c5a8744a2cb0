// A log channel that keeps its lines.
import { EventEmitter, LogLevel, type LogOutputChannel } from 'vscode';

export class FakeLog implements LogOutputChannel {
  /** Each line with its level: `info: …`. */
  readonly lines: string[] = [];
  readonly name = 'fake';
  readonly logLevel = LogLevel.Trace;
  readonly onDidChangeLogLevel = new EventEmitter<LogLevel>().event;

  trace(message: string, ...args: unknown[]): void {
    this.#keep('trace', message, args);
  }
  debug(message: string, ...args: unknown[]): void {
    this.#keep('debug', message, args);
  }
  info(message: string, ...args: unknown[]): void {
    this.#keep('info', message, args);
  }
  warn(message: string, ...args: unknown[]): void {
    this.#keep('warn', message, args);
  }
  error(error: string | Error, ...args: unknown[]): void {
    this.#keep('error', error, args);
  }
  append(value: string): void {
    this.#keep('append', value, []);
  }
  appendLine(value: string): void {
    this.#keep('append', value, []);
  }
  replace(value: string): void {
    this.#keep('append', value, []);
  }
  clear(): void {}
  show(): void {}
  hide(): void {}
  dispose(): void {}

  #keep(level: string, message: unknown, args: readonly unknown[]): void {
    const text = message instanceof Error ? `${message.message} ${message.stack}` : String(message);
    this.lines.push([`${level}: ${text}`, ...args.map(String)].join(' '));
  }
}
