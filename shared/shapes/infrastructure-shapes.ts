/** Key shapes of databases, stores of secrets, and infrastructure as code. */
import {
  alnum,
  base64Padded,
  digit,
  dotted,
  dottedPadded,
  lower,
  lowerHex,
  shapesOf,
  url,
  word,
  type KeyShape,
} from './shape.ts'

export const INFRASTRUCTURE_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'Supabase',
      page: 'https://supabase.com/dashboard/account/tokens',
      variable: 'SUPABASE_ACCESS_TOKEN',
      source: 'trufflehog',
    },
    [{ id: 'supabase-personal', name: 'Supabase access token', forms: [['sbp_', lower(40)]] }],
  ),
  ...shapesOf(
    {
      provider: 'PlanetScale',
      page: 'https://app.planetscale.com/',
      variable: 'PLANETSCALE_SERVICE_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'planetscale-service',
        name: 'PlanetScale service token',
        forms: [['pscale_tkn_', dottedPadded(32, 64)]],
      },
      {
        id: 'planetscale-password',
        name: 'PlanetScale database password',
        variable: 'DATABASE_PASSWORD',
        forms: [['pscale_pw_', dottedPadded(32, 64)]],
      },
      {
        id: 'planetscale-oauth',
        name: 'PlanetScale OAuth token',
        forms: [['pscale_oauth_', dottedPadded(32, 64)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'ClickHouse Cloud',
      page: 'https://console.clickhouse.cloud/',
      variable: 'CLICKHOUSE_CLOUD_API_SECRET',
      source: 'gitleaks',
    },
    [{ id: 'clickhouse-api-secret', name: 'ClickHouse Cloud API key secret', forms: [['4b1d', alnum(38)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Databricks',
      page: 'https://accounts.cloud.databricks.com/',
      variable: 'DATABRICKS_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'databricks-personal',
        name: 'Databricks personal access token',
        forms: [
          ['dapi', lowerHex(32)],
          ['dapi', lowerHex(32), '-', digit(1)],
        ],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Doppler',
      page: 'https://dashboard.doppler.com/workplace/tokens',
      variable: 'DOPPLER_TOKEN',
      source: 'trufflehog',
    },
    [
      { id: 'doppler-personal', name: 'Doppler personal token', forms: [['dp.pt.', alnum(40, 44)]] },
      {
        id: 'doppler-service',
        name: 'Doppler service token',
        forms: [
          ['dp.st.', alnum(40, 44)],
          ['dp.st.', url(2, 35), '.', alnum(40, 44)],
        ],
      },
      {
        id: 'doppler-service-account',
        name: 'Doppler service account token',
        forms: [['dp.sa.', alnum(40, 44)]],
      },
      { id: 'doppler-cli', name: 'Doppler CLI token', forms: [['dp.ct.', alnum(40, 44)]] },
      { id: 'doppler-scim', name: 'Doppler SCIM token', forms: [['dp.scim.', alnum(40, 44)]] },
      { id: 'doppler-audit', name: 'Doppler audit token', forms: [['dp.audit.', alnum(40, 44)]] },
    ],
  ),
  ...shapesOf(
    {
      provider: 'HashiCorp Vault',
      page: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
      variable: 'VAULT_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'vault-service',
        name: 'HashiCorp Vault service token',
        forms: [
          ['hvs.', alnum(24)],
          ['hvs.', url(90, 120)],
        ],
      },
      { id: 'vault-batch', name: 'HashiCorp Vault batch token', forms: [['hvb.', url(138, 300)]] },
    ],
  ),
  ...shapesOf(
    {
      provider: 'HCP Terraform',
      page: 'https://app.terraform.io/app/settings/tokens',
      variable: 'TFE_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'terraform-api',
        name: 'HCP Terraform API token',
        forms: [[alnum(14), '.atlasv1.', url(60, 70)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Pulumi',
      page: 'https://app.pulumi.com/account/tokens',
      variable: 'PULUMI_ACCESS_TOKEN',
      source: 'gitleaks',
    },
    [{ id: 'pulumi-access', name: 'Pulumi access token', forms: [['pul-', lowerHex(40)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Prefect',
      page: 'https://app.prefect.cloud/my/api-keys',
      variable: 'PREFECT_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'prefect-user', name: 'Prefect API key', forms: [['pnu_', alnum(36)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Infracost',
      page: 'https://dashboard.infracost.io/',
      variable: 'INFRACOST_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'infracost-api', name: 'Infracost API key', forms: [['ico-', alnum(32)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Scalingo',
      page: 'https://dashboard.scalingo.com/account/tokens',
      variable: 'SCALINGO_API_TOKEN',
      source: 'gitleaks',
    },
    [{ id: 'scalingo-api', name: 'Scalingo API token', forms: [['tk-us-', url(48)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Tailscale',
      page: 'https://login.tailscale.com/admin/settings/keys',
      variable: 'TS_AUTHKEY',
      source: 'trufflehog',
    },
    [
      {
        id: 'tailscale-auth',
        name: 'Tailscale auth key',
        forms: [['tskey-auth-', word(8, 40), '-', word(16, 60)]],
      },
      {
        id: 'tailscale-api',
        name: 'Tailscale API access token',
        variable: 'TAILSCALE_API_KEY',
        forms: [['tskey-api-', word(8, 40), '-', word(16, 60)]],
      },
      {
        id: 'tailscale-client',
        name: 'Tailscale OAuth client secret',
        variable: 'TAILSCALE_OAUTH_CLIENT_SECRET',
        forms: [['tskey-client-', word(8, 40), '-', word(16, 60)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'OpenShift',
      page: 'https://console.redhat.com/openshift/token',
      variable: 'OPENSHIFT_TOKEN',
      source: 'gitleaks',
    },
    [{ id: 'openshift-user', name: 'OpenShift user token', forms: [['sha256~', url(43)]] }],
  ),
  ...shapesOf(
    {
      provider: '1Password',
      page: 'https://my.1password.com/developer-tools/directory',
      variable: 'OP_SERVICE_ACCOUNT_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: '1password-service-account',
        name: '1Password service account token',
        forms: [['ops_eyJ', base64Padded(250, 2_000)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Nebula Block',
      page: 'https://www.nebulablock.com/',
      variable: 'NEBULA_API_KEY',
      source: 'nebulaBlock',
    },
    [{ id: 'nebula-block-api', name: 'Nebula Block API key', forms: [['ak_', url(43)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Dropbox',
      page: 'https://www.dropbox.com/developers/apps',
      variable: 'DROPBOX_ACCESS_TOKEN',
      source: 'trufflehog',
    },
    [{ id: 'dropbox-access', name: 'Dropbox access token', forms: [['sl.', dotted(130, 3_000)]] }],
  ),
]
