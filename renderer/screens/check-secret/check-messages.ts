/** The messages of the check of a manual key's secret at its service. Pure. */
import type { CheckReport } from '../../../shared/contract/keys.ts'
import { momentText } from '../../messages/dates.ts'

export const checkMessages = {
  /** The button in the key's panel. */
  open: 'Check at the service…',
  title: (name: string) => `Check ${name}`,
  reading: 'Reading the secret…',
  looksLike: (name: string) => `Looks like: ${name}`,
  unknownShape: 'Keyhold doesn’t know this kind of key',
  noCheck: 'Keyhold has no check for this kind of key',
  noCheckDetail: (services: string) =>
    `Keyhold can check ${services}, and reads the expiry of JSON Web Tokens. Nothing was sent.`,
  services: 'tokens of GitHub, GitLab, Cloudflare and OpenRouter',
  before: (service: string) =>
    `Keyhold sends the secret to ${service} once, in a call that changes nothing, and shows what the answer says.`,
  address: 'Server',
  addressHelp: 'Change it only if the key belongs to a server of your own',
  run: (service: string) => `Check at ${service}`,
  again: 'Check again',
} as const

export interface ReportWords {
  readonly tone: 'good' | 'warn'
  readonly title: string
  readonly lines: readonly string[]
}

/** A report in sentences. */
export function reportWords(report: CheckReport, now: number): ReportWords {
  const { works, service, host, expires } = report
  if (service === undefined) return claimsWords(expires, now)
  if (!works)
    return {
      tone: 'warn',
      title: `${service} doesn’t accept this secret`,
      lines: [
        `${host ?? service} answered that the secret is unknown, revoked or expired. This is also the answer if the secret belongs to another server.`,
      ],
    }
  return { tone: 'good', title: `${service} accepts this secret`, lines: factLines(report, now) }
}

function claimsWords(expires: CheckReport['expires'], now: number): ReportWords {
  const at = expires?.at
  if (at === undefined)
    return {
      tone: 'warn',
      title: 'The token doesn’t say when it expires',
      lines: ['A JSON Web Token without “exp” has no expiry of its own. Nothing was sent.'],
    }
  return {
    tone: at > now ? 'good' : 'warn',
    title: at > now ? 'The token says when it expires' : 'The token has expired',
    lines: [
      expiryLine({ at }, now),
      'Read from the token itself. Nothing was sent, and its signature was not checked.',
    ],
  }
}

function factLines({ owner, label, scopes, expires }: CheckReport, now: number): readonly string[] {
  return [
    ...(owner === undefined ? [] : [`Belongs to ${owner}`]),
    ...(label === undefined ? [] : [`Called ${label} there`]),
    ...(scopes === undefined ? [] : [scopesLine(scopes)]),
    expires === undefined ? 'The answer doesn’t say when it expires.' : expiryLine(expires, now),
  ]
}

const scopesLine = (scopes: readonly string[]): string =>
  scopes.length === 0 ? 'May do nothing beyond reading public data' : `May: ${scopes.join(', ')}`

function expiryLine({ at }: NonNullable<CheckReport['expires']>, now: number): string {
  if (at === undefined) return 'Never expires'
  return at > now ? `Expires on ${momentText(at)}` : `Expired on ${momentText(at)}`
}

export const expiryOfferMessages = {
  saveDate: (at: number) => `Save ${momentText(at)} as its expiry`,
  saveNever: 'Save “never expires”',
  saved: 'The key has this expiry',
} as const
