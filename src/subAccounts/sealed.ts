// Bytes that nobody reads or changes without the key: AES-256-GCM, bound to what they are about.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
/** What the standard takes for GCM (NIST SP 800-38D), in bytes: the whole tag, and a nonce that is random each time. */
const sizes = { key: 32, nonce: 12, tag: 16 };

/** A new key. */
export function newKey(): Buffer {
  return randomBytes(sizes.key);
}

/** Whether it is as long as a key is. */
export function isKey(bytes: Uint8Array): boolean {
  return bytes.length === sizes.key;
}

/** Nonce, sealed bytes and tag. `about`: what they are about, which is not in them and must be the same when they are opened. */
export function seal(bytes: Uint8Array, key: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(sizes.nonce);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: sizes.tag });
  sealing.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, sealing.update(bytes), sealing.final(), sealing.getAuthTag()]);
}

/** What was sealed; undefined with another key, about anything else, or where a bit of it is another. */
export function opened(sealed: Uint8Array, key: Uint8Array, about: string): Buffer | undefined {
  if (sealed.length < sizes.nonce + sizes.tag) {
    return undefined;
  }
  try {
    const end = sealed.length - sizes.tag;
    const opening = createDecipheriv(cipher, key, sealed.subarray(0, sizes.nonce), {
      authTagLength: sizes.tag,
    });
    opening.setAAD(Buffer.from(about));
    opening.setAuthTag(sealed.subarray(end));
    return Buffer.concat([opening.update(sealed.subarray(sizes.nonce, end)), opening.final()]);
  } catch {
    return undefined;
  }
}
