/** Key shapes of clouds and hosts. */
import {
  alnum,
  base32,
  base64Padded,
  digit,
  entra,
  lowerHex,
  shapesOf,
  url,
  word,
  type KeyShape,
} from './shape.ts'

export const CLOUD_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'AWS',
      page: 'https://console.aws.amazon.com/iam/home#/security_credentials',
      variable: 'AWS_ACCESS_KEY_ID',
      source: 'gitleaks',
    },
    [
      {
        id: 'aws-access-key-id',
        name: 'AWS access key ID',
        isIdentifier: true,
        forms: [['AKIA', base32(16)]],
      },
      {
        id: 'aws-temporary-key-id',
        name: 'AWS temporary access key ID',
        isIdentifier: true,
        forms: [['ASIA', base32(16)]],
      },
      {
        id: 'aws-bedrock',
        name: 'Amazon Bedrock API key',
        page: 'https://console.aws.amazon.com/bedrock/home#/api-keys',
        variable: 'AWS_BEARER_TOKEN_BEDROCK',
        forms: [['ABSK', base64Padded(109, 271)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Google',
      page: 'https://console.cloud.google.com/apis/credentials',
      variable: 'GOOGLE_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'google-api', name: 'Google API key', forms: [['AIza', url(35)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Microsoft Entra ID',
      page: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
      variable: 'AZURE_CLIENT_SECRET',
      source: 'gitleaks',
    },
    [
      {
        id: 'entra-client-secret',
        name: 'Microsoft Entra ID client secret',
        forms: [[entra(3), digit(1), 'Q~', entra(31, 34)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Alibaba Cloud',
      page: 'https://ram.console.aliyun.com/manage/ak',
      variable: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      source: 'gitleaks',
    },
    [
      {
        id: 'alibaba-access-key-id',
        name: 'Alibaba Cloud AccessKey ID',
        isIdentifier: true,
        forms: [['LTAI', alnum(20)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Cloudflare',
      page: 'https://dash.cloudflare.com/profile/api-tokens',
      variable: 'CLOUDFLARE_API_TOKEN',
      source: 'cloudflare',
    },
    [
      {
        id: 'cloudflare-user',
        name: 'Cloudflare user API token',
        forms: [['cfut_', alnum(40), lowerHex(8)]],
      },
      {
        id: 'cloudflare-account',
        name: 'Cloudflare account API token',
        page: 'https://dash.cloudflare.com/?to=/:account/api-tokens',
        forms: [['cfat_', alnum(40), lowerHex(8)]],
      },
      {
        id: 'cloudflare-global',
        name: 'Cloudflare global API key',
        variable: 'CLOUDFLARE_API_KEY',
        forms: [['cfk_', alnum(40), lowerHex(8)]],
      },
      {
        id: 'cloudflare-origin-ca',
        name: 'Cloudflare Origin CA key',
        variable: 'CLOUDFLARE_API_USER_SERVICE_KEY',
        source: 'gitleaks',
        forms: [['v1.0-', lowerHex(24), '-', lowerHex(146)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'DigitalOcean',
      page: 'https://cloud.digitalocean.com/account/api/tokens',
      variable: 'DIGITALOCEAN_ACCESS_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'digitalocean-personal',
        name: 'DigitalOcean personal access token',
        forms: [['dop_v1_', lowerHex(64)]],
      },
      { id: 'digitalocean-oauth', name: 'DigitalOcean OAuth token', forms: [['doo_v1_', lowerHex(64)]] },
      {
        id: 'digitalocean-refresh',
        name: 'DigitalOcean OAuth refresh token',
        forms: [['dor_v1_', lowerHex(64)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Vercel',
      page: 'https://vercel.com/account/settings/tokens',
      variable: 'VERCEL_TOKEN',
      source: 'vercel',
    },
    [
      { id: 'vercel-personal', name: 'Vercel access token', forms: [['vcp_', word(24, 120)]] },
      {
        id: 'vercel-integration',
        name: 'Vercel integration token',
        page: 'https://vercel.com/dashboard/integrations',
        forms: [['vci_', word(24, 120)]],
      },
      { id: 'vercel-app', name: 'Vercel app access token', forms: [['vca_', word(24, 120)]] },
      { id: 'vercel-app-refresh', name: 'Vercel app refresh token', forms: [['vcr_', word(24, 120)]] },
      {
        id: 'vercel-ai-gateway',
        name: 'Vercel AI Gateway API key',
        page: 'https://vercel.com/dashboard/ai-gateway/api-keys',
        variable: 'AI_GATEWAY_API_KEY',
        forms: [['vck_', word(24, 120)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Netlify',
      page: 'https://app.netlify.com/user/applications#personal-access-tokens',
      variable: 'NETLIFY_AUTH_TOKEN',
      source: 'trufflehog',
    },
    [{ id: 'netlify-personal', name: 'Netlify personal access token', forms: [['nfp_', word(36)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Heroku',
      page: 'https://dashboard.heroku.com/account',
      variable: 'HEROKU_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'heroku-api', name: 'Heroku API key', forms: [['HRKU-AA', url(58)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Fly.io',
      page: 'https://fly.io/user/personal_access_tokens',
      variable: 'FLY_API_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'fly-access',
        name: 'Fly.io access token',
        forms: [
          ['fo1_', url(43)],
          ['fm1a_', base64Padded(100, 1_500)],
          ['fm1r_', base64Padded(100, 1_500)],
          ['fm2_', base64Padded(100, 1_500)],
          ['FlyV1 fm2_', base64Padded(100, 1_500)],
        ],
      },
    ],
  ),
]
