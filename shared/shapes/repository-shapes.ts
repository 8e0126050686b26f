/** Key shapes of services that host repositories. */
import {
  alnum,
  digit,
  dotted,
  lower,
  lowerHex,
  shapesOf,
  url,
  urlPadded,
  word,
  type KeyShape,
} from './shape.ts'

/** GitHub advises programs to expect up to 255 characters. */
const GITHUB = alnum(36, 251)

export const REPOSITORY_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'GitHub',
      page: 'https://github.com/settings/tokens',
      variable: 'GITHUB_TOKEN',
      source: 'github',
    },
    [
      { id: 'github-classic', name: 'GitHub personal access token (classic)', forms: [['ghp_', GITHUB]] },
      {
        id: 'github-fine-grained',
        name: 'GitHub fine-grained personal access token',
        page: 'https://github.com/settings/personal-access-tokens',
        source: 'gitleaks',
        forms: [['github_pat_', word(82)]],
      },
      {
        id: 'github-oauth',
        name: 'GitHub OAuth access token',
        page: 'https://github.com/settings/applications',
        forms: [['gho_', GITHUB]],
      },
      {
        id: 'github-app-user',
        name: 'GitHub App user access token',
        isShortLived: true,
        page: 'https://github.com/settings/apps/authorizations',
        forms: [['ghu_', GITHUB]],
      },
      {
        id: 'github-app-installation',
        name: 'GitHub App installation access token',
        isShortLived: true,
        page: 'https://github.com/settings/installations',
        source: 'githubApps',
        forms: [
          ['ghs_', GITHUB],
          ['ghs_', digit(1, 20), '_eyJ', dotted(30, 4_000)],
        ],
      },
      {
        id: 'github-app-refresh',
        name: 'GitHub App refresh token',
        page: 'https://github.com/settings/apps/authorizations',
        forms: [['ghr_', alnum(36, 251)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'GitLab',
      page: 'https://gitlab.com/-/user_settings/personal_access_tokens',
      variable: 'GITLAB_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'gitlab-access',
        name: 'GitLab access token',
        forms: [
          ['glpat-', url(20, 22)],
          // A routable token: payload, payload length, and checksum.
          ['glpat-', url(27, 300), '.', lower(9)],
          ['glpat-', url(27, 300), '.', lower(2), '.', lower(9)],
        ],
      },
      {
        id: 'gitlab-deploy',
        name: 'GitLab deploy token',
        page: 'https://docs.gitlab.com/user/project/deploy_tokens/',
        variable: 'CI_DEPLOY_PASSWORD',
        forms: [['gldt-', url(20)]],
      },
      {
        id: 'gitlab-runner',
        name: 'GitLab runner authentication token',
        page: 'https://docs.gitlab.com/ci/runners/',
        variable: 'CI_SERVER_TOKEN',
        forms: [
          ['glrt-', url(20)],
          ['glrt-t', digit(1), '_', url(27, 300), '.', lower(9)],
          ['glrt-t', digit(1), '_', url(27, 300), '.', lower(2), '.', lower(9)],
        ],
      },
      {
        id: 'gitlab-trigger',
        name: 'GitLab pipeline trigger token',
        page: 'https://docs.gitlab.com/ci/triggers/',
        variable: 'TRIGGER_TOKEN',
        forms: [['glptt-', lowerHex(40)]],
      },
      {
        id: 'gitlab-oauth',
        name: 'GitLab OAuth application secret',
        page: 'https://gitlab.com/-/user_settings/applications',
        variable: 'GITLAB_CLIENT_SECRET',
        forms: [['gloas-', url(64)]],
      },
      {
        id: 'gitlab-agent',
        name: 'GitLab agent token for Kubernetes',
        page: 'https://docs.gitlab.com/user/clusters/agent/',
        forms: [['glagent-', url(50)]],
      },
      { id: 'gitlab-feed', name: 'GitLab feed token', forms: [['glft-', url(20)]] },
      { id: 'gitlab-mail', name: 'GitLab incoming mail token', forms: [['glimt-', url(25)]] },
      {
        id: 'gitlab-scim',
        name: 'GitLab SCIM token',
        page: 'https://docs.gitlab.com/user/group/saml_sso/scim_setup/',
        forms: [['glsoat-', url(20)]],
      },
      {
        id: 'gitlab-feature-flags',
        name: 'GitLab feature flags client token',
        page: 'https://docs.gitlab.com/operations/feature_flags/',
        forms: [['glffct-', url(20)]],
      },
      {
        id: 'gitlab-job',
        name: 'GitLab CI/CD job token',
        isShortLived: true,
        variable: 'CI_JOB_TOKEN',
        forms: [['glcbt-', alnum(1, 5), '_', url(20)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Atlassian',
      page: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      variable: 'ATLASSIAN_API_TOKEN',
      source: 'gitleaks',
    },
    [{ id: 'atlassian-api', name: 'Atlassian API token', forms: [['ATATT3', urlPadded(186)]] }],
  ),
]
