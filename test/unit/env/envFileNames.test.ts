// Which names are those of .env files, and which only look alike.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEnvFileName } from '../../../src/features/env/core/envFileNames';

const words = (text: string) => text.trim().split(/\s+/);

const yes = words(`
  .env .ENV .env.local .env.development .env.development.local .env.dev .env.test .env.test.local .env.production .env.prod.local
  .env.staging .env.stg .env.qa .env.qa2 .env.uat .env.ci .env.e2e .env.preview .env.docker .env.eu-west-1 .env.client-a .env.php-fpm
  .env.frontend .env.préprod .env_test .env-ci .env.local_test .env.k8s .env.secret .env.shared
`);
const no = {
  'another type of file': words(`
    .env.php .env.local.php .env.js .env.cjs .env.mjs .env.ts .env.d.ts .env.py .env.rb .env.go .env.json .env.json5 .env.jsonc .env.yaml
    .env.yml .env.toml .env.ini .env.cfg .env.conf .env.xml .env.html .env.md .env.txt .env.csv .env.properties .env.sh .env.bash .env.zsh
    .env.fish .env.ps1 .env.bat .env.cmd .env.nix .env.kts .env.zip .env.7z .env.log .env.production.json .env-cmdrc .env-cmdrc.json
    .env.tfvars .env.PHP .env.xyz .envrc
  `),
  'what makes one': words(`
    .env.j2 .env.jinja2 .env.erb .env.ejs .env.hbs .env.mustache .env.tpl .env.tmpl .env.template .env.local.tmpl .env.twig
  `),
  'a sample': words(`
    .env.example .env.sample .env.dist .env.defaults .env.schema .env.local.sample .env.example.local .env-example .env.prod-sample
    .env.exemple
  `),
  'what another tool encrypts, signs or keeps keys in': words(`
    .env.encrypted .env.vault .env.gpg .env.age .env.enc .env.asc .env.pgp .env.keys .env.sops .env.production.enc .env.local.encrypted
    .env.me .env.x .env.sealed .env.pem .env.production-enc .env.sig
  `),
  'a copy': words(`
    .env.old .env.bak .env.bak2 .env~ .env.local~ .env.swp .env.swo .env.orig .env.backup .env.save .env.tmp .env.previous .env.copy .env.1
    .env.2024-01-31 .env.20240131 .env.local.old .env_BACKUP_4711 .env_LOCAL_4711 .env.disabled .env.prod_old .env.rej
  `),
  'no such name': words(
    'env x.env prod.env .environment .env. .env.. .env..local .envs .env.d/ .env.local. dotenv .env:prod',
  ),
};

describe('the names of .env files', () => {
  for (const name of yes) {
    it(`are such as ${name}`, () => assert.equal(isEnvFileName(name), true));
  }

  for (const [what, names] of Object.entries(no)) {
    for (const name of names) {
      it(`are none such as ${name}: ${what}`, () => assert.equal(isEnvFileName(name), false));
    }
  }

  it('none is a .env file of whatever environments with such an ending', () => {
    const { 'no such name': _, ...alike } = no;
    const endings = Object.values(alike)
      .flat()
      .filter((name) => name.startsWith('.env.'))
      .map((name) => name.slice('.env'.length));
    fc.assert(
      fc.property(fc.constantFrom(...yes), fc.constantFrom(...endings), (name, ending) => {
        assert.equal(isEnvFileName(`${name}${ending}`), false);
      }),
    );
  });
});
