/** Connections that failed, told apart by what they prove: that nothing was sent, that our set-up is wrong, or nothing. */

export type TransportFailure = {
  /** NOT_SENT: the system provably never saw the call. MISCONFIGURED: nor will it see the next. UNKNOWN: it may have acted. */
  readonly delivery: 'NOT_SENT' | 'MISCONFIGURED' | 'UNKNOWN';
  readonly code: string;
};

/** No connection came about (Node's and undici's codes), so no byte of the call left. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The other side's certificate is not to be trusted (Node's TLS codes). */
const CERTIFICATE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/;

function codeOf(error: unknown): string | undefined {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (name === 'TimeoutError') return 'TIMEOUT';
  return typeof code === 'string' ? code : undefined;
}

/** Classifies what undici threw. What is not known proves nothing. */
export function transportFailure(error: unknown): TransportFailure {
  const code = codeOf(error) ?? codeOf((error as { cause?: unknown } | undefined)?.cause) ?? 'CONNECTION_FAILED';
  if (NOT_SENT.has(code)) return { delivery: 'NOT_SENT', code };
  return { delivery: CERTIFICATE.test(code) ? 'MISCONFIGURED' : 'UNKNOWN', code };
}
