/** The sources of the key shapes: documentation of the services, and public lists of patterns. Read in November 2026. */
export const SHAPE_SOURCES = {
  age: 'https://github.com/C2SP/C2SP/blob/main/age.md',
  cloudflare: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats',
  github:
    'https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available',
  githubApps:
    'https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header/',
  gitlab: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  gitleaks: 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml',
  jwt: 'https://www.rfc-editor.org/rfc/rfc7519',
  nebulaBlock: 'https://docs.nebulablock.com/',
  /** Not documented. The form was observed in public configuration files. */
  observed: 'https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/',
  stripe: 'https://docs.stripe.com/webhooks/signature',
  pem: 'https://www.rfc-editor.org/rfc/rfc7468',
  trufflehog: 'https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors',
  vercel: 'https://vercel.com/changelog/new-token-formats-and-secret-scanning',
} as const
export type ShapeSource = keyof typeof SHAPE_SOURCES
