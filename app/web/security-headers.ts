interface SecurityHeaderOptions {
  nonce: string;
  /** The site is served over https. */
  https: boolean;
  /** Where the card component listens, for a page that talks to it. */
  card: string | null;
  /** The Vite development server injects styles and listens on a socket. */
  development: boolean;
}

/**
 * The headers that every response carries: a Content-Security-Policy with a nonce and nothing inline, no framing, no
 * sniffing, no referrer to others, an opener policy that spares only the card pages' pop-up, and HSTS over https.
 */
export function securityHeaders(options: SecurityHeaderOptions): Record<string, string> {
  const { nonce, https, card, development } = options;
  const policy = {
    "default-src": "'none'",
    "script-src": `'self' 'nonce-${nonce}'`,
    "style-src": development ? "'self' 'unsafe-inline'" : "'self'",
    "img-src": card === null ? "'self'" : `'self' ${card}`,
    "font-src": "'self'",
    "connect-src": development ? "'self' ws:" : "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
  };
  return {
    "Content-Security-Policy": Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join("; "),
    "Cross-Origin-Opener-Policy": card === null ? "same-origin" : "same-origin-allow-popups",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    ...(https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
