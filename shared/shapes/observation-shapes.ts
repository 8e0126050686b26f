/** Key shapes of services for logs, metrics and errors. */
import { alnum, base64, base64Padded, hex, lowerHex, shapesOf, url, word, type KeyShape } from './shape.ts'

export const OBSERVATION_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'Grafana',
      page: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
      variable: 'GRAFANA_SERVICE_ACCOUNT_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'grafana-service-account',
        name: 'Grafana service account token',
        forms: [['glsa_', alnum(32), '_', hex(8)]],
      },
      {
        id: 'grafana-cloud',
        name: 'Grafana Cloud access policy token',
        page: 'https://grafana.com/orgs',
        variable: 'GRAFANA_CLOUD_TOKEN',
        forms: [['glc_', base64Padded(32, 400)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Dynatrace',
      page: 'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
      variable: 'DT_API_TOKEN',
      source: 'gitleaks',
    },
    [{ id: 'dynatrace-api', name: 'Dynatrace API token', forms: [['dt0c01.', alnum(24), '.', alnum(64)]] }],
  ),
  ...shapesOf(
    {
      provider: 'New Relic',
      page: 'https://one.newrelic.com/api-keys',
      variable: 'NEW_RELIC_API_KEY',
      source: 'trufflehog',
    },
    [
      { id: 'new-relic-user', name: 'New Relic user key', forms: [['NRAK-', alnum(27)]] },
      {
        id: 'new-relic-insert',
        name: 'New Relic insert key',
        variable: 'NEW_RELIC_INSERT_KEY',
        source: 'gitleaks',
        forms: [['NRII-', url(32)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Sentry',
      page: 'https://sentry.io/settings/auth-tokens/',
      variable: 'SENTRY_AUTH_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'sentry-organization',
        name: 'Sentry organization token',
        forms: [['sntrys_eyJ', base64Padded(60, 500), '_', base64(43)]],
      },
      {
        id: 'sentry-user',
        name: 'Sentry user token',
        page: 'https://sentry.io/settings/account/api/auth-tokens/',
        forms: [['sntryu_', lowerHex(64)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'PostHog',
      page: 'https://app.posthog.com/settings/user-api-keys',
      variable: 'POSTHOG_API_KEY',
      source: 'trufflehog',
    },
    [{ id: 'posthog-personal', name: 'PostHog personal API key', forms: [['phx_', word(43, 48)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Coralogix',
      page: 'https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/',
      variable: 'CORALOGIX_API_KEY',
      source: 'observed',
    },
    [
      { id: 'coralogix-team', name: 'Coralogix API key', forms: [['cxtp_', alnum(28, 32)]] },
      { id: 'coralogix-personal', name: 'Coralogix personal API key', forms: [['cxup_', alnum(28, 32)]] },
    ],
  ),
]
