/** Text files. Each sample follows the public description that its parser names. */
import { testFormat } from '../../suites/format.suite.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const skip = (name: string, why: string, place: object) => ({ name, why, place }) as never

testFormat({
  format: 'dotenv',
  file: 'shop/.env',
  isText: true,
  bytes: bytes(`# Shop
PLAIN=abc#def   # a comment
export QUOTED="two\\nlines \\"here\\" \${HOME}"
LITERAL='as $it \\n is'
BACK=\`it's "all" here\`
KEY="-----BEGIN KEY-----
MII
-----END KEY-----"
EMPTY=
OTHER=\${PLAIN}
KEPT=keyhold://secret/env/PLAIN
this is no line
  SPACED = value with spaces
LAST=é😀`),
  entries: [
    {
      name: 'PLAIN',
      secret: 'abc#def',
      variable: 'PLAIN',
      isSecret: false,
      place: { file: 'shop/.env', line: 2 },
    },
    { name: 'QUOTED', secret: 'two\nlines "here" ${HOME}' },
    { name: 'LITERAL', secret: 'as $it \\n is' },
    { name: 'BACK', secret: 'it\'s "all" here' },
    {
      name: 'KEY',
      secret: '-----BEGIN KEY-----\nMII\n-----END KEY-----',
      place: { file: 'shop/.env', line: 6 },
    },
    { name: 'SPACED', secret: 'value with spaces', place: { file: 'shop/.env', line: 13 } },
    { name: 'LAST', secret: 'é😀' },
  ],
  skipped: [
    skip('EMPTY', 'empty', { file: 'shop/.env', line: 9 }),
    skip('OTHER', 'reference', { file: 'shop/.env', line: 10 }),
    skip('KEPT', 'reference', { file: 'shop/.env', line: 11 }),
    skip('', 'not-understood', { file: 'shop/.env', line: 12 }),
  ],
})

testFormat({
  format: 'aws',
  file: '/home/me/.aws/credentials',
  isText: true,
  bytes: bytes(`[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY

# of a role
[session]
aws_access_key_id=ASIAIOSFODNN7EXAMPLE
aws_secret_access_key=je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY
aws_session_token=IQoJb3JpZ2luX2IQoJb3JpZ2luX2
[only-a-region]
region = eu-central-1
`),
  entries: [
    {
      name: 'AWS default',
      secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      provider: 'aws-iam',
      handle: 'AKIAIOSFODNN7EXAMPLE',
      variable: 'AWS_SECRET_ACCESS_KEY',
      isSecret: true,
      tags: ['aws-access-key-id:AKIAIOSFODNN7EXAMPLE'],
      place: { file: '/home/me/.aws/credentials', line: 3, path: 'default' },
    },
  ],
  skipped: [
    skip('AWS session', 'temporary', { file: '/home/me/.aws/credentials', line: 8, path: 'session' }),
  ],
})

testFormat({
  format: 'npmrc',
  file: '.npmrc',
  isText: true,
  bytes: bytes(`registry=https://npm.example.com:8443/team/
//npm.example.org/:_authToken=npm_0123456789
//npm.example.com:8443/team/:_authToken="tok/en=="
//old.example.com/:username=me
//old.example.com/:_password=c2VjcmV0
//ci.example.com/:_authToken=\${CI_TOKEN}
; a comment
save-exact = true
`),
  entries: [
    {
      name: 'npm npm.example.org',
      secret: 'npm_0123456789',
      tags: ['npm:npm.example.org'],
    },
    { name: 'npm npm.example.com:8443/team', secret: 'tok/en==', tags: ['npm:npm.example.com:8443/team'] },
    {
      name: 'npm old.example.com password',
      secret: 'secret',
      place: { file: '.npmrc', line: 5, path: 'old.example.com' },
    },
  ],
  skipped: [skip('ci.example.com', 'reference', { file: '.npmrc', line: 6, path: 'ci.example.com' })],
})

testFormat({
  format: 'netrc',
  file: '/home/me/.netrc',
  isText: true,
  bytes: bytes(`machine git.example.com login me password s3cret
# comment
machine api.heroku.com
  login me@example.com
  password "with space \\"and\\" quote"
machine ftp.example.com
macdef init
  password not-a-secret

default login anonymous password mail@example.com
`),
  entries: [
    {
      name: 'git.example.com (me)',
      secret: 's3cret',
      tags: ['git:git.example.com', 'git-user:me'],
      place: { file: '/home/me/.netrc', line: 1, path: 'git.example.com' },
    },
    { secret: 'with space "and" quote', place: { file: '/home/me/.netrc', line: 5, path: 'api.heroku.com' } },
    { name: 'default (anonymous)', secret: 'mail@example.com', tags: [] },
  ],
  skipped: [skip('ftp.example.com', 'empty', { file: '/home/me/.netrc', line: 6, path: 'ftp.example.com' })],
})

testFormat({
  format: 'gh',
  file: '/home/me/.config/gh/hosts.yml',
  isText: true,
  bytes: bytes(`github.com:
    users:
        octocat:
            oauth_token: gho_0123
        second:
            oauth_token: 'gho_45''67' # quoted
    git_protocol: https
    oauth_token: gho_0123
    user: octocat
"git.example.com":
    oauth_token: "ghe_89"
    user:
`),
  entries: [
    {
      name: 'github.com (octocat)',
      secret: 'gho_0123',
      provider: 'github',
      variable: 'GH_TOKEN',
      tags: ['git:github.com', 'git-user:octocat'],
      place: { file: '/home/me/.config/gh/hosts.yml', line: 4, path: 'github.com' },
    },
    { name: 'github.com (second)', secret: "gho_45'67" },
    { name: 'git.example.com', secret: 'ghe_89', tags: ['git:git.example.com'] },
  ],
  skipped: [],
})

testFormat({
  format: 'glab',
  file: '/home/me/.config/glab-cli/config.yml',
  isText: true,
  bytes: bytes(`# What protocol to use
git_protocol: ssh
check_update: true
host: gitlab.com
hosts:
    gitlab.com:
        # What protocol to use to access the API endpoint.
        api_protocol: https
        token: glpat-0123
        user: me
    gitlab.example.com:
        token: !!null
`),
  entries: [
    {
      name: 'gitlab.com (me)',
      secret: 'glpat-0123',
      provider: 'gitlab',
      variable: 'GITLAB_TOKEN',
      tags: ['git:gitlab.com', 'git-user:me'],
      place: { file: '/home/me/.config/glab-cli/config.yml', line: 9, path: 'gitlab.com' },
    },
  ],
  skipped: [],
})

testFormat({
  format: 'pass',
  file: 'web/example.com',
  isText: true,
  isNamed: true,
  bytes: bytes(`s3cret pass
login: me
url: https://example.com/keys
otpauth://totp/me?secret=AAAA
More about it.
`),
  entries: [
    {
      name: 'web/example.com',
      secret: 's3cret pass',
      url: 'https://example.com/keys',
      note: 'login: me\nurl: https://example.com/keys\nMore about it.',
      place: { file: 'web/example.com' },
    },
  ],
  skipped: [],
})
