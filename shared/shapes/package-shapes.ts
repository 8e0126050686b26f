/** Key shapes of package registries, builds and code checks. */
import { alnum, hex, lower, lowerHex, shapesOf, upper, url, type KeyShape } from './shape.ts'

export const PACKAGE_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'npm',
      page: 'https://www.npmjs.com/settings/~/tokens',
      variable: 'NPM_TOKEN',
      source: 'trufflehog',
    },
    [{ id: 'npm-access', name: 'npm access token', forms: [['npm_', alnum(36)]] }],
  ),
  ...shapesOf(
    {
      provider: 'PyPI',
      page: 'https://pypi.org/manage/account/token/',
      variable: 'TWINE_PASSWORD',
      source: 'gitleaks',
    },
    [
      // A macaroon. Its first bytes name the index.
      { id: 'pypi-api', name: 'PyPI API token', forms: [['pypi-AgEIcHlwaS5vcmc', url(50, 1_000)]] },
    ],
  ),
  ...shapesOf(
    {
      provider: 'RubyGems',
      page: 'https://rubygems.org/profile/api_keys',
      variable: 'GEM_HOST_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'rubygems-api', name: 'RubyGems API key', forms: [['rubygems_', lowerHex(48)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Clojars',
      page: 'https://clojars.org/tokens',
      variable: 'CLOJARS_PASSWORD',
      source: 'gitleaks',
    },
    [{ id: 'clojars-deploy', name: 'Clojars deploy token', forms: [['CLOJARS_', lower(60)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Docker',
      page: 'https://app.docker.com/settings/personal-access-tokens',
      variable: 'DOCKER_PASSWORD',
      source: 'trufflehog',
    },
    [
      { id: 'docker-personal', name: 'Docker personal access token', forms: [['dckr_pat_', url(27)]] },
      {
        id: 'docker-organization',
        name: 'Docker organization access token',
        page: 'https://app.docker.com/',
        forms: [['dckr_oat_', url(32)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'JFrog',
      page: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
      variable: 'JF_ACCESS_TOKEN',
      source: 'gitleaks',
    },
    [
      { id: 'jfrog-api', name: 'JFrog Artifactory API key', forms: [['AKCp', alnum(69)]] },
      { id: 'jfrog-reference', name: 'JFrog reference token', forms: [['cmVmd', alnum(59)]] },
    ],
  ),
  ...shapesOf(
    {
      provider: 'CircleCI',
      page: 'https://app.circleci.com/settings/user/tokens',
      variable: 'CIRCLE_TOKEN',
      source: 'trufflehog',
    },
    [
      {
        id: 'circleci-personal',
        name: 'CircleCI personal API token',
        forms: [['CCIPAT_', alnum(22), '_', hex(40)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Buildkite',
      page: 'https://buildkite.com/user/api-access-tokens',
      variable: 'BUILDKITE_API_TOKEN',
      source: 'trufflehog',
    },
    [{ id: 'buildkite-api', name: 'Buildkite API access token', forms: [['bkua_', lower(40)]] }],
  ),
  ...shapesOf(
    {
      provider: 'SonarQube',
      page: 'https://sonarcloud.io/account/security',
      variable: 'SONAR_TOKEN',
      source: 'gitleaks',
    },
    [
      { id: 'sonarqube-user', name: 'SonarQube user token', forms: [['squ_', lowerHex(40)]] },
      { id: 'sonarqube-project', name: 'SonarQube project analysis token', forms: [['sqp_', lowerHex(40)]] },
      { id: 'sonarqube-global', name: 'SonarQube global analysis token', forms: [['sqa_', lowerHex(40)]] },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Sourcegraph',
      page: 'https://sourcegraph.com/user/settings/tokens',
      variable: 'SRC_ACCESS_TOKEN',
      source: 'gitleaks',
    },
    [
      {
        id: 'sourcegraph-access',
        name: 'Sourcegraph access token',
        forms: [
          ['sgp_', hex(40)],
          ['sgp_', hex(16), '_', hex(40)],
          ['sgp_local_', hex(40)],
        ],
      },
    ],
  ),
  ...shapesOf(
    { provider: 'Harness', page: 'https://app.harness.io/', variable: 'HARNESS_API_KEY', source: 'gitleaks' },
    [
      {
        id: 'harness-personal',
        name: 'Harness personal access token',
        forms: [['pat.', url(22), '.', alnum(24), '.', alnum(20)]],
      },
      {
        id: 'harness-service',
        name: 'Harness service account token',
        forms: [['sat.', url(22), '.', alnum(24), '.', alnum(20)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Octopus Deploy',
      page: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
      variable: 'OCTOPUS_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'octopus-api', name: 'Octopus Deploy API key', forms: [['API-', upper(26)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Postman',
      page: 'https://web.postman.co/settings/me/api-keys',
      variable: 'POSTMAN_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'postman-api', name: 'Postman API key', forms: [['PMAK-', lowerHex(24), '-', lowerHex(34)]] }],
  ),
]
