// Which files another tool encrypts or signs, and which only hold something of the kind.
import assert from 'node:assert/strict';
import { sealedBy } from '../../../src/features/env/core/sealed';

const long = 'BPOo6F8Zk1'.repeat(8);

describe('a file that another tool encrypts or signs', () => {
  for (const [tool, ...texts] of [
    [
      'sops',
      'A=1\nsops_mac=ENC[x]\n',
      'A=1\r\nsops_version=3.9.0\r\n',
      'A=ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\n',
    ],
    ['sops', '#ENC[AES256_GCM,data:x]\n', '{"data": "ENC[AES256_GCM,data:x]", "sops": {}}'],
    [
      'dotenvx',
      '#/---/\nDOTENV_PUBLIC_KEY="02ab"\nA=1\n',
      'export DOTENV_PUBLIC_KEY_PRODUCTION=02ab',
      `A="encrypted:${long}"`,
    ],
    ['dotenvx', `A=1\nB=encrypted:${long}\n`, `A: 'encrypted:${long}'`],
    ['dotenv-vault', '# .env.vault\nDOTENV_VAULT_DEVELOPMENT="x"\n', 'DOTENV_VAULT="x"'],
    ['Ansible Vault', '$ANSIBLE_VAULT;1.1;AES256\n6231\n'],
    ['hiera-eyaml', 'A=ENC[PKCS7,MIIB]\n'],
    ['git-crypt', '\0GITCRYPT\0\x8e\x01'],
    ['age', 'age-encryption.org/v1\n-> X25519 x\n\xff', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n'],
    [
      'OpenPGP',
      '-----BEGIN PGP MESSAGE-----\n',
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nA=1\n',
      '\x85\x02\x0c\x03',
    ],
    ['OpenSSL', 'Salted__\xff\x01', 'U2FsdGVkX1+abc'],
    ['Laravel', 'eyJpdiI6IkFBQUFBQUFB'],
    ['sops', '{"A":"x","sops":{"mac":"x"}}'],
    ['OpenPGP', 'A=1\n#-----BEGIN PGP SIGNATURE-----\n', 'A=1\n-----BEGIN PGP SIGNATURE-----\n'],
    ['OpenSSL', '-----BEGIN PKCS7-----\nMII', '-----BEGIN CMS-----\n'],
    ['OpenSSH', 'A=1\n-----BEGIN SSH SIGNATURE-----\n'],
    ['minisign', 'untrusted comment: signature from minisign secret key\n'],
    ['StrongBox', '# STRONGBOX ENCRYPTED RESOURCE ; See https://example.org\n'],
    ['JWE', 'eyJhbGciOiJSU0EtT0FFUCJ9.eAx.aXY.Y2lw.dGFn\n'],
    ['Fernet', 'gAAAAABhZ1abcdefghijk=='],
    ['Spring Cloud Config', "A=1\nB='{cipher}AQB'\n"],
    ['Jasypt', 'A=ENC(abc+/=)\n'],
  ] as const) {
    for (const text of texts) {
      it(`is one of ${tool}: ${JSON.stringify(text)}`, () => assert.equal(sealedBy(text), tool));

      it(`is one of ${tool} also behind a byte order mark: ${JSON.stringify(text)}`, () => {
        assert.equal(sealedBy(`\ufeff${text}`), tool);
        assert.equal(sealedBy(`\xef\xbb\xbf${text}`), tool, 'as bytes');
      });
    }
  }

  for (const text of [
    '',
    'A=1\nB="two"\n',
    '# sops_mac=x, DOTENV_PUBLIC_KEY=x\nA=1\n',
    'MY_DOTENV_PUBLIC_KEY=x\n',
    'DOTENV_KEY=dotenv://x\n',
    'MODE=encrypted:yes\n',
    'A=eyJhbGciOiJSU0EtT0FFUCJ9.eAx.aXY.Y2lw.dGFn\n',
    'KIND=ENC()\nB={cipher\n',
    'KEY="-----BEGIN PGP MESSAGE-----"\n',
    'TOKEN=eyJpdiI6x\nSALT=Salted__x\n',
    'É=1\n',
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(sealedBy(Buffer.from(text).toString('latin1')), undefined);
    });
  }
});
