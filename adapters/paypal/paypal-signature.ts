import { createPublicKey, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { assertFresh, headerOf, PaymentError, type WebhookDelivery } from '@edumaster/payments';
import { isLoopback } from './paypal-api.ts';

interface Verifier {
  readonly webhookId: string;
  /** PayPal's API: where that is on this machine, certificates may be, too. */
  readonly baseUrl: string;
  readonly download: (url: string) => Promise<string>;
}

/** A new certificate has a new address. */
const certificates = new Map<string, KeyObject>();
const mostCertificates = 50;

/**
 * RSA-SHA256 over `<transmission id>|<transmission time>|<webhook id>|<CRC-32 of the body, decimal>`
 * (developer.paypal.com/api/rest/webhooks/rest, "Self verification method"). A CRC is no hash: somebody
 * who has one delivery can make another body of the same CRC. So what a webhook says is asked for again.
 * @throws PaymentError `signature_refused`; `unavailable` without the certificate
 */
export async function verifyPaypalSignature(
  delivery: WebhookDelivery,
  { webhookId, baseUrl, download }: Verifier,
): Promise<void> {
  const id = headerOf(delivery, 'paypal-transmission-id');
  const time = headerOf(delivery, 'paypal-transmission-time');
  const text = headerOf(delivery, 'paypal-transmission-sig');
  const url = headerOf(delivery, 'paypal-cert-url');
  if (headerOf(delivery, 'paypal-auth-algo') !== 'SHA256withRSA') refuse('another algorithm');
  const signature = Buffer.from(text, 'base64');
  // Exactly as it is written: Node reads past what is no Base64.
  if (signature.toString('base64') !== text) refuse('no Base64');
  if (!isPaypals(url, baseUrl)) refuse('a certificate that is not from PayPal');
  const message = `${id}|${time}|${webhookId}|${crc32(delivery.rawBody)}`;
  const key = certificates.get(url) ?? keyOf(await download(url), delivery.now);
  if (certificates.size >= mostCertificates) certificates.clear();
  certificates.set(url, key);
  if (!verify('sha256', Buffer.from(message), key, signature)) refuse('not that of PayPal');
  assertFresh(new Date(time), delivery.now);
}

/** Of PayPal's own domain over TLS, or, for a twin, where its API is. */
function isPaypals(text: string, baseUrl: string): boolean {
  const url = URL.parse(text);
  const base = new URL(baseUrl);
  if (!url || url.username || url.password) return false;
  if (isLoopback(base.hostname)) return url.origin === base.origin;
  const isDomain = /^([a-z0-9-]+\.)*paypal\.com$/.test(url.hostname);
  return url.protocol === 'https:' && url.port === '' && isDomain;
}

function keyOf(pem: string, now: Date): KeyObject {
  try {
    const certificate = new X509Certificate(pem);
    const isValid = new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo);
    const key = createPublicKey(pem);
    if (isValid && key.asymmetricKeyType === 'rsa') return key;
  } catch {
    refuse('no certificate');
  }
  return refuse('a certificate that is over');
}

function refuse(what: string): never {
  throw new PaymentError('signature_refused', `the signature of the webhook: ${what}`);
}
