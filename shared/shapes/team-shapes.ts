/** Key shapes of tools for teams and content. */
import { alnum, digit, lower, lowerHex, shapesOf, url, UUID, type KeyShape } from './shape.ts'

export const TEAM_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'Linear',
      page: 'https://linear.app/settings/account/security',
      variable: 'LINEAR_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'linear-api', name: 'Linear API key', forms: [['lin_api_', alnum(40)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Notion',
      page: 'https://www.notion.so/profile/integrations',
      variable: 'NOTION_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'notion-integration',
        name: 'Notion integration secret',
        forms: [['ntn_', digit(11), alnum(35)]],
      },
      {
        id: 'notion-integration-old',
        name: 'Notion integration secret',
        source: 'trufflehog',
        forms: [['secret_', alnum(43)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Airtable',
      page: 'https://airtable.com/create/tokens',
      variable: 'AIRTABLE_API_KEY',
      source: 'gitleaks',
    },
    [
      {
        id: 'airtable-personal',
        name: 'Airtable personal access token',
        forms: [['pat', alnum(14), '.', lowerHex(64)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Contentful',
      page: 'https://app.contentful.com/account/profile/cma_tokens',
      variable: 'CONTENTFUL_MANAGEMENT_TOKEN',
      source: 'trufflehog',
    },
    [{ id: 'contentful-personal', name: 'Contentful personal access token', forms: [['CFPAT-', url(43)]] }],
  ),
  ...shapesOf(
    {
      provider: 'HubSpot',
      page: 'https://app.hubspot.com/private-apps/',
      variable: 'HUBSPOT_ACCESS_TOKEN',
      source: 'trufflehog',
    },
    [
      {
        id: 'hubspot-private-app',
        name: 'HubSpot private app access token',
        forms: [
          ['pat-na1-', ...UUID],
          ['pat-eu1-', ...UUID],
        ],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'LaunchDarkly',
      page: 'https://app.launchdarkly.com/settings/authorization',
      variable: 'LAUNCHDARKLY_ACCESS_TOKEN',
      source: 'trufflehog',
    },
    [
      { id: 'launchdarkly-api', name: 'LaunchDarkly access token', forms: [['api-', ...UUID]] },
      {
        id: 'launchdarkly-sdk',
        name: 'LaunchDarkly SDK key',
        variable: 'LAUNCHDARKLY_SDK_KEY',
        forms: [['sdk-', ...UUID]],
      },
    ],
  ),
  ...shapesOf(
    { provider: 'ReadMe', page: 'https://dash.readme.com/', variable: 'README_API_KEY', source: 'gitleaks' },
    [{ id: 'readme-api', name: 'ReadMe API key', forms: [['rdme_', lower(70)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Frame.io',
      page: 'https://developer.frame.io/app/tokens',
      variable: 'FRAMEIO_TOKEN',
      source: 'trufflehog',
    },
    [{ id: 'frameio-developer', name: 'Frame.io developer token', forms: [['fio-u-', url(64)]] }],
  ),
  ...shapesOf(
    {
      provider: 'MaxMind',
      page: 'https://www.maxmind.com/en/accounts/current/license-key',
      variable: 'MAXMIND_LICENSE_KEY',
      source: 'gitleaks',
    },
    [{ id: 'maxmind-license', name: 'MaxMind license key', forms: [[alnum(6), '_', alnum(29), '_mmk']] }],
  ),
]
