/** Messages of the approval card. */
import type { ApprovalCard, ApprovalLasts } from '../../shared/contract/approvals.ts'

type Wants = ApprovalCard['wants']

const CHANGES: Record<Extract<Wants, { kind: 'change' }>['change'], string> = {
  regenerate: 'wants to regenerate a key. The old secret stops working.',
  replace: 'wants to replace a key with a new one.',
  retire: 'wants to retire the old key of an overlap.',
  'roll-back': 'wants to delete the new key of an overlap and return to the old one.',
}

const regeneratesKeeping = (hours: number): string =>
  `wants to regenerate a key. The old secret keeps working for ${hours === 1 ? '1 hour' : `${hours.toLocaleString()} hours`}.`

export const cardMessages = {
  /** Begins the sentence if the system does not report which program asks. */
  someProgram: 'A program',
  wants: (wants: Wants, count: number): string => {
    if (wants.kind === 'change')
      return wants.overlapHours === undefined ? CHANGES[wants.change] : regeneratesKeeping(wants.overlapHours)
    const what = count === 1 ? 'a secret' : `${count.toLocaleString()} secrets`
    if (wants.command === 'copy') return `wants to copy ${what} to the clipboard.`
    if (wants.command === 'mcp')
      return `is an agent that wants to run commands with ${what}. Such a command can pass a secret on.`
    return `wants ${what}.`
  },
  noProgram: 'Your system doesn’t tell Keyhold which program is asking.',
  command: 'Command',
  commandName: (name: string) => `keyhold ${name}`,
  passedTo: 'Passed to',
  program: 'Program',
  folder: 'Folder',
  startedBy: 'Started by',
  keys: (count: number) => (count === 1 ? 'Key' : `${count.toLocaleString()} keys`),
  moreKeys: (count: number) => `and ${count.toLocaleString()} more`,
  version: (version: number) => `version ${version}`,
  manual: 'Manual',
  reason: 'Reason given by the program',
  open: '“',
  close: '”',
  requests: (count: number) => `Your answer applies to ${count.toLocaleString()} requests.`,
  lastingBefore: 'A longer approval covers everything that',
  lastingAfter: 'starts.',
  deny: 'Deny',
  denyKey: 'Esc',
  left: (seconds: number) => `Keyhold denies this in ${seconds} s`,
  group: 'Answer',
} as const

export const untilLockWords = (hasLock: boolean): string =>
  hasLock ? 'Until Keyhold locks' : 'Until Keyhold quits'

export const allowWords = (lasts: ApprovalLasts, hasLock: boolean): string => {
  switch (lasts) {
    case 'once':
      return 'Allow once'
    case '15-minutes':
      return 'For 15 minutes'
    case 'until-lock':
      return untilLockWords(hasLock)
  }
}
