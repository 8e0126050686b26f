/** Key shapes of payments, shops and parcels. */
import { alnum, hex, lower, lowerHex, shapesOf, url, UUID, type Form, type KeyShape } from './shape.ts'

/** The lengths of Stripe's keys. Other services use its prefixes with other lengths. */
const stripe = (prefix: string): readonly Form[] => [
  [prefix, alnum(24, 34)],
  [prefix, alnum(80, 247)],
]

export const PAYMENT_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'Stripe',
      page: 'https://dashboard.stripe.com/apikeys',
      variable: 'STRIPE_SECRET_KEY',
      source: 'trufflehog',
    },
    [
      { id: 'stripe-secret', name: 'Stripe secret key', forms: stripe('sk_live_') },
      {
        id: 'stripe-restricted',
        name: 'Stripe restricted key',
        variable: 'STRIPE_RESTRICTED_KEY',
        forms: stripe('rk_live_'),
      },
      {
        id: 'stripe-test-secret',
        name: 'Stripe test secret key',
        page: 'https://dashboard.stripe.com/test/apikeys',
        source: 'gitleaks',
        forms: stripe('sk_test_'),
      },
      {
        id: 'stripe-test-restricted',
        name: 'Stripe test restricted key',
        page: 'https://dashboard.stripe.com/test/apikeys',
        variable: 'STRIPE_RESTRICTED_KEY',
        source: 'gitleaks',
        forms: stripe('rk_test_'),
      },
    ],
  ),
  ...shapesOf(
    {
      page: 'https://dashboard.stripe.com/webhooks',
      variable: 'STRIPE_WEBHOOK_SECRET',
      provider: 'Stripe',
      source: 'stripe',
    },
    [
      {
        id: 'stripe-webhook',
        name: 'Stripe webhook signing secret',
        forms: [
          ['whsec_', alnum(32)],
          ['whsec_', lowerHex(64)],
        ],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Shopify',
      page: 'https://admin.shopify.com/',
      variable: 'SHOPIFY_ACCESS_TOKEN',
      source: 'gitleaks',
    },
    [
      { id: 'shopify-access', name: 'Shopify admin API access token', forms: [['shpat_', hex(32)]] },
      { id: 'shopify-custom', name: 'Shopify custom app access token', forms: [['shpca_', hex(32)]] },
      { id: 'shopify-private', name: 'Shopify private app password', forms: [['shppa_', hex(32)]] },
      {
        id: 'shopify-shared-secret',
        name: 'Shopify app shared secret',
        variable: 'SHOPIFY_API_SECRET',
        forms: [['shpss_', hex(32)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Square',
      page: 'https://developer.squareup.com/apps',
      variable: 'SQUARE_ACCESS_TOKEN',
      source: 'trufflehog',
    },
    [
      { id: 'square-access', name: 'Square access token', forms: [['EAAA', url(60)]] },
      {
        id: 'square-oauth',
        name: 'Square OAuth secret',
        variable: 'SQUARE_APPLICATION_SECRET',
        forms: [['sq0csp-', url(40, 50)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Plaid',
      page: 'https://dashboard.plaid.com/developers/keys',
      variable: 'PLAID_ACCESS_TOKEN',
      source: 'trufflehog',
    },
    [
      { id: 'plaid-access', name: 'Plaid access token', forms: [['access-production-', ...UUID]] },
      { id: 'plaid-sandbox', name: 'Plaid sandbox access token', forms: [['access-sandbox-', ...UUID]] },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Flutterwave',
      page: 'https://app.flutterwave.com/dashboard/settings/apis',
      variable: 'FLW_SECRET_KEY',
      source: 'trufflehog',
    },
    [{ id: 'flutterwave-secret', name: 'Flutterwave secret key', forms: [['FLWSECK-', lower(32), '-X']] }],
  ),
  ...shapesOf(
    {
      provider: 'EasyPost',
      page: 'https://app.easypost.com/account/api-keys',
      variable: 'EASYPOST_API_KEY',
      source: 'gitleaks',
    },
    [
      { id: 'easypost-api', name: 'EasyPost API key', forms: [['EZAK', alnum(54)]] },
      { id: 'easypost-test', name: 'EasyPost test API key', forms: [['EZTK', alnum(54)]] },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Shippo',
      page: 'https://apps.goshippo.com/settings/api',
      variable: 'SHIPPO_API_KEY',
      source: 'gitleaks',
    },
    [
      { id: 'shippo-live', name: 'Shippo API token', forms: [['shippo_live_', hex(40)]] },
      { id: 'shippo-test', name: 'Shippo test API token', forms: [['shippo_test_', hex(40)]] },
    ],
  ),
]
