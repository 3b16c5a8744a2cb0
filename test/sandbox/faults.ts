// Faults at work: writes an answer that is wrong in the way asked for.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { errorAnswer } from './answers';
import type { Fault } from './faultKinds';
import { JSON_TYPE, jsonReply, pageReply, type Reply, send } from './reply';

const ENDLESS_BYTES = 256 * 1024 * 1024;
const ROW = '{"id":1,"email":"encore@example.fr","type":"simple","token":"","apiKey":"","createdAt":null},';

/** Whether a fault turns a request away, so that it changes nothing; the others lose the answer to a thing done. */
export function isRefusal(fault: Fault | undefined): boolean {
  const kinds: readonly Fault['kind'][] = [
    'refusedKey',
    'code',
    'errorShape',
    'rateLimited',
    'http',
    'html',
    'queued',
    'redirect',
  ];
  return fault !== undefined && kinds.includes(fault.kind);
}

/** Answers with the fault in place of the good answer; some faults bend that one, others ignore it. */
export function sendFault(response: ServerResponse, fault: Fault, good: Reply): void {
  switch (fault.kind) {
    case 'silence':
      return;
    case 'stalledBody':
      sendHalf(response, good, () => {});
      return;
    case 'reset':
      if (fault.when === 'beforeHeaders') {
        resetConnection(response.socket);
      } else {
        sendHalf(response, good, () => response.destroy());
      }
      return;
    case 'endlessBody':
      sendForever(response);
      return;
    default:
      send(response, wrongReply(fault, good));
  }
}

type CompleteFault = Exclude<Fault, { kind: 'silence' | 'stalledBody' | 'reset' | 'endlessBody' }>;

function wrongReply(fault: CompleteFault, good: Reply): Reply {
  switch (fault.kind) {
    case 'refusedKey':
      return jsonReply(errorAnswer(10), fault.httpStatus);
    case 'code':
      return jsonReply(errorAnswer(fault.code, fault.message), fault.httpStatus);
    case 'errorShape':
      return jsonReply(errorShape(fault.shape), fault.httpStatus);
    case 'rateLimited': {
      const reply =
        fault.json === false ? pageReply(429, 'Too Many Requests') : jsonReply(errorAnswer(429), 429);
      return fault.retryAfter === undefined
        ? reply
        : { ...reply, headers: { 'Retry-After': fault.retryAfter } };
    }
    case 'http':
      return { ...httpReply(fault.status, fault.body ?? 'html'), headers: fault.headers ?? {} };
    case 'html':
      return pageReply(200, 'Connexion au réseau');
    case 'emptyBody':
      return { status: 200, type: JSON_TYPE, text: '' };
    case 'truncatedJson':
      return { ...good, text: firstHalf(good.text) };
    case 'wrongShape':
      return { status: 200, type: JSON_TYPE, text: WRONG_SHAPES[fault.variant] };
    case 'queued':
      return jsonReply({
        success: true,
        code: 200,
        message: 'Request queued for processing',
        ...(fault.data === undefined ? {} : { data: fault.data }),
      });
    case 'noRows':
      return { ...good, text: good.text.replace(/"data":\[.*\](?=[,}])/s, '"data":[]') };
    case 'textAround':
      return { ...good, text: (fault.before ?? '') + good.text + (fault.after ?? '') };
    case 'latin1':
      return inLatin1(good, fault.said);
    case 'redirect':
      return { ...pageReply(fault.status ?? 302, 'Redirecting'), headers: { Location: fault.to } };
  }
}

const WRONG_SHAPES: Readonly<Record<Extract<Fault, { kind: 'wrongShape' }>['variant'], string>> = {
  array: '[]',
  number: '42',
  null: 'null',
  dataText: '{"success":true,"code":200,"total":3,"nb_per_page":20,"page":1,"data":"aucun"}',
  successText: '{"success":"peut-être","code":200,"total":0,"nb_per_page":20,"page":1,"data":[]}',
};

function inLatin1({ type, text, ...reply }: Reply, said: 'header' | 'xml' | 'nothing'): Reply {
  const [bare = type] = type.split(';');
  return {
    ...reply,
    encoding: 'latin1',
    type: said === 'header' ? `${bare}; charset=ISO-8859-1` : bare,
    text: text.replace('encoding="UTF-8"', said === 'xml' ? 'encoding="ISO-8859-1"' : ''),
  };
}

function httpReply(status: number, body: 'html' | 'empty' | 'json'): Reply {
  if (body === 'html') {
    return pageReply(status, `HTTP ${status}`);
  }
  return body === 'json' ? jsonReply(errorAnswer(status), status) : { status, type: JSON_TYPE, text: '' };
}

function errorShape(shape: Extract<Fault, { kind: 'errorShape' }>['shape']): unknown {
  switch (shape) {
    case 'list': {
      const error = [
        { elementId: 'children[page].data', message: "Cette valeur n'est pas valide." },
        { elementId: 'children[sender].data', message: 'Cette valeur est trop longue.' },
      ];
      return { success: false, code: 9, error };
    }
    case 'object':
      return { success: false, code: 11, error: { message: 'NOCREDITS' } };
    case 'nested': {
      const errors = [{ success: false, code: '9', message: 'Le compte est introuvable.' }];
      return { success: false, code: 55, message: 'Des erreurs sont survenues.', errors };
    }
    case 'bare':
      return { success: false, code: 77 };
  }
}

function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}

function sendHalf(response: ServerResponse, good: Reply, then: () => void): void {
  response.writeHead(good.status, {
    'Content-Type': good.type,
    'Content-Length': Buffer.byteLength(good.text),
  });
  response.write(firstHalf(good.text), then);
}

function resetConnection(socket: Socket | null): void {
  // Only a plain TCP socket can send RST; a TLS one just closes.
  if (socket instanceof TLSSocket) {
    socket.destroy();
  } else {
    socket?.resetAndDestroy();
  }
}

function sendForever(response: ServerResponse): void {
  const piece = Buffer.from(ROW.repeat(700));
  let sent = 0;
  response.writeHead(200, { 'Content-Type': JSON_TYPE });
  response.write('{"success":true,"code":200,"total":1,"nb_per_page":20,"page":1,"data":[');
  pump();

  function pump(): void {
    while (sent < ENDLESS_BYTES && !response.destroyed) {
      sent += piece.length;
      if (!response.write(piece)) {
        response.once('drain', pump);
        return;
      }
    }
  }
}
