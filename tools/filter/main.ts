import { readFileSync } from 'node:fs';
import { certificatesFromPem, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { askFilter, type FilterAnswer, type RevocationFilter, verifyFilter } from '@kaika/pki/filter';
import { Command } from 'commander';

/** The worst answer counts. */
const exitCodes = { good: 0, 'not-covered': 1, listed: 2 } as const satisfies Record<FilterAnswer, number>;
const unusable = 3;

const command = new Command('filter')
  .description('Asks a revocation filter about certificates, offline: nobody learns which.')
  .argument('<issuer>', 'certificate of the authority that issued them and signed the filter, DER or PEM')
  .argument('<filter>', 'the filter, from the authority’s repository')
  .argument('<certificate...>', 'certificates, DER or PEM; their signatures and paths are not judged here')
  .option('--at <time>', 'the time to judge by (ISO 8601), now by default')
  .addHelpText(
    'after',
    '\nExit code 0: all good; 1: one is not covered, ask OCSP; 2: one is listed; 3: a file is unusable.',
  );
command.parse();
const [issuerFile = '', filterFile = '', ...files] = command.args;
const { at } = command.opts<{ readonly at?: string }>();

try {
  const now = at === undefined ? new Date() : new Date(at);
  const [issuer] = readCertificates(issuerFile);
  if (!issuer) throw new TypeError('a file that was read holds a certificate');
  const filter = verifyFilter(new Uint8Array(readFileSync(filterFile)), { issuer, now });
  process.exitCode = Math.max(...tell(filter).map((answer) => exitCodes[answer]));
} catch (error) {
  const code = error instanceof PkiError ? error.code : String(error);
  console.error(`filter: ${code}`);
  process.exitCode = unusable;
}

/** One line for each certificate; gives what was said. */
function tell(filter: RevocationFilter): readonly FilterAnswer[] {
  console.log(
    `# filter ${filter.number} of ${filter.thisUpdate.toISOString()}: ${filter.covered} certificates`,
  );
  return files.flatMap((file) =>
    readCertificates(file).map((certificate) => {
      const answer = askFilter(filter, certificate);
      console.log(`${answer}\t${certificate.serialNumber}\t${file}`);
      return answer;
    }),
  );
}

function readCertificates(file: string) {
  const octets = readFileSync(file);
  const found =
    octets[0] === 0x30
      ? [parseCertificate(new Uint8Array(octets))]
      : certificatesFromPem(octets.toString('utf8'));
  if (found.length === 0) throw new Error(`${file} holds no certificate`);
  return found;
}
