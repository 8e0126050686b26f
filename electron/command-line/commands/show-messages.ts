/** Help and words of `keyhold show`. */
import { OVERLAP_STATES } from '../../../shared/expiry/state-messages.ts'
import type { VersionRow } from '../../../shared/model/model.ts'

const VALIDITY: Record<VersionRow['validity'], string> = { valid: '', revoked: ', revoked', unknown: '' }

export const NAME_ARGUMENT = {
  name: 'NAME',
  completes: 'keys',
  help: 'The key: its name, its environment variable, its id, or a reference (keyhold://secret/ACCOUNT/KEY)',
} as const

export const SHOW = {
  spec: {
    summary: 'Show everything about a key but its secret',
    details: [
      'Prints the key’s state, dates, permissions, versions and notes, and the reference that other commands and files can name it by.',
    ],
    arguments: [NAME_ARGUMENT],
    options: { json: { help: 'Print one line of JSON' } },
    examples: [
      { line: 'keyhold show ci-deploy', says: 'What Keyhold knows about the key “ci-deploy”.' },
      { line: 'keyhold show GITHUB_TOKEN --json | jq .expires', says: 'When the key of a variable expires.' },
    ],
  },
  labels: {
    id: 'Id',
    reference: 'Reference',
    account: 'Account',
    provider: 'Provider',
    handle: 'Handle',
    scope: 'Scope',
    state: 'State',
    expires: 'Expires',
    secret: 'Secret',
    variable: 'Variable',
    tags: 'Tags',
    created: 'Created',
    used: 'Last used',
    leaked: 'Found in public',
    leakedWhere: 'Found at',
    gone: 'Deleted since',
    incomplete: 'Not completed',
    overlap: 'Overlap',
    consoleUrl: 'Console',
    asOf: 'Confirmed',
  },
  overlap: {
    old: (left: string) => `${OVERLAP_STATES.retiring}, ${left}`,
    new: (left: string) => `replaces another key, ${left}`,
  },
  versions: 'Versions',
  permissions: 'Permissions',
  notes: 'Notes',
  version: (
    version: number,
    status: string,
    origin: string,
    ago: string,
    backend: string,
    validity: VersionRow['validity'],
  ) => `${version}: ${status}, ${origin} ${ago}, in ${backend}${VALIDITY[validity]}`,
} as const
