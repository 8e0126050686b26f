/** `keyhold show`: everything about one key but its secret. */
import { KEY_STATES, SECRET_STATES } from '../../../shared/expiry/state-messages.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import type { KeyDetail } from '../../../shared/contract/keys.ts'
import { agoWords, expirySourceWords, expiryOf, relativeWords } from '../../../shared/expiry/expiry.ts'
import type { Grant, KeyRow, VersionRow } from '../../../shared/model/model.ts'
import { overlapLeft } from '../../../shared/model/overlap.ts'
import { tableLines, type Cell } from '../columns.ts'
import type { ReadingCommand } from '../command.ts'
import { referenceOf } from '../find-key.ts'
import { incompleteText, isoTime, jsonOfKey, stateOf, stateTone } from '../key-facts.ts'
import { BY_HAND_ACCOUNT, ORIGIN, VERSION_STATUS } from '../key-messages.ts'
import { needKey } from '../need-key.ts'
import type { Line } from '../output.ts'
import type { VaultReading } from '../vault-reading.ts'
import { SHOW } from './show-messages.ts'

export const show: ReadingCommand = {
  name: 'show',
  ...SHOW.spec,
  needsUnlocked: true,
  async reads({ reading, output }, { flags, words: [name = ''] }) {
    const vault = reading()
    const detail = vault.detail(needKey(name, vault).key.id)
    if (flags.has('json')) await output.json(jsonOfDetail(detail, vault))
    else await output.lines(...lines(detail, vault))
    return EXIT.done
  },
}

function jsonOfDetail({ key, versions, grants, facts }: KeyDetail, vault: VaultReading) {
  return {
    ...jsonOfKey(key, vault),
    notes: key.notes,
    consoleUrl: key.consoleUrl === '' ? undefined : key.consoleUrl,
    permissions: grants.map(({ permission, target }) => ({ permission, target })),
    facts,
    versions: versions.map(({ version, status, origin, madeAt, backend, validity }) => {
      return { version, status, origin, madeAt: isoTime(madeAt), backend, validity }
    }),
  }
}

function lines(detail: KeyDetail, vault: VaultReading): readonly Line[] {
  const { key, versions, facts } = detail
  const table = tableLines(
    [...factsOf(detail, vault), ...facts.map(({ label, value }) => [label, value] as const)].map(
      ([label, value, tone]): Cell[] => [
        { text: label, tone: 'soft' },
        { text: value, ...(tone && { tone }) },
      ],
    ),
    undefined,
  )
  return [
    { text: key.name, tone: 'strong' },
    ...table,
    ...block(
      SHOW.versions,
      versions.map((one) => versionLine(one, vault.now)),
    ),
    ...block(SHOW.permissions, detail.grants.map(grantLine)),
    ...block(SHOW.notes, key.notes === '' ? [] : ownLines(key.notes)),
  ]
}

type Fact = readonly [label: string, value: string, tone?: 'bad' | 'warn' | undefined]

function factsOf({ key }: KeyDetail, vault: VaultReading): readonly Fact[] {
  const { now } = vault
  const { labels } = SHOW
  const tone = stateTone(key, now)
  const shade = tone === 'bad' || tone === 'warn' ? tone : undefined
  const all: readonly (Fact | undefined)[] = [
    [labels.id, key.id],
    [labels.reference, referenceOf(key, vault)],
    [
      labels.account,
      key.account === undefined ? BY_HAND_ACCOUNT : (vault.accountName(key.account) ?? key.account),
    ],
    [labels.provider, vault.providerName(key.provider) ?? key.provider],
    optional(labels.handle, key.handle),
    optional(labels.scope, key.scope),
    [labels.state, KEY_STATES[stateOf(key, vault)], shade],
    [labels.expires, expiresText(key, now), shade],
    [labels.secret, SECRET_STATES[key.secret]],
    optional(labels.variable, key.environment),
    optional(labels.tags, key.tags.join(', ')),
    when(labels.created, key.createdAt, now),
    when(labels.used, key.lastUsedAt, now),
    when(labels.leaked, key.leaked?.at, now),
    optional(labels.leakedWhere, key.leaked?.where),
    when(labels.gone, key.goneSince, now),
    warning(labels.incomplete, incompleteText(key, vault)),
    key.overlap && [labels.overlap, SHOW.overlap[key.overlap.role](overlapLeft(key.overlap, now))],
    optional(labels.consoleUrl, key.consoleUrl),
    [labels.asOf, agoWords(key.asOf, now)],
  ]
  return all.filter((fact) => fact !== undefined)
}

const optional = (label: string, value: string | undefined): Fact | undefined =>
  value === undefined || value === '' ? undefined : [label, value]

const warning = (label: string, value: string | undefined): Fact | undefined =>
  value === undefined ? undefined : [label, value, 'warn']

const when = (label: string, at: number | undefined, now: number): Fact | undefined =>
  at === undefined ? undefined : [label, `${dateText(at)} (${relativeWords(at, now)})`]

function expiresText(key: KeyRow, now: number): string {
  const at = expiryOf(key)
  if (at === undefined) return expirySourceWords(key)
  return `${dateText(at)} (${relativeWords(at, now)}). ${expirySourceWords(key)}`
}

/** Such as `2026-12-24 10:00 UTC`. In UTC, so that every machine prints the same. */
function dateText(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime())
    ? String(at)
    : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

const versionLine = (
  { version, status, origin, madeAt, backend, validity }: VersionRow,
  now: number,
): string =>
  SHOW.version(version, VERSION_STATUS[status], ORIGIN[origin], agoWords(madeAt, now), backend, validity)

const grantLine = ({ permission, target }: Grant): string =>
  target === undefined ? permission : `${permission}: ${target.type} ${target.id}`

const block = (title: string, texts: readonly string[]): readonly Line[] =>
  texts.length === 0 ? [] : ['', { text: title, tone: 'strong' }, ...texts.map((text) => `  ${text}`)]

/** The lines of a note. */
const ownLines = (text: string): readonly string[] => text.trimEnd().split(/\r\n|\r|\n/)
