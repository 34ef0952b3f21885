/** What each certificate fault means and what to do about it. Nothing was sent when one of these strikes. */

interface TlsFault {
  readonly detail: string;
  readonly advice: string;
}

const OWN_AUTHORITY =
  'If the certificate is your own authority’s, point NODE_EXTRA_CA_CERTS at that authority’s PEM file; never switch verification off.';

const SELF_SIGNED: TlsFault = { detail: 'shows a self-signed certificate', advice: OWN_AUTHORITY };
const UNKNOWN_ISSUER: TlsFault = {
  detail: 'shows a certificate whose issuer is not trusted here, or leaves out an intermediate certificate',
  advice: `Have the server send its whole chain. ${OWN_AUTHORITY}`,
};
const NO_HANDSHAKE: TlsFault = {
  detail: 'does not speak TLS as expected on this port',
  advice: 'Check the port, and that the server offers TLS 1.2 or newer.',
};

export const TLS_FAULTS: ReadonlyMap<string, TlsFault> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', SELF_SIGNED],
  ['SELF_SIGNED_CERT_IN_CHAIN', SELF_SIGNED],
  ['UNABLE_TO_GET_ISSUER_CERT', UNKNOWN_ISSUER],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNKNOWN_ISSUER],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNKNOWN_ISSUER],
  ['CERT_UNTRUSTED', UNKNOWN_ISSUER],
  [
    'CERT_HAS_EXPIRED',
    {
      detail: 'shows a certificate that has expired',
      advice: 'Have the certificate renewed; check this machine’s clock too.',
    },
  ],
  [
    'CERT_NOT_YET_VALID',
    {
      detail: 'shows a certificate that is not valid yet',
      advice: 'Check this machine’s clock, then the certificate’s dates.',
    },
  ],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    {
      detail: 'shows a certificate for another host name',
      advice: 'Use the host name that the certificate is made out to, or have it reissued for this one.',
    },
  ],
  ['CERT_REVOKED', { detail: 'shows a revoked certificate', advice: 'Have the certificate replaced.' }],
  ['EPROTO', NO_HANDSHAKE],
  ['ERR_SSL_WRONG_VERSION_NUMBER', NO_HANDSHAKE],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', NO_HANDSHAKE],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', NO_HANDSHAKE],
]);
