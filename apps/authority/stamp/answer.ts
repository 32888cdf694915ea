import { createHash } from 'node:crypto';
import { toHex } from '@kaika/bytes/hex';
import { signChecked } from '@kaika/ca/signer';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { cmsHash, encodeSignedData } from '@kaika/pki/cms';
import { encodeSignedAttributes } from '@kaika/pki/cms-attribute';
import { PkiError } from '@kaika/pki/error';
import {
  encodeTimestampRefusal,
  encodeTimestampResponse,
  parseTimestampRequest,
  type TimestampFailure,
  type TimestampRequest,
} from '@kaika/pki/timestamp';
import { encodeTstInfo, TST_INFO } from '@kaika/pki/timestamp-token';
import { system } from '@kaika/registry/change';
import type { Signatory } from '../ca/signatory.ts';
import type { Context } from '../context.ts';
import { keepTogether } from '../store/together.ts';
import { accuracySeconds, stampPolicy } from './policy.ts';

/**
 * Answers a TimeStampReq (DER) by a TimeStampResp (DER), RFC 3161 §2.4: a token over the imprint, or the refusal with its
 * PKIFailureInfo. The log has the stamp before anybody else does; where it cannot be written the answer is `systemFailure`.
 */
export async function answerStamp(context: Context, request: Uint8Array): Promise<Uint8Array> {
  const asked = readRequest(request);
  if (typeof asked === 'string') return encodeTimestampRefusal(asked);
  const failure = objection(asked, context);
  if (failure !== null) return encodeTimestampRefusal(failure);
  try {
    return await stamp(context, asked);
  } catch (error) {
    context.log.error({ err: error }, 'time stamp');
    return encodeTimestampRefusal('systemFailure');
  }
}

/** What was asked, or why it cannot be read (RFC 3161 §2.4.2). */
function readRequest(der: Uint8Array): TimestampRequest | TimestampFailure {
  try {
    return parseTimestampRequest(der);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    if (error.code.startsWith('algorithm.')) return 'badAlg';
    if (error.code === 'timestamp.extension') return 'unacceptedExtension';
    return error.about === 'version' ? 'badRequest' : 'badDataFormat';
  }
}

/** Nonces are echoed; nobody needs a long one. */
const longestNonce = 64;

function objection({ imprint, policy, nonce }: TimestampRequest, { ca }: Context): TimestampFailure | null {
  // A stamp over a SHA-1 digest is a stamp over whatever collides with it.
  if (imprint.hash === 'sha1') return 'badAlg';
  if (policy !== undefined && policy !== stampPolicy(ca.arc)) return 'unacceptedPolicy';
  if (nonce !== undefined && nonce.length > longestNonce) return 'badRequest';
  return null;
}

async function stamp(context: Context, { imprint, nonce, wantsCertificate }: TimestampRequest) {
  const { ca, now } = context;
  const by = await context.signatory.timeStamp();
  const time = new Date(Math.floor(now().getTime() / 1000) * 1000);
  const { notBefore, notAfter } = by.certificate;
  if (time < notBefore || time > notAfter) return encodeTimestampRefusal('timeNotAvailable');
  const serial = ca.drawSerial();
  const policy = stampPolicy(ca.arc);
  // Tokens within one second have no order among them: `ordering` stays false, as it is by default (§2.4.2).
  const content = encodeTstInfo({ policy, imprint, serial, time, accuracySeconds, nonce });
  const token = await signToken(content, by, wantsCertificate);
  const { hash, digest } = imprint;
  const data = { use: 'time-stamp', key: by.certificate.serialNumber, hash, digest: toHex(digest) };
  const event = { at: now(), by: system.id, what: 'key.used', subject: toHex(serial), data } as const;
  await keepTogether(context.db)([{ next: null, event }]);
  return encodeTimestampResponse(token);
}

/** The ContentInfo; certificates are in it only where they were asked for (§2.4.1, certReq). */
async function signToken(content: Uint8Array, by: Signatory, wantsCertificate: boolean): Promise<Uint8Array> {
  const { certificate, chain, signer } = by;
  const algorithm = signatureAlgorithm(signer.algorithm);
  const digest = new Uint8Array(createHash(cmsHash(algorithm)).update(content).digest());
  const draft = { contentType: TST_INFO, digest, signingCertificate: certificate };
  const signedAttributes = encodeSignedAttributes(draft);
  const signature = await signChecked(signer, signedAttributes, 'time stamp');
  return encodeSignedData({
    contentType: TST_INFO,
    content,
    signers: [{ certificate, algorithm, signedAttributes, signature }],
    certificates: wantsCertificate ? chain : [],
  });
}
