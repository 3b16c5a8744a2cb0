// Which names are those of .env files, and which only look alike.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEnvFileName } from '../../../src/features/env/core/envFileNames';

const words = (text: string) => text.trim().split(/\s+/);

const yes = words(`
  .env .ENV .env.local .env.development .env.development.local .env.dev .env.test .env.test.local .env.production .env.prod.local
  .env.staging .env.stg .env.qa .env.qa2 .env.uat .env.ci .env.e2e .env.preview .env.docker .env.eu-west-1 .env.client-a .env.php-fpm
  .env.frontend .env.préprod .env_test .env-ci .env.local_test .env.k8s .env.secrets .env.shared
  .env.fr .env.uk .env.de .env.be .env.ch .env.fr.local .env.fr2 .env.aws .env.gcp .env.val .env.rct .env.ppd .env.hml .env.usa .env.b2b .env.x86
  .env.beta .env.database .env.nginx .env.live .env.recette .env.remote .env.worker1
`);
const no = {
  'another type of file': words(`
    .env.php .env.local.php .env.js .env.cjs .env.mjs .env.ts .env.d.ts .env.py .env.rb .env.go .env.json .env.json5 .env.jsonc .env.yaml
    .env.yml .env.toml .env.ini .env.cfg .env.conf .env.xml .env.html .env.md .env.txt .env.csv .env.properties .env.sh .env.bash .env.zsh
    .env.fish .env.ps1 .env.bat .env.cmd .env.nix .env.kts .env.zip .env.7z .env.log .env.production.json .env-cmdrc .env-cmdrc.json
    .env.tfvars .env.PHP .env.xyz .envrc .env.config .env.conf2 .env.xlsx .env.docx .env.parquet .env.sqlite3 .env.psm1 .env.javascript
    .env.in .env.md .env.pl .env.rs .env.so .env.geojson .env.fr.json .env-cmdrc2 .env.xonsh .env.libsonnet .env.service
  `),
  'an archive, or what tells whether a file is whole': words(`
    .env.tar .env.tgz .env.gz2 .env.gzip .env.zstd .env.xz .env.sha256sum .env.sha256 .env.sha512sums .env.md5 .env.md5sum .env.blake3
    .env.checksum .env.prod.hash
  `),
  'what makes one': words(`
    .env.j2 .env.jinja2 .env.erb .env.ejs .env.hbs .env.mustache .env.tpl .env.tmpl .env.template .env.local.tmpl .env.twig .env.ctmpl .env.gotmpl .env.gotpl .env.envsubst .env.njk .env.liquid .env.template2 .env.tera .env.epp
  `),
  'a sample': words(`
    .env.example .env.sample .env.dist .env.defaults .env.schema .env.local.sample .env.example.local .env-example .env.prod-sample
    .env.exemple .env.sample2 .env.modele .env.modèle .env.gabarit .env.blank .env.vorlage
  `),
  'what another tool encrypts, signs or keeps keys in': words(`
    .env.encrypted .env.vault .env.gpg .env.age .env.enc .env.asc .env.pgp .env.keys .env.sops .env.production.enc .env.local.encrypted
    .env.me .env.x .env.sealed .env.pem .env.production-enc .env.sig .env.secret .env.prod.secret .env.kdbx .env.crypt2 .env.enc2 .env.jks .env.keystore
    .env.agebox .env.strongbox .env.base64 .env.sealedsecret .env.p7m .env.jwe .env.keys2 .env.chiffré
  `),
  'a copy': words(`
    .env.old .env.bak .env.bak2 .env~ .env.local~ .env.swp .env.swo .env.orig .env.backup .env.rpmsave .env.pacnew .env.theirs .env.save .env.tmp .env.previous .env.copy .env.1
    .env.2024-01-31 .env.20240131 .env.local.old .env_BACKUP_4711 .env_LOCAL_4711 .env.disabled .env.prod_old .env.rej
    .env.backup2 .env.orig2 .env.old-3 .env.copie .env.copie2 .env.sauvegarde .env.ancien .env.ancienne .env.obsolete .env.désactivé .env.sicherung
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
